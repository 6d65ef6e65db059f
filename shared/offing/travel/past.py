"""The past that rules are tried on: assessed travellers rebuilt from what is stored of their movements."""

from collections.abc import Iterator
from dataclasses import dataclass

from offing.cases.opening import warrants_case
from offing.cases.store import CaseStore
from offing.kernel.ports import Tables
from offing.records.assessments import Assessment
from offing.records.travellers import Traveller
from offing.risk.past import Past, past_of
from offing.risk.rules import RuleSet
from offing.risk.subject import subjects_of
from offing.risk.what_if import Part, count, merge
from offing.travel.back_matching import Stretch, movements_from
from offing.travel.background import background_of
from offing.travel.matching import context_of
from offing.travel.store import MovementStore

_MOVEMENTS = 100  # in one step: some 20,000 travellers


@dataclass(frozen=True, slots=True)
class Counted:
    """What a step counted, and what is left to do."""

    part: Part
    left: Stretch | None


def try_on(tables: Tables, rules: RuleSet, stretch: Stretch) -> Counted:
    """Try the one rule of a set on a part of a stretch of days."""
    store = MovementStore(tables)
    part = Part()
    for seen, (movement, day) in enumerate(movements_from(store, stretch)):
        if seen == _MOVEMENTS:
            return Counted(part, Stretch(day, stretch.last, movement))
        part = merge(part, count(rules.rules[0], past_of_movement(tables, rules, movement)))
    return Counted(part, None)


def past_of_movement(tables: Tables, rules: RuleSet, movement: str) -> Iterator[Past]:
    """The assessed travellers of a movement with what came of them; what the rules do not ask is not looked up.

    Each is seen as on the day of departure: assessments do not say on which day they were first made.
    """
    manifest = MovementStore(tables).manifest(movement)
    here = manifest.head.described.movement
    if here is None:
        return
    travellers, bookings = context_of(manifest)
    known = background_of(tables, rules, here, manifest.travellers, manifest.bookings)
    today = (here.departure or "")[:10]
    cases = CaseStore(tables)
    for subject in subjects_of(here, travellers, bookings, today, known):
        traveller = subject.traveller
        if traveller.id in manifest.assessments:
            assessment = manifest.assessments[traveller.id][1]
            hits = (hit.rule for hit in assessment.rule_hits if not hit.shadow)
            outcome = _outcome(cases, traveller, assessment)
            yield past_of(subject, hits, outcome, assessment.random)


def _outcome(cases: CaseStore, traveller: Traveller, assessment: Assessment) -> str:
    """What an examination found; only those on whom a case stands can have been examined."""
    if not warrants_case(assessment):
        return ""
    case, _ = cases.of_traveller(traveller.id, *traveller.formerly)
    return case.result.outcome if case and case.result else ""
