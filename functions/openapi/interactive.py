"""The interactive API: one call, answered while check-in waits."""

from functions.interactive_api.handler import EDIFACT, MAX_BYTES, TYPES
from functions.openapi import shapes
from functions.openapi.calls import Api, Call, client_credentials
from functions.openapi.shapes import Schema, ref

_SCOPE = "offing.carrier/interactive"
_LIST: Schema = {
    "type": "string",
    "format": "binary",
    "description": f"A PAXLST of up to {MAX_BYTES:,} bytes",
}

INTERACTIVE = Api(
    module="functions.interactive_api.handler",
    title="Offing interactive API",
    about="Carriers ask before boarding: one PAXLST in, one CUSRES out (JSON where Accept says so), in one call. The "
    "same bytes may be sent any number of times; what is asked here need not be sent to the carrier API again.",
    base="/v1",
    scheme="client_credentials",
    security=client_credentials({_SCOPE: "Ask whether travellers may board"}),
    shapes={"Boarding": shapes.BOARDING},
    calls={
        "POST /boarding": Call(
            answer=ref("Boarding"),
            body=_LIST,
            types=tuple(sorted(TYPES)),
            problems=(400, 401, 403, 413, 415, 429),
            answered=(503,),
            scopes=(_SCOPE,),
            sends=("Offing-Receipt",),
            also=(EDIFACT,),
        )
    },
)
