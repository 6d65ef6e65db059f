"""Trees as questions to the search engine: the same answers as the closures, or a clear refusal."""

from typing import Any

import pytest
from hypothesis import given, settings

from offing.risk.compile import compile_node
from offing.risk.fields import CONSIGNMENT, FIELDS, TRAVELLER
from offing.risk.lucene import lucene
from offing.risk.problems import RuleError
from offing.risk.rules import shipped
from offing.risk.search_query import document, mapping, search_query
from offing.risk.tree import read
from offing.risk.values import Values
from offing.risk.values import given as row_of
from tests.unit.risk.cargo_traffic import cargo
from tests.unit.risk.generated import LISTS, rows, trees
from tests.unit.risk.query_twin import answers
from tests.unit.risk.traffic import subjects


@settings(max_examples=400)
@given(trees, rows)
def test_the_index_answers_as_the_closure_does(
    tree: dict[str, Any], values: dict[str, Any]
) -> None:
    node, row = read(tree, LISTS), row_of(values)
    found = answers(search_query(node), document(row, TRAVELLER))
    assert found is compile_node(node)(row)


def test_live_rules_find_in_the_index_whom_they_hit() -> None:
    searchable = 0
    some = [Values(s) for s in subjects(11, 150)]
    for rule in shipped().rules:
        try:
            query = search_query(rule.when)
        except RuleError:
            continue
        searchable += 1
        test = compile_node(rule.when)
        for row in some:
            assert answers(query, document(row, TRAVELLER)) is test(row)
    assert searchable >= 9


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"field": "age", "operator": "=", "value": "stay_days", "valueSource": "field"}, "two values of one record"),
    ({"field": "document_expiry", "operator": "inNextDays", "value": 3}, "two values of one record"),
    ({"field": "surname", "operator": "resembles", "value": "KARPOV"}, "'resembles' is not searchable"),
    ({"field": "route", "operator": "passes", "value": ["A", "B"]}, "'passes' is not searchable"),
    ({"field": "remarks", "operator": "contains", "value": "A"}, "not kept in the index"),
    ({"field": "trips", "operator": "null"}, "not kept in the index"),
    ({"field": "surname", "operator": "matches", "value": r"[\D]"}, "no counterpart"),
    (
        {"field": "trips", "operator": "=", "match": {"mode": "some"},
         "value": {"combinator": "and", "rules": [{"field": "found", "operator": "=", "value": True}]}},
        "counted one by one",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "why"), REFUSED)
def test_what_an_index_cannot_answer_is_refused_at_its_node(
    condition: dict[str, Any], why: str
) -> None:
    good = {"field": "age", "operator": ">", "value": 3}
    with pytest.raises(RuleError, match=why) as caught:
        search_query(read({"combinator": "and", "rules": [good, condition]}, LISTS))
    assert [p.where for p in caught.value.problems] == ["when.rules[1]"]


DIALECT = [
    (r"\d{2}", "[0-9]{2}"), (r"(?:AB|C)", "(AB|C)"), ("A@B", r"A\@B"), (r"[\w.-]+", r"[A-Za-z0-9\_\.\-]+"),
    ("[^A-C]", "[^A-C]"), (r"\.", r"\."), (r"\D", "[^0-9]"), ('"', r"\""), ("É", "É"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "theirs"), DIALECT)
def test_patterns_in_the_engines_dialect(pattern: str, theirs: str) -> None:
    assert lucene(pattern) == theirs


def test_every_indexed_value_has_a_place_in_the_mapping() -> None:
    for kind, some in ((TRAVELLER, subjects(3, 30)), (CONSIGNMENT, cargo(3, 30))):
        places = mapping(kind)["properties"]
        for subject in some:
            assert set(document(Values(subject), kind)) <= set(places)
        assert set(places) <= {name for name, field in FIELDS.items() if kind in field.of}
