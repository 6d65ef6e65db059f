"""`offing schedule`: what a file holds, in words or JSON, and the exit code by whether it can be used."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from offing.cli.main import command_line
from tests.unit.carriers import ssim_lines as ssim


def run(tmp_path: Path, text: str, *options: str) -> tuple[int, str]:
    file = tmp_path / "schedule.txt"
    file.write_text(text)
    done = CliRunner().invoke(command_line("schedule"), ["schedule", str(file), *options])
    return done.exit_code, done.stdout


def test_a_good_file_is_counted(tmp_path: Path) -> None:
    code, text = run(tmp_path, ssim.file(ssim.leg(), ssim.leg(disclosure="L")), "--json")
    found = json.loads(text)
    assert (code, found["legs"], found["codeshares"], found["applied"]) == (0, 1, 1, False)


@pytest.mark.parametrize("options", [(), ("--apply",)])
def test_a_file_with_a_broken_line_is_not_applied(tmp_path: Path, options: tuple[str, ...]) -> None:
    code, text = run(tmp_path, ssim.file(ssim.leg(), ssim.leg(origin="L R")), *options)
    assert code == 1
    assert "line 6: departure station" in text
    assert "nothing changed" in text


def test_ports_keep_what_touches_them(tmp_path: Path) -> None:
    file = ssim.file(ssim.leg(), ssim.leg(destination="CDG"))
    _, text = run(tmp_path, file, "--ports", "NBO", "--json")
    found = json.loads(text)
    assert (found["legs"], found["elsewhere"]) == (1, 1)
