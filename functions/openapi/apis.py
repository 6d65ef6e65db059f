"""The APIs as tables: who signs in how, which headers a call takes, what it sends and gets."""

from functions.officer_api.routes.imports import TYPES as LIST_TYPES
from functions.openapi import shapes
from functions.openapi.calls import Api, Call, client_credentials
from functions.openapi.interactive import INTERACTIVE
from functions.openapi.rules import RULE_CALLS
from functions.openapi.shapes import Schema, ref
from offing.adapters.search_templates import FIELDS
from offing.cases.workflow import OFFERED, STATES
from offing.runtime.message_bodies import TYPES

HEADERS: dict[str, tuple[bool, Schema, str]] = {
    "Offing-Purpose": (
        False,
        shapes.PURPOSE,
        "Why personal data are looked at; kept in the audit trail. Without one nothing personal is shown.",
    ),
    "If-Match": (
        True,
        shapes.TEXT,
        "The revision seen, from `ETag` or `rev`; another one is answered with 409 and the present state.",
    ),
    "offing-partner": (True, shapes.TEXT, "The partner's name as registered"),
    "webhook-id": (True, shapes.TEXT, "The same for each try of one call"),
    "webhook-timestamp": (True, shapes.TEXT, "Seconds since 1970, within five minutes of ours"),
    "ETag": (False, shapes.TEXT, "The revision of the case"),
    "Location": (False, shapes.TEXT, "Where to ask how the message was read"),
    "Offing-Receipt": (False, shapes.TEXT, "The receipt, also where the answer is EDIFACT"),
}
PROBLEMS: dict[int, str] = {
    400: "The input cannot be used as it is; `where` names the place",
    401: "Nobody, or nobody we know, is asking",
    403: "Not allowed, or no purpose was named",
    404: "There is none, or it is not yours to know of",
    409: "The record has changed, or its state does not allow this",
    413: "Over the limit of a call: use `POST /uploads`",
    415: "A content type that is not read here",
    422: "Values are missing or not of the right kind; `errors` names the places",
    429: "Too many calls; wait and try again",
    503: "A part of the service does not answer; nothing was lost, try again",
}
_ALWAYS = (401, 403, 429, 503)
_SENDING = ("offing.carrier/push",)
_SCHEDULE: Schema = {"type": "string", "description": "SSIM chapter 7 or CSV, up to 4 MB"}
_BYTES: Schema = {"type": "string", "format": "binary", "description": "One file, up to 4 MB"}

CARRIER = Api(
    module="functions.carrier_api.handler",
    title="Offing carrier API",
    about="Carriers, forwarders and filers send messages (PAXLST, PNRGOV and their like) and read how they were "
    "received. A receipt is the promise that a file will be read; the same bytes may be sent any number of times.",
    base="/v1",
    scheme="client_credentials",
    security=client_credentials(
        {
            "offing.carrier/push": "Send messages",
            "offing.carrier/read": "Read how own messages were received",
        }
    ),
    shapes={
        "Receipt": shapes.RECEIPT,
        "UploadForm": shapes.FORM,
        "Message": shapes.MESSAGE,
        "Finding": shapes.FINDING,
        "Notices": shapes.NOTICES,
        "Explanation": shapes.EXPLANATION,
    },
    calls={
        "POST /messages": Call(
            status=202,
            answer=ref("Receipt"),
            body=_BYTES,
            types=tuple(sorted(TYPES)),
            problems=(400, *_ALWAYS, 413, 415),
            scopes=_SENDING,
            sends=("Location", "Offing-Receipt"),
            also=("application/edifact",),
        ),
        "POST /validate": Call(
            answer=ref("Explanation"),
            body=_BYTES,
            types=tuple(sorted(TYPES)),
            problems=(400, *_ALWAYS, 413, 415),
            scopes=_SENDING,
        ),
        "POST /uploads": Call(
            status=201, answer=ref("UploadForm"), problems=_ALWAYS, scopes=_SENDING
        ),
        "GET /messages/{receipt}": Call(
            answer=ref("Message"), problems=(*_ALWAYS, 404, 422), scopes=("offing.carrier/read",)
        ),
        "GET /notices": Call(
            answer=ref("Notices"), problems=(400, *_ALWAYS, 422), scopes=("offing.carrier/read",)
        ),
    },
)
PARTNER = Api(
    module="functions.partner_api.handler",
    title="Offing partner API",
    about="Partner agencies send entries of their own lists, signed after Standard Webhooks: HMAC-SHA256 over "
    "`webhook-id.webhook-timestamp.body` with the shared secret, in base 64, as `v1,<signature>`.",
    base="/v1",
    scheme="webhook_signature",
    security={"type": "apiKey", "in": "header", "name": "webhook-signature"},
    shapes={"Entry": shapes.ENTRY, "Entries": shapes.ENTRIES, "Accepted": shapes.ACCEPTED},
    calls={
        "POST /lists/{listed}/entries": Call(
            status=202,
            answer=ref("Accepted"),
            body=ref("Entries"),
            problems=(400, 401, 404, 422, 429, 503),
            headers=("offing-partner", "webhook-id", "webhook-timestamp"),
        )
    },
)
_OFFICERS = (400, *_ALWAYS, 404, 422)
_WRITTEN = Call(problems=(*_OFFICERS, 409), headers=("Offing-Purpose", "If-Match"), sends=("ETag",))
OFFICER = Api(
    module="functions.officer_api.handler",
    title="Offing officer API",
    about="Everything that the console asks. Each view of personal data needs a purpose and is written down; a record "
    "of another agency is answered as if it did not exist.",
    base="/api",
    scheme="officer_token",
    security={
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The ID token of the officers' user pool: it carries roles, agency and office",
    },
    shapes={"Explanation": shapes.EXPLANATION},
    ordinary=Call(problems=_OFFICERS, headers=("Offing-Purpose",)),
    calls={
        "GET /me": Call(problems=(401, 429, 503)),
        "GET /codes": Call(problems=(401, 429, 503)),
        "GET /statistics/rules": Call(
            answer={"type": "array", "items": {"type": "object"}},
            problems=_OFFICERS,
            headers=("Offing-Purpose",),
        ),
        "GET /queue": Call(
            problems=_OFFICERS, headers=("Offing-Purpose",), choices={"state": STATES}
        ),
        "GET /search": Call(
            problems=_OFFICERS, headers=("Offing-Purpose",), choices={"kind": tuple(FIELDS)}
        ),
        "GET /carriers/{carrier}": Call(
            problems=_OFFICERS, headers=("Offing-Purpose",), sends=("ETag",)
        ),
        "PUT /carriers/{carrier}": Call(
            body={"type": "object"},
            problems=(*_OFFICERS, 409),
            headers=("Offing-Purpose", "If-Match"),
            sends=("ETag",),
        ),
        "POST /schedules": Call(
            body=_SCHEDULE,
            types=("text/csv", "text/plain"),
            problems=(*_OFFICERS, 409, 413),
            headers=("Offing-Purpose",),
        ),
        "POST /validate": Call(
            answer=ref("Explanation"),
            body=_BYTES,
            types=tuple(sorted(TYPES)),
            problems=(*_OFFICERS, 413, 415),
            headers=("Offing-Purpose",),
        ),
        "GET /lists/{listed}": Call(
            problems=_OFFICERS, headers=("Offing-Purpose",), sends=("ETag",)
        ),
        "PUT /lists/{listed}": _WRITTEN,
        "GET /lists/{listed}/entries/{entry}": Call(
            problems=_OFFICERS, headers=("Offing-Purpose",), sends=("ETag",)
        ),
        "PUT /lists/{listed}/entries/{entry}": _WRITTEN,
        "POST /lists/{listed}/entries/{entry}/withdraw": _WRITTEN,
        "POST /lists/{listed}/imports": Call(
            status=201,
            body=_BYTES,
            types=tuple(sorted(LIST_TYPES)),
            problems=(*_OFFICERS, 413, 415),
            headers=("Offing-Purpose",),
        ),
        "POST /lists/{listed}/uploads": Call(
            status=201, problems=_OFFICERS, headers=("Offing-Purpose",)
        ),
        "POST /lists/{listed}/imports/{imported}/apply": Call(
            status=202, problems=(*_OFFICERS, 409), headers=("Offing-Purpose",)
        ),
        "POST /adjudications/{asked}": _WRITTEN,
        "POST /index/publications/{rev}/use": Call(
            status=202, problems=_OFFICERS, headers=("Offing-Purpose",)
        ),
        "POST /index/release": Call(status=202, problems=_OFFICERS, headers=("Offing-Purpose",)),
        **RULE_CALLS,
        "PUT /capacity/{office}": _WRITTEN,
        "PUT /random/{stream}/{way}/{office}": _WRITTEN,
        "POST /weights": Call(status=201, problems=(*_OFFICERS, 409), headers=("Offing-Purpose",)),
        "POST /weights/{version}/approve": Call(
            problems=(*_OFFICERS, 409), headers=("Offing-Purpose",)
        ),
        "GET /cases/{case}": Call(problems=_OFFICERS, headers=("Offing-Purpose",), sends=("ETag",)),
        "POST /cases/{case}/{action}": Call(
            problems=(*_OFFICERS, 409),
            headers=("Offing-Purpose", "If-Match"),
            sends=("ETag",),
            choices={"action": OFFERED},
        ),
    },
)
APIS: dict[str, Api] = {
    "carrier": CARRIER,
    "interactive": INTERACTIVE,
    "officer": OFFICER,
    "partner": PARTNER,
}
