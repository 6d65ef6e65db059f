"""What moves a case without an officer: its opening, its workflow, its end."""

from offing.cases.feedback import tallies
from offing.cases.limits import waiting_times
from offing.cases.model import Action, Case
from offing.cases.store import CaseStore
from offing.cases.workflow import AWAITED, TRANSITIONS, event_of
from offing.kernel.ports import Bus, Machines, Tables
from offing.risk.store import StatisticsStore

MACHINE = "referral"
_SOURCE = "offing.cases"
_MACHINE_ACTOR = "offing"


def announce(bus: Bus, before: Case | None, after: Case) -> None:
    """Say on the bus what the change of a case means to others."""
    if name := event_of(before, after):
        detail = {
            "case": after.id,
            "reference": after.reference,
            "agency": after.agency,
            "office": after.office,
        }
        bus.publish(_SOURCE, name, detail)


def start_workflow(machines: Machines, case: Case, now: str, stage: str) -> None:
    """Start the workflow that waits for people; it is named after the case, so a second start is none."""
    payload = {"case": case.id, "limits": waiting_times(case, now, stage)}
    machines.start(MACHINE, case.id, payload)


def release(machines: Machines, store: CaseStore, identity: str) -> bool:
    """Let the workflow go on when what it awaits has happened."""
    case, waiting = store.get(identity), store.waiting(identity)
    if case is None or waiting is None or AWAITED.get(case.state) == waiting.awaiting:
        return False
    machines.release(waiting.token, {"state": case.state})
    return True


def expire(store: CaseStore, identity: str, awaiting: str, now: str) -> None:
    """Move a case on for which people were awaited in vain."""
    case = store.need(identity)
    if AWAITED.get(case.state) == awaiting:
        store.act(identity, Action(kind="expire", actor=_MACHINE_ACTOR, at=now, rev=case.rev))


def give_feedback(tables: Tables, identity: str) -> int:
    """Bring a case's end back to the rules and lists that opened it, each kind once; how many kinds were new."""
    case, statistics = CaseStore(tables).need(identity), StatisticsStore(tables)
    return sum(
        statistics.apply_once(case.id, kind, counts) for kind, counts in tallies(case).items()
    )


def close(store: CaseStore, identity: str, now: str) -> None:
    """Close a case that has come to its end; a closed one stays as it is."""
    case = store.need(identity)
    if (case.state, "close") in TRANSITIONS:
        store.act(identity, Action(kind="close", actor=_MACHINE_ACTOR, at=now))
