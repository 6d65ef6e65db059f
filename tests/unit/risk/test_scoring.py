"""The score: its lines add up, more reasons never lower it, results move it."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.records.assessments import Match, RuleHit
from offing.risk.calibration import Calibration
from offing.risk.lanes import BANDS, LANES, TREATMENTS, lane_of, opens_case, treatment_of
from offing.risk.scoring import (
    PLACES,
    Priors,
    logit,
    match_key,
    priors_of,
    probability,
    score,
)  # fmt: skip
from offing.risk.statistics import RuleStatistics
from offing.risk.subject import STREAMS


def match(band: str, bits: float = 20.0, list_name: str = "wanted", severity: int = 2) -> Match:
    return Match(
        entity=f"E{bits}",
        list=list_name,
        bits=bits,
        band=band,
        evidence=(),
        name="ARDEN",
        severity=severity,
    )


def hit(weight: float, rule: str = "r", shadow: bool = False) -> RuleHit:
    return RuleHit(
        rule=rule,
        version="1",
        title=rule,
        weight=weight,
        severity=1,
        agency="customs",
        reasons=(),
        shadow=shadow,
    )


matches = st.lists(
    st.builds(
        match, st.sampled_from(["strong", "review", "weak"]), st.floats(5, 60), st.sampled_from(["a", "b"]),
        st.integers(1, 3),
    ),
    max_size=5,
)  # fmt: skip
hits = st.lists(
    st.builds(hit, st.floats(0.0005, 0.9), st.text("abc", min_size=1), st.booleans()), max_size=8
)


def counted(name: str, positive: int, negative: int) -> RuleStatistics:
    version = "" if ":" in name else "1"
    return RuleStatistics(
        rule=name, version=version, examined=positive + negative, positive=positive
    )


names = st.sampled_from(["a", "b", "match:a:strong", "random:passenger"])
statistics = st.lists(
    st.builds(counted, names, st.integers(0, 50), st.integers(0, 500)),
    unique_by=lambda row: row.rule,
)


maps = st.builds(Calibration, intercept=st.floats(-2, 2), slope=st.floats(0.2, 3))


@given(matches, hits, statistics, maps)
def test_lines_sum_to_the_score(
    some: list[Match], found: list[RuleHit], known: list[RuleStatistics], mended: Calibration
) -> None:
    result = score(some, found, priors_of(known, mended, "000003"))
    assert result.points == round(sum(line.points for line in result.lines), PLACES)
    assert all(line.points == round(line.points, PLACES) for line in result.lines)
    assert result.probability == pytest.approx(1 / (1 + math.exp(-result.points)), abs=1e-6)
    assert result.band == treatment_of("").band_of(result.probability)
    mending = int(mended != Calibration())
    assert len(result.lines) == 1 + len(some) + sum(not h.shadow for h in found) + mending
    assert result.weights == "000003"
    assert [line.source for line in result.lines].count("calibration") == mending
    assert all(0 < (line.probability or 0.5) < 1 for line in result.lines)


@given(st.lists(hits, min_size=2, max_size=6), maps)
def test_calibration_never_turns_an_order_round(
    people: list[list[RuleHit]], mended: Calibration
) -> None:
    plain = [score((), found).points for found in people]
    after = [score((), found, Priors(calibration=mended)).points for found in people]
    for (_, one), (_, other) in pairwise(sorted(zip(plain, after, strict=True))):
        assert one <= other + 2e-4  # lines are rounded


def test_a_line_tells_its_own_probability_version_and_how_much_has_taught_it() -> None:
    known = RuleStatistics(rule="r", version="1", examined=80, positive=19)
    line = score((), [hit(0.05)], priors_of([known])).lines[1]
    assert (line.probability, line.version, line.examined) == (0.2, "1", 80)


@given(matches, hits)
def test_order_does_not_matter(some: list[Match], found: list[RuleHit]) -> None:
    assert score(some, found).points == score(some[::-1], found[::-1]).points


@given(hits, st.floats(0.003, 0.9))
def test_a_further_rule_above_the_base_rate_never_lowers_the_score(
    found: list[RuleHit], weight: float
) -> None:
    good = [h for h in found if h.weight > 0.002]
    assert score((), [*good, hit(weight, "new")]).points >= score((), good).points


def test_nothing_found_is_the_base_rate() -> None:
    assert score((), ()).probability == pytest.approx(0.002, abs=1e-6)


@pytest.mark.parametrize(
    ("some", "found", "band"),
    [
        ([match("strong", 26)], [], "red"),
        ([match("review", 16)], [], "red"),
        ([match("weak", 12)], [], "green"),
        ([], [hit(0.02)], "green"),
        ([], [hit(0.05)], "amber"),
        ([], [hit(0.03, "a"), hit(0.03, "b")], "red"),
        ([], [hit(0.008, "a"), hit(0.008, "b")], "green"),
        ([], [hit(0.9, shadow=True)], "green"),
    ],
)
def test_bands(some: list[Match], found: list[RuleHit], band: str) -> None:
    assert score(some, found).band == band


def test_results_move_a_rule_its_list_and_the_base_rate() -> None:
    bad = RuleStatistics(rule="r", version="1", examined=300, positive=0)
    good = RuleStatistics(rule="r", version="1", examined=300, positive=90)
    other_version = RuleStatistics(rule="r", version="2", examined=300, positive=90)
    before = score((), [hit(0.05)]).points
    assert score((), [hit(0.05)], priors_of([bad])).points < before
    assert score((), [hit(0.05)], priors_of([good])).points > before
    assert score((), [hit(0.05)], priors_of([other_version])).points == before
    tired = RuleStatistics(rule=match_key("wanted", "review"), examined=500, positive=1)
    assert (
        score([match("review")], (), priors_of([tired])).points
        < score([match("review")], ()).points
    )
    assert (
        priors_of([RuleStatistics(rule="random:passenger", examined=8000, positive=80)]).base_rate
        > 0.005
    )


def test_thresholds_can_be_moved() -> None:
    strict = replace(treatment_of("crew"), red=0.04)
    assert score((), [hit(0.05)], treatment=strict).band == "red"
    assert score((), (), Priors(base_rate=0.5)).band == "red"


@given(st.floats(0.0001, 0.9999))
def test_log_odds_and_probability_invert_each_other(p: float) -> None:
    assert probability(logit(p)) == pytest.approx(p)


@pytest.mark.parametrize("stream", STREAMS)
@pytest.mark.parametrize("band", BANDS)
def test_every_band_of_every_stream_has_a_lane(stream: str, band: str) -> None:
    assert lane_of(stream, band) in LANES
    assert lane_of(stream, band, random=True) == lane_of(stream, band, alert=True) == "red"


def test_an_office_may_have_bands_and_lanes_of_its_own() -> None:
    own = replace(TREATMENTS[-1], office="QNS", red=0.3, lanes=("red", "blue", "blue"))
    table = (own, *TREATMENTS)
    assert treatment_of("crew", "QNS", table).band_of(0.2) == "amber"
    assert treatment_of("crew", "QNV", table).band_of(0.2) == "red"
    assert lane_of("transit", "amber") == "blue"
    for row in TREATMENTS:
        assert 0 < row.amber < row.red < 1
        assert set(row.lanes) <= set(LANES)


def test_who_is_looked_at() -> None:
    assert opens_case("red")
    assert opens_case("green", random=True)
    assert opens_case("green", alert=True)
    assert not opens_case("amber")
