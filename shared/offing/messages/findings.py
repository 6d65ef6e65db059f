"""Findings while reading: noted by segment number, placed in the file only when somebody will see them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from offing.records.messages import Finding

# More than this many findings of one message help nobody; the rest is counted.
LIMIT = 200


@dataclass(slots=True)
class Notes:
    """Collects findings of one message; `offset_of` gives the byte offset of a segment by its number."""

    offset_of: Callable[[int], int | None]
    kept: list[tuple[str, str, str, int | None, str | None]] = field(default_factory=list)
    more: int = 0

    def note(
        self,
        severity: str,
        code: str,
        text: str,
        segment: int | None = None,
        tag: str | None = None,
    ) -> None:
        """Adds one finding; `text` says what and how to mend it, without personal data."""
        if len(self.kept) < LIMIT:
            self.kept.append((severity, code, text, segment, tag))
        else:
            self.more += 1

    def findings(self) -> tuple[Finding, ...]:
        """What was noted, with offsets, and how many more there were."""
        # In the order of the file, because finding a place goes on from the one before.
        places = sorted({segment for *_, segment, _tag in self.kept if segment})
        offsets = {segment: self.offset_of(segment) for segment in places}
        found = [
            Finding(
                severity=severity,
                code=code,
                text=text,
                segment=segment,
                tag=tag,
                offset=offsets[segment] if segment else None,
            )
            for severity, code, text, segment, tag in self.kept
        ]
        if self.more:
            found.append(
                Finding(
                    severity="warning",
                    code="more-findings",
                    text=f"{self.more} more findings not listed.",
                )
            )
        return tuple(found)


def fatal(code: str, text: str) -> Finding:
    """The finding that says why nothing could be read."""
    return Finding(severity="fatal", code=code, text=text)
