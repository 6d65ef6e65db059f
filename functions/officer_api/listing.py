"""Lists at the officer's desk: found, asked for under the policies, and announced when they change."""

from offing.access.policy import Resource
from offing.kernel.errors import ForbiddenError
from offing.runtime.desk import Desk
from offing.watchlists.register import ListRegister, WatchList

VIEW, EDIT = "watchlist:view", "watchlist:edit"


def of_list(at: WatchList, agency: str) -> Resource:
    """A list as policies see it: one that its owner lets an agency see is as that agency's own to it."""
    seen = at.agency and at.seen_from(agency)
    return Resource(type="Watchlist", id=at.name, agency=agency if seen else at.agency)


def seen(desk: Desk, name: str) -> WatchList:
    """A list that the officer may see; any other does not exist for them."""
    at = ListRegister(desk.ports.tables).get(name)
    if at is None:
        desk.miss(VIEW, "Watchlist", name)
    desk.ask(VIEW, of_list(at, desk.person.agency))
    return at


def edited(desk: Desk, name: str) -> WatchList:
    """A list of the officer's own agency, to be written."""
    at = seen(desk, name)
    desk.ask(EDIT, Resource(type="Watchlist", id=at.name, agency=at.agency))
    if not at.owned_by(desk.person.agency):
        raise ForbiddenError("This list is nobody's; have it registered for an agency first")
    return at


def visible(desk: Desk) -> list[WatchList]:
    """All lists that the officer may see."""
    agency = desk.person.agency
    return [
        at for at in ListRegister(desk.ports.tables).all() if desk.may(VIEW, of_list(at, agency))
    ]


def announce(desk: Desk, at: WatchList, accepted: int = 1) -> None:
    """Say that entries of a list have changed, so that they go live."""
    detail = {"list": at.name, "partner": at.partner, "accepted": accepted}
    desk.ports.bus.publish("offing.watchlists", "WatchlistChanged", detail)
