"""The life of a rule: rows of what each step does and refuses, and no way around the four papers."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from offing.adapters.memory import MemoryTables
from offing.kernel.errors import ConflictError, InvalidInputError, OffingError, StaleWriteError
from offing.risk.life_cycle import OFFERED, STATES, TRANSITIONS, apply, diagram, steps_for
from offing.risk.problems import RuleError
from offing.risk.register import RuleRegister, begun
from offing.risk.rule_file import LIVE, SHADOW, Criteria, RuleFile, Step, Trial, aged, changes
from offing.risk.rule_views import row_view
from offing.risk.rulebook import composed
from offing.risk.rules import load

NOW = "2026-11-21T03:00:00.000Z"
WHY = "Couriers on this route pay in cash and stay for a night."
ANN, BEA, CAI = "ann", "bea", "cai"


def says(value: Any = True, **other: Any) -> Criteria:
    """Criteria with one condition."""
    when = {"combinator": "and", "rules": [{"field": "cash", "operator": "=", "value": value}]}
    told: dict[str, Any] = {
        "title": "Cash",
        "words": "Paid in cash.",
        "streams": ("passenger",),
        "weight": 0.02,
        "severity": 2,
        "when": when,
    }
    return Criteria(**{**told, **other})


def trial(of: Criteria) -> Trial:
    """A run of this tree."""
    return Trial(
        run="r", tree=of.tree, first="2026-10-01", last="2026-10-31", subjects=9, hits=1, at=NOW, by=ANN
    )  # fmt: skip


def step(kind: str, by: str = ANN, at: str = NOW, **brought: Any) -> Step:
    """A step with everything that it needs, unless told otherwise."""
    needed: dict[str, dict[str, Any]] = {
        "edit": {"says": says()},
        "justify": {"justification": WHY},
        "test": {"trial": trial(says())},
        "submit": {"expires": "2027-06-30"},
        "reject": {"reason": "Too wide"},
        "retire": {"reason": "Found nothing"},
        "rollback": {"reason": "The newer one was worse", "number": 1},
    }
    return Step(**{"kind": kind, "by": by, "at": at, **needed.get(kind, {}), **brought})


def led(*kinds: str, of: RuleFile | None = None) -> RuleFile:
    """The file after steps; what needs a second person is done by one."""
    file = of or begun("cash-only", "border")
    for kind in kinds:
        file = apply(file, step(kind, BEA if kind in ("approve", "reject", "publish") else ANN))
    return file


WAY = ("edit", "justify", "test", "submit", "approve", "publish")


def test_the_whole_way_leads_live() -> None:
    file = led(*WAY)
    assert (file.now.state, file.now.approver, file.rev) == (LIVE, BEA, len(WAY))
    (counted,) = load(composed([file])).rules
    assert (counted.version, counted.shadow, counted.expires) == ("1", False, "2027-06-30")


REFUSED: dict[str, tuple[tuple[str, ...], Step, type[OffingError]]] = {
    "no words": (WAY[:1], step("justify", justification="Because."), InvalidInputError),
    "no run": (WAY[:2], step("test", trial=None), InvalidInputError),
    "a run of another tree": (WAY[:2], step("test", trial=trial(says(False))), ConflictError),
    "no expiry": (WAY[:3], step("submit", expires=""), InvalidInputError),
    "no such day": (WAY[:3], step("submit", expires="2027-02-30"), InvalidInputError),
    "over a year": (WAY[:3], step("submit", expires="2027-12-31"), InvalidInputError),
    "expired already": (WAY[:3], step("submit", expires="2026-11-21"), InvalidInputError),
    "a review after a year": (WAY[:3], step("submit", review="2028-01-01"), InvalidInputError),
    "the author approves": (WAY[:4], step("approve", ANN), OffingError),
    "nobody has approved": (WAY[:4], step("publish", BEA), ConflictError),
    "not tested": (WAY[:2], step("submit"), ConflictError),
    "rejected without a reason": (WAY[:4], step("reject", BEA, reason=" "), InvalidInputError),
    "expired while it waited": (WAY[:5], step("publish", BEA, "2027-07-01T00:00:00Z"), ConflictError),
    "back to what never was": (WAY, step("rollback", number=7), InvalidInputError),
    "back to what is live": (WAY, step("rollback", number=1), ConflictError),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    before, wanted, error = REFUSED[case]
    with pytest.raises(error):
        apply(led(*before), wanted)


def test_a_bad_tree_is_refused_at_its_node() -> None:
    bad = says(
        when={"combinator": "and", "rules": [{"field": "cash", "operator": "~", "value": 1}]}
    )
    with pytest.raises(RuleError) as refused:
        apply(led("edit"), step("edit", says=bad))
    assert [p.where for p in refused.value.problems] == ["when.rules[0].operator"]


def test_rows_that_contradict_the_tree_hold_the_rule_back() -> None:
    odd = says(tests=({"values": {"cash": True}, "hit": False},))
    file = apply(apply(led(), step("edit", says=odd)), step("justify"))
    with pytest.raises(ConflictError, match=r"tests\[0\]"):
        apply(file, step("test", trial=trial(odd)))


@pytest.mark.parametrize("far", range(1, 6))
def test_an_edit_begins_anew_and_takes_the_approval_away(far: int) -> None:
    file = apply(led(*WAY[:far]), step("edit", CAI, says=says(False)))
    assert (file.now.state, file.now.approver, file.now.number) == ("draft", "", 1)
    assert file.now.authors == (ANN, CAI)
    file = apply(file, step("justify"))
    with pytest.raises(ConflictError, match="another tree"):
        apply(file, step("test"))


def test_whoever_wrote_at_it_cannot_approve_it() -> None:
    file = apply(led("edit"), step("edit", BEA))
    with pytest.raises(OffingError, match="Somebody else"):
        led("justify", "test", "submit", "approve", of=file)


def test_what_is_live_counts_on_while_the_next_version_is_written() -> None:
    file = apply(led(*WAY), step("edit", says=says(False)))
    assert (file.now.number, file.now.state) == (2, "draft")
    assert [rule.version for rule in load(composed([file])).rules] == ["1"]
    assert changes(file.versions[1].says, file.versions[2].says) == [
        {"where": "when.rules[0].value", "before": True, "after": False}
    ]


COUNTED: dict[str, tuple[str, ...]] = {
    "a shadow put before a second person": (*WAY[:3], "shadow", "submit"),
    "a shadow that was rejected": (*WAY[:3], "shadow", "submit", "reject"),
    "live, retired, asked back and rejected": (*WAY, "retire", "rollback", "reject"),
    "live, then in shadow, then submitted": (*WAY, "shadow", "submit"),
}


@pytest.mark.parametrize("case", COUNTED)
def test_what_has_counted_is_never_written_over(case: str) -> None:
    before = led(*COUNTED[case])
    after = apply(before, step("edit", CAI, says=says(False)))
    assert after.versions[1] == before.versions[1]
    assert (after.now.number, after.now.state, after.now.authors) == (2, "draft", (CAI,))
    assert not after.now.counted


def second(file: RuleFile) -> RuleFile:
    """The next version live, and the earlier one in its past."""
    other = says(False)
    file = apply(file, step("edit", says=other))
    file = apply(apply(file, step("justify")), step("test", trial=trial(other)))
    return led("submit", "approve", "publish", of=file)


def test_going_back_takes_a_second_person_too() -> None:
    file = second(led(*WAY))
    assert {n: v.state for n, v in file.versions.items()} == {1: "superseded", 2: LIVE}
    asked = apply(file, step("rollback", CAI))
    assert [rule.version for rule in load(composed([asked])).rules] == ["2"]
    with pytest.raises(OffingError, match="Somebody else"):
        apply(asked, step("approve", CAI))
    back = led("approve", "publish", of=asked)
    assert {n: v.state for n, v in back.versions.items()} == {1: LIVE, 2: "superseded"}


def test_a_shadow_counts_beside_the_live_version() -> None:
    other = says(False)
    file = apply(led(*WAY), step("edit", says=other))
    file = apply(apply(file, step("justify")), step("test", trial=trial(other)))
    file = apply(file, step("shadow"))
    rules = load(composed([file])).rules
    assert [(rule.version, rule.shadow) for rule in rules] == [("1", False), ("2", True)]


def test_a_rule_expires_by_itself_and_says_so_thirty_days_before() -> None:
    file = led(*WAY)
    states = [aged(file.now, day) for day in ("2027-06-30", "2027-07-01")]
    assert states == [LIVE, "expired"]
    soon = [row_view(file, day, "border")["ends_soon"] for day in ("2027-05-30", "2027-05-31")]
    assert soon == [False, True]
    assert not load(composed([file])).rules[0].live("2027-07-01")


def test_the_table_is_whole() -> None:
    assert {state for state, _ in TRANSITIONS} <= set(STATES)
    assert {t.to for t in TRANSITIONS.values()} <= set(STATES)
    assert {kind for _, kind in TRANSITIONS} == {*OFFERED, "edit", "expire"}
    assert "approved --> live: publish" in diagram()
    assert steps_for(led(*WAY[:4]), ["rule:approve"], NOW[:10]) == ("approve", "reject")


def test_the_register_keeps_every_version_and_refuses_the_late() -> None:
    register = RuleRegister(MemoryTables())
    assert len(register.all()) == len(load(composed(register.all())).rules) == 10
    register.take("cash-only", step("edit"), 0, "border")
    with pytest.raises(StaleWriteError):
        register.take("cash-only", step("edit"), 0)
    register.take("broken-travel", step("retire", BEA), 0)
    ids = {rule.id for rule in load(composed(register.all())).rules}
    assert "broken-travel" not in ids
    assert len(ids) == 9
    assert register.versions("broken-travel")[0].state == "retired"
    assert [event["step"] for event in register.events("broken-travel")] == ["retire"]


class Life(RuleBasedStateMachine):
    """Anybody takes any step at any time with anything; what is live has its papers nevertheless."""

    def __init__(self) -> None:
        super().__init__()
        self.file = begun("cash-only", "border")
        self.day = 0
        # What has really happened, kept beside the product: the last words, who wrote, who agreed, which trees ran.
        self.writers: dict[int, set[str]] = {}
        self.agreed: dict[int, set[str]] = {}
        self.ran: set[str] = set()

    people = st.sampled_from((ANN, BEA, CAI))

    @rule(by=people, value=st.sampled_from((True, False)))
    def edit(self, by: str, value: bool) -> None:
        if self.tries(step("edit", by, self.at(), says=says(value))):
            number = self.file.working
            self.writers.setdefault(number, set()).add(by)
            self.agreed[number] = set()

    @precondition(lambda self: self.file.versions)
    @rule(by=people, kind=st.sampled_from(OFFERED), value=st.sampled_from((True, False)),
          text=st.sampled_from(("", WHY)), number=st.integers(0, 3),
          expires=st.sampled_from(("", "2026-11-25", "2027-06-30", "2029-01-01")))  # fmt: skip
    def any_step(
        self,
        by: str,
        kind: str,
        value: bool,
        text: str,
        number: int,
        expires: str,
    ) -> None:
        ran = trial(says(value)) if kind == "test" else None
        brought = {"justification": text, "reason": text, "expires": expires, "number": number}
        wanted = step(kind, by, self.at(), trial=ran, **brought)
        if self.tries(wanted):
            if ran:
                self.ran.add(ran.tree)
            if kind == "approve":
                self.agreed.setdefault(self.file.working, set()).add(by)
            if kind == "rollback":
                self.agreed[number] = set()

    @precondition(lambda self: self.file.versions)
    @rule(by=people, value=st.sampled_from((True, False)))
    def onward(self, by: str, value: bool) -> None:
        """The step that leads on from where the rule is, by anybody; without it few walks would come far."""
        following = dict(
            zip(("draft", "justified", "tested", "submitted", "approved"), WAY[1:], strict=True)
        )
        if kind := following.get(self.file.now.state):
            self.any_step(by, kind, value, WHY, 0, "2027-06-30")

    @rule()
    def days_pass(self) -> None:
        self.day = min(self.day + 3, 8)

    def at(self) -> str:
        return f"2026-11-{21 + self.day:02d}T03:00:00.000Z"

    def tries(self, wanted: Step) -> bool:
        try:
            self.file = apply(self.file, wanted)
        except OffingError:
            return False
        return True

    @invariant()
    def what_is_live_has_its_papers(self) -> None:
        for version in self.file.versions.values():
            if version.state == LIVE:
                assert version.justification == WHY
                assert self.agreed[version.number] - self.writers[version.number]
                assert version.says.tree in self.ran
                assert "" < version.expires < "2028"

    @invariant()
    def at_most_one_version_is_live(self) -> None:
        for state in (LIVE, SHADOW):
            assert sum(v.state == state for v in self.file.versions.values()) <= 1


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)


def test_the_machine_of_the_property_can_reach_live() -> None:
    """Otherwise the property would say nothing."""
    life = Life()
    life.edit(ANN, value=True)
    for kind in WAY[1:]:
        by = BEA if kind in ("approve", "publish") else ANN
        life.any_step(by, kind, value=True, text=WHY, number=0, expires="2027-06-30")
    assert life.file.now.state == LIVE
    life.file = replace(life.file, versions={1: replace(life.file.now, approver=ANN)})
    life.agreed = {1: {ANN}}
    with pytest.raises(AssertionError):
        life.what_is_live_has_its_papers()
