"""What is found by number, address or pattern, whoever asks; and what a place says of somebody found."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from offing.watchlists.index import Index
from offing.watchlists.index.patterns import compared, pattern_of
from offing.watchlists.model import Entry, ListedDocument, Query
from tests.unit.watchlists.conftest import invented

THINGS = [
    Entry(id="K-1", list="THINGS", kind="container", name="MSKU 907032-3"),
    Entry(id="K-2", list="THINGS", kind="vehicle", name="B-ZX 4417"),
    Entry(id="K-3", list="THINGS", kind="card", name="4000 0000 0000 0002"),
    Entry(id="K-4", list="THINGS", kind="account", name="XX00 TEST 0001 0002 0003"),
    Entry(
        id="K-5", list="THINGS", kind="vessel", name="ZOLVAREN STAR",
        documents=(ListedDocument("IMO 9074729", "IMO"),),
    ),
    Entry(id="K-6", list="THINGS", kind="pattern", name="*@kelmir.example"),
    Entry(id="K-7", list="THINGS", kind="pattern", name="+96477012*"),
    Entry(id="K-8", list="THINGS", kind="address", name="17 Zolvar Street, 10115 Kelburg"),
    Entry(id="K-9", list="THINGS", kind="aircraft", name="TX-ABC 11", documents=(ListedDocument("TX-ABC11"),)),
    *invented(30),
]  # fmt: skip
JANE = "JANE DOE"


@pytest.fixture
def things(build_index: Callable[[list[Entry]], Index]) -> Index:
    return build_index(THINGS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(names=(), numbers=(("container", "MSKU9070323"),)), ("K-1", "strong", "container")),
        (Query(names=(), numbers=(("container", "MSKU9070324"),)), None),
        (Query(names=(JANE,), numbers=(("vehicle", "bzx 4417"),)), ("K-2", "strong", "vehicle")),
        (Query(names=(), numbers=(("card", "4000-0000-0000-0002"),)), ("K-3", "strong", "card")),
        (Query(names=(), numbers=(("account", "XX00TEST000100020003"),)), ("K-4", "strong", "account")),
        (Query(names=(), kind="vessel", numbers=(("vessel", "9074729"),)), ("K-5", "strong", "vessel")),
        (Query(names=(JANE,), kind="vessel", numbers=(("vessel", "IMO9074729"),)), ("K-5", "strong", "vessel")),
        (Query(names=(), numbers=(("aircraft", "TXABC11"),), kind="aircraft"), ("K-9", "strong", "aircraft")),
        (Query(names=(JANE,), numbers=(("vehicle", "9074729"),)), None),
        (Query(names=(JANE,), numbers=(("ghost", "9074729"),)), None),
        (Query(names=(JANE,), emails=("Someone@Kelmir.example",)), ("K-6", "review", "pattern")),
        (Query(names=(JANE,), emails=("someone@kelmir.example.org",)), None),
        (Query(names=(JANE,), phones=("00964 77012 34567",)), ("K-7", "review", "pattern")),
        (Query(names=(JANE,), phones=("0964 77013 34567",)), None),
        (Query(names=(JANE,), addresses=("Zolvar Street 17, Kelburg 10115",)), ("K-8", "weak", "address")),
    ],
)  # fmt: skip
def test_things_are_found_by_what_they_are_called(
    things: Index, query: Query, found: tuple[str, str, str] | None
) -> None:
    hits = [(hit.entity, hit.band, hit.evidence[-1].f) for hit in things.match(query)]
    assert [hit for hit in hits if hit[0].startswith("K")] == ([found] if found else [])
    assert all(sum(e.bits for e in hit.evidence) == hit.bits for hit in things.match(query))


@pytest.mark.parametrize(
    ("text", "meets", "fails"),
    [
        ("*@kel.example", ["a@kel.example", "@kel.example"], ["a@kel.example.org", "akel.example"]),
        ("boss*", ["boss", "boss@x.example"], ["aboss"]),
        ("a*kel*z@x.example", ["akelz@x.example", "abkelcz@x.example"], ["akez@x.example"]),
        ("kel@x.example", ["KEL@x.example "], ["akel@x.example"]),
        ("abab*abab", ["abababab"], ["ababab"]),
        ("+964*", [], []),
        ("+9647*", ["009647701", "+964 770"], ["9637701"]),
    ],
)
def test_patterns(text: str, meets: list[str], fails: list[str]) -> None:
    pattern = pattern_of(text)
    if not meets:
        assert pattern is None
        return
    assert pattern is not None
    assert [t for t in meets if not pattern.meets(compared(pattern.kind, t))] == []
    assert [t for t in fails if pattern.meets(compared(pattern.kind, t))] == []


@pytest.mark.parametrize("text", ["*", "**", "a*", "*@*", "x" * 400, "*a" * 20])
def test_a_pattern_that_says_too_little_or_too_much_meets_nobody(text: str) -> None:
    assert pattern_of(text) is None


def test_a_pattern_takes_time_in_the_length_of_the_text() -> None:
    pattern = pattern_of("aa*aab*aab*aab*aab*aab*z")
    assert pattern is not None
    took = []
    for size in (2_000, 200_000):
        text = "a" * size + "b" + "a" * size
        began = time.process_time()
        assert not pattern.meets(text)
        took.append(time.process_time() - began)
    assert took[1] < 1.0


HIMSELF = Entry(
    id="P-1", list="TEST", kind="person", name="KELMIR, Zolvar", births=("1971",), places=("Zolburg, Iraq",),
    addresses=("17 Kelstrasse, Zolburg, Iraq",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("places", "addresses", "more"),
    [
        (("ZOLBURG",), (), 4.0),
        (("Zollburg, IRQ",), (), 4.0),
        (("Mirstadt, Iraq",), (), 0.5),
        (("Mirstadt, France",), (), -1.0),
        (("Zolburg, France",), (), -1.0),
        (("Mirstadt",), (), 0.0),
        ((), ("17 Kelstrasse, Zolburg",), 6.0),
        ((), ("4 Mirgasse, Zolburg, Iraq",), 1.5),
        ((), ("17 Mirgasse, Korstadt",), 0.0),
    ],
)
def test_a_place_adds_to_what_is_found(
    build_index: Callable[[list[Entry]], Index],
    places: tuple[str, ...],
    addresses: tuple[str, ...],
    more: float,
) -> None:
    index = build_index([HIMSELF, *invented(30)])
    plain = Query(names=("ZOLVAR KELMIR",), births=("1971-02-03",))
    said = Query(names=plain.names, births=plain.births, places=places, addresses=addresses)
    one, other = index.match(plain)[0], index.match(said)[0]
    assert other.bits - one.bits == more
    assert sum(line.bits for line in other.evidence) == other.bits


def test_a_number_is_strong_however_long_the_list(
    build_index: Callable[[list[Entry]], Index],
) -> None:
    index = build_index([*THINGS])
    index.manifest = replace(index.manifest, floor=25.0, thresholds={"1": 29.0})
    (hit,) = index.match(Query(names=(), numbers=(("container", "MSKU9070323"),)))
    assert hit.band == "strong"
