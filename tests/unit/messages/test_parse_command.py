"""`offing parse`: one JSON document a message and line, words for people elsewhere, exit codes that tell."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from offing.cli import parse_command as command
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
    assert {"severity", "code", "segment", "tag", "offset", "message"} == set(
        document["findings"][0]
    )


@pytest.mark.parametrize("content", [b"", b"FWB/17\r\n", b"\x00\xff"])
def test_unreadable_files_exit_with_two_and_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)
    result = RUN.invoke(APP, [str(path), "--json"])
    document = json.loads(result.stdout)
    assert result.exit_code == 2
    assert document["format"] is None
    assert document["findings"][0]["message"]


@pytest.mark.parametrize("name", ["none", ""])
def test_missing_files_and_folders_exit_with_two_and_a_reason(tmp_path: Path, name: str) -> None:
    result = RUN.invoke(APP, [str(tmp_path / name), "--json"])
    document = json.loads(result.stdout)
    assert (result.exit_code, document["format"]) == (2, None)
    assert document["findings"][0]["code"] == "no-file"


def test_tables_for_people() -> None:
    result = RUN.invoke(APP, [str(next(SAMPLES.glob("pnrgov/synth_04*.edi")))])
    assert result.exit_code == 0
    assert "ORNEK" in result.stdout


def test_a_summary_has_a_line_for_each_message() -> None:
    files = sorted(str(p) for p in SAMPLES.glob("paxlst/synth_0[12]*.edi"))
    result = RUN.invoke(APP, [*files, "--summary"], env={"COLUMNS": "200"})
    rows = [line.split("│") for line in result.stdout.splitlines() if ".edi" in line]
    assert result.exit_code == 0
    assert [row[1].strip() for row in rows] == [Path(name).name for name in files]
    assert rows[0][2].strip() == "PAXLST"
    assert int(rows[0][6]) == 3


def test_words_for_people_do_not_mix_with_json(tmp_path: Path) -> None:
    (tmp_path / "odd").write_bytes(b"hello")
    good = str(next(SAMPLES.glob("paxlst/synth_01*.edi")))
    result = RUN.invoke(
        APP, [good, str(tmp_path / "odd"), "--json", "--summary"], env={"COLUMNS": "200"}
    )
    assert [json.loads(line)["format"] for line in result.stdout.splitlines()] == ["PAXLST", None]
    assert "not read" in result.stderr
    assert result.exit_code == 2


def test_starting_loads_neither_typer_nor_pydantic_nor_rich() -> None:
    path = str(next(SAMPLES.glob("pnrgov/synth_01*.edi")))
    code = (
        "import sys; from offing.cli.main import main; sys.argv = ['offing', 'parse', sys.argv[1], '--json']\n"
        "try: main()\n"
        "except SystemExit: print({'typer', 'pydantic', 'rich', 'boto3'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, check=True, text=True
    )
    assert json.loads(done.stdout)["format"] == "PNRGOV"
    assert done.stderr.strip() == "set()"


def test_whoever_stops_reading_hears_no_complaint() -> None:
    """`offing parse … --json | head -1`, with more than a pipe holds."""
    path = str(next(SAMPLES.glob("paxlst/synth_01*.edi")))
    words = [sys.executable, "-m", "offing.cli.main", "parse", *[path] * 200, "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
