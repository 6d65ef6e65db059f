"""Speaking to a running stack as its people and systems do: by HTTP, and by the public APIs of AWS."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson

from offing.adapters.aws import S3Blobs
from offing.adapters.dynamo import DynamoTables
from offing.cli.demo_place import place_of
from offing.demo.push import CarrierClient, TokenProvider
from offing.demo.run import Place
from offing.local import aws, status, tokens
from offing.local.state import Stack

PURPOSE_OF = {"vera": "audit", "sven": "supervision", "ana": "analysis"}
_TABLES = ("travel", "watchlists", "cases", "statistics", "audit", "notices")


def until[T](met: Callable[[], T | None], what: str, seconds: float = 60, every: float = 0.2) -> T:
    """Wait for something to come true, and give it; a refusal by the service meanwhile counts as not yet."""
    end = time.monotonic() + seconds
    while not (found := met()):
        assert time.monotonic() < end, f"{what}: not so after {seconds:.0f} s"
        time.sleep(every)
    return found


@dataclass(slots=True)
class Officer:
    """One person at the officers' API."""

    base: str
    token: TokenProvider
    purpose: str
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """One request, whatever the answer."""
        named = {"authorization": f"Bearer {self.token(False)}", "offing-purpose": self.purpose}
        return self.http.request(method, self.base + path, json=body, headers=named | headers)

    def send(self, path: str, content: bytes, kind: str) -> httpx.Response:
        """A file as the body of a request."""
        named = {"authorization": f"Bearer {self.token(False)}", "offing-purpose": self.purpose}
        headers = named | {"content-type": kind}
        return self.http.post(self.base + path, content=content, headers=headers)

    def see(self, path: str) -> Any:
        """What an address shows; anything but 200 fails the test with the words of the answer."""
        answer = self.ask("GET", path)
        assert answer.status_code == 200, f"GET {path}: {answer.status_code} {answer.text[:300]}"
        return answer.json()

    def act(self, case: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
        """Act on a case as it was last seen; gives the case as it is then."""
        seen = {"if-match": str(case["rev"])}
        answer = self.ask("POST", f"/cases/{case['id']}/{action}", body, **seen)
        assert answer.status_code == 200, f"{action}: {answer.status_code} {answer.text[:300]}"
        told: dict[str, Any] = answer.json()
        return told


@dataclass(slots=True)
class World:
    """A running stack with everybody who speaks to it."""

    stack: Stack
    place: Place = field(init=False)
    officers: dict[str, Officer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = place_of(self.stack)

    def officer(self, who: str) -> Officer:
        """An officer by user name."""
        if who not in self.officers:
            token = self.place.officer_token(who)
            purpose = PURPOSE_OF.get(who, "border_control")
            self.officers[who] = Officer(self.place.officer_api, token, purpose)
        return self.officers[who]

    def carrier(self, code: str) -> CarrierClient:
        """A carrier's connection."""
        return CarrierClient(self.place.carrier_api, self.place.carrier_token(code))

    def bearer(self, who: str) -> dict[str, str]:
        """The header that says who calls."""
        return {"authorization": f"Bearer {tokens.token(self.stack, who)}"}

    def send_list(self, partner: str, name: str, entries: list[dict[str, Any]]) -> httpx.Response:
        """Signed list entries."""
        body = orjson.dumps({"entries": entries, "mode": "upsert"})
        headers = {"content-type": "application/json", "offing-partner": partner}
        signed = headers | self.place.sign(partner, body)
        url = f"{self.place.partner_api}/lists/{name}/entries"
        return httpx.post(url, content=body, headers=signed, timeout=60)

    def counts(self) -> dict[str, Any]:
        """The reconciliation as a supervisor sees it."""
        found: dict[str, Any] = self.officer("sven").see("/reconciliation")
        return found

    def waiting(self) -> int:
        """Messages in all work queues, dead letters apart."""
        depths = status.queue_depths(self.stack)
        return sum(depth for name, depth in depths.items() if "Dead" not in name)

    def dead_letters(self) -> dict[str, int]:
        """Dead letters by queue."""
        depths = status.queue_depths(self.stack)
        return {name: depth for name, depth in depths.items() if "Dead" in name and depth}

    @property
    def tables(self) -> DynamoTables:
        """The tables themselves, for what no address shows."""
        names = {t: self.stack.settings[f"{t.upper()}_TABLE"] for t in _TABLES}
        return DynamoTables(aws.client(self.stack, "dynamodb"), names)

    @property
    def blobs(self) -> S3Blobs:
        """The buckets themselves."""
        kinds = ("intake", "archive", "artefacts", "audit")
        names = {kind: self.stack.settings[f"{kind.upper()}_BUCKET"] for kind in kinds}
        return S3Blobs(aws.client(self.stack, "s3"), names)


def in_engine(world: World, movement: str) -> int:
    """How many travellers of a movement the search engine has."""
    query = {"query": {"term": {"movement": movement}}}
    engine = world.stack.urls["search"]
    httpx.post(f"{engine}/travellers/_refresh", timeout=10)
    answer = httpx.post(f"{engine}/travellers/_count", json=query, timeout=10)
    return int(answer.json().get("count", 0))
