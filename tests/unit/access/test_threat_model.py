"""The threat model names tests that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "threat-model.md").read_text()
CITED = sorted(set(re.findall(r"`(tests/[\w/.]+)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "test"), CITED)
def test_cited_test_exists(file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / file).read_text(), "mend docs/threat-model.md"


def test_every_row_has_a_proof_or_says_that_it_is_planned() -> None:
    rows = [line for line in PAGE.splitlines() if re.match(r"\| [STRIDE ]+ \|", line)]
    assert len(rows) > 30
    assert [row for row in rows if "::test_" not in row and "*planned:" not in row] == []
