"""PNRGOV segments of the header, the booking and its history."""

import re
from collections.abc import Mapping

from offing.messages import pnrgov_parts as read
from offing.messages.persons import Person, quantity
from offing.messages.pnrgov_booking import address as address_of
from offing.messages.pnrgov_state import Acts, Group, Push
from offing.messages.service import COMPONENT, ELEMENT

_FIVE_DIGITS = re.compile(r"(?:\D*\d){5}")


def msg(push: Push, segment: str, _number: int) -> None:
    """The function of the push."""
    found = read.parts(read.elements(segment, 1)[1], 2)
    push.function = found[1].strip() or found[0].strip() or None


def other_service(push: Push, _segment: str, _number: int) -> None:
    """The beginning of a service that is no flight."""
    push.enter(Group.OTHER_SERVICE)


def source(push: Push, _segment: str, number: int) -> None:
    """The beginning of a booking."""
    push.begin(number)


def lost_source(push: Push, segment: str, number: int) -> None:
    """The first booking begins without its SRC."""
    push.begin(number)
    act = push.acts[segment[:3]]
    if act is not None:
        act(push, segment, number)


def org(push: Push, segment: str, _number: int) -> None:
    """Who made the booking. Without content it says that the booking is cancelled."""
    agency = push.meaning(read.agency, segment)
    if agency is None:
        push.draft.cancelled = True
    push.draft.agency = push.draft.agency or agency


def late_org(push: Push, segment: str, _number: int) -> None:
    """Who made the booking, named after its travellers."""
    push.draft.agency = push.draft.agency or push.meaning(read.agency, segment)


def announced(push: Push, segment: str, _number: int) -> None:
    """The number of bookings announced."""
    push.announced = quantity(read.elements(segment, 1)[1].partition(COMPONENT)[0])


def split(push: Push, _segment: str, _number: int) -> None:
    """The beginning of what was split from the booking."""
    push.enter(Group.SPLIT)


def locators(push: Push, segment: str, _number: int) -> None:
    """Locators: of the booking, and of the same booking elsewhere."""
    found, draft = push.meaning(read.references, segment), push.draft
    if found and not draft.locator:
        main = next((r for r in found if not r[3]), found[0])
        draft.carrier, draft.locator, draft.created = main[:3]
    for system, locator, _, _ in found:
        if locator != draft.locator:
            draft.add("locators", f"{system}:{locator}")


def later_locators(push: Push, segment: str, number: int) -> None:
    """Locators under a flight; where SRC was lost, another one with its creation date begins the next booking."""
    known = push.draft.locator
    if known and segment.endswith(known) and ELEMENT not in segment[4:]:
        return  # the booking's own, as most flights repeat it
    if not push.has_sources:
        found = push.meaning(read.references, segment)
        if found and found[0][2] and found[0][1] != known:
            push.begin(number)
    locators(push, segment, number)


def locators_behind_history(push: Push, segment: str, number: int) -> None:
    """No locator belongs behind a booking's history: where SRC was lost it begins the next booking."""
    if not push.has_sources and push.meaning(read.references, segment):
        push.begin(number)
    locators(push, segment, number)


def split_to(push: Push, segment: str, _number: int) -> None:
    """Locators of what was split from the booking."""
    for system, locator, _, _ in read.references(segment):
        push.draft.add("split_to", f"{system}:{locator}")


def changed(push: Push, segment: str, _number: int) -> None:
    """The last change of the booking."""
    push.draft.changed = push.draft.changed or read.changed_at(segment, push.message.repetition)


def address(push: Push, segment: str, _number: int) -> None:
    """Addresses and how to reach people."""
    _addresses(push, segment, "contact", push.owner)


def billing(push: Push, segment: str, _number: int) -> None:
    """Addresses of who paid."""
    _addresses(push, segment, "billing", None)


def _addresses(push: Push, segment: str, kind: str, owner: Person | None) -> None:
    for element in filter(None, segment.split(ELEMENT)[1:]):
        parts = read.parts(element, 8)
        if found := address_of(kind, parts):
            (owner or push.draft).add("addresses", found)
        _reach(push, " ".join(parts[7:]).strip(), owner)


def _reach(push: Push, text: str, owner: Person | None) -> None:
    """The last part of ADD: a telephone, or an e-mail address where there is no better place for it."""
    if "@" in text or "//" in text or "CTC" in text:
        push.draft.contact(text, owner)
    elif _FIVE_DIGITS.match(text[:60]):
        (owner or push.draft).add("phones", text[:60])


def history(push: Push, _segment: str, _number: int) -> None:
    """History: nothing in it is so any more."""
    push.enter(Group.HISTORY)


def history_line(push: Push, segment: str, _number: int) -> None:
    """History as text: only how to reach people is taken from it."""
    if "/AP" in segment or "CTC" in segment:
        push.draft.contact(" ".join(segment.split(ELEMENT)[1:]), None)


ACTS: Acts = {
    "SRC": source,
    "MSG": other_service,
    "EQN": split,
    "RCI": locators,
    "DAT": changed,
    "ADD": address,
    "ABI": history,
    "SAC": history,
    "LTS": history_line,
    **dict.fromkeys(("ORG", "EBD", "FAR", "MON", "PTK", "TXD", "ERC")),
}

IN_GROUP: Mapping[Group, Acts] = {
    Group.HEAD: {"SRC": source, "MSG": msg, "EQN": announced, "RCI": lost_source},
    Group.BOOKING: {"ORG": org},
    Group.PERSON: {"ORG": late_org},
    Group.PAYMENT: {"ADD": billing, "RCI": later_locators},
    Group.FLIGHT: {"RCI": later_locators},
    Group.CHECK_IN: {"RCI": later_locators},
    Group.CHECK_IN_ELSEWHERE: {"RCI": later_locators},
    Group.SPLIT: {"RCI": split_to},
    Group.OTHER_SERVICE: {"RCI": later_locators},
    Group.HISTORY: {
        "SRC": source,
        "MSG": other_service,
        "EQN": split,
        "RCI": locators_behind_history,
        "LTS": history_line,
    },
}
