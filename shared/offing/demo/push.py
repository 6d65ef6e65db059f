"""Pushing messages as a carrier does: HTTPS for most, a presigned S3 form for what is too large or preferred so."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

from offing.kernel.errors import InvalidInputError, UnavailableError
from offing.kernel.ids import message_id

TokenProvider = Callable[[bool], str]  # asked with True when the last token was refused

DIRECT_LIMIT = 4_000_000  # what one call takes; carrier_api says the same
THREADS = 8
_TRIES = 4
_BUSY = frozenset({429, 500, 502, 503, 504})
_UNAUTHORIZED, _TOO_LARGE = 401, 413
_TYPES = {"edi": "application/edifact", "xml": "application/xml", "txt": "text/plain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What came of one push; `status` of a refused one is `refused` and `problem` says why."""

    name: str
    receipt: str | None
    status: str
    duplicate: bool = False
    findings: tuple[dict[str, Any], ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A file to push; `via` is https, s3, or auto (by size)."""

    name: str
    content: bytes
    via: str = "auto"


@dataclass(slots=True)
class CarrierClient:
    """A carrier's connection to carrier_api: pooled, patient with a busy service, never in doubt about a receipt."""

    base_url: str
    token: TokenProvider
    http: httpx.Client = field(
        default_factory=lambda: httpx.Client(
            timeout=60,
            limits=httpx.Limits(max_connections=THREADS, max_keepalive_connections=THREADS),
        )
    )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def push(self, parcel: Parcel) -> Pushed:
        """Hand over one file; what is too large for a call goes through a presigned form."""
        if parcel.via == "s3" or len(parcel.content) > DIRECT_LIMIT:
            return self._upload(parcel)
        kind = _TYPES.get(parcel.name.rpartition(".")[2].lower(), "application/octet-stream")
        answer = self._call(
            "POST", "/messages", content=parcel.content, headers={"content-type": kind}
        )
        if answer.status_code == _TOO_LARGE:
            return self._upload(parcel)
        if answer.is_error:
            return Pushed(name=parcel.name, receipt=None, status="refused", problem=explain(answer))
        body = answer.json()
        return Pushed(
            name=parcel.name,
            receipt=body["receipt"],
            status=body.get("status", "pending"),
            duplicate=bool(body.get("duplicate")),
        )

    def push_all(self, parcels: Iterable[Parcel], done: Callable[[Pushed], None]) -> None:
        """Push many files, at most eight at a time; `done` hears of each from this thread."""
        with ThreadPoolExecutor(THREADS) as pool:
            for future in as_completed([pool.submit(self.push, parcel) for parcel in parcels]):
                done(future.result())

    def status(self, receipt: str) -> dict[str, Any] | None:
        """What is known of a receipt; nothing while an upload has not been taken in yet."""
        answer = self._call("GET", f"/messages/{receipt}")
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.is_error:
            raise UnavailableError(explain(answer))
        body: dict[str, Any] = answer.json()
        return body

    def wait(self, pushed: Pushed, seconds: float = 60.0) -> Pushed:
        """Wait until a pushed file is read or refused, at most `seconds`."""
        end = time.monotonic() + seconds
        while pushed.receipt and time.monotonic() < end:
            known = self.status(pushed.receipt)
            if known and known["status"] != "pending":
                return Pushed(
                    name=pushed.name,
                    receipt=pushed.receipt,
                    status=known["status"],
                    duplicate=pushed.duplicate,
                    findings=tuple(known.get("findings", ())),
                )
            time.sleep(0.25)
        return pushed

    def _upload(self, parcel: Parcel) -> Pushed:
        asked = self._call("POST", "/uploads", json={})
        if asked.is_error:
            return Pushed(name=parcel.name, receipt=None, status="refused", problem=explain(asked))
        form = asked.json()
        files = {"file": (parcel.name, parcel.content)}
        answer = self._patiently(
            lambda: self.http.post(form["url"], data=form["fields"], files=files)
        )
        if answer.is_error:
            why = f"The upload was refused with status {answer.status_code}; ask for a new form and try again"
            return Pushed(name=parcel.name, receipt=None, status="refused", problem=why)
        carrier = form["key"].split("/")[1]
        return Pushed(
            name=parcel.name, receipt=message_id(carrier, parcel.content), status="pending"
        )

    def _call(self, method: str, path: str, **how: Any) -> httpx.Response:
        headers = how.pop("headers", {})

        def send(fresh: bool) -> httpx.Response:
            auth = {"authorization": f"Bearer {self.token(fresh)}"}
            return self.http.request(method, self.base_url + path, headers=headers | auth, **how)

        answer = self._patiently(lambda: send(False))
        return (
            self._patiently(lambda: send(True)) if answer.status_code == _UNAUTHORIZED else answer
        )

    @staticmethod
    def _patiently(send: Callable[[], httpx.Response]) -> httpx.Response:
        """Try again, a little later each time, while the service is busy or away: the receipt is the same."""
        for attempt in range(_TRIES):
            last = attempt == _TRIES - 1
            try:
                answer = send()
            except httpx.TransportError as error:
                if last:
                    raise UnavailableError(
                        f"{type(error).__name__} after {_TRIES} tries; is the stack up? See `offing status`."
                    ) from error
            else:
                if last or answer.status_code not in _BUSY:
                    return answer
            time.sleep(0.3 * 2**attempt)
        raise AssertionError("the last try returns or raises")


def explain(answer: httpx.Response) -> str:
    """The words of a problem answer, or its status where there are none."""
    try:
        body = answer.json()
    except ValueError:
        return f"The service answered with status {answer.status_code}"
    detail = body.get("detail") or body.get("message") or body.get("title") or ""
    return f"{answer.status_code}: {detail}"


def need_https_or_local(url: str) -> str:
    """`url` as it is, where a token may be sent to it: HTTPS, or this machine."""
    parts = httpx.URL(url)
    if parts.scheme != "https" and parts.host not in ("127.0.0.1", "localhost"):
        raise InvalidInputError("Tokens travel over HTTPS only; give an https:// address.")
    return url.rstrip("/")
