"""What people have found out about a traveller and an entry: the same person, or another. Kept for the next time.

"Another" holds while nothing is known that was not known then: the entry says the same of its person, the traveller's
names, birth dates and documents were all before the officer, and the likeness has not grown. "The same" holds on for
the bearer of the document. A name alone, without document or full birth date, is nobody's: it is not remembered.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from offing.kernel.documents import normalise_number
from offing.kernel.ids import digest
from offing.kernel.names import normalise
from offing.kernel.plain import pack, to_json, unpack
from offing.kernel.ports import Item, Tables
from offing.watchlists.model import Entry, Pair, Query
from offing.watchlists.store import TABLE

SAME, DIFFERENT = "same", "different"
_GROWN = 2.0  # bits: word frequencies move a little with every build, new evidence moves more
_FULL_DATE = len("2000-01-31")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What tells a person: words of all names, birth dates, documents as `issuer/number`."""

    words: tuple[str, ...] = ()
    births: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Who found what of a pair, when and why; `facts`, `content` and `bits` are what they had before them.

    It counts on other movements than the one it was made on, where the case itself tells it.
    """

    list: str
    entry: str
    verdict: str
    facts: Facts
    content: str
    bits: float
    by: str
    at: str
    reason: str
    case: str = ""
    movement: str = ""

    @property
    def pair(self) -> Pair:
        """The entry that is meant."""
        return self.list, self.entry


@dataclass(frozen=True, slots=True)
class Likeness:
    """A traveller against an entry as matching finds it now; `bits` without those of an earlier confirmation."""

    query: Query
    entry: Entry
    bits: float


def content(entry: Entry) -> str:
    """The digest of what an entry says of its person; remarks, severity and periods do not change who it is."""
    told = (
        entry.kind, entry.name, [(a.name, a.quality) for a in entry.aliases], entry.births, entry.places,
        entry.nationalities, entry.gender, entry.documents, entry.phones, entry.emails, entry.addresses,
    )  # fmt: skip
    return digest(to_json(told))


def facts_of(query: Query) -> Facts:
    """The facts of a traveller's query."""
    words = {word for name in query.names for word in normalise(name).split()}
    numbers = {
        f"{d.issuer or ''}/{number}"
        for d in query.documents
        if (number := normalise_number(d.number))
    }
    return Facts(words=tuple(sorted(words)), births=query.births, documents=tuple(sorted(numbers)))


def keys_of(query: Query) -> tuple[str, ...]:
    """By what a person is known again: each document, or else names and full birth date; digests, no data."""
    facts = facts_of(query)
    if facts.documents:
        return tuple(digest("document", number) for number in facts.documents)
    full = [birth for birth in facts.births if len(birth) == _FULL_DATE]
    return tuple(digest("born", birth, *facts.words) for birth in full if facts.words)


def stands(judgement: Judgement, now: Likeness) -> bool:
    """Whether a judgement still says something of what is seen now."""
    known, seen = judgement.facts, facts_of(now.query)
    if judgement.verdict == SAME:
        return not (known.births and seen.births) or bool(set(known.births) & set(seen.births))
    nothing_new = (
        set(seen.words) <= set(known.words)
        and set(seen.births) <= set(known.births)
        and set(seen.documents) <= set(known.documents)
    )
    same_entry = content(now.entry) == judgement.content
    return nothing_new and same_entry and now.bits <= judgement.bits + _GROWN


def judged(query: Query, standing: Iterable[Judgement]) -> Query:
    """The query with the entries that officers found to be, or not to be, this person."""
    found: dict[str, set[Pair]] = {SAME: set(), DIFFERENT: set()}
    for judgement in standing:
        found[judgement.verdict].add(judgement.pair)
    return replace(
        query, confirmed=frozenset(found[SAME]), cleared=frozenset(found[DIFFERENT] - found[SAME])
    )


class JudgementStore:
    """Judgements by person and pair; a later one on the same takes the place of the earlier."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def keep(self, judgement: Judgement, query: Query) -> int:
        """Keep a judgement on a traveller; under how many keys, none where the traveller is not known for sure."""
        keys = keys_of(query)
        self._tables.put_many(TABLE, [_item(key, judgement) for key in keys])
        return len(keys)

    def on(self, asked: Mapping[str, tuple[Query, Collection[Pair]]]) -> dict[str, list[Judgement]]:
        """For each traveller the judgements on these pairs, all in one batch."""
        wanted: dict[tuple[str, str], list[str]] = {}
        for name, (query, pairs) in asked.items():
            for key in keys_of(query):
                for listed, entry in pairs:
                    place = f"PERSON#{key}", f"PAIR#{listed}#{entry}"
                    wanted.setdefault(place, []).append(name)
        found: dict[str, list[Judgement]] = {}
        for item in self._tables.get_many(TABLE, wanted) if wanted else ():
            for name in wanted[str(item["pk"]), str(item["sk"])]:
                found.setdefault(name, []).append(_judgement(item))
        return found


def _item(key: str, judgement: Judgement) -> Item:
    pair = f"PAIR#{judgement.list}#{judgement.entry}"
    return {"pk": f"PERSON#{key}", "sk": pair, "body": pack(judgement), "at": judgement.at}


def _judgement(item: Item) -> Judgement:
    body = item["body"]
    return unpack(Judgement, body if isinstance(body, bytes) else str(body).encode())
