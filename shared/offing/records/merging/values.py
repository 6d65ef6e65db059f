"""Values: one traveller from all mentions, each field from the newest message of the source that knows it best."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from offing.records.merging.lists import CLOSING
from offing.records.merging.mentions import Mention, dates_agree, full_date, plain_number
from offing.records.merging.names import adds_nothing, compatible, name_of
from offing.records.travellers import Bags, Document, ReportedTraveller

# Field → the source believed first; None is whichever is newest.
SCALARS: dict[str, str | None] = {
    "surname": "API",
    "given_names": "API",
    "title": "PNR",
    "date_of_birth": "API",
    "sex": "API",
    "nationality": "API",
    "place_of_birth": "API",
    "country_of_birth": "API",
    "residence": "API",
    "seat": None,
    "status": None,
}
# Values that say nothing, and give way to any other.
EMPTY = {"sex": "U", "type": "ADT"}

_scalars = attrgetter(*SCALARS)
_facts = attrgetter(
    *SCALARS, "documents", "phones", "emails", "addresses", "frequent_flyers", "bags", "type",
    "nationalities", "role", "reference",
)  # fmt: skip
_NO_BAGS = Bags()


def newest_first(mentions: list[Mention]) -> list[Mention]:
    """Mentions, which come oldest first, from the newest on and without those that only repeat the one after them."""
    kept: list[Mention] = []
    last: dict[str, object] = {}
    for mention in reversed(mentions):
        facts = _facts(mention.traveller)
        if last.get(mention.list.source) != facts:
            last[mention.list.source] = facts
            kept.append(mention)
    return kept


def by_belief(mentions: list[Mention]) -> list[Mention]:
    """API from newest to oldest, then PNR."""
    api = [m for m in mentions if m.list.source == "API"]
    return api + [m for m in mentions if m.list.source != "API"]


def scalars_of(mentions: list[Mention], believed: list[Mention]) -> dict[str, str | None]:
    """The value to show of each field: the newest of the believed source, else of any, that says something."""
    orders = {None: mentions, "API": believed, "PNR": believed}
    if believed[0].list.source != believed[-1].list.source:
        orders["PNR"] = sorted(mentions, key=lambda m: m.list.source != "PNR")
    columns = {
        source: list(zip(*[_scalars(m.traveller) for m in order], strict=True))
        for source, order in orders.items()
    }
    found = {
        field: _first(columns[source][at], EMPTY.get(field))
        for at, (field, source) in enumerate(SCALARS.items())
    }
    found["date_of_birth"] = _birth_date(found["date_of_birth"], mentions)
    return found


def _first(values: Sequence[str | None], empty: str | None) -> str | None:
    """The first that says something, or what says nothing if that was said."""
    if values[0] and values[0] != empty:
        return values[0]
    return next((v for v in values if v and v != empty), empty if empty in values else None)


def _birth_date(shown: str | None, mentions: list[Mention]) -> str | None:
    """A year alone gives way to a full date in that year."""
    if shown is None or full_date(shown):
        return shown
    dates = [m.traveller.date_of_birth or "" for m in mentions]
    return max((d for d in dates if d.startswith(shown)), key=len)


def type_of(believed: list[Mention]) -> str:
    """ADT is what a message says that knows nothing better."""
    kinds = (m.traveller.type for m in believed)
    return next((k for k in kinds if k != EMPTY["type"]), EMPTY["type"])


def role_of(believed: list[Mention]) -> str:
    """The role in the newest list; a closing message knows no roles."""
    listed = (m.traveller.role for m in believed if m.list.effect not in CLOSING)
    return next(listed, believed[0].traveller.role)


def other_names(believed: list[Mention], surname: str | None, given: str | None) -> tuple[str, ...]:
    """Names seen besides the one shown, in messages and in documents; cut forms of it are left out."""
    shown = name_of(surname, given)
    found: dict[str, str] = {}
    for mention in believed:
        t = mention.traveller
        for last, first in (
            (t.surname, t.given_names),
            *((d.surname, d.given_names) for d in t.documents),
        ):
            name = name_of(last, first)
            if name and not adds_nothing(name, shown):
                found.setdefault(name.turned, f"{last or ''}/{first or ''}")
    return tuple(found.values())


def union[T: Hashable](
    held: Iterable[Sequence[T]], key: Callable[[T], object] | None = None
) -> tuple[T, ...]:
    """All values once, in their order; `key` says when two are the same."""
    some = [values for values in held if values]
    if len(some) <= 1 and (not some or len(some[0]) == 1):
        return tuple(some[0]) if some else ()
    found: dict[object, T] = {}
    for values in some:
        for value in values:
            found.setdefault(key(value) if key else value, value)
    return tuple(found.values())


def documents_of(believed: list[Mention]) -> tuple[Document, ...]:
    """Documents by number and issuer; what one message leaves out, another fills in."""
    found: dict[str, list[Document]] = {}
    for mention in believed:
        for document in mention.traveller.documents:
            same_number = found.setdefault(plain_number(document.number), [])
            for i, known in enumerate(same_number):
                if known.issuer == document.issuer or not known.issuer or not document.issuer:
                    same_number[i] = _filled(known, document)
                    break
            else:
                same_number.append(document)
    return tuple(d for same_number in found.values() for d in same_number)


def _filled(known: Document, other: Document) -> Document:
    if known == other:
        return known
    missing = ("issuer", "expiry", "issued", "surname", "given_names")
    gaps = {f: getattr(other, f) for f in missing if not getattr(known, f) and getattr(other, f)}
    return replace(known, **gaps) if gaps else known


def bags_of(mentions: list[Mention]) -> Bags:
    """Newest count and weight, all tags."""
    held = [m.traveller.bags for m in mentions if m.traveller.bags != _NO_BAGS]
    if len(held) <= 1 and (not held or len(held[0].tags) <= 1):
        return held[0] if held else _NO_BAGS
    return Bags(
        count=next((b.count for b in held if b.count is not None), None),
        weight_kg=next((b.weight_kg for b in held if b.weight_kg is not None), None),
        tags=tuple(sorted({tag for b in held for tag in b.tags})),
    )


def digits(phone: str) -> str:
    """A phone number as compared."""
    return "".join(c for c in phone if c.isdigit()) or phone


def conflicts_of(mentions: list[Mention]) -> tuple[str, ...]:
    """Fields in which the newest API and PNR values cannot both be right."""
    api = [m.traveller for m in mentions if m.list.source == "API"]
    pnr = [m.traveller for m in mentions if m.list.source == "PNR"]
    if not api or not pnr:
        return ()
    fields = [
        field
        for field, (value, agree) in _AGREE.items()
        if (a := _newest(value, api, EMPTY.get(field)))
        and (b := _newest(value, pnr, EMPTY.get(field)))
        and not agree(a, b)
    ]
    return tuple(fields) + (() if _passports_agree(api, pnr) else ("documents",))


def _newest(
    value: Callable[[ReportedTraveller], str | None],
    told: list[ReportedTraveller],
    empty: str | None,
) -> str | None:
    return next((v for t in told if (v := value(t)) and v != empty), None)


def _surnames_agree(a: str, b: str) -> bool:
    return compatible(name_of(a, None), name_of(b, None))


# Field → its value, and whether two values of it can both be right.
_AGREE: dict[str, tuple[Callable[[ReportedTraveller], str | None], Callable[[str, str], bool]]] = {
    "date_of_birth": (attrgetter("date_of_birth"), dates_agree),
    "sex": (attrgetter("sex"), str.__eq__),
    "nationality": (attrgetter("nationality"), str.__eq__),
    "surname": (attrgetter("surname"), _surnames_agree),
}


def _passports_agree(api: list[ReportedTraveller], pnr: list[ReportedTraveller]) -> bool:
    one, other = _passports(api), _passports(pnr)
    return not one or not other or bool(one & other)


def _passports(told: list[ReportedTraveller]) -> set[str]:
    """Passport numbers of the newest mention that has any."""
    for traveller in told:
        held = traveller.documents
        if numbers := {plain_number(d.number) for d in held if d.type.startswith("P")}:
            return numbers
    return set()
