"""Rules: what officers have written down, loaded with all their papers, run on subjects."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import orjson

from offing.kernel.errors import InvalidInputError
from offing.records.assessments import RuleHit
from offing.risk.cargo_subject import CargoSubject
from offing.risk.compile import Compiled, compile_node, compile_tree, trace
from offing.risk.fields import FIELDS
from offing.risk.prefilter import Prefilter
from offing.risk.problems import RuleError
from offing.risk.reading import read_rules
from offing.risk.subject import Subject
from offing.risk.tree import Node, asked
from offing.risk.values import Values, given

_DATA = files("offing.risk").joinpath("data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A test row of a rule: values of fields (the others unknown) and whether the rule must hit."""

    values: Mapping[str, Any]
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One risk profile; `weight` is its author's prior probability of a positive result among its hits.

    `justification`, `approver` and `expires` may be missing from a shadow rule only: it counts and raises nothing.
    """

    id: str
    version: str
    title: str
    words: str
    author: str
    agency: str
    streams: tuple[str, ...]
    weight: float
    severity: int
    when: Node
    justification: str = ""
    approver: str = ""
    expires: str = ""
    shadow: bool = False
    source: str = ""
    scenario: str = ""
    status: str = "live"
    tests: tuple[Example, ...] = ()

    def live(self, today: str) -> bool:
        """Whether the rule has not expired on a day; a rule is good for the whole of its last day."""
        return not self.expires or today <= self.expires

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the rule's tree holds for written values, as in its test rows."""
        return compile_node(self.when)(given(values))


@dataclass(frozen=True)
class RuleSet:
    """All rules of one file, compiled; `version` is the digest of the file's content."""

    version: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _trees(self) -> tuple[Compiled, ...]:
        return tuple(compile_tree(rule.when) for rule in self.rules)

    @cached_property
    def _prefilters(self) -> dict[str, tuple[Prefilter, tuple[int, ...]]]:
        found = {}
        for stream in {s for rule in self.rules for s in rule.streams}:
            numbers = tuple(n for n, rule in enumerate(self.rules) if stream in rule.streams)
            found[stream] = (Prefilter([self.rules[n].when for n in numbers]), numbers)
        return found

    @cached_property
    def asked(self) -> frozenset[str]:
        """Names of all fields that any rule asks: what need not be looked up is not."""
        return frozenset().union(*(asked(rule.when) for rule in self.rules))

    def asks(self, group: str) -> bool:
        """Whether any rule asks a field of a group, such as `history`, which costs requests to know."""
        return any(FIELDS[name].group == group for name in self.asked)

    def hits(self, subject: Subject | CargoSubject) -> tuple[RuleHit, ...]:
        """The rules that hold for a subject, in the order of the file, with their reasons."""
        if (filtered := self._prefilters.get(subject.stream)) is None:
            return ()
        prefilter, numbers = filtered
        values = Values(subject)
        candidates = prefilter.candidates(values)
        today = subject.today or subject.travel_day or ""
        found = []
        while candidates:
            lowest = candidates & -candidates
            candidates ^= lowest
            number = numbers[lowest.bit_length() - 1]
            rule, tree = self.rules[number], self._trees[number]
            if tree.test(values) and rule.live(today):
                found.append(_hit(rule, tree, values))
        return tuple(found)


def _hit(rule: Rule, tree: Compiled, values: Values) -> RuleHit:
    return RuleHit(
        rule=rule.id,
        version=rule.version,
        title=rule.title,
        weight=rule.weight,
        severity=rule.severity,
        agency=rule.agency,
        reasons=trace(tree, values),
        shadow=rule.shadow or rule.status != "live",
    )


def _digest(json: Mapping[str, Any]) -> str:
    canonical = orjson.dumps(json, option=orjson.OPT_SORT_KEYS)
    return f"rules-{hashlib.sha256(canonical).hexdigest()[:16]}"


def load(content: bytes) -> RuleSet:
    """The rule set of a JSON file; raises RuleError with every problem and its place."""
    try:
        json = orjson.loads(content)
    except orjson.JSONDecodeError as problem:
        raise InvalidInputError(f"The rule file is no JSON: {problem}", where="$") from None
    rows, lists, problems = read_rules(json)
    if problems:
        raise RuleError(problems)
    rules = tuple(_rule(row) for row in rows)
    return RuleSet(version=_digest(json), rules=rules, lists=lists)


def _rule(row: Mapping[str, Any]) -> Rule:
    tests = tuple(Example(values=t["values"], hit=t["hit"]) for t in row.get("tests", ()))
    return Rule(**{**row, "streams": tuple(row["streams"]), "tests": tests})


def failing_examples(rules: Sequence[Rule]) -> list[tuple[Rule, int]]:
    """Test rows whose answer is not the one written beside them, as (rule, number from 1)."""
    return [
        (rule, number)
        for rule in rules
        for number, example in enumerate(rule.tests, 1)
        if rule.holds(example.values) != example.hit
    ]


def shipped_file() -> bytes:
    """The file of the live rules that ship with the product."""
    return _DATA.joinpath("rules.json").read_bytes()


def shipped() -> RuleSet:
    """The live rules that ship with the product."""
    return load(shipped_file())


@cache
def named_lists() -> Mapping[str, frozenset[str]]:
    """The named lists that rules may ask."""
    return shipped().lists


def library() -> dict[str, RuleSet]:
    """The sample rules that ship with the product, by theme: for authors to start from, never live by themselves."""
    themes = sorted(_DATA.joinpath("samples").iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".json"): load(file.read_bytes())
        for file in themes
        if file.name.endswith(".json")
    }
