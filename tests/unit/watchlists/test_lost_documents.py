"""Exact lists of documents: found by number and State, whoever carries them; nothing half-built."""

import random
from pathlib import Path

import pytest

from offing.kernel.errors import InvalidInputError
from offing.watchlists.index import build, open_index
from offing.watchlists.lost_documents import LostDocuments, build_documents
from offing.watchlists.model import ListedDocument, Query
from offing.watchlists.sources.sltd import documents
from tests.unit.watchlists.conftest import LISTED

CSV = b"number,issuer,type\nA 7731-902,IRQ,P\nB1234567,France,ID\nC7654321,MEX,\nxx,IRQ,P\nD1234567,Nowhere,P\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "sltd.documents"
    head, rejected = build_documents(documents(CSV), file, "SLTD", "POLICE")
    assert (head.documents, [one.line for one in rejected]) == (3, [5, 6])
    return file


@pytest.mark.parametrize(
    ("document", "band"),
    [
        (ListedDocument("a7731902", "P", "IQ"), "strong"),
        (ListedDocument("A7731902", None, "IRQ"), "strong"),
        (ListedDocument("A7731902", "V", "IRQ"), "weak"),
        (ListedDocument("A7731902", "P", "FRA"), None),
        (ListedDocument("A7731902", "P", None), None),
        (ListedDocument("A7731903", "P", "IRQ"), None),
        (ListedDocument("B1234567", "I", "FRA"), "strong"),
        (ListedDocument("C7654321", "V", "MEX"), "strong"),
    ],
)
def test_a_document_is_found_by_number_and_state(
    listed: Path, document: ListedDocument, band: str | None
) -> None:
    hits = LostDocuments(listed).matches(Query(names=("JANE DOE",), documents=(document,)))
    assert [hit.band for hit in hits] == ([band] if band else [])
    for hit in hits:
        assert sum(line.bits for line in hit.evidence) == hit.bits
        assert (hit.list, hit.agency) == ("SLTD", "POLICE")


def test_they_stand_beside_an_index_and_in_its_version(listed: Path, tmp_path: Path) -> None:
    build(LISTED, tmp_path / "index", sample=5)
    plain = open_index(tmp_path / "index")
    index = open_index(tmp_path / "index", documents=[listed])
    paper = ListedDocument("A7731902", "P", "IRQ")
    hits = index.match(Query(names=("BARZUN TAKRANI",), documents=(paper,)))
    assert [(hit.list, hit.entity) for hit in hits] == [("TEST", "L-1"), ("SLTD", "IRQ-P-A7731902")]
    assert index.version == f"{plain.version}~{LostDocuments(listed).head.version}"
    others = index.match(Query(names=("JANE DOE",), documents=(paper,)))
    assert [hit.list for hit in others] == ["SLTD", "TEST"]


def test_the_version_is_the_content_in_any_order(tmp_path: Path) -> None:
    papers = [ListedDocument(f"K{n:07d}", "P", "IRQ") for n in range(500)]
    heads = []
    for seed in (1, 2):
        random.Random(seed).shuffle(papers)
        heads.append(build_documents(iter(papers), tmp_path / f"{seed}", "T")[0])
    assert heads[0] == heads[1]
    opened = LostDocuments(tmp_path / "1")
    assert all(opened.matches(Query(names=(), documents=(paper,))) for paper in papers)


def test_of_a_source_that_breaks_off_nothing_is_taken(listed: Path) -> None:
    before = listed.read_bytes()
    with pytest.raises(InvalidInputError, match="nothing of it was applied"):
        build_documents(documents(b'number,issuer\nA7731902,"IRQ\n'), listed, "SLTD")
    assert listed.read_bytes() == before
    assert [path.name for path in listed.parent.iterdir()] == [listed.name]


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 5000, b'{"magic":"x"}'.ljust(4096)])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(InvalidInputError, match="Not a file of documents"):
        LostDocuments(tmp_path / "x")


def test_an_empty_list_finds_nobody(tmp_path: Path) -> None:
    build_documents(iter(()), tmp_path / "x", "T")
    paper = ListedDocument("A7731902", "P", "IRQ")
    assert LostDocuments(tmp_path / "x").matches(Query(names=(), documents=(paper,))) == []
