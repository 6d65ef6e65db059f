"""The interactive answer in words: codes, texts for the check-in desk, CUSRES and JSON."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from offing.kernel.ids import digest
from offing.messages.cusres import write_cusres
from offing.records.messages import Answer, ParsedFile, ParsedMessage
from offing.travel.interactive import Asked, Outcome

# First character: 0 board, 1 do not, 4 the carrier must mend something. The second is each State's own.
CODES: Mapping[Outcome, str] = {
    Outcome.OK: "0Z",
    Outcome.UNCHECKED: "0U",
    Outcome.DO_NOT_BOARD: "1Z",
    Outcome.NO_RECORD: "4N",
    Outcome.INSUFFICIENT_DATA: "4Z",
}
_TEXTS: Mapping[Outcome, str] = {
    Outcome.OK: "OK TO BOARD",
    Outcome.UNCHECKED: "OK TO BOARD - NOT CHECKED YET",
    Outcome.DO_NOT_BOARD: "DO NOT BOARD - CONTACT THE AUTHORITY",
    Outcome.NO_RECORD: "NO RECORD OF THIS TRAVELLER - SEND ALL DATA",
    Outcome.INSUFFICIENT_DATA: "INSUFFICIENT DATA - SEND",
}
# What is wrong with a whole message: error number in the header of the answer, and words.
_NOT_A_LIST = (
    "102",
    "THIS IS NOT A PASSENGER LIST - SEND PAXLST HERE AND OTHER MESSAGES TO /MESSAGES",
)
_NOBODY = ("101", "NO TRAVELLER IS NAMED")
_LIST = "PAXLST"
_EMPTY_IS_FINE = "266"  # a flight status names nobody where nobody is left
_US = "OFFING"
_MOST = 99  # answers in a message, until D.10A
_REFERENCE = 14  # characters of an interchange's control reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one traveller's answer is."""

    asked: Asked
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one message: what each traveller was told, or what is wrong with the whole."""

    message: ParsedMessage
    told: tuple[Told, ...] = ()
    fault: tuple[str, str] | None = None


def fault_of(message: ParsedMessage) -> tuple[str, str] | None:
    """Why a message as a whole cannot be answered."""
    if message.format != _LIST:
        return _NOT_A_LIST
    if not message.travellers and message.function != _EMPTY_IS_FINE:
        return _NOBODY
    return None


def unreadable(parsed: ParsedFile) -> dict[str, str]:
    """What is wrong with a file in which no message could be read; in EDIFACT a CONTRL says it."""
    found = next(iter(parsed.findings), None)
    return {"code": found.code, "text": found.text} if found else {"code": "not-readable"}


def written(
    reply: Reply, codes: Mapping[Outcome, str], *, receipt: str, number: int, at: str
) -> bytes:
    """One reply as CUSRES; the same reply to the same receipt is the same bytes."""
    answers = list(_answers(reply, codes))
    parts = [answers[i : i + _MOST] for i in range(0, len(answers), _MOST)] or [[]]
    message = reply.message
    locators = {a: b for t in reply.told for a, b in _locators(t.asked)}
    said = "".join(code for answer in answers for code in answer.codes)
    common = digest(receipt, str(number), said, length=_REFERENCE).upper()
    return b"".join(
        write_cusres(
            answers_of_part,
            sender=message.recipient or _US,
            recipient=message.sender or "",
            at=datetime.fromisoformat(at),
            reference=common,
            transaction=message.transaction,
            common_reference=message.common_reference or (common if len(parts) > 1 else None),
            movement=message.movements[0] if message.movements else None,
            locators=locators,
            version=message.version if message.format == _LIST and message.version else "D:05B",
            part=(place, place == len(parts)) if len(parts) > 1 else message.part,
        )
        for place, answers_of_part in enumerate(parts, 1)
    )


def as_json(reply: Reply, codes: Mapping[Outcome, str]) -> dict[str, Any]:
    """One reply as a document."""
    return {
        "transaction": reply.message.transaction,
        "reference": reply.message.reference,
        "movements": [m.id for m in reply.message.movements],
        "answers": [
            {
                "position": t.asked.position,
                "reference": t.asked.reported.reference,
                "locator": t.asked.reported.locator,
                "outcome": t.outcome.value,
                "code": codes[t.outcome],
                "text": _text(t),
            }
            for t in reply.told
        ],
        "error": {"code": reply.fault[0], "text": reply.fault[1]} if reply.fault else None,
    }


def _answers(reply: Reply, codes: Mapping[Outcome, str]) -> Iterator[Answer]:
    if reply.fault:
        code, text = reply.fault
        yield Answer(reference=None, codes=(code,), text=text)
    for t in reply.told:
        # Several may share a locator: who has no reference of their own is told by their place in the list.
        place = "" if t.asked.reported.reference else f"TRAVELLER {t.asked.position}: "
        yield Answer(reference=_name(t.asked), codes=(codes[t.outcome],), text=place + _text(t))


def _text(t: Told) -> str:
    missing = t.asked.missing if t.outcome is Outcome.INSUFFICIENT_DATA else ()
    return f"{_TEXTS[t.outcome]} {', '.join(missing)}".strip()


def _name(asked: Asked) -> str | None:
    """What the carrier knows the traveller by: their own reference, else the locator."""
    return asked.reported.reference or asked.reported.locator


def _locators(asked: Asked) -> Iterable[tuple[str, str]]:
    name, locator = _name(asked), asked.reported.locator
    return ((name, locator),) if name and locator else ()
