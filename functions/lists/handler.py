"""Steps of the state machine that builds the watchlist index: read, build, validate, publish, rematch."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from offing.runtime import wiring
from offing.runtime.artefacts import fetch_index, publish_index, upload_index
from offing.runtime.telemetry import discreet, logger, metrics
from offing.travel.store import MovementStore
from offing.watchlists.index import build, open_index
from offing.watchlists.store import ListStore
from offing.watchlists.validation import refusals

_AHEAD = 30
_BEHIND = 2
# Fewer than so many of the sample, and fewer than one in so many of all, may not be found.
_MOST_LOST, _OF = 5, 20


class BuildRefused(Exception):  # noqa: N818  the state machine catches it by this name
    """A built index does not do what an index must; the present one stays."""


def read(_event: dict[str, Any]) -> dict[str, Any]:
    """Say which lists there are; the build reads them."""
    return {"lists": ListStore(wiring.ports().tables).lists()}


def build_index(event: dict[str, Any]) -> dict[str, Any]:
    """Build the index of all lists and upload it, not yet current."""
    ports = wiring.ports()
    store = ListStore(ports.tables)
    entries = (entry for name in event["lists"] for entry in store.entries(name))
    with tempfile.TemporaryDirectory() as folder:
        manifest = build(entries, Path(folder))
        upload_index(ports.blobs, Path(folder), manifest.version)
    return {"version": manifest.version, "lists": event["lists"]}


def validate(event: dict[str, Any]) -> dict[str, Any]:
    """Refuse an index that does not find a sample of its own entries, but for a few in a hundred."""
    ports = wiring.ports()
    store = ListStore(ports.tables)
    entries = [entry for name in event["lists"] for entry in store.entries(name)]
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(fetch_index(ports.blobs, event["version"], Path(folder)))
        wrong = refusals(index, entries)
    if len(wrong) >= _MOST_LOST or len(wrong) * _OF > len(entries):
        raise BuildRefused("; ".join(wrong))
    if wrong:
        # One entry too bare to be matched with anybody is its owner's affair, not a fault of the index.
        logger.warning("entries not found", extra={"entries": wrong})
    return {"version": event["version"], "entries": len(entries)}


def publish(event: dict[str, Any]) -> dict[str, Any]:
    """Make the index the current one; warm functions take it up within seconds."""
    publish_index(wiring.ports().blobs, event["version"])
    metrics.add_metric(name="ListsPublished", unit="Count", value=1)
    return {"version": event["version"]}


def rematch(event: dict[str, Any]) -> dict[str, Any]:
    """Queue every movement that may still be met, so that new entries find those already known."""
    ports = wiring.ports()
    store = MovementStore(ports.tables)
    today = date.fromisoformat(ports.now()[:10])
    days = [str(today + timedelta(days=n)) for n in range(-_BEHIND, _AHEAD + 1)]
    movements = {head.id for day in days for head in store.on_day(day)[0]}
    movements |= {m for day in days[: _BEHIND + 1] for m in store.touched_on(day)}
    ports.queues.send("match", [{"movement": m} for m in sorted(movements)])
    return {"version": event["version"], "movements": len(movements)}


STEPS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "read": read,
    "build": build_index,
    "validate": validate,
    "publish": publish,
    "rematch": rematch,
}


@logger.inject_lambda_context
@metrics.log_metrics
@discreet(BuildRefused)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Do the step that the state machine names; an unknown one is an error."""
    return STEPS[event["step"]](event)
