"""The sample rules: enough of them, each with its papers, its rows and its words, quiet on ordinary traffic."""

from collections import Counter

import pytest

from offing.risk.compile import compile_node
from offing.risk.fields import CONSIGNMENT, TRAVELLER
from offing.risk.reading import about
from offing.risk.rules import Rule, failing_examples, library, shipped
from offing.risk.tree import describe
from offing.risk.values import Values
from tests.unit.risk.cargo_traffic import cargo
from tests.unit.risk.traffic import subjects

LIBRARY = library()
RULES = [rule for found in LIBRARY.values() for rule in found.rules]
LOUDEST = 0.10  # of ordinary traffic; a rule that hits more disturbs whoever does nothing


def test_there_are_forty_of_each_kind() -> None:
    counted = Counter(about(rule.streams) for rule in (*RULES, *shipped().rules))
    assert counted[TRAVELLER] >= 40
    assert counted[CONSIGNMENT] >= 40


def test_ids_and_titles_are_there_once_and_none_is_live() -> None:
    everything = (*RULES, *shipped().rules)
    assert (
        len({rule.id for rule in everything})
        == len({rule.title for rule in everything})
        == len(everything)
    )
    assert {rule.status for rule in RULES} == {"sample"}
    assert {rule.status for rule in shipped().rules} == {"live"}


@pytest.mark.parametrize("rule", (*RULES, *shipped().rules), ids=lambda rule: rule.id)
def test_each_has_its_papers_and_its_rows(rule: Rule) -> None:
    assert failing_examples([rule]) == []
    assert {example.hit for example in rule.tests} == {True, False}
    assert rule.source
    assert rule.scenario
    assert rule.words.endswith(".")
    assert rule.justification.endswith(".")
    assert len(rule.justification) >= 40
    assert 0 < rule.weight <= 0.1
    assert describe(rule.when)


def test_ordinary_traffic_is_left_in_peace() -> None:
    ordinary = {
        TRAVELLER: [Values(s) for seed in range(3) for s in subjects(seed, 200)],
        CONSIGNMENT: [Values(s) for seed in range(3) for s in cargo(seed, 100)],
    }
    loud = {}
    for rule in RULES:
        rows = ordinary[about(rule.streams) or TRAVELLER]
        share = sum(map(compile_node(rule.when), rows)) / len(rows)
        if share > LOUDEST:
            loud[rule.id] = share
    assert loud == {}


def test_sample_rules_count_as_shadows_where_somebody_loads_them() -> None:
    (hits,) = {
        tuple(hit.shadow for hit in LIBRARY["cargo-documents"].hits(subject))
        for subject in cargo(1, 40)
        if LIBRARY["cargo-documents"].hits(subject)
    } or {()}
    assert all(hits)
