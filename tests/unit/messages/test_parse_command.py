"""`offing parse`: one JSON document a message and line, words for people elsewhere, exit codes that tell."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from offing.cli import parse as command
from tests.unit.messages.samples import SAMPLES, paxlst

APP = typer.Typer()
command.register(APP)
RUN = CliRunner()


def test_one_document_a_message() -> None:
    result = RUN.invoke(APP, [str(next(SAMPLES.glob("paxlst/synth_31*.edi"))), "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(d["format"], d["function"], d["travellers"][0]["role"]) for d in lines] == [
        ("PAXLST", "745", "passenger"),
        ("PAXLST", "250", "crew"),
    ]


def test_the_shape(tmp_path: Path) -> None:
    path = tmp_path / "list.edi"
    path.write_bytes(paxlst("NAD+FL+++A:B'RFF+AVF:LOC001'"))
    document = json.loads(RUN.invoke(APP, [str(path), "--json"]).stdout)
    assert {
        "format",
        "version",
        "sender",
        "reference",
        "function",
        "file",
        "movements",
        "bookings",
        "travellers",
    } <= set(document)
    assert set(document["movements"][0]) == {
        "mode", "carrier", "number", "suffix", "operating", "from", "to", "departure", "arrival", "status",
    }  # fmt: skip
    assert document["bookings"][0]["travellers"] == [0]
    assert {"severity", "code", "segment", "tag", "offset", "message"} == set(document["findings"][0])


@pytest.mark.parametrize("content", [b"", b"FWB/17\r\n", b"\x00\xff"])
def test_unreadable_files_exit_with_two_and_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)
    result = RUN.invoke(APP, [str(path), "--json"])
    document = json.loads(result.stdout)
    assert result.exit_code == 2
    assert document["format"] is None
    assert document["findings"][0]["message"]


def test_missing_files_exit_with_two(tmp_path: Path) -> None:
    result = RUN.invoke(APP, [str(tmp_path / "none"), "--json"])
    assert (result.exit_code, result.stdout) == (2, "")


def test_tables_for_people() -> None:
    result = RUN.invoke(APP, [str(next(SAMPLES.glob("pnrgov/synth_04*.edi")))])
    assert result.exit_code == 0
    assert "ORNEK" in result.stdout
