"""Values: one traveller from all mentions, each field from the newest message of the source that knows it best."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from offing.records.merging.lists import CLOSING
from offing.records.merging.mentions import Mention, dates_agree, plain_number
from offing.records.merging.names import adds_nothing, compatible, name_of
from offing.records.travellers import Bags, Document, ReportedTraveller, Sourced

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

type Sources = dict[str, tuple[Sourced, ...]]

_scalars = attrgetter(*SCALARS)
_facts = attrgetter(
    *SCALARS, "documents", "phones", "emails", "addresses", "frequent_flyers", "bags", "type",
    "nationalities", "role", "reference",
)  # fmt: skip


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


def sources_of(mentions: list[Mention]) -> Sources:
    """Every value seen of every field with the newest message of each source that gave it."""
    seen: dict[str, dict[tuple[str, str], Sourced]] = {}
    for mention in mentions:
        source = mention.list.source
        message, sent_at = mention.report.message, mention.report.sent_at
        for field, value in _values(mention.traveller):
            key = (value, source)
            known = seen.get(field)
            if known is None:
                known = seen[field] = {}
            if key not in known:
                known[key] = Sourced(value=value, source=source, message=message, sent_at=sent_at)
    return {field: tuple(known.values()) for field, known in seen.items()}


def _values(traveller: ReportedTraveller) -> list[tuple[str, str]]:
    found = [pair for pair in zip(SCALARS, _scalars(traveller), strict=True) if pair[1]]
    for d in traveller.documents:
        found.append(("documents", f"{d.type} {d.number} {d.issuer or ''}".rstrip()))
    for phone in traveller.phones:
        found.append(("phones", phone))
    for email in traveller.emails:
        found.append(("emails", email))
    return found


def scalar(field: str, sources: Sources) -> str | None:
    """The value to show: newest of the believed source, else newest of any; never one that says nothing."""
    seen = sources.get(field, ())
    if len(seen) <= 1:
        return seen[0].value if seen else None
    telling = [s for s in seen if s.value != EMPTY.get(field)]
    believed = [s for s in telling if s.source == SCALARS[field]]
    first = next(iter(believed or telling or seen), None)
    return first.value if first else None


def birth_date(sources: Sources) -> str | None:
    """The birth date to show; a year alone gives way to a full date in that year."""
    shown = scalar("date_of_birth", sources)
    if shown is None:
        return None
    seen = [s.value for s in sources["date_of_birth"] if s.value.startswith(shown)]
    return next((v for v in seen if len(v) == max(map(len, seen))), shown)


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
    held = [m.traveller.bags for m in mentions]
    return Bags(
        count=next((b.count for b in held if b.count is not None), None),
        weight_kg=next((b.weight_kg for b in held if b.weight_kg is not None), None),
        tags=tuple(sorted({tag for b in held for tag in b.tags})),
    )


def digits(phone: str) -> str:
    """A phone number as compared."""
    return "".join(c for c in phone if c.isdigit()) or phone


def conflicts_of(mentions: list[Mention], sources: Sources) -> tuple[str, ...]:
    """Fields in which the newest API and PNR values cannot both be right."""
    fields = [
        field
        for field, agree in _AGREE.items()
        if (pair := _newest_of_each(sources.get(field, ()), EMPTY.get(field))) and not agree(*pair)
    ]
    return tuple(fields) + (() if _passports_agree(mentions) else ("documents",))


def _newest_of_each(seen: tuple[Sourced, ...], empty: str | None) -> tuple[str, str] | None:
    api = next((s.value for s in seen if s.source == "API" and s.value != empty), None)
    pnr = next((s.value for s in seen if s.source == "PNR" and s.value != empty), None)
    return (api, pnr) if api and pnr else None


def _surnames_agree(a: str, b: str) -> bool:
    return compatible(name_of(a, None), name_of(b, None))


_AGREE: dict[str, Callable[[str, str], bool]] = {
    "date_of_birth": dates_agree,
    "sex": str.__eq__,
    "nationality": str.__eq__,
    "surname": _surnames_agree,
}


def _passports_agree(mentions: list[Mention]) -> bool:
    api, pnr = _passports(mentions, "API"), _passports(mentions, "PNR")
    return not api or not pnr or bool(api & pnr)


def _passports(mentions: list[Mention], source: str) -> set[str]:
    """Passport numbers of the newest mention of a source that has any."""
    for mention in mentions:
        if mention.list.source == source:
            held = mention.traveller.documents
            if numbers := {plain_number(d.number) for d in held if d.type.startswith("P")}:
                return numbers
    return set()
