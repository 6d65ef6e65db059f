"""The answer to a file that was taken in: JSON, or EDIFACT where Accept or the carrier's profile says so."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from offing.carriers.store import ProfileStore
from offing.messages import read_file
from offing.messages.answers import Sent, answers_to
from offing.runtime.caller import Caller
from offing.runtime.http import answer, header, preferred
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
    if liked := preferred(accept, _FORMS):
        return _FORMS[liked]
    profile = ProfileStore(caller.ports.tables).get(caller.carrier)
    return profile.answers if profile else "json"
