"""The artefact: built the same from the same entries, sealed, refused when it is another's."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from offing.kernel.errors import InvalidInputError
from offing.watchlists import sample
from offing.watchlists.index import Index, artefact, build, open_index
from offing.watchlists.model import Entry, Query
from tests.unit.watchlists.conftest import LISTED, invented


def test_version_is_the_content(tmp_path: Path) -> None:
    entries = [*LISTED, *invented(20)]
    one = build(entries, tmp_path / "one", sample=20)
    two = build(list(reversed(entries)), tmp_path / "two", sample=20)
    three = build(entries[1:], tmp_path / "three", sample=20)
    assert one.version == two.version != three.version
    assert one.counts["entries"] == 24


def test_entries_come_back_whole(index: Index) -> None:
    assert index.entry("L-1") == LISTED[0]
    assert index.entry("nobody") is None


def test_files_are_sealed(tmp_path: Path) -> None:
    build(LISTED, tmp_path / "i", sample=5)
    assert artefact.verify(tmp_path / "i") == []
    (tmp_path / "i" / "entries.z").write_bytes(b"{}\n")
    assert artefact.verify(tmp_path / "i") == ["entries.z"]


def test_another_schema_is_refused(tmp_path: Path) -> None:
    build(LISTED, tmp_path / "i", sample=5)
    path = tmp_path / "i" / artefact.MANIFEST
    path.write_bytes(orjson.dumps(orjson.loads(path.read_bytes()) | {"schema": 99}))
    with pytest.raises(InvalidInputError, match="build it again"):
        open_index(tmp_path / "i")


def test_a_folder_without_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="holds no index"):
        open_index(tmp_path)


def test_an_empty_list_gives_an_index_without_matches(
    build_index: Callable[[list[Entry]], Index],
) -> None:
    assert build_index([]).match(Query(names=("JOHN SMITH",), births=("1970-01-02",))) == []


def test_thresholds_fall_as_the_budget_grows(index: Index) -> None:
    curve = sorted((float(rate), bits) for rate, bits in index.manifest.thresholds.items())
    assert [bits for _, bits in curve] == sorted((bits for _, bits in curve), reverse=True)


def test_the_sample_is_frozen() -> None:
    assert list(sample.travellers(5)) == list(sample.travellers(5))
