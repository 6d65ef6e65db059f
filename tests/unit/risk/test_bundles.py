"""Bundles on the command line and in themselves: what leaves the house, and what is not believed."""

from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from offing.cli.rules import app
from offing.kernel.errors import InvalidInputError, UnauthenticatedError
from offing.risk.bundles import FORMAT, bundled, drafted, opened, signature
from offing.risk.rules import load, shipped_file

SECRET = "whsec_" + "c2VjcmV0" * 5
AT = "2026-11-21T03:00:00Z"
ROWS = orjson.loads(shipped_file())["rules"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.json").write_bytes(shipped_file())
    (tmp_path / "secret").write_text(SECRET + "\n")
    (tmp_path / "other").write_text("another secret of another partner")
    return tmp_path


def run(folder: Path, command: str, key: str = "secret") -> tuple[int, str]:
    more = {
        "export": ["rules.json", "--out", "bundle.json", "--partner", "police", "--sender", "border",
                   "--rule", "broken-travel", "--rule", "unusual-bags"],
        "import": ["bundle.json", "--out", "taken.json", "--agency", "police", "--author", "pat"],
    }  # fmt: skip
    args = [str(folder / a) if a.endswith(".json") else a for a in more[command]]
    done = CliRunner().invoke(app, [command, *args, "--secret-file", str(folder / key)])
    return done.exit_code, f"{done.output}{done.exception or ''}"


def test_rules_go_out_and_come_in_as_shadows(folder: Path) -> None:
    for command in ("export", "import"):
        code, said = run(folder, command)
        assert code == 0, said
    taken = load((folder / "taken.json").read_bytes())
    assert [rule.id for rule in taken.rules] == ["broken-travel", "unusual-bags"]
    assert {(r.agency, r.author, r.approver, r.shadow) for r in taken.rules} == {
        ("police", "pat", "", True)
    }


def test_another_secret_opens_nothing(folder: Path) -> None:
    run(folder, "export")
    code, said = run(folder, "import", "other")
    assert (code, "signature is wrong" in said) == (1, True)
    assert not (folder / "taken.json").exists()


def test_a_file_that_is_no_bundle_is_refused_in_words(folder: Path) -> None:
    (folder / "bundle.json").write_text("[1]")
    code, said = run(folder, "import")
    assert (code, "is no bundle of rules" in said) == (1, True)


NO_BUNDLES = {
    "no JSON": "{",
    "another format": '{"format":"x","rules":[{}]}',
    "no rules": f'{{"format":"{FORMAT}","rules":[]}}',
    "rules that are none": f'{{"format":"{FORMAT}","rules":{{}}}}',
    "a list": "[]",
}


@pytest.mark.parametrize("what", NO_BUNDLES)
def test_what_is_signed_and_no_bundle_is_refused(what: str) -> None:
    text = NO_BUNDLES[what]
    with pytest.raises(InvalidInputError):
        opened(text, signature(text, SECRET), [SECRET])


def test_a_signature_in_other_letters_is_a_wrong_one() -> None:
    text = bundled(ROWS[:1], "border", AT)
    with pytest.raises(UnauthenticatedError):
        opened(text, "é" * 64, [SECRET])


def test_any_changed_letter_breaks_the_signature() -> None:
    text = bundled(ROWS[:1], "border", AT)
    signed = signature(text, SECRET)
    assert opened(text, signed.upper(), ["old", SECRET])["sender"] == "border"
    for changed in (text + " ", text.replace("border", "bordes"), text[1:]):
        with pytest.raises(UnauthenticatedError):
            opened(changed, signed, [SECRET])


ODD: tuple[object, ...] = (1, {}, {"id": 1}, {**ROWS[0], "title": ""}, {**ROWS[0], "streams": "passenger"},
       {**ROWS[0], "when": []}, {k: v for k, v in ROWS[0].items() if k != "weight"})  # fmt: skip


@pytest.mark.parametrize("row", ODD, ids=range(len(ODD)))
def test_a_rule_that_is_none_is_refused_alone(row: object) -> None:
    with pytest.raises(InvalidInputError):
        drafted(row, "{}", "police", "ann", AT)
