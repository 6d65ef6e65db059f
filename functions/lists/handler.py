"""Steps of the state machine that keeps the watchlist index: changes at once, full builds, back-matches, imports."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.lists.imports import apply_import, import_file
from offing.runtime import builds, wiring
from offing.runtime.builds import Site, read_marks, write_marks
from offing.runtime.settings import ListsSettings
from offing.runtime.telemetry import discreet, logger, metrics
from offing.travel.back_matching import news, stretches
from offing.watchlists.publication import Publication
from offing.watchlists.store import Marks

_AHEAD = 30
# Fewer than so many of the sample, and fewer than one in so many of all, may not be found.
_MOST_LOST, _OF = 5, 20
_SPREAD = "watchlists/SPREAD"


class BuildRefused(Exception):  # noqa: N818  the state machine catches it by this name
    """A built index does not do what an index must; the present one stays."""


def changes(event: dict[str, Any]) -> dict[str, Any]:
    """Publish what has changed since the last full build; say whether a full build is due."""
    at = _site()
    marks = at.lists.marks()
    published = builds.publish_changes(at, marks)
    due = published is None or len(marks) >= builds.REBUILD_FROM
    return _told(at, event, published, marks if published else {}) | {"rebuild": due}


def read(event: dict[str, Any]) -> dict[str, Any]:
    """Say which lists there are, and how many full builds there have been."""
    at = _site()
    current = at.publications.current()
    return {
        "reason": _reason(event),
        "lists": at.lists.lists(),
        "bases": current.bases if current else 0,
    }


def build_index(event: dict[str, Any]) -> dict[str, Any]:
    """Build the index of all lists and upload it, not yet in use."""
    return {**_work(event), "base": builds.build_base(_site(), event["lists"])}


def validate(event: dict[str, Any]) -> dict[str, Any]:
    """Refuse an index that does not find a sample of its own entries, but for a few in a hundred."""
    wrong, entries = builds.lost(_site(), event["base"], event["lists"])
    if len(wrong) >= _MOST_LOST or len(wrong) * _OF > entries:
        raise BuildRefused("; ".join(wrong))
    if wrong:
        # One entry too bare to be matched with anybody is its owner's affair, not a fault of the index.
        logger.warning("entries not found", extra={"entries": wrong})
    return {**_work(event), "entries": entries}


def publish(event: dict[str, Any]) -> dict[str, Any]:
    """Make the index the current one; warm functions take it up within seconds."""
    at = _site()
    marks = at.lists.marks()
    # One that was overtaken still brings what called for it into use, over the base that was faster.
    published = builds.publish_base(at, event["base"], event["bases"])
    published = published or builds.publish_changes(at, marks)
    metrics.add_metric(name="ListsPublished", unit="Count", value=int(published is not None))
    return _told(at, event, published, marks if published else {})


def spread(event: dict[str, Any]) -> dict[str, Any]:
    """Note that stored travellers have been held against these changes."""
    blobs = wiring.ports().blobs
    if event["version"]:
        write_marks(blobs, _SPREAD, read_marks(blobs, event["marks"]))
    return {name: event[name] for name in ("version", "reason", "rebuild")}


def use(event: dict[str, Any]) -> dict[str, Any]:
    """Go back to an earlier publication, or let full builds into use again."""
    at = _site()
    wish = at.publications.asked(event["detail"]["request"])
    if wish.rev:
        builds.go_back(at, wish.rev, wish.by, wish.reason)
    else:
        builds.release(at, wish.by, wish.reason)
    return {"reason": _reason(event), "rebuild": not wish.rev}


STEPS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "changes": changes,
    "read": read,
    "build": build_index,
    "validate": validate,
    "publish": publish,
    "spread": spread,
    "import": import_file,
    "apply": apply_import,
    "use": use,
}


def _site() -> Site:
    ports = wiring.ports()
    return Site(ports.tables, ports.blobs, ports.now())


def _reason(event: dict[str, Any]) -> str:
    return str(event.get("reason", "manual"))


def _work(event: dict[str, Any]) -> dict[str, Any]:
    return {name: event[name] for name in ("reason", "lists", "bases", "base") if name in event}


def _told(
    at: Site, event: dict[str, Any], published: Publication | None, marks: Marks
) -> dict[str, Any]:
    """What the following steps need: the version in use and, where there are news, the days to look back on."""
    todo = news(marks, read_marks(at.blobs, _SPREAD)) if published else {}
    behind = ListsSettings.read().back_match_days
    days = stretches(at.now[:10], behind, _AHEAD) if todo else []
    run = f"watchlists/{published.base if published else 'none'}/runs/{at.now}"
    for name, kept in (("changed", todo), ("marks", marks)):
        write_marks(at.blobs, f"{run}/{name}", kept)
    part = {"changed": f"{run}/changed", "rev": published.rev if published else 0}
    return {
        "reason": _reason(event),
        "version": published.version if published else "",
        "rebuild": False,
        "marks": f"{run}/marks",
        "stretches": [{**part, **asdict(s)} for s in days],
    }


@logger.inject_lambda_context
@metrics.log_metrics
@discreet(BuildRefused)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Do the step that the state machine names; an unknown one is an error."""
    return STEPS[event["step"]](event)
