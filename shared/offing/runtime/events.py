"""The events on the bus, version 1: what each says. References only, never personal data.

`events/schemas` is written from these models; a test holds the files and what the code publishes to them.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Message = Annotated[str, Field(pattern=r"^msg_[a-z2-7]{26}$", description="A receipt")]
Movement = Annotated[
    str,
    Field(pattern=r"^(air|sea|rail|road)-[A-Za-z0-9._-]+$", description="The key of a movement"),
]
CaseId = Annotated[str, Field(pattern=r"^case_[a-z2-7]{26}$", description="The id of a case")]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,64}$")]


class Event(BaseModel):
    """One event; nothing beside what is named here may be in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _MessageRead(Event):
    message: Message
    carrier: Code
    movements: list[Movement]


class MessageParsed(_MessageRead):
    """A received file was read; its findings stand in the message log."""


class MessageRejected(_MessageRead):
    """Nothing in a received file could be read; why stands in the message log."""


class _CaseMoved(Event):
    case: CaseId
    reference: Annotated[str, Field(pattern=r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$")]
    agency: Code
    office: Code


class CaseOpened(_CaseMoved):
    """A traveller was put before an officer."""


class ReferralOpened(_CaseMoved):
    """An officer has referred a traveller to an office for examination."""


class ReferralClosed(_CaseMoved):
    """A referral has ended, with a coded result or a coded reason why there is none."""


class _MessageDue(Event):
    notice: Annotated[
        str, Field(pattern=r"^ntc_[a-z2-7]{26}$", description="The same for each telling")
    ]
    carrier: Code
    movement: Movement
    kind: Literal["api_passengers", "api_crew", "pnr"]
    hours: Annotated[float, Field(description="Before the scheduled departure; negative is after")]
    due: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]


class MessageLate(_MessageDue):
    """A message that was due for an expected movement has not come in time."""


class MessageMissing(_MessageDue):
    """A message that was due for an expected movement has not come at all."""


class MessageIncomplete(_MessageDue):
    """Of a list in several parts some have not come, or fewer are named than it announces."""


class WatchlistChanged(Event):
    """Entries of a list have changed: a partner sent them (`partner` is empty else), an officer wrote them."""

    list: Code
    partner: Code
    accepted: Annotated[int, Field(ge=1)]


class ListImportApproved(Event):
    """A person has said that a file for a list is to be applied."""

    list: Code
    imported: Annotated[
        str, Field(pattern=r"^imp_[a-z2-7]{26}$", description="The id of an import")
    ]


class IndexRequested(Event):
    """A person has asked to go back to an earlier index, or to let new ones in again."""

    request: Annotated[str, Field(pattern=r"^[a-z2-7]{26}$", description="The key of the wish")]


class MatchAdjudicated(Event):
    """The keeper of a list entry has said whether a traveller is the person on the list."""

    question: Annotated[
        str, Field(pattern=r"^adj_[a-z2-7]{26}$", description="The id of a question")
    ]
    list: Code
    answer: Code


class RulesChanged(Event):
    """Other rules count than before, or somebody has gone back to an earlier rulebook (`rule` is empty)."""

    rule: Code
    step: Code


class RuleRunRequested(Event):
    """Somebody wants to know what a rule would have done."""

    run: Annotated[str, Field(pattern=r"^[a-z2-7]{26}$", description="The id of a run")]


class RulebookPublished(Event):
    """A set of rules was put into use."""

    version: Annotated[str, Field(pattern=r"^rules-[0-9a-f]{16}$")]
    rules: Annotated[int, Field(ge=0)]
    rev: Annotated[int, Field(ge=1)]


# Source on the bus → the events that come from it.
SOURCES: dict[str, tuple[type[Event], ...]] = {
    "offing.travel": (MessageParsed, MessageRejected),
    "offing.carriers": (MessageLate, MessageMissing, MessageIncomplete),
    "offing.cases": (CaseOpened, ReferralOpened, ReferralClosed),
    "offing.watchlists": (
        WatchlistChanged,
        ListImportApproved,
        IndexRequested,
        MatchAdjudicated,
    ),
    "offing.rules": (RulesChanged, RuleRunRequested, RulebookPublished),
}
EVENTS: dict[str, type[Event]] = {e.__name__: e for found in SOURCES.values() for e in found}
