"""Mentions: one traveller named once in one message, with the keys by which mentions meet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from offing.records.bookings import Booking
from offing.records.merging.lists import List
from offing.records.merging.names import Name, name_of
from offing.records.reports import Report
from offing.records.travellers import ReportedTraveller

type DocumentKey = tuple[str, str | None]  # number, issuer

_FULL_DATE = 10
_JUNK_BELOW = 4  # numbers of fewer characters, or of one character repeated, name nobody


@dataclass(slots=True, eq=False)
class Mention:
    """A named traveller in a list; `key` is what it says of who it is, and the same in every resend."""

    traveller: ReportedTraveller
    list: List
    report: Report
    name: Name
    documents: frozenset[DocumentKey]
    locators: tuple[str, ...]
    reference: str | None
    booking: Booking | None
    key: str
    order: int  # of its list, the oldest first


@dataclass(slots=True)
class Mentions:
    """What the lists name: people, references without a name, and places without either."""

    named: list[Mention]
    references: list[Mention]
    anonymous: int


def mentions_of(lists: Iterable[List]) -> Mentions:
    """All mentions, oldest first and in the order of their messages."""
    found = Mentions([], [], 0)
    for each in lists:
        seen: Counter[str] = Counter()
        for report in each.reports:
            for traveller in report.travellers:
                mention = _mention(each, report, traveller)
                if mention.name or mention.documents:
                    _number(mention, seen)
                    found.named.append(mention)
                elif traveller.type != "GRP" and (mention.reference or mention.locators):
                    found.references.append(mention)
                else:
                    found.anonymous += 1
    return found


def _mention(each: List, report: Report, traveller: ReportedTraveller) -> Mention:
    booking = None
    if traveller.booking is not None and traveller.booking < len(report.bookings):
        booking = report.bookings[traveller.booking]
    # A group's name ("SEETHE WORLD") is no person's; the booking keeps its size.
    group = traveller.type == "GRP"
    name = name_of(None, None) if group else name_of(traveller.surname, traveller.given_names)
    documents = frozenset(_documents(traveller)) if traveller.documents else frozenset()
    locators = _locators(traveller, booking)
    reference = _reference(report, traveller)
    key = "|".join(
        (
            name.turned,
            traveller.date_of_birth or "",
            " ".join(sorted(number for number, _ in documents)),
            reference or "",
            locators[0] if locators else "",
        )
    )
    return Mention(
        traveller, each, report, name, documents, locators, reference, booking, key, each.order
    )


def _number(mention: Mention, seen: Counter[str]) -> None:
    """Equal mentions of one list are people apart: the second is `…#2`, in this list and in its resend."""
    seen[mention.key] += 1
    if seen[mention.key] > 1:
        mention.key = f"{mention.key}#{seen[mention.key]}"


def _documents(traveller: ReportedTraveller) -> Iterable[DocumentKey]:
    for document in traveller.documents:
        number = plain_number(document.number)
        if len(number) >= _JUNK_BELOW and len(set(number)) > 1:
            yield number, document.issuer


@lru_cache(maxsize=16384)
def plain_number(number: str) -> str:
    """A document number as compared: capitals and digits only."""
    plain = number if number.isalnum() else "".join(c for c in number if c.isalnum())
    return plain.upper()


def _reference(report: Report, traveller: ReportedTraveller) -> str | None:
    return f"{report.carrier}:{traveller.reference}" if traveller.reference else None


def _locators(traveller: ReportedTraveller, booking: Booking | None) -> tuple[str, ...]:
    """The traveller's own locator first, then the booking's in this and in other systems (`KE:EDP2RW`)."""
    own = (traveller.locator,) if traveller.locator else ()
    if booking is None:
        return own
    others = (locator.rpartition(":")[2] for locator in booking.locators)
    return tuple(dict.fromkeys((*own, booking.locator, *others)))


def full_date(date: str | None) -> str | None:
    """The birth date if it is known to the day."""
    return date if date and len(date) == _FULL_DATE else None


def dates_agree(a: str | None, b: str | None) -> bool:
    """Whether two birth dates, perhaps partial, can be one."""
    return not a or not b or a.startswith(b) or b.startswith(a)
