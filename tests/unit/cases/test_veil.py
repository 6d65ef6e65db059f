"""Another agency's list entries, as others see them."""

from dataclasses import replace

from offing.cases.veil import OTHERS, veiled
from offing.risk.scoring import score
from tests.unit.cases.builders import assessment, match


def test_whose_and_with_whom_is_veiled_and_the_sum_stays() -> None:
    mine = match(entity="E1", list="wanted", agency="border")
    theirs = match(entity="E2", list="sanctions", agency="customs")
    whole = replace(assessment(), matches=(mine, theirs), score=score((mine, theirs), ()))
    seen = veiled(whole, ("", "border"))
    assert [m.entity for m in seen.matches] == ["E1", ""]
    assert seen.matches[1].name == OTHERS
    assert not seen.matches[1].evidence
    assert "E2" not in repr(seen)
    assert "sanctions" not in repr(seen)
    assert seen.score.points == whole.score.points
    assert [x.points for x in seen.score.lines] == [x.points for x in whole.score.lines]


def test_nothing_is_veiled_from_its_owner() -> None:
    whole = replace(assessment(), matches=(match(agency="border"),))
    assert veiled(whole, ("", "border")) is whole
