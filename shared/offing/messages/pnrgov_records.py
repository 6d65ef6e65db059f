"""PNRGOV segments of the header, the booking and its history."""

from offing.messages import pnrgov_parts as read
from offing.messages.persons import Person, quantity
from offing.messages.pnrgov_booking import address as address_of
from offing.messages.pnrgov_state import Act, Group, Push


def msg(push: Push, e: list[str], _number: int) -> None:
    """The function of the push; within a booking, the beginning of a service that is no flight."""
    if push.group is Group.HEAD:
        found = read.parts(e[1], 2)
        push.function = found[1].strip() or found[0].strip() or None
    else:
        push.group = Group.OTHER_SERVICE


def org(push: Push, e: list[str], _number: int) -> None:
    """Who made the booking. Without content it says that the booking is cancelled."""
    if push.group not in (Group.BOOKING, Group.PERSON):
        return
    agency = read.agency(e)
    if agency is None and push.group is Group.BOOKING:
        push.draft.cancelled = True
    push.draft.agency = push.draft.agency or agency


def eqn(push: Push, e: list[str], _number: int) -> None:
    """The number of bookings announced; within a booking, the beginning of its split parts."""
    if push.group is Group.HEAD:
        push.announced = quantity(read.parts(e[1], 1)[0])
    else:
        push.group = Group.SPLIT


def src(push: Push, _e: list[str], number: int) -> None:
    """The beginning of a booking."""
    push.begin(number)


def rci(push: Push, e: list[str], number: int) -> None:
    """Locators: of the booking, of the same booking elsewhere, or of what was split from it."""
    found = [r for r in map(read.reference, filter(None, e[1:])) if r[1]]
    if not found:
        return
    if push.group is Group.HEAD or _begins_without_source(push, found):
        push.begin(number)
    draft = push.draft
    if push.group is Group.SPLIT:
        for system, locator, _, _ in found:
            draft.add("split_to", f"{system}:{locator}")
        return
    if not draft.locator:
        main = next((r for r in found if not r[3]), found[0])
        draft.carrier, draft.locator, draft.created = main[0], main[1], main[2]
    for system, locator, _, _ in found:
        if locator != draft.locator:
            draft.add("locators", f"{system}:{locator}")


def _begins_without_source(push: Push, found: list[tuple[str, str, str | None, bool]]) -> bool:
    later = push.group in (
        Group.FLIGHT,
        Group.CHECK_IN,
        Group.HISTORY,
        Group.OTHER_SERVICE,
        Group.TICKET,
    )
    return (
        not push.has_sources
        and later
        and found[0][2] is not None
        and found[0][1] != push.draft.locator
    )


def dat(push: Push, e: list[str], _number: int) -> None:
    """Dates: the last change of the booking, or the beginning of a check-in."""
    if push.group in (Group.FLIGHT, Group.CHECK_IN) and not e[1].startswith("700"):
        push.group = Group.CHECK_IN
    elif push.group is not Group.HISTORY and push.group is not Group.HEAD:
        push.draft.changed = push.draft.changed or read.changed_at(e, push.message.repetition)


def address(push: Push, e: list[str], _number: int) -> None:
    """Addresses and how to reach people."""
    if push.group in (Group.HEAD, Group.HISTORY):
        return
    kind = "billing" if push.group is Group.TICKET else "contact"
    owner = push.person if push.group is Group.PERSON else None
    for element in filter(None, e[1:]):
        parts = read.parts(element, 8)
        if found := address_of(kind, parts):
            (owner or push.draft).add("addresses", found)
        _reach(push, " ".join(parts[7:]).strip(), owner)


def _reach(push: Push, text: str, owner: Person | None) -> None:
    """The last part of ADD: a telephone, or an e-mail address where there is no better place for it."""
    if "@" in text or "//" in text or "CTC" in text:
        push.draft.contact(text, owner)
    elif sum(c.isdigit() for c in text) >= 5:
        (owner or push.draft).add("phones", text[:60])


def history(push: Push, _e: list[str], _number: int) -> None:
    """History: nothing in it is so any more."""
    push.group = Group.HISTORY


def lts(push: Push, e: list[str], _number: int) -> None:
    """History as text: only how to reach people is taken from it."""
    text = " ".join(filter(None, e[1:]))
    if "/APE" in text or "CTC" in text:
        push.draft.contact(text, None)


def skip(push: Push, _e: list[str], _number: int) -> None:
    """Read and of no use here."""


ACTS: dict[str, Act] = {
    "MSG": msg,
    "ORG": org,
    "EQN": eqn,
    "SRC": src,
    "RCI": rci,
    "DAT": dat,
    "ADD": address,
    "ABI": history,
    "SAC": history,
    "LTS": lts,
    "EBD": skip,
    "FAR": skip,
    "MON": skip,
    "PTK": skip,
    "TXD": skip,
    "APD": skip,
    "ERC": skip,
}
