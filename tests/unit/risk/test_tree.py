"""Trees: what is refused and where, and that closures, traces and masks agree with plain reading."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.risk.compile import compile_node, compile_tree, trace
from offing.risk.fields import FIELDS
from offing.risk.operators import OPERATORS
from offing.risk.prefilter import Prefilter
from offing.risk.problems import RuleError
from offing.risk.tree import Counted, Group, Leaf, Node, asked, read
from offing.risk.values import given as row_of

LISTS = {"bad-agencies": frozenset({"A1", "B2"})}


def leaf(field: str, operator: str, value: Any = None, **more: Any) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value, **more}


def every(*rules: Any, **more: Any) -> dict[str, Any]:
    return {"combinator": "and", "rules": list(rules), **more}


def counted(field: str, *rules: Any, mode: str = "atLeast", threshold: int = 2) -> dict[str, Any]:
    match = {"mode": mode, "threshold": threshold}
    return {"field": field, "operator": "=", "match": match, "value": every(*rules)}


GOOD = leaf("age", ">", 18)
DAYS_AGO = leaf("days_ago", "<=", 30)
FAULTS: list[tuple[Any, str, str]] = [
    (every(), "when.rules", "empty"),
    (every(GOOD, every()), "when.rules[1].rules", "empty"),
    (every(leaf("shoe_size", "=", 4)), "when.rules[0].field", "no field 'shoe_size'"),
    (every(leaf("age", "contains", 4)), "when.rules[0].operator", "does not fit"),
    (every(leaf("age", "resembles", 4)), "when.rules[0].operator", "does not fit"),
    (every(leaf("age", "smells", 4)), "when.rules[0].operator", "does not exist"),
    (every(leaf("age", ">", "old")), "when.rules[0].value", "number"),
    (every(leaf("age", ">", 10**400)), "when.rules[0].value", "number"),
    (every(GOOD) | {"combinator": []}, "when.combinator", "'and' or 'or'"),
    (
        every({**counted("trips", DAYS_AGO), "match": {"mode": []}}),
        "when.rules[0].match",
        "'mode'",
    ),
    (every(leaf("age", ">", True)), "when.rules[0].value", "number"),
    (every(leaf("age", "between", [30, 20])), "when.rules[0].value", "swap"),
    (every(leaf("age", "between", [30])), "when.rules[0].value", "two values"),
    (every(leaf("cash", "=", "maybe")), "when.rules[0].value", "true or false"),
    (every(leaf("document_expiry", "<", "soon")), "when.rules[0].value", "YYYY-MM-DD"),
    (every(leaf("surname", "=", " ")), "when.rules[0].value", "text"),
    (every(leaf("surname", "in", [])), "when.rules[0].value", "1 to"),
    (every(leaf("surname", "matches", "(A+)+B")), "when.rules[0].value", "group is repeated"),
    (every(leaf("agency_id", "inList", "nowhere")), "when.rules[0].value", "no list of that name"),
    (
        every(leaf("document_expiry", "inNextDays", -1)),
        "when.rules[0].value",
        "whole number of days",
    ),
    (
        every(leaf("age", "=", "surname", valueSource="field")),
        "when.rules[0].value",
        "cannot be compared",
    ),
    (
        every(leaf("age", "=", "nothing", valueSource="field")),
        "when.rules[0].value",
        "to compare with",
    ),
    (every(GOOD, surprise=1), "when.surprise", "no such key"),
    (every({**GOOD, "disabled": True}), "when.rules[0].disabled", "no such key"),
    ({"combinator": "xor", "rules": [GOOD]}, "when.combinator", "'and' or 'or'"),
    (every(GOOD, **{"not": "yes"}), "when.not", "true or false"),
    (every("age > 18"), "when.rules[0]", "object"),
    (None, "when", "object"),
    (every(*[GOOD] * 101), "when", "over 100"),
    (every(leaf("surname", "resembles", "-")), "when.rules[0].value", "at least 2 letters"),
    (every(leaf("origin", "near", ["BOG"])), "when.rules[0].value", "a place and kilometres"),
    (every(leaf("origin", "near", ["QQQ", 5])), "when.rules[0].value", "is not known"),
    (every(leaf("origin", "near", ["BOG", 0])), "when.rules[0].value", "kilometres"),
    (every(leaf("surname", "near", ["BOG", 5])), "when.rules[0].operator", "does not fit"),
    (every(leaf("route", "passes", ["A"] * 13)), "when.rules[0].value", "1 to 12 places"),
    (every(counted("age", GOOD)), "when.rules[0].match", "is no list"),
    (every(counted("trips", GOOD)), "when.rules[0].value.rules[0].field", "in the elements"),
    (
        every(counted("trips", leaf("days_ago", ">", "x"))),
        "when.rules[0].value.rules[0].value",
        "number",
    ),
    (every(counted("trips", DAYS_AGO, mode="most")), "when.rules[0].match", "one of all, none"),
    (
        every(counted("trips", DAYS_AGO, threshold=-1)),
        "when.rules[0].match.threshold",
        "whole number",
    ),
    (every({**counted("trips", DAYS_AGO), "value": 3}), "when.rules[0].value", "a group"),
    (every(leaf("trips", "=", 3)), "when.rules[0].operator", "does not fit"),
    (
        every(counted("legs", leaf("departure", "inNextDays", 3))),
        "when.rules[0].value.rules[0].operator",
        "no day of travel",
    ),
]


@pytest.mark.parametrize(("tree", "where", "text"), FAULTS)
def test_faults_are_named_at_their_node(tree: Any, where: str, text: str) -> None:
    with pytest.raises(RuleError) as caught:
        read(tree, LISTS)
    assert (where, True) in [(p.where, text in p.text) for p in caught.value.problems]
    assert caught.value.status == 400


def test_all_faults_come_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        read(every(leaf("x", "="), leaf("age", ">", "y"), every()))
    assert [p.where for p in caught.value.problems] == [
        "when.rules[0].field",
        "when.rules[1].value",
        "when.rules[2].rules",
    ]


def test_deep_nesting_is_refused_before_it_hurts() -> None:
    tree = GOOD
    for _ in range(5000):
        tree = {"combinator": "and", "rules": [tree]}
    with pytest.raises(RuleError, match="nested more than"):
        read(tree)


ROWS: list[tuple[str, str, Any, Any, bool]] = [
    ("age", "=", 18, 18, True), ("age", "!=", 18, 19, True), ("age", "!=", 18, None, False),
    ("age", "<", 18, 17, True), ("age", "<", 18, None, False), ("age", "<=", 18, 18, True),
    ("age", ">", "18", 18, False), ("age", ">=", 18, 18, True), ("age", "between", "18, 30", 30, True),
    ("age", "notBetween", [18, 30], 31, True), ("age", "notBetween", [18, 30], None, False),
    ("age", "in", [18, 19], 19, True), ("age", "notIn", [18, 19], 19, False),
    ("surname", "=", "arden", "ARDEN", True), ("surname", "in", "Bello, Arden", "arden", True),
    ("surname", "notIn", ["BELLO"], None, False), ("surname", "contains", "RDE", "ARDEN", True),
    ("surname", "doesNotContain", "X", "ARDEN", True), ("surname", "doesNotContain", "X", None, False),
    ("surname", "beginsWith", "AR", "ARDEN", True), ("surname", "doesNotBeginWith", "AR", "ARDEN", False),
    ("surname", "endsWith", "EN", "ARDEN", True), ("surname", "doesNotEndWith", "EN", "ARDEN", False),
    ("surname", "matches", "A.*N", "ARDEN", True), ("surname", "null", None, None, True),
    ("surname", "null", None, "", True), ("surname", "notNull", None, "ARDEN", True),
    ("agency_id", "inList", "bad-agencies", "b2", True), ("agency_id", "notInList", "bad-agencies", "C3", True),
    ("conflicts", "contains", "seat", ("seat", "sex"), True), ("conflicts", "doesNotContain", "seat", ("sex",), True),
    ("conflicts", "in", ["seat", "x"], ("seat",), True), ("conflicts", "notIn", ["seat"], ("sex",), True),
    ("conflicts", "notIn", ["seat"], (), False), ("conflicts", "hasAll", ["a", "b"], ("b", "a", "c"), True),
    ("emails", "matches", r".*@MAIL\.TEST", ("x@mail.test",), True), ("emails", "null", None, (), True),
    ("agency_id", "matches", "A[0-9]", "A1", True), ("conflicts", "inList", "bad-agencies", ("a1",), True),
    ("conflicts", "notInList", "bad-agencies", ("a1",), False),
    ("cash", "=", "true", True, True), ("cash", "!=", True, False, True), ("cash", "!=", True, None, False),
    ("document_expiry", "<", "2027-01-01", "2026-12-31", True), ("date_of_birth", "<", "2027-01-01", "1990", False),
    ("document_expiry", "between", ["2026-01-01", "2026-12-31"], "2026-12-31", True),
    ("surname", "resembles", "Mohamad", "MUHAMMAD ALI", False),
    ("surname", "resembles", "Muhamad", "ALI MUHAMMAD", True),
    ("surname", "resembles", "Karpov", "KARPOW", True), ("surname", "resembles", "Li", "LEE", False),
    ("surname", "resembles", "Ann Ann", "ANN", False),
    ("card_holders", "resembles", "Karpov", ("X Y", "A KARPOV"), True),
    ("route", "passes", ["BOG", "CDG"], ("BOG", "MAD", "CDG"), True),
    ("route", "passes", "CDG, BOG", ("BOG", "CDG"), False),
    ("route", "passesDirectly", ["BOG", "CDG"], ("BOG", "MAD", "CDG"), False),
    ("route", "passesDirectly", ["MAD", "CDG"], ("BOG", "MAD", "CDG"), True),
    ("route", "passesDirectly", "A", None, False),
    ("route", "doesNotPass", ["CDG", "BOG"], ("BOG", "CDG"), True),
    ("route", "startsAt", ["BOG"], ("BOG", "CDG"), True),
    ("route", "endsAt", ["BOG"], ("BOG", "CDG"), False), ("route", "contains", "CDG", ("BOG", "CDG"), True),
    ("origin", "near", ["FRA", 250], "CGN", True), ("origin", "near", ["FRA", 250], "BOG", False),
    ("origin", "near", ["FRA", 250], "QQQ", False), ("origin", "far", ["FRA", 250], "QQQ", False),
    ("origin", "far", ["FRA", 250], "BOG", True), ("origin", "=", "fra", "FRA", True),
]  # fmt: skip


@pytest.mark.parametrize(("field", "operator", "want", "value", "holds"), ROWS)
def test_operators(field: str, operator: str, want: Any, value: Any, holds: bool) -> None:
    node = read(every(leaf(field, operator, want)), LISTS)
    row = row_of({field: value})
    assert compile_node(node)(row) is holds
    assert (
        compile_node(read(every(leaf(field, operator, want), **{"not": True}), LISTS))(row)
        is not holds
    )


def test_every_operator_has_a_row_above_or_below() -> None:
    relative = {operator for operator, *_ in DATES}
    assert {name for name, _type in OPERATORS} == {operator for _f, operator, *_ in ROWS} | relative


DATES = [
    ("inNextDays", 30, "2026-12-21", True), ("inNextDays", 30, "2026-12-22", False),
    ("inNextDays", 30, "2026-11-20", False), ("inLastDays", 7, "2026-11-14", True),
    ("inLastDays", 7, "2026-11-22", False), ("daysAfterTravel", 10, "2026-12-05", True),
    ("daysBeforeTravel", 10, "2026-11-15", True), ("daysBeforeTravel", 10, "2026-11-14", False),
    ("inNextDays", 30, "2026", False),
    ("moreThanDaysAhead", 30, "2026-12-22", True), ("moreThanDaysAhead", 30, "2026-12-21", False),
    ("moreThanDaysAgo", 365, "2025-11-20", True), ("moreThanDaysAgo", 365, "2026-11-20", False),
]  # fmt: skip


@pytest.mark.parametrize(("operator", "days", "value", "holds"), DATES)
def test_relative_dates(operator: str, days: int, value: str, holds: bool) -> None:
    row = row_of({"document_expiry": value, "today": "2026-11-21", "departure_date": "2026-11-25"})
    assert compile_node(read(every(leaf("document_expiry", operator, days))))(row) is holds


CROSS = [
    (
        "nationality",
        "!=",
        "document_issuer",
        {"nationality": "DEU", "document_issuer": "KEN"},
        True,
    ),
    ("nationality", "!=", "document_issuer", {"nationality": "DEU"}, False),
    (
        "nationality",
        "in",
        "document_issuers",
        {"nationality": "DEU", "document_issuers": ("DEU", "KEN")},
        True,
    ),
    (
        "nationality",
        "notIn",
        "document_issuers",
        {"nationality": "DEU", "document_issuers": ("KEN",)},
        True,
    ),
    ("stay_days", "<", "trip_days", {"stay_days": 2, "trip_days": 3}, True),
    (
        "nationalities",
        "hasAll",
        "document_issuers",
        {"nationalities": ("A", "B"), "document_issuers": ("A",)},
        True,
    ),
]


@pytest.mark.parametrize(("field", "operator", "other", "values", "holds"), CROSS)
def test_fields_against_fields(
    field: str, operator: str, other: str, values: dict[str, Any], holds: bool
) -> None:
    node = read(every(leaf(field, operator, other, valueSource="field")))
    assert compile_node(node)(row_of(values)) is holds


TRIPS = tuple(
    {"days_ago": days, "destination": port, "found": found}
    for days, port, found in ((3, "bog", False), (20, "BOG", True), (90, "MAD", False))
)
COUNTS: list[tuple[str, int, dict[str, Any], bool]] = [
    ("atLeast", 2, DAYS_AGO, True), ("atLeast", 3, DAYS_AGO, False), ("atMost", 1, DAYS_AGO, False),
    ("exactly", 2, leaf("destination", "=", "BOG"), True), ("some", 0, leaf("found", "=", True), True),
    ("none", 0, leaf("destination", "=", "CDG"), True), ("all", 0, leaf("days_ago", "<", 91), True),
    ("all", 0, DAYS_AGO, False), ("atLeast", 0, leaf("destination", "=", "CDG"), True),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "threshold", "condition", "holds"), COUNTS)
def test_elements_of_a_list_are_counted(
    mode: str, threshold: int, condition: dict[str, Any], holds: bool
) -> None:
    tree = compile_tree(read(every(counted("trips", condition, mode=mode, threshold=threshold))))
    row = row_of({"trips": TRIPS})
    assert tree.test(row) is holds
    (reason,) = trace(tree, row)
    assert (reason.field, reason.met, reason.value.endswith(" of 3")) == ("trips", holds, True)
    assert tree.test(row_of({})) is False  # nobody has looked


def test_three_trips_in_thirty_days_to_a_port() -> None:
    both = (DAYS_AGO, leaf("destination", "=", "BOG"))
    tree = compile_tree(read(every(counted("trips", *both, threshold=3))))
    row = row_of({"trips": [{"days_ago": n, "destination": "BOG"} for n in (2, 9, 29, 31)]})
    (reason,) = trace(tree, row)
    assert reason.met
    assert reason.operator == "has at least 3 with"
    assert reason.wanted == "Days ago at most 30 and Destination is BOG"
    assert reason.value == "3 of 4"


def test_a_rule_of_cargo_asks_no_traveller() -> None:
    with pytest.raises(
        RuleError, match="is a field of a traveller, this rule is about a consignment"
    ):
        read(every(GOOD), about="consignment")
    assert read(every(leaf("origin", "=", "SGSIN")), about="consignment")


def test_what_a_tree_asks_is_known_beforehand() -> None:
    tree = read(every(GOOD, counted("trips", DAYS_AGO), leaf("document_expiry", "inNextDays", 3),
                      leaf("nationality", "=", "residence", valueSource="field")))  # fmt: skip
    assert asked(tree) == {"age", "trips", "document_expiry", "today", "nationality", "residence"}


NUMBERS, WORDS = st.integers(0, 5), st.sampled_from(["A", "B", "C"])
DAYS = st.sampled_from(["2026-01-01", "2026-06-01", "2026-12-31"])


def _counted(mode: str, threshold: int, days: int, port: str) -> dict[str, Any]:
    each = (leaf("days_ago", "<=", days), leaf("destination", "!=", port))
    return counted("trips", *each, mode=mode, threshold=threshold)


MODES = st.sampled_from(["all", "none", "some", "atLeast", "atMost", "exactly"])
TRIP = st.fixed_dictionaries({"days_ago": NUMBERS, "destination": st.none() | WORDS})
leaves = st.one_of(
    st.builds(_counted, MODES, st.integers(0, 3), NUMBERS, WORDS),
    st.builds(
        leaf,
        st.sampled_from(["age", "stay_days"]),
        st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
        NUMBERS,
    ),
    st.builds(
        leaf,
        st.just("age"),
        st.sampled_from(["between", "notBetween"]),
        st.lists(NUMBERS, min_size=2, max_size=2).map(sorted),
    ),
    st.builds(
        leaf, st.sampled_from(["sex", "origin"]), st.sampled_from(["=", "!=", "beginsWith"]), WORDS
    ),
    st.builds(
        leaf,
        st.just("sex"),
        st.sampled_from(["in", "notIn"]),
        st.lists(WORDS, min_size=1, max_size=2),
    ),
    st.builds(
        leaf,
        st.just("conflicts"),
        st.sampled_from(["in", "notIn", "hasAll"]),
        st.lists(WORDS, min_size=1, max_size=2),
    ),
    st.builds(leaf, st.just("cash"), st.sampled_from(["=", "!="]), st.booleans()),
    st.builds(leaf, st.just("document_expiry"), st.sampled_from(["<", ">=", "="]), DAYS),
    st.builds(
        leaf,
        st.sampled_from(["age", "sex", "conflicts", "cash"]),
        st.sampled_from(["null", "notNull"]),
    ),
    st.builds(
        leaf,
        st.just("sex"),
        st.sampled_from(["=", "!="]),
        st.just("origin"),
        valueSource=st.just("field"),
    ),
)
trees = st.recursive(
    leaves,
    lambda inner: st.fixed_dictionaries(
        {
            "combinator": st.sampled_from(["and", "or"]),
            "rules": st.lists(inner, min_size=1, max_size=3),
        },
        optional={"not": st.booleans()},
    ),
    max_leaves=8,
)
rows = st.fixed_dictionaries(
    {
        "trips": st.none() | st.lists(TRIP, max_size=4),
        "age": st.none() | st.integers(-1, 6) | st.floats(-1, 6),
        "stay_days": st.none() | NUMBERS,
        "sex": st.none() | WORDS | st.just("D"),
        "origin": st.none() | WORDS,
        "conflicts": st.none() | st.lists(WORDS, max_size=3).map(tuple),
        "cash": st.none() | st.booleans(),
        "document_expiry": st.none() | DAYS | st.just("2026-07-07"),
    }
)


def plainly(node: Node, row: dict[str, Any]) -> bool:
    """The slow reading of a tree."""
    if isinstance(node, Leaf):
        return compile_node(node)(row)
    if isinstance(node, Counted):
        if row["trips"] is None:
            return False
        meeting = len([one for one in row["trips"] if plainly(node.each, one)])
        whole = not node.every or meeting == len(row["trips"])
        return node.least <= meeting <= node.most and whole
    answers = [plainly(member, row) for member in node.members]
    held = all(answers) if node.every else any(answers)
    return held is not node.negated


@given(trees, rows)
def test_closures_say_what_the_tree_says(tree: dict[str, Any], values: dict[str, Any]) -> None:
    node = read(tree)
    assert compile_node(node)(row_of(values)) is plainly(node, row_of(values))


@given(st.lists(trees, min_size=1, max_size=6), rows)
def test_masks_keep_every_tree_that_holds(
    some: list[dict[str, Any]], values: dict[str, Any]
) -> None:
    nodes, row = [read(tree) for tree in some], row_of(values)
    candidates = Prefilter(nodes).candidates(row)
    holding = sum(1 << n for n, node in enumerate(nodes) if compile_node(node)(row))
    assert candidates & holding == holding
    assert candidates < 1 << len(nodes)


@given(st.lists(leaves, min_size=1, max_size=4), rows)
def test_masks_decide_plain_conjunctions_alone(
    some: list[dict[str, Any]], values: dict[str, Any]
) -> None:
    node, row = read(every(*some)), row_of(values)
    members = node.members if isinstance(node, Group) else ()
    probed = all(isinstance(m, Leaf) and m.operator.probe and m.other is None for m in members)
    if probed:
        assert bool(Prefilter([node]).candidates(row)) is compile_node(node)(row)


@given(trees, rows)
def test_reasons_are_true_and_enough(tree: dict[str, Any], values: dict[str, Any]) -> None:
    node, row = read(tree), row_of(values)
    reasons = trace(compile_tree(node), row)
    assert reasons
    for reason in reasons:
        assert reason.label == FIELDS[reason.field].label
    if isinstance(node, Group) and node.every and not node.negated and compile_node(node)(row):
        plain_leaves = [m for m in node.members if isinstance(m, Leaf)]
        assert {m.field.name for m in plain_leaves} <= {r.field for r in reasons if r.met}
