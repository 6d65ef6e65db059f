"""Judgements: known again by the same document, and only while nothing new is known on either side."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.adapters.memory import MemoryTables
from offing.watchlists.judgements import (
    DIFFERENT,
    SAME,
    Judgement,
    JudgementStore,
    Likeness,
    content,
    facts_of,
    judged,
    keys_of,
    stands,
)
from offing.watchlists.model import Alias, Entry, ListedDocument, Query

ENTRY = Entry(id="E-1", list="own", kind="person", name="KELMIR, ZOLVAREN", births=("1971-09-02",))
PASSPORT = ListedDocument("Z 990-0112", "P", "MEX")
ASKED = Query(names=("KELMIR, ZOLTAN MARIO",), births=("1971-09-02",), documents=(PASSPORT,))
SEEN = Likeness(ASKED, ENTRY, 20.0)


def judgement(verdict: str = DIFFERENT, on: Likeness = SEEN) -> Judgement:
    return Judgement(
        list=on.entry.list,
        entry=on.entry.id,
        verdict=verdict,
        facts=facts_of(on.query),
        content=content(on.entry),
        bits=on.bits,
        by="ana",
        at="2026-11-21T09:00:00Z",
        reason="different_person",
    )


def later(**query: Any) -> Likeness:
    return Likeness(replace(ASKED, **query), ENTRY, SEEN.bits)


STANDS = {
    "all as it was": (later(), True),
    "fewer names": (later(names=("KELMIR, ZOLTAN",)), True),
    "names in another order": (later(names=("Zoltan Mario KELMIR",)), True),
    "no birth date": (later(births=()), True),
    "another phone that says nothing": (later(phones=("+15550100",)), True),
    "a further name": (later(names=("KELMIR, ZOLTAN PETER",)), False),
    "another birth date": (later(births=("1971-09-03",)), False),
    "a further document": (later(documents=(PASSPORT, ListedDocument("V1", "V"))), False),
    "much likelier": (replace(SEEN, bits=34.0), False),
    "as likely as frequencies move": (replace(SEEN, bits=21.5), True),
    "an alias more": (replace(SEEN, entry=replace(ENTRY, aliases=(Alias("MIR"),))), False),
    "a birth date more": (replace(SEEN, entry=replace(ENTRY, births=("1971",))), False),
    "another heading": (replace(SEEN, entry=replace(ENTRY, category="x", severity=3)), True),
    "another period": (replace(SEEN, entry=replace(ENTRY, valid_to="2030-01-01")), True),
}


@pytest.mark.parametrize("what", STANDS)
def test_another_person_stands_while_nothing_new_is_known(what: str) -> None:
    now, expected = STANDS[what]
    assert stands(judgement(), now) is expected


@pytest.mark.parametrize(
    ("births", "expected"), [(("1971-09-02",), True), ((), True), (("1980-01-01",), False)]
)
def test_the_same_person_stands_for_the_bearer(births: tuple[str, ...], expected: bool) -> None:
    now = later(births=births, names=("ANOTHER, NAME",))
    assert stands(judgement(SAME), replace(now, entry=replace(ENTRY, name="X Y"))) is expected


def bearer(number: str, issuer: str) -> Query:
    return Query(names=("A B",), documents=(ListedDocument(number, "P", issuer),))


KEYS = {
    "a document however it is written": (bearer("z9900112", "MEX"), True),
    "the same number of another issuer": (bearer("Z9900112", "CAN"), False),
    "names and birth date without document": (replace(ASKED, documents=()), False),
}


@pytest.mark.parametrize("what", KEYS)
def test_who_is_known_by_a_document_is_looked_up_by_it(what: str) -> None:
    query, same = KEYS[what]
    assert bool(set(keys_of(query)) & set(keys_of(ASKED))) is same


@pytest.mark.parametrize("births", [(), ("1971",), ("1971-09",)])
def test_a_name_alone_is_nobodys(births: tuple[str, ...]) -> None:
    alone = Query(names=("KELMIR, ZOLTAN",), births=births)
    assert keys_of(alone) == ()
    assert JudgementStore(MemoryTables()).keep(judgement(), alone) == 0


WORD = st.sampled_from(("KELMIR", "ZOLTAN", "MARIO", "PETER", "LUIS"))
QUERIES = st.builds(
    Query,
    names=st.lists(st.lists(WORD, min_size=1, max_size=3).map(" ".join), max_size=2).map(tuple),
    births=st.sampled_from(((), ("1971-09-02",), ("1980-01-01",))),
    documents=st.lists(st.sampled_from((PASSPORT, ListedDocument("V1", "V"))), max_size=2, unique=True).map(tuple),
)  # fmt: skip


@given(QUERIES, QUERIES)
def test_suppressed_only_who_shows_no_fact_that_was_not_seen(then: Query, now: Query) -> None:
    old, new = facts_of(then), facts_of(now)
    if stands(judgement(on=Likeness(then, ENTRY, 20.0)), Likeness(now, ENTRY, 20.0)):
        for field in ("words", "births", "documents"):
            assert set(getattr(new, field)) <= set(getattr(old, field))


@given(QUERIES)
def test_a_kept_judgement_is_found_by_whom_it_was_made_on(query: Query) -> None:
    store = JudgementStore(MemoryTables())
    kept = store.keep(judgement(), query)
    other = replace(ENTRY, id="E-2")
    asked = {"a": (query, [("own", "E-1"), ("own", other.id)]), "b": (query, [("own", "E-1")])}
    found = store.on(asked)
    assert {name: {j.entry for j in js} for name, js in found.items()} == (
        {"a": {"E-1"}, "b": {"E-1"}} if kept else {}
    )


def test_whom_officers_disagree_on_is_not_suppressed() -> None:
    asked = judged(ASKED, [judgement(DIFFERENT), judgement(SAME)])
    assert (asked.confirmed, asked.cleared) == (frozenset({("own", "E-1")}), frozenset())


def test_keys_hold_no_personal_data() -> None:
    tables = MemoryTables()
    JudgementStore(tables).keep(judgement(), ASKED)
    keys = " ".join(tables._items["watchlists"])
    assert not any(word in keys for word in ("KELMIR", "9900112", "1971"))
