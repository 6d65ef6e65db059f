"""JSON Schemas of what travels: problem details, receipts, forms, entries."""

from typing import Any

from offing.access.purposes import PURPOSES
from offing.carriers.expectations import KINDS
from offing.carriers.notices import EVENTS as NOTICE_STATES
from offing.travel.interactive import Outcome
from offing.travel.model import Status

type Schema = dict[str, Any]


def _object(required: str, properties: Schema, description: str = "", **more: Any) -> Schema:
    words = {"description": description} if description else {}
    names = required.split()
    return {"type": "object", **words, "required": names, "properties": properties, **more}


def _array(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def ref(name: str) -> Schema:
    """A reference to one of the shapes."""
    return {"$ref": f"#/components/schemas/{name}"}


TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TIME: Schema = {"type": "string", "format": "date-time"}
_OR_NOTHING: Schema = {"type": ["string", "null"]}

PROBLEM = _object(
    "type title status detail",
    {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": {**TEXT, "description": "What is wrong, where, and how to mend it"},
        "code": {**TEXT, "description": "A stable word for programs"},
        "where": {**TEXT, "description": "The header, field or parameter that is meant"},
        "errors": _array(_object("where what", {"where": TEXT, "what": TEXT})),
        "current": _object(
            "id state rev",
            {"id": TEXT, "state": TEXT, "holder": _OR_NOTHING, "rev": _COUNT},
            "With a stale revision: the record as it is now",
        ),
    },
    "A refusal (RFC 9457); it never holds personal data.",
)
RECEIPT = _object(
    "receipt status duplicate sha256 links",
    {
        "receipt": {**TEXT, "description": "The same bytes always have the same receipt"},
        "status": {"enum": [s.value for s in Status]},
        "duplicate": {"type": "boolean"},
        "sha256": {**TEXT, "pattern": "^[0-9a-f]{64}$"},
        "links": _object("self", {"self": {"type": "string", "format": "uri-reference"}}),
    },
    "The promise that a file will be read.",
)
FORM = _object(
    "url fields key expires_in max_bytes",
    {
        "url": {"type": "string", "format": "uri"},
        "fields": {"type": "object", "additionalProperties": TEXT},
        "key": TEXT,
        "expires_in": {**_COUNT, "description": "Seconds"},
        "max_bytes": _COUNT,
    },
    "Post the file as multipart/form-data: all fields as they are, then the part `file`.",
)
FINDING = _object(
    "severity code text",
    {
        "severity": {"enum": ["fatal", "error", "warning", "info"]},
        "code": TEXT,
        "text": {**TEXT, "description": "What is wrong and how to mend it"},
        "segment": {"type": ["integer", "null"], "description": "Counts from 1"},
        "tag": _OR_NOTHING,
        "offset": {"type": ["integer", "null"], "description": "Bytes from the start of the file"},
    },
)
MESSAGE = _object(
    "receipt status received_at counts findings findings_total",
    {
        "receipt": TEXT,
        "status": {"enum": [s.value for s in Status]},
        "sha256": TEXT,
        "size": _COUNT,
        "format": _OR_NOTHING,
        "received_at": _TIME,
        "parsed_at": {"type": ["string", "null"], "format": "date-time"},
        "counts": {"type": "object", "additionalProperties": _COUNT},
        "findings": _array(ref("Finding")),
        "findings_total": _COUNT,
    },
    "Where a file stands, and what could not be read in it: the first 200 findings.",
)
_EXPLAINED = _object(
    "severity code text advice excerpt",
    {
        **FINDING["properties"],
        "excerpt": {
            "description": "The segment with up to two before and after it; null where no one segment is meant",
            "anyOf": [
                {"type": "null"},
                _object(
                    "before segment after",
                    {"before": _array(TEXT), "segment": TEXT, "after": _array(TEXT)},
                ),
            ],
        },
        "advice": {**TEXT, "description": "What to do, in a sentence"},
    },
)
EXPLANATION = _object(
    "readable counts removed messages movements findings",
    {
        "readable": {"type": "boolean"},
        "counts": {"type": "object", "additionalProperties": _COUNT},
        "removed": _object(
            "cards sensitive",
            {"cards": _COUNT, "sensitive": _COUNT},
            "What intake would take out: card numbers, and entries that tell of health or religion",
        ),
        "messages": _array({"type": "object"}),
        "movements": _array({"type": "object"}),
        "findings": _array(_EXPLAINED),
    },
    "What a file would be read as. Nothing of it is kept.",
)
NOTICES = _object(
    "items cursor",
    {
        "items": _array(
            _object(
                "id at movement label key kind hours due state",
                {
                    "id": {**TEXT, "description": "The same for each telling"},
                    "at": _TIME,
                    "carrier": TEXT,
                    "movement": TEXT,
                    "label": TEXT,
                    "key": {**TEXT, "description": "Which message that is due, as `pnr@72`"},
                    "kind": {"enum": list(KINDS)},
                    "hours": {"type": "number", "description": "Before the scheduled departure"},
                    "due": _TIME,
                    "state": {"enum": list(NOTICE_STATES)},
                },
            )
        ),
        "cursor": _OR_NOTHING,
    },
    "Messages that were late, missing or incomplete when they were due.",
)
ENTRY = _object(
    "id name",
    {
        "id": TEXT,
        "name": {**TEXT, "description": "SURNAME, GIVEN NAMES, or a company's or vessel's name"},
        "kind": {**TEXT, "default": "person"},
        "aliases": _array(_object("name", {"name": TEXT, "quality": {"enum": ["strong", "weak"]}})),
        "dob": _array({**TEXT, "description": "YYYY-MM-DD, YYYY-MM, YYYY or YYYY/YYYY"}),
        "nationality": _array(TEXT),
        "gender": {"enum": ["M", "F", None]},
        "documents": _array(
            _object("number", {"number": TEXT, "type": TEXT, "issuer": _OR_NOTHING})
        ),
        "category": _OR_NOTHING,
        "severity": {"type": "integer", "minimum": 1, "maximum": 3},
        "agency": _OR_NOTHING,
    },
    "One entry of a list; unknown members are ignored, to withdraw one its `id` is enough.",
)
ENTRIES = _object(
    "entries",
    {
        "entries": {**_array(ref("Entry")), "minItems": 1, "maxItems": 1000},
        "mode": {"enum": ["upsert", "withdraw"], "default": "upsert"},
    },
)
BOARDING = _object(
    "receipt messages",
    {
        "receipt": {**_OR_NOTHING, "description": "None where the message could not be received"},
        "messages": _array(
            _object(
                "answers",
                {
                    "transaction": _OR_NOTHING,
                    "reference": _OR_NOTHING,
                    "movements": _array(TEXT),
                    "answers": _array(
                        _object(
                            "position outcome code text",
                            {
                                "position": {**_COUNT, "description": "Place in the list, from 1"},
                                "reference": _OR_NOTHING,
                                "locator": _OR_NOTHING,
                                "outcome": {"enum": [o.value for o in Outcome]},
                                "code": {**TEXT, "pattern": "^[0-4][0-9A-Z]$"},
                                "text": TEXT,
                            },
                        )
                    ),
                    "error": {"type": ["object", "null"]},
                },
            )
        ),
        "error": {"type": ["object", "null"]},
    },
    "What each traveller of each list is told.",
)
ACCEPTED = _object(
    "accepted rejected build",
    {
        "accepted": _COUNT,
        "rejected": _array(_object("index why", {"index": _COUNT, "why": TEXT})),
        "build": TEXT,
    },
)
PURPOSE: Schema = {"type": "string", "enum": list(PURPOSES)}
