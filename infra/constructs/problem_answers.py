"""What API Gateway itself answers when a request never reaches a function: problem details, RFC 9457."""

import json

from aws_cdk import aws_apigateway as apigw

type Row = tuple[apigw.ResponseType, int, str, str, str]

# type, status, title, code, what to do
ANSWERS: tuple[Row, ...] = (
    (
        apigw.ResponseType.UNAUTHORIZED,
        401,
        "Not signed in",
        "unauthorized",
        "Send a valid bearer token in the Authorization header; tokens of this service expire after an hour.",
    ),
    (
        apigw.ResponseType.EXPIRED_TOKEN,
        401,
        "Token expired",
        "token_expired",
        "Fetch a new token and send the request again.",
    ),
    (
        apigw.ResponseType.ACCESS_DENIED,
        403,
        "Not allowed",
        "access_denied",
        "The token is valid, but gives no right to this request.",
    ),
    (
        apigw.ResponseType.WAF_FILTERED,
        403,
        "Blocked by the firewall",
        "blocked",
        "The request looks like an attack or comes too often; ask the operators with the time of the request.",
    ),
    (
        apigw.ResponseType.MISSING_AUTHENTICATION_TOKEN,
        404,
        "No such address",
        "not_found",
        "Check the method and the path of the request.",
    ),
    (
        apigw.ResponseType.BAD_REQUEST_BODY,
        400,
        "Body not understood",
        "bad_request",
        "Check the body of the request.",
    ),
    (
        apigw.ResponseType.REQUEST_TOO_LARGE,
        413,
        "Too large",
        "too_large",
        "Ask for an upload form with POST /uploads and send the file there.",
    ),
    (
        apigw.ResponseType.UNSUPPORTED_MEDIA_TYPE,
        415,
        "Content type not taken",
        "unsupported_media_type",
        "Send one of the content types that the API documentation lists.",
    ),
    (
        apigw.ResponseType.THROTTLED,
        429,
        "Too many requests",
        "too_many_requests",
        "Wait a second and send the request again.",
    ),
    (
        apigw.ResponseType.INTEGRATION_FAILURE,
        502,
        "Service failed",
        "service_failed",
        "Send the request again; a message that was sent twice counts once.",
    ),
    (
        apigw.ResponseType.INTEGRATION_TIMEOUT,
        504,
        "Service took too long",
        "service_timeout",
        "Send the request again; a message that was sent twice counts once.",
    ),
)
_CONTENT_TYPE = {"Content-Type": "'application/problem+json'", "Cache-Control": "'no-store'"}


def add_problem_answers(api: apigw.RestApi) -> None:
    """Replace the gateway's own answers by problem details."""
    for kind, status, title, code, detail in ANSWERS:
        problem = {"type": "about:blank", "title": title, "status": status}
        template = json.dumps({**problem, "detail": detail, "code": code})
        _answer(api, kind, template, str(status))
    for kind, title in (
        (apigw.ResponseType.DEFAULT_4_XX, "Request refused"),
        (apigw.ResponseType.DEFAULT_5_XX, "Service failed"),
    ):
        # messageString comes quoted; the status is the gateway's own.
        template = (
            f'{{"type": "about:blank", "title": "{title}", "detail": $context.error.messageString, '
            '"code": "$context.error.responseType"}'
        )
        _answer(api, kind, template, None)


def _answer(
    api: apigw.RestApi, kind: apigw.ResponseType, template: str, status: str | None
) -> None:
    api.add_gateway_response(
        kind.response_type.title().replace("_", ""),
        type=kind,
        status_code=status,
        response_headers=_CONTENT_TYPE,
        templates={"application/json": template},
    )
