"""An officer's desk over HTTP: counts and queue of a running stack, as the console asks for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from offing.demo.push import TokenProvider, explain
from offing.kernel.errors import UnavailableError

PURPOSE = "border_control"
_STATES = ("opened", "in_review", "referred", "acknowledged")
_PAGE = 100


@dataclass(slots=True)
class Desk:
    """Asks officer_api as one officer."""

    base_url: str
    token: TokenProvider
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def get(self, path: str, **params: Any) -> Any:
        """The JSON answer of one address."""
        return self._ask("GET", path, params)

    def put(self, path: str, body: dict[str, Any], rev: int) -> Any:
        """Keep a record over the revision seen; the JSON answer."""
        return self._ask("PUT", path, {}, json=body, headers={"if-match": str(rev)})

    def post(self, path: str, text: str, **params: Any) -> Any:
        """The JSON answer to a text."""
        return self._ask("POST", path, params, content=text, headers={"content-type": "text/csv"})

    def _ask(self, method: str, path: str, params: dict[str, Any], **sent: Any) -> Any:
        answer = self._send(method, path, params, sent, fresh=False)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            answer = self._send(method, path, params, sent, fresh=True)
        if answer.is_error:
            raise UnavailableError(f"{path} answered {explain(answer)}")
        return answer.json()

    def reconciliation(self) -> dict[str, Any]:
        """What came in against what was done with it, over all days that are kept."""
        counts: dict[str, Any] = self.get("/reconciliation")
        return counts

    def cases(self) -> Iterator[dict[str, Any]]:
        """Every case that waits for somebody, best first within its state."""
        for state in _STATES:
            cursor: str | None = None
            while True:
                params = {"state": state, "limit": _PAGE} | ({"cursor": cursor} if cursor else {})
                page = self.get("/queue", **params)
                yield from page["items"]
                cursor = page.get("cursor")
                if not cursor:
                    break

    def _send(
        self, method: str, path: str, params: dict[str, Any], sent: dict[str, Any], *, fresh: bool
    ) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token(fresh)}", "offing-purpose": PURPOSE}
        whole = sent | {"headers": headers | sent.get("headers", {})}
        try:
            return self.http.request(method, self.base_url + path, params=params, **whole)
        except httpx.TransportError as error:
            raise UnavailableError(
                f"{type(error).__name__} at officer_api; is the stack up? See `offing status`."
            ) from error
