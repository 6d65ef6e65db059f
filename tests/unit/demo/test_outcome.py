"""What came of the day is judged right: counts, movements, stories, ports."""

from typing import Any

from offing.demo import outcome
from offing.demo.day import Day
from offing.demo.run import settled
from offing.demo.story import Story
from offing.risk.rules import shipped


def counts(day: Day, **changed: int) -> dict[str, Any]:
    wanted = day.expected
    values = {
        "received": wanted.received,
        "named": wanted.named,
        "assessed": wanted.named,
    } | changed
    read = values["received"] - wanted.rejected
    return {
        "messages": {
            "received": values["received"],
            "parsed": read,
            "rejected": wanted.rejected,
            "pending": 0,
        },
        "travellers": {"received": values["named"], "assessed": values["assessed"], "matched": 2},
        "movements": [
            {"id": m, "travellers": c.named, "hits": 0} for m, c in wanted.movements.items()
        ],
    }


def case_of(story: Story, number: int = 0, **more: Any) -> dict[str, Any]:
    person = story.people[number]
    why = [{"kind": "rule", "code": rule, "text": ""} for rule in story.outcome.rules]
    if story.outcome.match:
        why.append({"kind": "match", "code": f"list/{story.outcome.match}", "text": ""})
    row = {
        "id": f"case_{story.code}_{number}",
        "name": f"{person.name.surname}/{person.name.given}",
        "movement": story.movement,
        "movement_label": "XQ1 CDG-QNV",
        "why": why,
        "score": 0.5,
    }
    return row | more


def all_cases(day: Day) -> list[dict[str, Any]]:
    wanted = [s for s in day.stories if s.outcome.queued]
    return [case_of(s, n) for s in wanted for n in range(len(s.people))]


def test_a_clean_run_holds(small: Day) -> None:
    found = counts(small)
    assert all(c.holds for c in outcome.counted(small.expected, found))
    assert outcome.by_movement(small.expected, found) == []
    assert all(c.holds for c in outcome.told(small.stories, all_cases(small)))


def test_a_lost_traveller_is_seen_in_the_sum_and_at_its_movement(small: Day) -> None:
    found = counts(small, named=399, assessed=399)
    found["movements"][3]["travellers"] -= 1
    wrong = [c.name for c in outcome.counted(small.expected, found) if not c.holds]
    assert wrong == ["travellers"]
    assert [c.name for c in outcome.by_movement(small.expected, found)] == [
        found["movements"][3]["id"]
    ]


def test_a_story_needs_all_its_people_for_the_right_reasons(small: Day) -> None:
    cases = all_cases(small)
    four = [c for c in cases if "one-card" in c["id"]]
    missing = [c for c in cases if c is not four[0]]
    wrong_reason = [c | {"why": []} if c is four[0] else c for c in cases]
    for broken in (missing, wrong_reason):
        failed = [c for c in outcome.told(small.stories, broken) if not c.holds]
        assert [c.name for c in failed] == [
            next(s.title for s in small.stories if s.code == "one-card")
        ]


def test_the_namesake_may_be_drawn_but_not_matched(small: Day) -> None:
    story = next(s for s in small.stories if s.code == "namesake")
    drawn = case_of(story, why=[{"kind": "random", "code": "random_draw", "text": ""}])
    entry = f"sanctions/{story.outcome.not_match}"
    matched = case_of(story, why=[{"kind": "match", "code": entry, "text": ""}])
    assert outcome.told([story], [drawn])[0].holds
    assert not outcome.told([story], [matched])[0].holds


def test_cases_are_counted_by_port(small: Day) -> None:
    told = next(s for s in small.stories if s.outcome.match)
    rows = [case_of(told), case_of(told, why=[], random=True), case_of(told, why=[], office="QNS")]
    assert outcome.by_port(rows) == [("QNV", 2, 1, 1), ("QNS", 1, 0, 0)]


def test_the_day_has_settled_when_all_is_read_and_assessed(small: Day) -> None:
    received = small.expected.received
    assert settled(counts(small), received)
    assert not settled(counts(small, assessed=10), received)
    assert not settled(counts(small, received=received - 1), received)
    waiting = counts(small)
    waiting["messages"]["pending"] = 1
    assert not settled(waiting, received)


def test_outcomes_name_rules_that_exist(small: Day) -> None:
    known = {rule.id for rule in shipped().rules}
    assert {r for s in small.stories for r in s.outcome.rules} <= known
