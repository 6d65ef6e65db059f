"""The carrier's client: the right way in, patience, fresh tokens, words for refusals."""

import json

import httpx
import pytest

from offing.demo import push
from offing.demo.push import CarrierClient, Parcel, Pushed, need_https_or_local
from offing.kernel.errors import InvalidInputError, UnavailableError
from offing.kernel.ids import message_id

RECEIPT = {"receipt": "msg_1", "status": "pending", "duplicate": False}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push.time, "sleep", lambda _: None)


def client(*answers: httpx.Response, seen: list[httpx.Request] | None = None) -> CarrierClient:
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        return left.pop(0)

    http = httpx.Client(transport=httpx.MockTransport(answer))
    return CarrierClient("http://127.0.0.1/carrier", lambda fresh: "new" if fresh else "old", http)


def test_a_file_gets_a_receipt() -> None:
    seen: list[httpx.Request] = []
    pushed = client(httpx.Response(202, json=RECEIPT), seen=seen).push(
        Parcel(name="a.edi", content=b"UNA")
    )
    assert pushed == Pushed(name="a.edi", receipt="msg_1", status="pending")
    assert seen[0].headers["content-type"] == "application/edifact"
    assert seen[0].headers["authorization"] == "Bearer old"


def test_a_busy_service_is_asked_again() -> None:
    pushed = client(
        httpx.Response(503), httpx.Response(429), httpx.Response(202, json=RECEIPT)
    ).push(Parcel(name="a.txt", content=b"x"))
    assert pushed.receipt == "msg_1"


def test_an_expired_token_is_renewed_once() -> None:
    seen: list[httpx.Request] = []
    client(httpx.Response(401), httpx.Response(202, json=RECEIPT), seen=seen).push(
        Parcel(name="a", content=b"x")
    )
    assert [r.headers["authorization"] for r in seen] == ["Bearer old", "Bearer new"]


def test_a_refusal_is_told_in_the_words_of_the_service() -> None:
    problem = {"title": "Not read here", "detail": "Send EDIFACT or XML"}
    pushed = client(httpx.Response(415, json=problem)).push(Parcel(name="a.png", content=b"x"))
    assert (pushed.status, pushed.problem) == ("refused", "415: Send EDIFACT or XML")


@pytest.mark.parametrize("answers", [[], [httpx.Response(413)]], ids=["by-wish", "after-413"])
def test_a_presigned_form_takes_what_a_call_cannot(answers: list[httpx.Response]) -> None:
    form = {
        "url": "http://127.0.0.1/intake",
        "fields": {"key": "k"},
        "key": "upload/XQ/1",
        "expires_at": "…",
    }
    seen: list[httpx.Request] = []
    way = client(*answers, httpx.Response(201, json=form), httpx.Response(204), seen=seen)
    pushed = way.push(Parcel(name="a.edi", content=b"UNA", via="auto" if answers else "s3"))
    assert pushed.receipt == message_id("XQ", b"UNA")
    assert "authorization" not in seen[-1].headers, "the token stays with the service"


def test_waiting_ends_with_the_findings() -> None:
    read = {"status": "parsed", "findings": [{"code": "count"}]}
    way = client(
        httpx.Response(404), httpx.Response(200, json=RECEIPT), httpx.Response(200, json=read)
    )
    done = way.wait(Pushed(name="a", receipt="msg_1", status="pending"))
    assert (done.status, [json.dumps(f) for f in done.findings]) == (
        "parsed",
        ['{"code": "count"}'],
    )


def test_a_service_that_is_away_is_named() -> None:
    def away(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    way = CarrierClient(
        "http://127.0.0.1", lambda _: "t", httpx.Client(transport=httpx.MockTransport(away))
    )
    with pytest.raises(UnavailableError, match="offing status"):
        way.push(Parcel(name="a", content=b"x"))


def test_tokens_travel_over_https_or_stay_here() -> None:
    assert need_https_or_local("https://api.example.com/") == "https://api.example.com"
    with pytest.raises(InvalidInputError):
        need_https_or_local("http://api.example.com")
