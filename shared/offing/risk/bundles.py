"""Bundles: criteria given to another office or country, without persons and statistics, under a shared secret.

The signature is HMAC-SHA256 over a name of the format and the text of the bundle, so that nothing else that is
signed with the same secret passes for one.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from offing.kernel.errors import InvalidInputError, UnauthenticatedError
from offing.kernel.ids import digest
from offing.kernel.plain import to_json
from offing.risk.rule_file import Criteria, Provenance, Step

FORMAT = "offing-rules/1"
MOST_RULES = 500
MOST_BYTES = 4_000_000
_TEXTS = {"id": 63, "version": 16, "title": 200, "words": 2000, "justification": 2000}
_GIVEN = (
    "id", "version", "title", "words", "justification", "scenario", "source", "streams", "weight", "severity", "when",
    "tests",
)  # fmt: skip


def bundled(rows: Iterable[Mapping[str, Any]], sender: str, at: str) -> str:
    """The text of a bundle out of rows of a rule file: what they say and why, not who wrote or approved them."""
    rules = [given(row) for row in rows]
    if not 0 < len(rules) <= MOST_RULES:
        raise InvalidInputError(f"A bundle has 1 to {MOST_RULES} rules", where="body.rules")
    return to_json({"format": FORMAT, "sender": sender, "at": at, "rules": rules}).decode()


def given(row: Any) -> dict[str, Any]:
    """What of a rule goes from one office to another."""
    if not isinstance(row, Mapping):
        raise InvalidInputError("a rule is an object", where="body.rules")
    return {name: row[name] for name in _GIVEN if name in row}


def signature(bundle: str, secret: str) -> str:
    """The signature of a bundle under a secret that both sides have."""
    signed = f"{FORMAT}\n{bundle}".encode()
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def opened(bundle: str, signed: str, secrets: Iterable[str]) -> dict[str, Any]:
    """A bundle whose signature holds; UnauthenticatedError says that it does not."""
    given_one = signed.lower().encode()
    if not any(hmac.compare_digest(signature(bundle, s).encode(), given_one) for s in secrets):
        raise UnauthenticatedError(
            "The signature is wrong: the bundle was changed, or signed with another secret",
            where="body.signature",
        )
    try:
        told = orjson.loads(bundle)
    except orjson.JSONDecodeError:
        told = None
    rules = told.get("rules") if isinstance(told, dict) and told.get("format") == FORMAT else None
    if not isinstance(rules, list) or not 0 < len(rules) <= MOST_RULES:
        raise InvalidInputError(
            f"This is no bundle of the format {FORMAT} with 1 to {MOST_RULES} rules",
            where="body.bundle",
        )
    return dict(told)


def drafted(row: Any, bundle: str, sender: str, by: str, at: str) -> tuple[str, tuple[Step, Step]]:
    """The id of a rule in a bundle, and the steps that make it a draft with its justification here."""
    if not isinstance(row, dict) or any(
        not isinstance(row.get(name), str) or not 0 < len(row[name]) <= most
        for name, most in _TEXTS.items()
    ):
        raise InvalidInputError("a rule has texts: id, version, title, words, justification")
    identity = str(row["id"])
    came = Provenance(
        sender=sender, rule=identity, version=row["version"], digest=digest(bundle), at=at
    )
    edit = Step(kind="edit", by=by, at=at, says=_criteria(row), provenance=came)
    justify = Step(kind="justify", by=by, at=at, justification=row["justification"])
    return identity, (edit, justify)


def _criteria(row: Mapping[str, Any]) -> Criteria:
    """What a rule of a bundle says; whether it is a rule is checked with the edit."""
    names = (name for name in Criteria.__dataclass_fields__ if name in row)
    said = {name: row[name] for name in names}
    for name in ("streams", "tests"):
        if not isinstance(said.get(name, []), list):
            raise InvalidInputError(f"'{name}' is a list")
    if not isinstance(said.get("when"), dict):
        raise InvalidInputError("'when' is the tree of the rule")
    try:
        return Criteria(
            **{**said, "streams": tuple(said["streams"]), "tests": tuple(said.get("tests", ()))}
        )
    except (KeyError, TypeError):
        raise InvalidInputError("a rule has streams, weight, severity and a tree") from None
