"""Matching: who is found, in what order, and evidence that adds up."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.records.travellers import Document, Traveller
from offing.watchlists.index import Index
from offing.watchlists.index.align import ask
from offing.watchlists.index.entities import facts_of
from offing.watchlists.model import Entry, ListedDocument, Query, query_of

TARGET = Query(
    names=("BARZUN HAMDUL AL TAKRANI",), births=("1961-03-17",), nationalities=("IQ",), gender="M"
)


def best(index: Index, query: Query) -> str | None:
    hits = index.match(query)
    return hits[0].entity if hits else None


@pytest.mark.parametrize(
    ("name", "birth"),
    [
        ("BARZUN HAMDUL AL TAKRANI", "1961-03-17"),
        ("AL TAKRANI/BARZUN HAMDUL", "1961-03-17"),
        ("TAKRANI BARZUN", "1961-03-17"),
        ("ALTAKRANI BARZUN", "1961-03-17"),
        ("BARZUNHAMDUL TAKRANI", "1961-03-17"),
        ("BARZOON TAKRANY", "1961-03-17"),
        ("BARZUN TAKRANIMR", "1961-03-17"),
        ("TAKRANI B", "1961-03-17"),
        ("BARZUN TAKRANI", ""),
        ("BARZUN TAKRANI", "1961-17-03"),
        ("BARZUN TAKRANI", "1961"),
        ("BARZUN TAKRANI", "nonsense"),
        ("Барзун Такрани", "1961-03-17"),
        ("ABU ZEITUNA", "1961-03-17"),
    ],
)
def test_distorted_names_find_the_entry(index: Index, name: str, birth: str) -> None:
    assert best(index, replace(TARGET, names=(name,), births=(birth,))) == "L-1"


@pytest.mark.parametrize(
    "query",
    [
        Query(names=("JANE SMITH",), births=("1988-04-02",), nationalities=("GB",)),
        Query(names=("WEI ZHANG",), births=("1961-03-17",), nationalities=("CN",)),
        Query(names=("BARZUN",), births=("1999-01-01",)),
        Query(names=("",)),
        Query(names=()),
        Query(names=("!!! ???",), births=("",)),
    ],
)
def test_others_do_not_alert(index: Index, query: Query) -> None:
    assert [hit for hit in index.match(query) if hit.band != "weak"] == []


def test_arabic_original_is_found_by_a_latin_spelling(index: Index) -> None:
    assert best(index, Query(names=("MOHAMED ZARKUNI",), births=("1982-05-05",))) == "L-4"


def test_a_truncated_name_is_a_prefix(index: Index) -> None:
    query = Query(names=("QUIROLDA VESTER",), births=("1975-02-02",), truncated=True)
    assert best(index, query) == "L-2"


def test_facts_rank(index: Index) -> None:
    name = replace(TARGET, births=(), nationalities=(), gender=None)
    year = replace(name, births=("1961",))
    day = replace(name, births=("1961-03-17",))
    country = replace(day, nationalities=("IQ",))
    paper = replace(country, documents=(ListedDocument("A7731902", "P", "IRQ"),))
    bits = [index.match(query)[0].bits for query in (name, year, day, country, paper)]
    assert bits == sorted(bits)
    assert len(set(bits)) == len(bits)


def test_a_name_alone_is_at_most_for_review(index: Index) -> None:
    assert (
        index.match(replace(TARGET, births=(), nationalities=(), gender=None))[0].band == "review"
    )


def test_name_and_birth_are_strong(index: Index) -> None:
    assert index.match(TARGET)[0].band == "strong"


@pytest.mark.parametrize(
    "query",
    [
        Query(names=("JANE DOE",), documents=(ListedDocument("a7731902", "P", "IRQ"),)),
        Query(names=(), documents=(ListedDocument("A7731902"),)),
        Query(names=("JANE DOE",), phones=("00964 7701234567",)),
        Query(names=("JANE DOE",), emails=("barzun@example.org ",)),
    ],
)
def test_identifiers_find_the_entry_under_any_name(index: Index, query: Query) -> None:
    assert best(index, query) == "L-1"


def test_the_same_number_of_another_issuer_is_weaker(index: Index) -> None:
    own = Query(names=("BARZUN TAKRANI",), documents=(ListedDocument("A7731902", "P", "IRQ"),))
    other = replace(own, documents=(ListedDocument("A7731902", "P", "FRA"),))
    assert index.match(own)[0].bits == index.match(other)[0].bits + 10


def test_kinds_are_apart(index: Index) -> None:
    assert best(index, Query(names=("Takrani Trading Ltd",), kind="company")) == "L-3"
    assert "L-3" not in {hit.entity for hit in index.match(Query(names=("TAKRANI TRADING",)))}


def test_cleared_stays_visible_and_does_not_alert(index: Index) -> None:
    plain, cleared = (
        index.match(TARGET)[0],
        index.match(replace(TARGET, cleared=frozenset({("TEST", "L-1")})))[0],
    )
    assert (cleared.entity, cleared.bits, cleared.band) == ("L-1", plain.bits, "weak")
    assert cleared.text.startswith("Cleared before as another person.")


def test_a_match_names_what_an_officer_needs(index: Index) -> None:
    hit = index.match(TARGET)[0]
    assert hit.name == "AL-TAKRANI, Barzun Hamdul"
    assert (hit.list, hit.agency, hit.category, hit.severity) == ("TEST", "POLICE", "terrorism", 3)
    assert "date of birth" in hit.text
    assert hit.index_version == index.version


def test_the_budget_moves_bands_only(index: Index) -> None:
    wide, narrow = (index.match(TARGET, alerts_per_1000=rate) for rate in (20.0, 0.2))
    assert [(h.entity, h.bits) for h in wide] == [(h.entity, h.bits) for h in narrow]


def test_query_of_takes_every_name_and_number() -> None:
    traveller = Traveller(
        id="t",
        movement="m",
        surname="TAKRANI",
        given_names="BARZUN MR",
        other_names=("ZEITUNA/BARZUN",),
        date_of_birth="1961-03-17",
        nationality="IRQ",
        sex="X",
        documents=(
            Document(type="P", number="A7731902", issuer="IRQ", surname="TAKRANY", given_names="B"),
        ),
    )
    query = query_of(traveller)
    assert query.names == ("TAKRANI, BARZUN", "ZEITUNA/BARZUN", "TAKRANY, B")
    assert (query.births, query.nationalities, query.gender) == (("1961-03-17",), ("IRQ",), None)
    assert query.documents[0].number == "A7731902"


WORDS = st.sampled_from(
    [
        "BARZUN",
        "HAMDUL",
        "TAKRANI",
        "AL",
        "ABU",
        "ZEITUNA",
        "QUIROLDA",
        "VESTERGREN",
        "X",
        "JOHN",
        "MOHAMED",
        "BARZOON",
    ]
)
QUERIES = st.builds(
    Query,
    names=st.lists(
        st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=2
    ).map(tuple),
    births=st.sampled_from(
        [(), ("1961-03-17",), ("1961-17-03",), ("1961",), ("1975-01-01",), ("1982",)]
    ),
    nationalities=st.sampled_from([(), ("IRQ",), ("SE",), ("FRA",)]),
    gender=st.sampled_from([None, "M", "F", "X"]),
    documents=st.sampled_from(
        [(), (ListedDocument("A7731902", "P", "IRQ"),), (ListedDocument("A7731902", "P", "FRA"),)]
    ),
)
FEW = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(QUERIES)
def test_evidence_adds_up_exactly(index: Index, query: Query) -> None:
    for hit in index.match(query):
        assert sum(line.bits for line in hit.evidence) == hit.bits


@FEW
@given(QUERIES)
def test_same_query_same_answer(index: Index, query: Query) -> None:
    assert index.match(query) == index.match(query)


@FEW
@given(QUERIES)
def test_taking_away_an_agreeing_fact_never_raises_bits(index: Index, query: Query) -> None:
    without = {
        "dob": {"births": ()},
        "nationality": {"nationalities": ()},
        "gender": {"gender": None},
        "document": {"documents": ()},
    }
    for hit in index.match(query):
        for fact in {line.f for line in hit.evidence if line.bits > 0} & without.keys():
            less = {h.entity: h.bits for h in index.match(replace(query, **without[fact]))}
            assert less.get(hit.entity, -100.0) < hit.bits


def test_a_nationality_or_gender_nobody_knows_counts_as_missing(
    build_index: Callable[[list[Entry]], Index],
) -> None:
    """Twenty namesakes: from eight on all facts are looked at together, by tables of what is known."""
    twins = [
        Entry(
            id=f"W-{n}", list="TEST", kind="person", name="Zolvar KELMIR", births=(f"19{40 + n}",)
        )
        for n in range(20)
    ]
    plain = Query(names=("ZOLVAR KELMIR",), births=("1950-02-03",))
    index = build_index(twins)
    odd = replace(plain, nationalities=("PRI", "nowhere"), gender="O")
    assert [hit.entity for hit in index.match(odd)] == [hit.entity for hit in index.match(plain)]


def test_a_flight_is_matched_as_its_travellers_are(index: Index) -> None:
    flight = [
        TARGET,
        Query(names=("JANE SMITH",), births=("1988-04-02",)),
        replace(TARGET, names=("BARZOONE TAKRANYY",)),
        Query(names=()),
    ]
    assert index.match_many(flight) == [index.match(query) for query in flight]
    assert index.match_many([]) == []


@FEW
@given(QUERIES, st.sampled_from([14.0, 17.0, 22.0, 26.0]))
def test_a_higher_floor_hides_only_what_is_below_it(
    index: Index, query: Query, floor: float
) -> None:
    segment, names = index._segments[0], [index._lexicon.name(t, query.kind) for t in query.names]
    asked = [ask(name, index._lexicon, segment.vocabulary) for name in names]
    known = facts_of(replace(query, documents=()))  # numbers are found whatever the floor
    low, high = (
        {found.entity: found.bits for found in segment.find(asked, known, at)}
        for at in (0.0, floor)
    )
    assert high == {entity: bits for entity, bits in low.items() if bits > floor}


@FEW
@given(QUERIES, st.sampled_from(["1951-03-17", "1962-03-17", "1965-01-01", "1861-03-17"]))
def test_looking_at_years_first_loses_nobody(index: Index, query: Query, birth: str) -> None:
    asked = facts_of(replace(query, births=(*query.births, birth)))
    every = np.arange(index.manifest.counts["entries"])
    entities = index._segments[0].entities
    runs, single = entities.born.on(asked.births)
    every = every[~np.isin(every, [*single, *(n for run in runs for n in run)])]
    most = entities.most(asked, every)
    exact = [entities.facts(asked, entity).bits for entity in every.tolist()]
    assert all(bits <= bound + 1e-3 for bits, bound in zip(exact, most.tolist(), strict=True))
