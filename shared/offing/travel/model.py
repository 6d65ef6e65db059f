"""What the travel pipeline keeps besides the records themselves."""

from dataclasses import dataclass, field
from enum import StrEnum

from offing.carriers.heard import Heard
from offing.records.assessments import Assessment, Match
from offing.records.bookings import Booking
from offing.records.messages import Finding
from offing.records.movements import Movement
from offing.records.travellers import Traveller


class Status(StrEnum):
    """Where a received file stands; every file is in exactly one of these."""

    PENDING = "pending"
    PARSED = "parsed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecord:
    """One received file; `id` is its receipt, `key` where its redacted bytes are archived, times are UTC ISO 8601.

    `test` is a file of a carrier that is not live; `tally` is what it has added to its carrier's day.
    """

    id: str
    carrier: str
    key: str
    size: int
    sha256: str
    received_at: str
    channel: str = "https"
    status: Status = Status.PENDING
    attempts: int = 1
    parsed_at: str | None = None
    formats: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    movements: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    findings_total: int = 0
    cards_cut: int = 0
    sensitive_removed: int = 0
    test: bool = False
    tally: dict[str, int] = field(default_factory=dict)

    @property
    def day(self) -> str:
        """The UTC day on which it was received and is counted."""
        return self.received_at[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A merged traveller with the list entries it resembles, as kept in the tables."""

    traveller: Traveller
    version: str
    index_version: str
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What matching knows of a movement; `basis` is how many reports it has merged, `sources` whose they are.

    `heard` are the lists and pushes that the reports make up.
    """

    basis: int = 0
    movement: Movement | None = None
    travellers: int = 0
    sources: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What scoring counted on a movement.

    `hits_by_rule` is keyed `<rule>#<version>`, `strata` `population#<stratum>` and `drawn#<stratum>` of the random arm.
    """

    assessed: int = 0
    matched: int = 0
    hits: int = 0
    cases: int = 0
    hits_by_rule: dict[str, int] = field(default_factory=dict)
    strata: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A movement as a whole.

    `basis` counts the reports taken in, `matched_seq` the times its travellers were written, `scored_rev` the times
    the scores were counted; each stage works until the number it started from still stands.
    """

    id: str
    basis: int = 0
    matched_seq: int = 0
    scored_rev: int = 0
    described: Described = Described()
    scored: Scored = Scored()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that is stored of one movement, read in one request."""

    head: Head
    reports: dict[str, bytes]
    travellers: dict[str, Matched]
    assessments: dict[str, tuple[int, Assessment]]
    bookings: dict[str, Booking]
