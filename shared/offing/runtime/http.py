"""What the HTTP functions share: the resolver, refusals as problem details (RFC 9457), bounded bodies."""

import base64
from collections.abc import Callable, Collection, Mapping
from typing import Any

import orjson
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.router import APIGatewayRouter

from offing.kernel.errors import (
    InvalidInputError,
    NotFoundError,
    OffingError,
    TooLargeError,
    UnsupportedContentError,
)
from offing.runtime.telemetry import logger, place

PROBLEM = "application/problem+json"
_OUR_FAULT = 500
_MOST_DIGITS = 9
_TYPE = "https://offing.example/problems/"
_SECURITY = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
}


def problem(error: OffingError, extra: Mapping[str, Any] | None = None) -> Response[str]:
    """An error as problem details; `extra` adds members, such as the present state of a record."""
    body: dict[str, Any] = {
        "type": _TYPE + error.code,
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        **({"where": error.where} if error.where else {}),
        **(extra or {}),
    }
    return answer(error.status, body, PROBLEM)


def answer(
    status: int,
    body: Any,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Response[str]:
    """A JSON answer that no cache keeps."""
    return Response(
        status_code=status,
        content_type=content_type,
        body=orjson.dumps(body).decode(),
        headers={**_SECURITY, **(headers or {})},
    )


def resolver(strip: tuple[str, ...] = ()) -> APIGatewayRestResolver:
    """A resolver that validates input and turns every refusal into problem details."""
    app = APIGatewayRestResolver(
        enable_validation=True,
        strip_prefixes=list(strip),
        serializer=lambda value: orjson.dumps(value).decode(),
    )
    app.use(middlewares=[_secured])
    for kind, shown in _REFUSALS.items():
        app.exception_handler(kind)(shown)
    app.not_found(_no_route)
    return app


def _secured(
    app: APIGatewayRestResolver, following: Callable[[APIGatewayRestResolver], Response[Any]]
) -> Response[Any]:
    """Answers of routes that return plain values are no more for caches than the others."""
    response = following(app)
    response.headers.update({**_SECURITY, **response.headers})
    return response


def routes() -> APIGatewayRouter:
    """A router for the routes of one resource."""
    return APIGatewayRouter()  # type: ignore[no-untyped-call]  # Powertools has not typed it


def _refused(error: OffingError) -> Response[str]:
    if error.status >= _OUR_FAULT:
        logger.warning("refused", extra={"code": error.code})
    return problem(error, getattr(error, "extra", None))


def _invalid(error: RequestValidationError) -> Response[str]:
    # Place and kind only: the input itself may hold personal data.
    errors = [{"where": ".".join(map(str, e["loc"])), "what": e["type"]} for e in error.errors()]
    refusal = InvalidInputError("Some values are missing or not of the right kind; see errors")
    refusal.status = 422
    return problem(refusal, {"errors": errors})


def _no_route(_: Exception) -> Response[str]:
    return problem(NotFoundError("There is no such address; see the API description"))


def _service_error(error: ServiceError) -> Response[str]:
    refusal = InvalidInputError(str(error.msg))
    refusal.status = error.status_code
    return problem(refusal)


def _unexpected(error: Exception) -> Response[str]:
    # Class and place only: messages of unknown exceptions may quote personal data.
    logger.error("unexpected", extra={"kind": type(error).__name__, "place": place(error)})
    return problem(OffingError("The error is logged; try again, and tell support when it stays"))


_REFUSALS: dict[type[Exception], Any] = {
    OffingError: _refused,
    RequestValidationError: _invalid,
    ServiceError: _service_error,
    Exception: _unexpected,
}


def header(event_headers: Mapping[str, Any], name: str) -> str:
    """A request header by its name in any case, or empty text."""
    wanted = name.lower()
    return next((str(v) for k, v in event_headers.items() if k.lower() == wanted), "")


def preferred(accept: str, kinds: Collection[str]) -> str | None:
    """Which of these types an Accept header likes best; None where it names none of them, or only to be without."""
    # More than ten ranges nobody means.
    ranges = [one.partition(";") for one in accept[:1000].split(",")[:10]]
    liked = [(_weight(parameters), kind.strip().lower()) for kind, _, parameters in ranges]
    named = [(weight, kind) for weight, kind in liked if kind in kinds and weight > 0]
    best = max((weight for weight, _ in named), default=0.0)
    return next((kind for weight, kind in named if weight == best), None)


def _weight(parameters: str) -> float:
    """The quality value; one that is no number is no wish to be without."""
    value = parameters.replace(" ", "").lower().rpartition("q=")[2]
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 1.0


def sent_bytes(event: Any, types: Collection[str], most: int, instead: str) -> bytes:
    """The bytes of a request as they were sent, of a type that is read and within the limit.

    `instead` says where a larger file goes.
    """
    kind = header(event.headers, "content-type").split(";")[0].strip().lower()
    if kind not in types:
        raise UnsupportedContentError(
            f"Send one of: {', '.join(sorted(types))}", where="header.Content-Type"
        )
    if header(event.headers, "content-encoding").lower() not in ("", "identity"):
        raise UnsupportedContentError(
            "Send the message uncompressed", where="header.Content-Encoding"
        )
    raw = event.body or ""
    content = base64.b64decode(raw) if event.is_base64_encoded else raw.encode()
    if not content:
        raise InvalidInputError("The body is empty; send the message in it", where="body")
    if len(content) > most:
        raise TooLargeError(f"A call takes at most {most:,} bytes; {instead}", where="body")
    return content


def revision_seen(etag: str) -> int:
    """The revision in an If-Match header, as `ETag` or `rev` gave it."""
    digits = etag.strip('W/" ')
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        raise InvalidInputError(
            "Send the revision you have seen in the If-Match header", where="header.If-Match"
        )
    return int(digits)
