"""The officers' calls about rules: their refusals, and the revision that they take and send."""

from functions.openapi.calls import Call
from offing.risk.life_cycle import OFFERED

_PURPOSE = "Offing-Purpose"
_REFUSED = (400, 401, 403, 404, 422, 429, 503)
_FILE = Call(problems=_REFUSED, headers=(_PURPOSE,), sends=("ETag",))
_CHANGED = Call(problems=(*_REFUSED, 409), headers=(_PURPOSE, "If-Match"), sends=("ETag",))
_USED = Call(status=202, problems=(*_REFUSED, 409), headers=(_PURPOSE,))
RULE_CALLS: dict[str, Call] = {
    "GET /rules/{rule}": _FILE,
    "PUT /rules/{rule}": _CHANGED,
    "POST /rules/{rule}/{step}": Call(
        problems=_CHANGED.problems,
        headers=_CHANGED.headers,
        sends=_CHANGED.sends,
        choices={"step": OFFERED},
    ),
    "POST /rules/{rule}/runs": Call(status=202, problems=_REFUSED, headers=(_PURPOSE,)),
    "POST /rules/publications/{rev}/use": _USED,
    "POST /rules/release": _USED,
    "POST /rules/bundles/import": Call(status=201, problems=(*_REFUSED, 409), headers=(_PURPOSE,)),
}
