"""Scoring a movement over the tables."""

from dataclasses import replace

from offing.adapters.memory import MemoryQueues, MemoryTables
from offing.risk.random_draw import draw_number
from offing.risk.rules import shipped
from offing.risk.store import StatisticsStore
from offing.travel.matching import Matching, match_movement
from offing.travel.model import Scored
from offing.travel.reconcile import reconcile
from offing.travel.scoring import Assessed, Scoring, score_movement
from offing.travel.store import MovementStore
from tests.builders import NameIndex, api, matched, passport, reported, taken_in

NOW = "2026-11-21T03:00:00Z"


def scoring(tables: MemoryTables, opened: list[str] | None = None, share: float = 0.0) -> Scoring:
    def opens(a: Assessed) -> bool:
        if a.assessment.lane == "red" and opened is not None:
            opened.append(a.traveller.surname or "")
        return a.assessment.lane == "red"

    return Scoring(
        tables=tables, rules=shipped(), draw_key=b"k" * 32, random_share=share, opens=opens
    )


def test_everyone_is_assessed_and_the_listed_open_a_case() -> None:
    tables, opened = MemoryTables(), list[str]()
    at = Matching(tables, MemoryQueues(), NameIndex(WANTED="E1"))
    movement = matched(at, api("m1.0", reported("WANTED"), reported("OTHER", "BOB")))
    assert score_movement(scoring(tables, opened), movement, NOW) == 2
    manifest = MovementStore(tables).manifest(movement)
    assert set(manifest.assessments) == set(manifest.travellers)
    assert manifest.head.scored.assessed == 2
    assert manifest.head.scored.matched == 1
    assert opened == ["WANTED"]
    assert reconcile(tables, ["2026-11-21"]).travellers == {
        "received": 2, "assessed": 2, "matched": 1, "hits": manifest.head.scored.hits,
    }  # fmt: skip


def test_scoring_again_writes_nothing_and_counts_nothing_twice() -> None:
    tables = MemoryTables()
    at = Matching(tables, MemoryQueues(), NameIndex(WANTED="E1"))
    movement = matched(at, api("m1.0", reported("WANTED"), reported("OTHER", "BOB")))
    score_movement(scoring(tables), movement, NOW)
    before = StatisticsStore(tables).rows()
    assert score_movement(scoring(tables), movement, "2026-11-21T04:00:00Z") == 0
    assert StatisticsStore(tables).rows() == before


def test_lines_of_each_score_add_up() -> None:
    tables = MemoryTables()
    at = Matching(tables, MemoryQueues(), NameIndex(WANTED="E1"))
    movement = matched(at, api("m1.0", reported("WANTED"), reported("OTHER", "BOB")))
    score_movement(scoring(tables), movement, NOW)
    for _, assessment in MovementStore(tables).manifest(movement).assessments.values():
        total = sum(line.points for line in assessment.score.lines)
        assert round(total, 4) == assessment.score.points


def test_everyone_is_drawn_when_the_share_is_one_and_nobody_when_it_is_none() -> None:
    for share, expected in ((1.0, 2), (0.0, 0)):
        tables = MemoryTables()
        at = Matching(tables, MemoryQueues(), NameIndex())
        movement = matched(at, api("m1.0", reported("A"), reported("B", "BOB")))
        score_movement(scoring(tables, share=share), movement, NOW)
        drawn = [a.random for _, a in MovementStore(tables).manifest(movement).assessments.values()]
        assert sum(drawn) == expected


def test_a_message_that_comes_while_scoring_is_scored_too() -> None:
    tables = MemoryTables()
    at = Matching(tables, MemoryQueues(), NameIndex())
    movement = matched(at, api("m1.0", reported("A")))

    def late(a: Assessed) -> bool:
        if a.traveller.surname == "A":
            taken_in(tables, api("m2.0", reported("LATE", "BOB")))
            match_movement(at, movement)
        return False

    score_movement(replace(scoring(tables), opens=late), movement, NOW)
    head = MovementStore(tables).head(movement)
    assert head.scored.assessed == head.described.travellers
    assert isinstance(head.scored, Scored)


def test_whom_the_machine_has_drawn_stays_drawn_under_another_id() -> None:
    for surname in (f"N{letter}" for letter in "ABCDEFGHIJKLMNOP"):
        tables = MemoryTables()
        at = Matching(tables, MemoryQueues(), NameIndex())
        early = reported(surname, documents=(passport("1"),))
        late = reported(surname, documents=(passport("1"),), date_of_birth="1980-01-02")
        movement = matched(at, api("m1.0", early), api("m2.0", late, sent_at="2026-11-21T09:00Z"))
        (person,) = (
            m.traveller for m in MovementStore(tables).manifest(movement).travellers.values()
        )
        key = b"k" * 32
        lots = [draw_number(key, i, "passenger") for i in (person.id, *person.formerly)]
        if len(lots) < 2 or min(lots[1:]) >= lots[0]:
            continue
        share = (min(lots[1:]) + lots[0]) / 2  # the former id is drawn, the present one is not
        score_movement(scoring(tables, share=share), movement, NOW)
        assert [
            a.random for _, a in MovementStore(tables).manifest(movement).assessments.values()
        ] == [True]
        return
    raise AssertionError("no name of the list has ids that show it")
