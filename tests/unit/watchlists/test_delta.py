"""Changes laid over an index: found as a full build would find them, and only over the index they were made for."""

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.kernel.errors import InvalidInputError
from offing.watchlists.index import Index, build, build_delta, open_index
from offing.watchlists.model import Entry, ListedDocument, Query
from tests.unit.watchlists.conftest import LISTED, TODAY, invented

_WORDS = """BARZUN BARZOON HAMDUL HAMDULLAH TAKRANI ALTAKRANI TAKRANY QUIROLDA KIROLDA VESTERGREN WESTERGREN ZEITUNA
OLGA IVAN PETROV PETROVA MOHAMED MUHAMMAD AHMED KORVELIN NIKOLAI MIR DORGAN DOR GAN"""
WORDS = _WORDS.split()
DAYS = ("1961-03-17", "1961-03-18", "1975", "1980/1984", "1982-01-01", "1990-06-05")
NEW = Entry(
    id="N-1", list="TEST", kind="person", name="Zolvaren KELMIR", births=("1971-09-02",),
    documents=(ListedDocument("Z9900112", "P", "MEX"),),
)  # fmt: skip
NEWCOMER = Query(names=("KELMIR/ZOLVAREN",), births=("1971-09-02",))


def laid_over(base: list[Entry], changes: list[Entry], removed: list[str], folder: Path) -> Index:
    build(base, folder / "base", sample=5)
    build_delta(changes, folder / "base", folder / "delta", [("TEST", i) for i in removed])
    return open_index(folder / "base", folder / "delta", today=lambda: TODAY)


def rebuilt(base: list[Entry], changes: list[Entry], removed: list[str], folder: Path) -> Index:
    kept = {e.id: e for e in (*base, *changes)}
    build([e for i, e in kept.items() if i not in removed], folder / "full", sample=5)
    return open_index(folder / "full", today=lambda: TODAY)


def test_a_new_entry_is_found_and_named_in_the_version(tmp_path: Path) -> None:
    base = [*LISTED, *invented(50)]
    index = laid_over(base, [NEW], [], tmp_path)
    plain = open_index(tmp_path / "base", today=lambda: TODAY)
    assert [hit.entity for hit in plain.match(NEWCOMER)] == []
    (hit,) = index.match(NEWCOMER)
    assert (hit.entity, hit.band) == ("N-1", "strong")
    assert index.version.startswith(f"{plain.version}+")
    assert hit.index_version == index.version
    assert index.entry("N-1") == NEW
    assert index.match_many([NEWCOMER, NEWCOMER]) == [[hit], [hit]]


@pytest.mark.parametrize("removed", [["L-1"], []])
def test_what_was_removed_or_changed_is_not_found_as_it_was(
    tmp_path: Path, removed: list[str]
) -> None:
    other = replace(
        LISTED[0], name="Dormuz KELVARI", aliases=(), documents=(), births=("1999-04-03",)
    )
    index = laid_over([*LISTED, *invented(20)], [] if removed else [other], removed, tmp_path)
    himself = Query(names=("BARZUN HAMDUL TAKRANI",), births=("1961-03-17",))
    paper = Query(names=("JOHN",), documents=(ListedDocument("A7731902", "P", "IRQ"),))
    assert "L-1" not in {hit.entity for q in (himself, paper) for hit in index.match(q)}
    assert index.entry("L-1") == index.listed(("TEST", "L-1")) == (None if removed else other)
    assert index.listed(("OTHER", "L-1")) is None


def test_the_same_id_on_another_list_stays(tmp_path: Path) -> None:
    twin = replace(NEW, list="OTHER", documents=())
    index = laid_over([NEW, twin, *invented(20)], [], ["N-1"], tmp_path)
    assert [(hit.list, hit.entity) for hit in index.match(NEWCOMER)] == [("OTHER", "N-1")]


def test_changes_of_another_base_are_refused(tmp_path: Path) -> None:
    laid_over(LISTED, [NEW], [], tmp_path)
    build(LISTED[1:], tmp_path / "base", sample=5)
    with pytest.raises(InvalidInputError, match="build them again"):
        open_index(tmp_path / "base", tmp_path / "delta")


def test_the_same_changes_have_the_same_version(tmp_path: Path) -> None:
    one = laid_over(LISTED, [NEW], ["L-2"], tmp_path).version
    assert laid_over(LISTED, [NEW], ["L-2"], tmp_path).version == one
    assert laid_over(LISTED, [NEW], ["L-3"], tmp_path).version != one


def _entries(prefix: str) -> st.SearchStrategy[list[Entry]]:
    one = st.builds(
        lambda n, words, births: Entry(
            id=f"{prefix}-{n}", list="TEST", kind="person", name=" ".join(words), births=births
        ),
        st.integers(0, 9),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=4),
        st.sampled_from([(), *((day,) for day in DAYS)]),
    )
    return st.lists(one, max_size=8, unique_by=lambda e: e.id)


QUERIES = st.builds(
    Query,
    names=st.lists(
        st.sampled_from([*WORDS, "ABU", "BARZUNHAMDUL", "B"]), min_size=1, max_size=4
    ).map(lambda words: (" ".join(words),)),
    births=st.sampled_from([(), *((day,) for day in DAYS)]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    _entries("A"), _entries("B"), _entries("A"), st.lists(st.sampled_from(["A-1", "A-2", "B-3"])),
    st.lists(QUERIES, min_size=4, max_size=8),
)  # fmt: skip
def test_base_and_changes_answer_as_a_full_build(
    base: list[Entry],
    added: list[Entry],
    changed: list[Entry],
    removed: list[str],
    queries: list[Query],
) -> None:
    known = {e.id for e in base}
    changes = [e for e in (*added, *changed) if e.id in known or e.id.startswith("B")]
    changes = [e for e in changes if e.id not in removed]
    with tempfile.TemporaryDirectory() as folder:
        both = laid_over(base, changes, removed, Path(folder))
        full = rebuilt(base, changes, removed, Path(folder))
        for query in queries:
            ours = {h.entity: (h.band, h.bits) for h in both.match(query)}
            theirs = {h.entity: (h.band, h.bits) for h in full.match(query)}
            assert ours == theirs


def test_a_thousand_changes_to_a_long_list_are_worth_the_same(tmp_path: Path) -> None:
    entries = invented(1200)
    chance = random.Random(3)
    changes = [
        replace(e, name=f"{e.name} {chance.choice(WORDS)}") for e in chance.sample(entries, 200)
    ]
    both = laid_over(entries, changes, ["T-7"], tmp_path)
    full = rebuilt(entries, changes, ["T-7"], tmp_path)
    for entry in chance.sample(changes, 60):
        query = Query(names=(entry.name[1:],), births=entry.births)
        ours = {h.entity: h.bits for h in both.match(query)}
        theirs = {h.entity: h.bits for h in full.match(query)}
        assert ours[entry.id] == pytest.approx(theirs[entry.id], abs=0.25)
