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
        answer = self._send(path, params, fresh=False)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            answer = self._send(path, params, fresh=True)
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

    def _send(self, path: str, params: dict[str, Any], *, fresh: bool) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.token(fresh)}", "offing-purpose": PURPOSE}
        try:
            return self.http.get(self.base_url + path, params=params, headers=headers)
        except httpx.TransportError as error:
            raise UnavailableError(
                f"{type(error).__name__} at officer_api; is the stack up? See `offing status`."
            ) from error
