"""Bands: what disturbs an officer, and what only stays on record."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from offing.records.travellers import Traveller
from offing.watchlists import sample
from offing.watchlists.index import Index
from offing.watchlists.model import Entry, ListedDocument, Query, query_of
from offing.watchlists.weights import LEAST_THRESHOLD
from tests.unit.watchlists.conftest import invented

BROTHER = Entry(
    id="S-1",
    list="TEST",
    kind="person",
    name="KORVELIN, Nikolai",
    births=("1974-06-11",),
    nationalities=("RUS",),
    gender="M",
    documents=(ListedDocument("7100234", "P", "RUS"),),
)
ASKED = Query(names=("KORVELIN/ALEKSEI",), nationalities=("RUS",), gender="M", on="2026-11-22")
HIMSELF = replace(ASKED, names=("KORVELIN/NIKOLAI",), births=("1974-06-11",))


@pytest.fixture
def ask(
    build_index: Callable[[list[Entry]], Index],
) -> Callable[[Entry, Query], tuple[str, float] | None]:
    """The band and bits of one entry on a short list."""

    def of(entry: Entry, query: Query) -> tuple[str, float] | None:
        hits = build_index([entry, *invented(300)]).match(query)
        return next(((h.band, h.bits) for h in hits if h.entity == entry.id), None)

    return of


Ask = Callable[[Entry, Query], tuple[str, float] | None]


@pytest.mark.parametrize(
    ("births", "documents", "bands"),
    [
        (("1986-02-03",), (), (None, "weak")),
        (("1975-01-30",), (), (None, "weak")),
        (("1974-12-30",), (), (None, "weak")),
        (("1974-06-11",), (), ("review", "strong")),
        (("1986-02-03",), (ListedDocument("7100234", "P", "RUS"),), ("strong",)),
    ],
)
def test_a_family_name_alone_disturbs_nobody(
    ask: Ask,
    births: tuple[str, ...],
    documents: tuple[ListedDocument, ...],
    bands: tuple[str | None, ...],
) -> None:
    found = ask(BROTHER, replace(ASKED, births=births, documents=documents))
    assert (found[0] if found else None) in bands


def test_a_threshold_is_never_below_the_stated_minimum(index: Index) -> None:
    assert min(index.manifest.thresholds.values()) >= LEAST_THRESHOLD
    wide = index.match(HIMSELF, alerts_per_1000=1000.0)
    assert all(hit.bits >= LEAST_THRESHOLD for hit in wide if hit.band != "weak")


@pytest.mark.parametrize(
    ("first", "last", "day", "band"),
    [
        (None, None, "2026-11-22", "strong"),
        ("2026-11-22", "2026-11-22", "2026-11-22", "strong"),
        ("2026-11-23", None, "2026-11-22", "weak"),
        (None, "2026-11-21", "2026-11-22", "weak"),
        ("2020-05-01T00:00:00Z", "2030-01-01", "2026-11-22", "strong"),
        ("soon", "", "2026-11-22", "strong"),
        ("2026-11-20", None, "2026-10-01", "strong"),
        (None, "2026-10-15", "2026-10-01", "weak"),
        ("2027-01-01", None, "2027-01-02", "strong"),
        (None, "2026-12-31", "2027-01-02", "weak"),
    ],
)
def test_only_entries_in_force_alert(
    ask: Ask, first: str | None, last: str | None, day: str, band: str
) -> None:
    entry = replace(BROTHER, valid_from=first, valid_to=last)
    found = ask(entry, replace(HIMSELF, on=day))
    assert found is not None
    assert found[0] == band


def test_out_of_force_is_said_and_costs_no_bits(
    build_index: Callable[[list[Entry]], Index],
) -> None:
    (hit,) = build_index([replace(BROTHER, valid_to="2026-01-01")]).match(HIMSELF)
    line = next(line for line in hit.evidence if line.f == "validity")
    assert (line.q, line.c, line.bits) == ("2026-11-22", "/2026-01-01", 0.0)
    assert hit.text.startswith("The entry is not in force.")
    assert sum(line.bits for line in hit.evidence) == hit.bits


def test_without_a_day_entries_must_be_in_force_today(
    build_index: Callable[[list[Entry]], Index],
) -> None:
    index = build_index([replace(BROTHER, valid_to="2026-01-01")])
    assert index.match(replace(HIMSELF, on=None))[0].band == "weak"


def test_what_the_owner_allows_stays_with_the_match(
    build_index: Callable[[list[Entry]], Index],
) -> None:
    (hit,) = build_index([replace(BROTHER, actions=("silent",))]).match(HIMSELF)
    assert [(line.c, line.bits) for line in hit.evidence if line.f == "actions"] == [
        ("silent", 0.0)
    ]


def test_the_day_of_a_traveller_is_that_of_the_movement() -> None:
    known = Traveller(id="t", movement="air-UA988-20261121-FRA-IAD", surname="A", given_names="B")
    assert query_of(known).on == "2026-11-21"
    assert query_of(replace(known, movement="m")).on is None


def test_the_sample_travels_as_people_do() -> None:
    people = list(sample.travellers(4000))
    women = sum(p.gender == "F" for p in people)
    germans = sum(p.nationalities == ("DEU",) for p in people)
    somalis = sum(p.nationalities == ("SOM",) for p in people)
    assert 0.42 < women / len(people) < 0.5
    assert germans > 50 * max(1, somalis) / 2
    assert all("1940" <= p.births[0] <= "2026" for p in people)


@pytest.mark.parametrize(("issuer", "loud"), [("IRQ", True), (None, True), ("FRA", False)])
def test_a_lost_document_is_found_whoever_carries_it(
    build_index: Callable[[list[Entry]], Index], issuer: str | None, loud: bool
) -> None:
    lost = Entry(
        id="IRQ-P-A7731902",
        list="SLTD",
        kind="document",
        name="A7731902",
        documents=(ListedDocument("A7731902", "P", "IRQ"),),
    )
    paper = ListedDocument("A 7731902", "P", issuer)
    asked = Query(names=("JANE DOE",), births=("1990-01-02",), documents=(paper,), gender="F")
    hits = build_index([lost, *invented(20)]).match(asked)
    found = [(hit.entity, [e.f for e in hit.evidence]) for hit in hits if hit.band == "strong"]
    assert found == ([("IRQ-P-A7731902", ["document"])] if loud else [])
