"""The interactive answer: may the travellers of one passenger list board, told while the carrier waits.

Reading, merging, matching and scoring are the pipeline's own functions, on this one message. All here is pure: what a
store must say (rules, authorisations, earlier reports) is handed in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from offing.cases.offices import posting
from offing.records.assessments import Match, RuleHit, Score
from offing.records.merging import Merged, merge
from offing.records.merging.lists import Effect, effect_of
from offing.records.messages import ParsedMessage
from offing.records.reports import Report, reports_of
from offing.records.travellers import ReportedTraveller, Traveller
from offing.risk.rules import RuleSet
from offing.risk.scoring import Priors, score
from offing.risk.subject import Background, subjects_of
from offing.travel.matching import Index
from offing.travel.unplaced import placed
from offing.watchlists.model import query_of

type Resembling = tuple[Traveller, tuple[Match, ...]]


class Outcome(StrEnum):
    """What the carrier is told of one traveller."""

    OK = "ok"
    DO_NOT_BOARD = "do_not_board"
    NO_RECORD = "no_record"
    INSUFFICIENT_DATA = "insufficient_data"
    UNCHECKED = "unchecked"


# What an answer needs to know of a traveller: without it nobody can be told apart on a list.
NEEDED: tuple[tuple[str, Callable[[ReportedTraveller], object]], ...] = (
    ("SURNAME", lambda t: t.surname),
    ("DATE OF BIRTH", lambda t: t.date_of_birth),
    ("NATIONALITY OR DOCUMENT", lambda t: t.nationality or t.nationalities or t.documents),
)
# Lists whose people are leaving the flight: there is nobody to be kept from boarding.
_LEAVING = frozenset({Effect.GONE, Effect.ASHORE})
_CLOSE_OUT = frozenset({Effect.ABOARD, Effect.ASHORE})
_CHANGES = "CP"
_CONFIRMED = "confirmed"  # the evidence line of a match that an officer found to be the person


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What travellers are held against."""

    index: Index
    rules: RuleSet
    priors: Priors
    today: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A traveller on one leg with the entries they resemble, the rules that hold and the score."""

    traveller: Traveller
    matches: tuple[Match, ...]
    rule_hits: tuple[RuleHit, ...] = ()
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One traveller as the message names them; `refers` when it speaks of somebody who must have been reported before.

    `position` counts from 1 in the message; `movements` are the keys of the legs they are on.
    """

    position: int
    reported: ReportedTraveller
    movements: tuple[str, ...]
    refers: bool = False
    leaving: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """What the carrier must send before an answer can be given; somebody known by reference needs nothing."""
        if self.refers:
            return ()
        return tuple(name for name, value in NEEDED if not value(self.reported))


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """One message as a question: who is asked about, and the reports that say so, by movement."""

    message: ParsedMessage
    asked: tuple[Asked, ...]
    reports: dict[str, Report]
    alone: tuple[dict[str, Report], ...]  # the same, of each traveller as if nobody else were named


def enquiry_of(message: ParsedMessage, carrier: str, receipt: str, number: int) -> Enquiry:
    """The question that message `number` of a receipt puts."""
    whole = placed(message, carrier, receipt)
    name = f"{receipt}.{number}"
    reports = reports_of(whole, name)
    effects = {effect_of(r)[1] for r in reports.values()}
    refers = bool(effects & (_LEAVING | _CLOSE_OUT)) or whole.subfunction == _CHANGES
    alone = tuple(reports_of(_only(whole, i), name) for i in range(len(whole.travellers)))
    asked = tuple(
        Asked(
            position=position,
            reported=traveller,
            movements=tuple(m for m, report in alone[position - 1].items() if report.travellers),
            refers=refers,
            leaving=bool(effects & _LEAVING),
        )
        for position, traveller in enumerate(whole.travellers, 1)
    )
    return Enquiry(message=whole, asked=asked, reports=reports, alone=alone)


def _only(message: ParsedMessage, index: int) -> ParsedMessage:
    bookings = tuple(replace(booking, travellers=()) for booking in message.bookings)
    return replace(message, travellers=(message.travellers[index],), bookings=bookings)


def look(enquiry: Enquiry, checks: Checks) -> dict[int, tuple[Sight, ...]]:
    """Everybody who is to board, by position, as lists and rules see them on each leg."""
    seen: dict[int, list[Sight]] = {a.position: [] for a in enquiry.asked}
    boarding = [a for a in enquiry.asked if not a.leaving]
    for movement, report in enquiry.reports.items():
        sights = _sights(movement, report, checks) if boarding else {}
        for asked in boarding:
            own = merge(movement, [enquiry.alone[asked.position - 1][movement]], trace=False)
            seen[asked.position] += [sights[t.id] for t in own.travellers if t.id in sights]
    return {position: tuple(found) for position, found in seen.items()}


def _sights(movement: str, report: Report, checks: Checks) -> dict[str, Sight]:
    """Sights of a leg, by every id that a traveller has or would have if they were named alone.

    Histories are not looked up: a rule that asks them holds in the pipeline at the earliest.
    """
    merged = merge(movement, [report], trace=False)
    found = checks.index.match_many([query_of(t) for t in merged.travellers])
    matches = {t.id: tuple(of) for t, of in zip(merged.travellers, found, strict=True)}
    hits = _hits(report, merged, matches, checks)
    return {
        identity: sight
        for t in merged.travellers
        for sight in (_sight(t, matches[t.id], hits.get(t.id, ()), checks.priors),)
        for identity in (t.id, *t.formerly)
    }


def _hits(
    report: Report, merged: Merged, matches: Mapping[str, tuple[Match, ...]], checks: Checks
) -> dict[str, tuple[RuleHit, ...]]:
    if report.movement is None:
        return {}
    direction = posting(report.movement, "").direction
    known = Background(matches=matches, direction=direction)
    asked = subjects_of(report.movement, merged.travellers, merged.bookings, checks.today, known)
    return {s.traveller.id: checks.rules.hits(s) for s in asked}


def _sight(
    traveller: Traveller, matches: tuple[Match, ...], hits: tuple[RuleHit, ...], priors: Priors
) -> Sight:
    counting = [m for m in matches if not m.silent]
    return Sight(
        traveller=traveller, matches=matches, rule_hits=hits, score=score(counting, hits, priors)
    )


def alike(sights: Mapping[int, tuple[Sight, ...]]) -> dict[str, dict[str, Resembling]]:
    """By movement and traveller, those who resemble an entry: what people have judged of them is to be asked."""
    found: dict[str, dict[str, Resembling]] = {}
    for sight in (s for seen in sights.values() for s in seen if s.matches):
        people = found.setdefault(sight.traveller.movement, {})
        people[sight.traveller.id] = sight.traveller, sight.matches
    return found


def with_matches(
    sights: Mapping[int, tuple[Sight, ...]], anew: Mapping[str, tuple[Match, ...]], priors: Priors
) -> dict[int, tuple[Sight, ...]]:
    """The sights with other matches for some travellers, scored once more."""

    def renewed(sight: Sight) -> Sight:
        matches = anew.get(sight.traveller.id, sight.matches)
        return _sight(sight.traveller, matches, sight.rule_hits, priors)

    return {position: tuple(map(renewed, seen)) for position, seen in sights.items()}


def barring(sights: Iterable[Sight]) -> tuple[Match, ...]:
    """The matches for which somebody could be kept from boarding: strong ones, and those that an officer confirmed."""
    return tuple(m for sight in sights for m in sight.matches if _certain(m))


def _certain(match: Match) -> bool:
    if match.band == "review":
        return any(line.f == _CONFIRMED for line in match.evidence)
    return match.band == "strong"


def outcome_of(asked: Asked, *, barred: bool, on_record: bool) -> Outcome:
    """The answer on one traveller: an authorised entry before all else, then what the carrier must mend."""
    rows = (
        (Outcome.DO_NOT_BOARD, barred),
        (Outcome.NO_RECORD, asked.refers and not on_record),
        (Outcome.INSUFFICIENT_DATA, bool(asked.missing)),
    )
    return next((outcome for outcome, holds in rows if holds), Outcome.OK)


def named_in(report: Report, asked: ReportedTraveller) -> bool:
    """Whether an earlier report names the traveller: by the carrier's reference, else by locator, name and birth."""
    return any(_same(asked, known, _locator(report, known)) for known in report.travellers)


def _same(asked: ReportedTraveller, known: ReportedTraveller, locator: str | None) -> bool:
    if asked.reference and known.reference:
        return asked.reference == known.reference
    if not asked.surname:
        return bool(asked.locator) and asked.locator == locator
    return _called(asked) == _called(known) and asked.locator in (None, locator)


def _called(traveller: ReportedTraveller) -> tuple[str | None, ...]:
    return traveller.surname, traveller.given_names, traveller.date_of_birth


def _locator(report: Report, traveller: ReportedTraveller) -> str | None:
    if traveller.locator or traveller.booking is None:
        return traveller.locator
    booked = report.bookings[traveller.booking : traveller.booking + 1]
    return booked[0].locator if booked else None
