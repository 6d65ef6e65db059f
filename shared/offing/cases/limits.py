"""How long the machine waits for people before it moves a case on by itself."""

from dataclasses import dataclass

from offing.cases.effects import utc
from offing.cases.model import Case

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds; a decision is awaited until the case's deadline, but never shorter than `decision_floor`.

    The floor is for lists that come late: somebody must have had the chance to look.
    """

    decision_floor: int
    acknowledgement: int
    result: int


_BY_STAGE = {
    # On one machine the day at the border lies in the past or future of the one who looks at it.
    "local": Limits(24 * _HOUR, 24 * _HOUR, 24 * _HOUR),
    "dev": Limits(4 * _HOUR, 4 * _HOUR, 8 * _HOUR),
    "test": Limits(1 * _HOUR, 1 * _HOUR, 1 * _HOUR),
}
_STANDARD = Limits(_HOUR // 2, 4 * _HOUR, 24 * _HOUR)


def limits(stage: str = "prod") -> Limits:
    """The limits of a stage; a stage that has none of its own has those of production."""
    return _BY_STAGE.get(stage, _STANDARD)


def waiting_times(case: Case, now: str, stage: str = "prod") -> dict[str, int]:
    """The seconds that the state machine of a case opened now waits at each of its three waits."""
    bounds = limits(stage)
    left = utc(case.deadline) - utc(now)
    return {
        "decision": max(bounds.decision_floor, int(left.total_seconds())),
        "acknowledgement": bounds.acknowledgement,
        "result": bounds.result,
    }
