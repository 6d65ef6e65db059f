"""The answer to a file that was taken in: JSON, or EDIFACT where Accept or the carrier's profile says so."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from offing.carriers.store import ProfileStore
from offing.messages import read_file
from offing.messages.answers import Sent, answers_to
from offing.runtime.caller import Caller
from offing.runtime.http import answer, header
from offing.travel.intake import Receipt
from offing.travel.model import MessageRecord

_TAKEN = 202
_EDIFACT = "application/edifact"
_FORMS = {"application/json": "json", _EDIFACT: "edifact"}


def receipt_for(caller: Caller, event: Any, receipt: Receipt, content: bytes) -> Response[str]:
    """The promise that a file will be read. In EDIFACT the file is read at once, after it is safe in the archive.

    A file that nothing can be answered to in EDIFACT, as an answer to us, has the receipt in JSON.
    """
    record = receipt.record
    headers = {"Location": f"/messages/{record.id}", "Offing-Receipt": record.id}
    if _form(caller, header(event.headers, "accept")) == "edifact":
        text = answers_to(read_file(content), _sent(record)).decode()
        if text:
            return Response(_TAKEN, content_type=_EDIFACT, body=text, headers=headers)
    return answer(_TAKEN, _as_json(receipt), headers=headers)


def _sent(record: MessageRecord) -> Sent:
    return Sent(receipt=record.id, carrier=record.carrier, at=record.received_at)


def _as_json(receipt: Receipt) -> dict[str, Any]:
    record = receipt.record
    return {
        "receipt": record.id,
        "status": record.status.value,
        "duplicate": receipt.duplicate,
        "sha256": record.sha256,
        "links": {"self": f"/messages/{record.id}"},
    }


def _form(caller: Caller, accept: str) -> str:
    """What the call names and likes best; where it names neither form, what was agreed with the carrier."""
    liked = [(_weight(parameters), kind.strip().lower()) for kind, _, parameters in _ranges(accept)]
    named = [(weight, _FORMS[kind]) for weight, kind in liked if kind in _FORMS and weight > 0]
    if named:
        best = max(weight for weight, _ in named)
        return next(form for weight, form in named if weight == best)
    profile = ProfileStore(caller.ports.tables).get(caller.carrier)
    return profile.answers if profile else "json"


def _ranges(accept: str) -> list[tuple[str, str, str]]:
    """The media ranges of an Accept header, cut at their parameters; more than ten nobody means."""
    return [one.partition(";") for one in accept[:1000].split(",")[:10]]


def _weight(parameters: str) -> float:
    """The quality value; one that is no number is no wish to be without."""
    value = parameters.replace(" ", "").lower().rpartition("q=")[2]
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 1.0
