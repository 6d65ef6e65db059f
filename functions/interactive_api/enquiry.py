"""One enquiry from its message to what each traveller is told: every step within its time, each answer on record."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from functions.interactive_api import held
from functions.interactive_api.steps import StepFailedError, Steps
from offing.kernel.ports import Blobs, Tables
from offing.records.assessments import Match
from offing.records.messages import ParsedFile, ParsedMessage
from offing.records.travellers import ReportedTraveller
from offing.travel.interactive import (
    Asked,
    Checks,
    Enquiry,
    Outcome,
    Sight,
    alike,
    barring,
    enquiry_of,
    look,
    outcome_of,
    with_matches,
)
from offing.travel.interactive_answers import Reply, Told, fault_of
from offing.travel.interactive_store import AnswerRecord, AnswerStore, Barred
from offing.travel.matching import Index, as_judged
from offing.watchlists.authorisations import Standing
from offing.watchlists.store import ListStore

type Sights = Mapping[int, tuple[Sight, ...]]
type Recorded = tuple[ReportedTraveller, AnswerRecord]


def unchecked(parsed: ParsedFile) -> tuple[Reply, ...]:
    """What is told while nothing can be kept or looked up: board, and nobody was checked."""
    return tuple(
        Reply(message=m, fault=fault)
        if (fault := fault_of(m))
        else Reply(message=m, told=_all_unchecked(_plainly(m)))
        for m in parsed.messages
    )


def _plainly(message: ParsedMessage) -> tuple[Asked, ...]:
    return tuple(
        Asked(position=position, reported=traveller, movements=())
        for position, traveller in enumerate(message.travellers, 1)
    )


def _all_unchecked(asked: Iterable[Asked]) -> tuple[Told, ...]:
    return tuple(Told(asked=a, outcome=Outcome.UNCHECKED) for a in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquirer:
    """One call of one carrier about a message that has been received."""

    tables: Tables
    blobs: Blobs
    steps: Steps
    codes: Mapping[Outcome, str]
    carrier: str
    receipt: str
    now: str

    def replies(self, parsed: ParsedFile) -> tuple[Reply, ...]:
        """The reply to each message of the file."""
        return tuple(self._reply(m, number) for number, m in enumerate(parsed.messages))

    def _reply(self, message: ParsedMessage, number: int) -> Reply:
        if fault := fault_of(message):
            return Reply(message=message, fault=fault)
        asked = _plainly(message)
        try:
            enquiry = self.steps.run(
                "check", partial(enquiry_of, message, self.carrier, self.receipt, number)
            )
            asked = enquiry.asked
            return Reply(message=message, told=self._checked(enquiry))
        except StepFailedError as failed:
            told = _all_unchecked(asked)
            # The message waits in the queue: the check is made there. That it is owed is worth a try to write down.
            with suppress(StepFailedError):
                self._save(self._record(t, step=failed.step) for t in told)
            return Reply(message=message, told=told)

    def _checked(self, enquiry: Enquiry) -> tuple[Told, ...]:
        run = self.steps.run
        checks = Checks(
            index=run("index", partial(held.index, self.blobs)),
            rules=run("rules", partial(held.rules, self.blobs)),
            priors=run("statistics", partial(held.priors, self.tables)),
            today=self.now[:10],
        )
        seen: Sights = run("check", partial(look, enquiry, checks))
        sights = run("judgements", partial(self._judged, seen, checks))
        standing = run("authorisations", partial(held.authorised, self.tables, self.now))
        barred = run("authorisations", partial(self._barred, sights, standing, checks.index))
        known = run("records", partial(self._on_record, enquiry))
        told = tuple(
            Told(asked=a, outcome=outcome_of(a, barred=p in barred, on_record=p in known))
            for a in enquiry.asked
            for p in (a.position,)
        )
        # No answer without a record of it: what keeps somebody from boarding must be explainable for years.
        self._save(
            self._record(t, sights[t.asked.position], barred.get(t.asked.position), checks)
            for t in told
        )
        return told

    def _judged(self, sights: Sights, checks: Checks) -> Sights:
        """The sights with the matches that officers have found to be somebody else, or the very person."""
        anew: dict[str, tuple[Match, ...]] = {}
        for movement, people in alike(sights).items():
            anew |= as_judged(self.tables, checks.index, movement, people)
        return with_matches(sights, anew, checks.priors)

    def _barred(self, sights: Sights, standing: Standing, index: Index) -> dict[int, Barred]:
        """By position, the entry for which somebody is kept from boarding.

        It must read as it did when an officer agreed, on its list at this moment and in the index that found it.
        """
        lists, found = ListStore(self.tables), {}
        for position, seen in sights.items():
            for match in barring(seen):
                pair = (match.list, match.entity)
                agreed = standing.get(pair)
                if agreed and all(
                    agreed.covers(entry, self.now)
                    for entry in (index.listed(pair), lists.entry(*pair))
                ):
                    found[position] = Barred(
                        list=match.list, entry=match.entity, digest=agreed.digest, by=agreed.by
                    )
        return found

    def _on_record(self, enquiry: Enquiry) -> set[int]:
        store = AnswerStore(self.tables)
        return {a.position for a in enquiry.asked if a.refers and store.on_record(a, self.receipt)}

    def _save(self, records: Iterable[Iterable[Recorded]]) -> None:
        flat = [each for some in records for each in some]
        if flat:
            self.steps.run("answers", partial(AnswerStore(self.tables).save, flat))

    def _record(
        self,
        told: Told,
        sights: tuple[Sight, ...] = (),
        barred: Barred | None = None,
        checks: Checks | None = None,
        step: str = "",
    ) -> list[Recorded]:
        """What is kept of one answer, once for each leg."""
        worst = max(sights, key=lambda s: s.score.probability, default=None)
        matches = {(m.list, m.entity, m.band, m.bits): None for s in sights for m in s.matches}
        asked = told.asked
        return [
            (
                asked.reported,
                AnswerRecord(
                    receipt=self.receipt,
                    position=asked.position,
                    reference=asked.reported.reference,
                    movement=movement,
                    outcome=told.outcome,
                    code=self.codes[told.outcome],
                    at=self.now,
                    barred=barred,
                    matches=tuple(matches),
                    rules=tuple(dict.fromkeys(h.rule for s in sights for h in s.rule_hits)),
                    band=worst.score.band if worst else "",
                    score=worst.score.probability if worst else None,
                    index_version=checks.index.version if checks else "",
                    rules_version=checks.rules.version if checks else "",
                    step=step,
                ),
            )
            for movement in asked.movements
        ]
