"""Scoring a movement: rules, score and random draw for every traveller, and the cases that follow."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from offing.cases.feedback import of_assessment
from offing.cases.offices import stratum_of
from offing.cases.opening import alerts, counting, owner, warrants_case
from offing.kernel.plain import pack
from offing.kernel.ports import Tables, Value
from offing.records.assessments import Assessment, Match
from offing.records.bookings import Booking
from offing.records.movements import Movement
from offing.records.travellers import Traveller
from offing.risk.lanes import lane_of, treatment_of
from offing.risk.rules import RuleSet
from offing.risk.scoring import Priors, score
from offing.risk.shares import Share, ShareStore, is_drawn, share_of
from offing.risk.subject import Subject, stream_of, subjects_of
from offing.risk.weights import WeightsStore
from offing.travel.background import background_of
from offing.travel.counters import of_rule, of_strata, steps, strata_of
from offing.travel.history import HistoryStore, Sighting
from offing.travel.matching import context_of
from offing.travel.model import Head, Manifest, Matched, Scored
from offing.travel.store import MovementStore

_ROUNDS = 20
_COUNTED_AT_ONCE = 80  # rules, with room for the strata of a movement
_SHOWN = frozenset({"strong", "review"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One traveller with all that a case would be opened on, and the assessment `before` this one."""

    traveller: Traveller
    movement: Movement
    bookings: tuple[Booking, ...]
    assessment: Assessment
    before: Assessment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What scoring works with; `opens` is given each assessed traveller and says whether a case is open on it.

    `random_share` holds where no share is set for a stratum; `frozen` weights are those that people have approved.
    """

    tables: Tables
    rules: RuleSet
    draw_key: bytes
    random_share: float
    opens: Callable[[Assessed], bool]
    frozen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    """What was read once for all rounds: what results teach, and the shares of the random arm."""

    priors: Priors
    shares: Mapping[str, Share]


def score_movement(at: Scoring, movement: str, now: str) -> int:
    """Assess every traveller of a movement, count, and open cases; how many were assessed anew.

    As in matching, each worker goes on until what it started from still stands, so workers may overlap.
    """
    store = MovementStore(at.tables)
    basis = _Basis(
        priors=WeightsStore(at.tables).priors(frozen=at.frozen),
        shares=ShareStore(at.tables).all(),
    )
    written = 0
    for _ in range(_ROUNDS):
        manifest = store.manifest(movement)
        if manifest.head.described.movement is None:
            return written
        people = _assess(at, manifest, basis, now)
        changed = [a for a in people if _differs(a.assessment, manifest)]
        written += len(changed)
        # Cases first: a worker that dies in between leaves the old assessments, which show the next what has changed.
        cases = sum(at.opens(a) for a in people)
        _remember(at.tables, changed)
        store.save_assessments(
            movement, [(_revision(now), a.assessment, _view(a)) for a in changed]
        )
        counted = _count(store, manifest.head, people, cases)
        if counted and store.head(movement).matched_seq == manifest.head.matched_seq:
            break
    return written


def _remember(tables: Tables, people: list[Assessed]) -> None:
    seen = [
        Sighting(traveller=a.traveller, bookings=a.bookings, flagged=warrants_case(a.assessment))
        for a in people
        if not a.traveller.removed
    ]
    if seen:
        HistoryStore(tables).remember(people[0].movement, seen)


def _assess(at: Scoring, manifest: Manifest, basis: _Basis, now: str) -> list[Assessed]:
    movement = manifest.head.described.movement
    if movement is None:
        return []
    travellers, bookings = context_of(manifest)
    known = background_of(at.tables, at.rules, movement, manifest.travellers, manifest.bookings)
    asked = subjects_of(movement, travellers, bookings, now[:10], known)
    subjects = {s.traveller.id: s for s in asked}
    return [
        replace(
            _assessed(at, manifest.travellers[t.id], subjects.get(t.id), movement, basis),
            before=manifest.assessments[t.id][1] if t.id in manifest.assessments else None,
        )
        for t in travellers
    ]


def _assessed(
    at: Scoring, matched: Matched, subject: Subject | None, movement: Movement, basis: _Basis
) -> Assessed:
    """One assessment; who is no longer on the movement is held against the lists but not against the rules."""
    traveller = matched.traveller
    hits = at.rules.hits(subject) if subject else ()
    stratum = stratum_of(movement, stream_of(traveller))
    treatment = treatment_of(stratum.stream, stratum.office)
    # A silent entry moves nothing that officers of other agencies see.
    seen = [m for m in matched.matches if not m.silent]
    result = score(seen, hits, basis.priors, treatment)
    day = (movement.departure or movement.arrival or "")[:10]
    share = share_of(basis.shares, stratum, day, at.random_share)
    random = subject is not None and is_drawn(at.draw_key, stratum, traveller.id, share)
    assessment = Assessment(
        traveller=traveller.id,
        movement=traveller.movement,
        matches=matched.matches,
        rule_hits=hits,
        score=result,
        random=random,
        lane=lane_of(
            stratum.stream,
            result.band,
            office=stratum.office,
            random=random,
            alert=bool(alerts(matched.matches)),
        ),
        traveller_version=matched.version,
        index_version=matched.index_version,
        rules_version=at.rules.version,
        stratum=stratum.key if subject else "",
        chance=share if subject else 0.0,
    )
    return Assessed(
        traveller=traveller,
        movement=movement,
        bookings=subject.bookings if subject else (),
        assessment=assessment,
    )


def _differs(assessment: Assessment, manifest: Manifest) -> bool:
    known = manifest.assessments.get(assessment.traveller)
    return known is None or known[1] != assessment


def _revision(now: str) -> int:
    """Milliseconds since 1970: later writes win in search, whoever writes them."""
    return int(datetime.fromisoformat(now).timestamp() * 1000)


def _view(a: Assessed) -> Mapping[str, Value]:
    t, m, s = a.traveller, a.movement, a.assessment
    document = {
        "name": t.name,
        "other_names": list(t.other_names),
        "date_of_birth": t.date_of_birth,
        "nationality": t.nationality,
        "sex": t.sex,
        "documents": [d.number for d in t.documents],
        "phones": list(t.phones),
        "emails": list(t.emails),
        "bookings": [b.split("-")[1] for b in t.bookings],
        "movement": t.movement,
        "movement_label": m.label,
        "departure": m.departure,
        "band": s.score.band,
        "score": s.score.probability,
        "lists": sorted({match.list for match in s.matches if _heard(match)}),
        "rules": [hit.rule for hit in s.rule_hits],
        # Who has a case is found by its agency alone; everybody else by all.
        "agency": owner(s) if warrants_case(s) and not t.removed else "",
    }
    return {"view": pack(document)}


def _count(store: MovementStore, head: Head, people: list[Assessed], cases: int) -> bool:
    by_rule = Counter(
        f"{row.rule}#{row.version}" for a in people for row in of_assessment(a.assessment)
    )
    scored = Scored(
        assessed=len(people),
        matched=sum(any(map(_heard, a.assessment.matches)) for a in people),
        hits=sum(len(counting(a.assessment.rule_hits)) for a in people),
        cases=cases,
        hits_by_rule=dict(by_rule),
        strata=strata_of(a.assessment for a in people),
    )
    if scored == head.scored:
        return True
    moved = steps(by_rule, head.scored.hits_by_rule)
    if len(moved) > _COUNTED_AT_ONCE:
        # More than a transaction holds: some now, and this round was not the last.
        now = {name: by_rule[name] for name in list(moved)[:_COUNTED_AT_ONCE]}
        some = {name: n for name, n in {**head.scored.hits_by_rule, **now}.items() if n}
        part = replace(head.scored, hits_by_rule=some)
        store.count(head, part, [of_rule(name, moved[name]) for name in now])
        return False
    counts = [of_rule(name, n) for name, n in moved.items()]
    counts += of_strata(steps(scored.strata, head.scored.strata))
    return store.count(head, scored, counts)


def _heard(match: Match) -> bool:
    return match.band in _SHOWN and not match.silent
