"""What `make setup` builds on: locks with hashes and without hosts, a script that old Pythons can read."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from offing.local import bootstrap, emulator_host
from offing.local.search_jars import WANTED, locked

ROOT = Path(__file__).resolve().parents[3]


def test_the_bootstrap_is_readable_by_python_3_9() -> None:
    source = (ROOT / "shared/offing/local/bootstrap.py").read_text()
    ast.parse(source, feature_version=bootstrap.OLDEST)
    assert not re.search(r"^(from|import) (offing|rich|typer)", source, re.MULTILINE)


@pytest.mark.parametrize("lock", ["requirements-dev.txt", "requirements-emulator.txt"])
def test_python_locks_have_hashes_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pins = re.findall(r"^[\w.\[\]-]+==", text, re.MULTILINE)
    assert len(pins) > 10
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


def test_the_jar_lock_has_hashes_and_all_we_want() -> None:
    assert "://" not in (ROOT / "jgo.lock.toml").read_text()
    found = {f"{a['groupId']}:{a['artifactId']}:{a['version']}" for a in locked()}
    assert set(WANTED) <= found
    assert all(re.fullmatch(r"[0-9a-f]{64}", a["sha256"]) for a in locked())


def test_the_launcher_and_the_lock_agree_on_the_emulator() -> None:
    pinned = f"ministack=={emulator_host.VERSION} "
    assert pinned in (ROOT / "requirements-emulator.txt").read_text()


def test_the_launcher_refuses_any_other_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulator_host.metadata, "version", lambda _: "9.9.9")
    with pytest.raises(SystemExit, match=r"9\.9\.9.*1\.5\.33"):
        emulator_host.main()


def test_a_step_runs_once_for_each_state_of_its_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "TOOLS", tmp_path / ".tools")
    monkeypatch.setattr(bootstrap, "LOGS", tmp_path / ".tools" / "logs")
    (tmp_path / ".tools" / "logs").mkdir(parents=True)
    (tmp_path / "in").write_text("1")
    ran: list[int] = []

    def make() -> None:
        """Makes."""
        ran.append(1)
        (tmp_path / "out").touch()

    step = bootstrap.Step("s", ("in",), tmp_path / "out", make)
    bootstrap.perform(step)
    bootstrap.perform(step)
    assert len(ran) == 1
    (tmp_path / "in").write_text("2")
    bootstrap.perform(step)
    (tmp_path / "out").unlink()
    bootstrap.perform(step)
    assert len(ran) == 3


def test_a_failed_command_shows_the_end_of_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "LOGS", tmp_path)
    with pytest.raises(bootstrap.SetupError, match="no such thing"):
        bootstrap.command("sh", "-c", "echo no such thing; exit 3", log="x", cwd=tmp_path)


def test_python_is_the_version_of_the_lambda_runtime() -> None:
    wanted = (ROOT / ".python-version").read_text().strip()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == f">={wanted}"


def test_make_names_every_command() -> None:
    text = (ROOT / "Makefile").read_text()
    wanted = "setup demo up down test check e2e bench synth deploy openapi clean lock help"
    for target in wanted.split():
        assert re.search(rf"^{target}:.*## ", text, re.MULTILINE), target
