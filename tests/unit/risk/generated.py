"""Generated trees over a few fields of each type, and rows of values that they may meet."""

from typing import Any

from hypothesis import strategies as st

TEXTS = st.sampled_from(["A", "AB", "ABC", "B*", "A.C", "C\\D", "A B", "9-X"])
PORTS = st.sampled_from(["FRA", "CGN", "BOG", "IAD", "QQQ"])
CIRCLES = PORTS.filter(lambda port: port != "QQQ").map(lambda port: [port, 400])
NUMBERS = st.integers(-2, 6)
DAYS = st.sampled_from(["2026-01-01", "2026-06-01", "2026-07-07", "2026-12-31"])
PATTERNS = st.sampled_from(
    ["A.*", "[AB]{1,2}", r"[\w*]+", r"\w[.]\w", "(A|B)B?C?", r"[^\s]+", r".\\D", "a b", r"\D-.", "[a-c]*", "A@#&<~\""]
)  # fmt: skip
LISTS = {"wanted": frozenset({"A", "AB"})}


def leaf(field: Any, operator: Any, value: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"field": field, "operator": operator, "value": value})


def _pairs(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=2, max_size=2).map(sorted)


def _some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=1, max_size=3)


_TEXT, _SET = st.sampled_from(["surname", "agency_id"]), st.sampled_from(["conflicts", "route"])
_NUMBER, _DATE = st.sampled_from(["age", "payment_amount"]), st.just("document_expiry")
_ANY = st.sampled_from(
    ["surname", "conflicts", "route", "age", "document_expiry", "cash", "origin"]
)
leaves = st.one_of(
    leaf(_TEXT, st.sampled_from(["=", "!=", "contains", "doesNotContain", "beginsWith", "doesNotBeginWith"]), TEXTS),
    leaf(_TEXT, st.sampled_from(["endsWith", "doesNotEndWith"]), TEXTS),
    leaf(_TEXT, st.sampled_from(["in", "notIn"]), _some(TEXTS)),
    leaf(st.sampled_from(["surname", "conflicts"]), st.sampled_from(["inList", "notInList"]), st.just("wanted")),
    leaf(st.sampled_from(["surname", "conflicts"]), st.just("matches"), PATTERNS),
    leaf(_SET, st.sampled_from(["contains", "doesNotContain"]), TEXTS),
    leaf(_SET, st.sampled_from(["in", "notIn", "hasAll"]), _some(TEXTS)),
    leaf(_NUMBER, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), NUMBERS),
    leaf(_NUMBER, st.sampled_from(["between", "notBetween"]), _pairs(NUMBERS)),
    leaf(_NUMBER, st.sampled_from(["in", "notIn"]), _some(NUMBERS)),
    leaf(_DATE, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), DAYS),
    leaf(_DATE, st.sampled_from(["between", "notBetween"]), _pairs(DAYS)),
    leaf(st.just("cash"), st.sampled_from(["=", "!="]), st.booleans()),
    leaf(st.just("origin"), st.sampled_from(["near", "far"]), CIRCLES),
    leaf(st.just("origin"), st.sampled_from(["=", "beginsWith"]), PORTS),
    leaf(_ANY, st.sampled_from(["null", "notNull"]), st.none()),
)  # fmt: skip
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
        "surname": st.none() | TEXTS,
        "agency_id": st.none() | TEXTS,
        "conflicts": st.none() | st.lists(TEXTS, max_size=3),
        "route": st.none() | st.lists(TEXTS, max_size=3),
        "age": st.none() | NUMBERS,
        "payment_amount": st.none() | NUMBERS | st.sampled_from([0.5, 2.25]),
        "document_expiry": st.none() | DAYS,
        "cash": st.none() | st.booleans(),
        "origin": st.none() | PORTS,
    }
)
