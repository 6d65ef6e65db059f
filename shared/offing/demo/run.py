"""The demo's day put through a running stack: lists, messages, waiting, outcome."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson

from offing.demo.day import Day
from offing.demo.desk import Desk
from offing.demo.push import CarrierClient, Parcel, Pushed, TokenProvider, explain
from offing.demo.watchlist import LISTS
from offing.kernel.errors import UnavailableError

_ENTRIES_A_CALL = 500
_POLL = 1.0
_STILL = 4  # polls without a change after which nothing is expected to move any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A running stack: addresses, and how to speak as its people and systems."""

    carrier_api: str
    officer_api: str
    partner_api: str
    carrier_token: Callable[[str], TokenProvider]
    officer_token: Callable[[str], TokenProvider]
    sign: Callable[[str, bytes], dict[str, str]]  # partner, body → signed headers
    index_ready: Callable[[int], bool]  # whether the index in use rests on so many entries
    officers: tuple[str, ...]  # who together see every queue


@dataclass(slots=True)
class Clock:
    """Seconds by stage, in order."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens within."""
        began = time.monotonic()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - began


def send_watchlist(place: Place, day: Day) -> int:
    """Send every list as its partner; how many entries were taken."""
    accepted = 0
    with httpx.Client(timeout=60) as http:
        for of in LISTS:
            entries = [e for e in day.watchlist if e["list"] == of.name]
            for start in range(0, len(entries), _ENTRIES_A_CALL):
                part = {"entries": entries[start : start + _ENTRIES_A_CALL], "mode": "upsert"}
                accepted += _send_entries(http, place, of.partner, of.name, orjson.dumps(part))
    return accepted


def _send_entries(http: httpx.Client, place: Place, partner: str, name: str, body: bytes) -> int:
    headers = {"content-type": "application/json", "offing-partner": partner} | place.sign(
        partner, body
    )
    answer = http.post(f"{place.partner_api}/lists/{name}/entries", content=body, headers=headers)
    if answer.is_error:
        raise UnavailableError(f"partner_api did not take list {name}: {explain(answer)}")
    said = answer.json()
    if said.get("rejected"):
        raise UnavailableError(f"partner_api rejected entries of {name}: {said['rejected'][:3]}")
    taken = said["accepted"]
    return taken if isinstance(taken, int) else len(taken)


def wait_for_index(place: Place, entries: int, seconds: float = 120) -> None:
    """Wait until matching works with the lists just sent."""
    end = time.monotonic() + seconds
    while not place.index_ready(entries):
        if time.monotonic() > end:
            raise UnavailableError(
                f"No index of {entries} entries after {seconds:.0f} s; see `offing status`."
            )
        time.sleep(_POLL / 2)


def push_day(place: Place, day: Day, done: Callable[[Pushed], None]) -> None:
    """Push all messages as their carriers, in the order in which they are due, some flights at a time."""
    for carrier in sorted({m.carrier for m in day.messages}):
        parcels = [
            Parcel(name=m.name, content=m.content, via="s3" if m.via == "s3" else "auto")
            for m in day.messages
            if m.carrier == carrier
        ]
        with CarrierClient(place.carrier_api, place.carrier_token(carrier)) as client:
            client.push_all(parcels, done)


def settled(counts: dict[str, Any], received: int) -> bool:
    """Whether all that was pushed is read and everybody is assessed."""
    messages, travellers = counts["messages"], counts["travellers"]
    if messages["received"] < received or messages["pending"]:
        return False
    return bool(travellers["received"] == travellers["assessed"] > 0)


def wait_until_settled(
    place: Place, day: Day, heard: Callable[[dict[str, Any]], None], seconds: float = 600
) -> dict[str, Any]:
    """Poll the counts until they settle and stay so; what they are at the end."""
    desk = Desk(place.officer_api, place.officer_token(place.officers[0]))
    end, still, last = time.monotonic() + seconds, 0, ""
    while True:
        counts = desk.reconciliation()
        heard(counts)
        seen = orjson.dumps(counts, option=orjson.OPT_SORT_KEYS).decode()
        still = still + 1 if seen == last and settled(counts, day.expected.received) else 0
        if still >= _STILL or time.monotonic() > end:
            return counts
        last = seen
        time.sleep(_POLL)


def open_cases(place: Place) -> list[dict[str, Any]]:
    """All cases in the queues of the demo's officers, highest score first."""
    found: dict[str, dict[str, Any]] = {}
    for officer in place.officers:
        for case in Desk(place.officer_api, place.officer_token(officer)).cases():
            found[str(case["id"])] = case
    return sorted(found.values(), key=lambda c: (-float(c["score"]), str(c["id"])))
