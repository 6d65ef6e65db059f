"""Agreements: what a message has that its carrier's profile does not provide for."""

from collections.abc import Iterator

from offing.carriers.profile import Profile
from offing.records.messages import Finding, ParsedFile, ParsedMessage
from offing.records.reports import NOT_REPORTS


def deviations(profile: Profile | None, parsed: ParsedFile) -> tuple[Finding, ...]:
    """Warnings on senders, formats and versions that were not agreed; none where the profile leaves them open."""
    if profile is None:
        return ()
    found = (w for m in parsed.messages if m.format not in NOT_REPORTS for w in _of(profile, m))
    return tuple(dict.fromkeys(found))


def _of(profile: Profile, message: ParsedMessage) -> Iterator[Finding]:
    if profile.senders and message.sender not in profile.senders:
        yield _warning("sender-not-agreed", "sender", "Send under a sender of your profile")
    if not profile.formats:
        return
    versions = {agreed.format: agreed.versions for agreed in profile.formats}
    if message.format not in versions:
        yield _warning("format-not-agreed", "format", f"{message.format} is none of your profile")
    elif versions[message.format] and message.version not in versions[message.format]:
        yield _warning("version-not-agreed", "version", "Send a version of your profile")


def _warning(code: str, what: str, text: str) -> Finding:
    words = f"{text}, or have this {what} agreed with the authority"
    return Finding(severity="warning", code=code, text=words)
