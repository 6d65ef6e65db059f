"""Reading a rule file: every key checked, every problem named with its place."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from offing.risk import tree
from offing.risk.calendar import day
from offing.risk.fields import CONSIGNMENT, FIELDS, TRAVELLER, Field
from offing.risk.problems import Problem, RuleError
from offing.risk.subject import STREAMS, TRAVELLER_STREAMS
from offing.risk.wanted import Lists

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")
_VERSION = re.compile(r"[0-9A-Za-z.]{1,16}")
SEVERITIES = (1, 2, 3)
_MIN_WORDS = 20
PAPERS = ("justification", "approver", "expires")
STATUSES = ("live", "sample")
_SAMPLE_PAPERS = ("justification", "source", "scenario", "tests")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_weight(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0.0 < value < 1.0


def about(streams: Iterable[str]) -> str | None:
    """What the rules of some streams are about: a traveller or a consignment; nothing where they mix."""
    kinds = {TRAVELLER if stream in TRAVELLER_STREAMS else CONSIGNMENT for stream in streams}
    return kinds.pop() if len(kinds) == 1 else None


def _are_streams(value: Any) -> bool:
    return isinstance(value, list) and all(s in STREAMS for s in value) and about(value) is not None


# Key, what it must be, in words; the first table's keys must be there.
_REQUIRED: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    ("id", lambda v: isinstance(v, str) and bool(_ID.fullmatch(v)), "lower-case letters, digits and hyphens, 2 to 63"),
    ("version", lambda v: isinstance(v, str) and bool(_VERSION.fullmatch(v)), "a text such as '1' or '2.1'"),
    ("title", _is_text, "a short title"),
    ("words", _is_text, "one sentence in plain words"),
    ("author", _is_text, "who wrote it"),
    ("agency", _is_text, "the agency that owns it"),
    ("streams", _are_streams, f"a list out of {', '.join(STREAMS)}; travellers and cargo have rules of their own"),
    ("weight", _is_weight, "a probability between 0 and 1"),
    ("severity", lambda v: v in SEVERITIES, "1, 2 or 3"),
)  # fmt: skip
_OPTIONAL: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    ("justification", lambda v: isinstance(v, str), f"why it is needed, {_MIN_WORDS} characters or more"),
    ("approver", lambda v: isinstance(v, str), "who has approved it"),
    ("expires", lambda v: isinstance(v, str) and (not v or day(v) is not None), "a date as YYYY-MM-DD"),
    ("source", _is_text, "the public guidance or report that it rests on"),
    ("scenario", _is_text, "what it is meant to find"),
    ("status", lambda v: v in STATUSES, f"one of {', '.join(STATUSES)}"),
    ("shadow", lambda v: isinstance(v, bool), "true or false"),
    ("tests", lambda v: isinstance(v, list), "a list of test rows"),
)  # fmt: skip
_KEYS = frozenset(key for key, _test, _words in (*_REQUIRED, *_OPTIONAL)) | {"when"}


def _papers(row: Mapping[str, Any], where: str) -> list[Problem]:
    """Promise 5: no rule goes live without justification, approver and expiry, nor approved by its author.

    A sample is raw material for authors: it must say why it is there, and is approved by whoever makes it live.
    """
    if row.get("shadow") is True:
        return []
    kind = row.get("status", "live")
    problems = [
        Problem(f"{where}.{key}", f"a {kind} rule needs its {key}; or set 'shadow' to true")
        for key in (PAPERS if kind == "live" else _SAMPLE_PAPERS)
        if not row.get(key)
    ]
    justification = row.get("justification")
    if isinstance(justification, str) and 0 < len(justification) < _MIN_WORDS:
        problems.append(
            Problem(f"{where}.justification", f"write at least {_MIN_WORDS} characters")
        )
    if row.get("approver") and row.get("approver") == row.get("author"):
        problems.append(
            Problem(f"{where}.approver", "nobody approves a rule of their own: ask a second person")
        )
    return problems


_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "port": (str,),
    "date": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "set": (list,),
    "route": (list,),
    "list": (list,),
}


def _value_fault(fields: Mapping[str, Field], name: str, value: Any) -> str:
    field = fields.get(name)
    if field is None:
        return "there is no such field"
    if value is None:
        return ""
    if not isinstance(value, _JSON_TYPES[field.type]):
        return f"'{name}' is a {field.type}: write its value as one"
    items = value if isinstance(value, list) else ()
    if field.members:
        return _elements_fault(field, items)
    if all(isinstance(item, str) for item in items):
        return ""
    return f"'{name}' is a {field.type}: write a list of texts"


def _elements_fault(field: Field, elements: Iterable[Any]) -> str:
    members = {member.name: member for member in field.members}
    for element in elements:
        if not isinstance(element, dict):
            return f"'{field.name}' is a list: write its elements as objects"
        for name, value in element.items():
            if fault := _value_fault(members, name, value):
                return f"{name}: {fault}"
    return ""


def _examples(row: Mapping[str, Any], where: str) -> list[Problem]:
    problems = []
    for number, example in enumerate(row.get("tests") or ()):
        place = f"{where}.tests[{number}]"
        if not isinstance(example, dict) or set(example) != {"values", "hit"}:
            problems.append(
                Problem(place, "a test row has 'values' (fields) and 'hit' (true or false)")
            )
        elif not isinstance(example["values"], dict) or not isinstance(example["hit"], bool):
            problems.append(Problem(place, "'values' is an object of fields, 'hit' true or false"))
        else:
            problems += [
                Problem(f"{place}.values.{name}", fault)
                for name, value in example["values"].items()
                if (fault := _value_fault(FIELDS, name, value))
            ]
    return problems


def _read_row(row: Any, where: str, lists: Lists) -> tuple[dict[str, Any], list[Problem]]:
    if not isinstance(row, dict):
        return {}, [Problem(where, "a rule is an object")]
    problems = [
        Problem(f"{where}.{key}", "there is no such key") for key in sorted(set(row) - _KEYS)
    ]
    problems += [
        Problem(f"{where}.{key}", f"give {words}")
        for key, good, words in (*_REQUIRED, *((k, t, w) for k, t, w in _OPTIONAL if k in row))
        if not good(row.get(key))
    ]
    if not problems:
        problems = _papers(row, where) + _examples(row, where)
    subject = about(row["streams"]) if _are_streams(row.get("streams")) else None
    try:
        return {
            **row,
            "when": tree.read(row.get("when"), lists, f"{where}.when", subject),
        }, problems
    except RuleError as found:
        return row, [*problems, *found.problems]


def _lists(json: Any) -> tuple[dict[str, frozenset[str]], list[Problem]]:
    if not isinstance(json, dict):
        return {}, [Problem("lists", "named lists are an object: name and list of texts")]
    lists, problems = {}, []
    for name, values in json.items():
        if isinstance(values, list) and values and all(isinstance(v, str) for v in values):
            lists[name] = frozenset(v.strip().upper() for v in values)
        else:
            problems.append(Problem(f"lists.{name}", "a named list is a list of texts, not empty"))
    return lists, problems


def _counts_as(row: Mapping[str, Any]) -> tuple[Any, bool]:
    return row.get("id"), row.get("shadow") is True


def read_rules(json: Any) -> tuple[list[dict[str, Any]], dict[str, frozenset[str]], list[Problem]]:
    """The rows of a rule file with their trees checked, its named lists, and every problem found."""
    if not isinstance(json, dict) or not isinstance(json.get("rules"), list):
        return (
            [],
            {},
            [Problem("$", "a rule file is an object with 'rules' (a list) and perhaps 'lists'")],
        )
    lists, problems = _lists(json.get("lists", {}))
    rows: list[dict[str, Any]] = []
    for number, raw in enumerate(json["rules"]):
        where = f"rules[{number}]"
        row, found = _read_row(raw, where, lists)
        # A new version may count in shadow beside the live one of the same id.
        if any(_counts_as(other) == _counts_as(row) for other in rows):
            found.append(
                Problem(f"{where}.id", f"the id '{row.get('id')}' is there twice: rename one")
            )
        problems += found
        rows.append(row)
    return rows, lists, problems
