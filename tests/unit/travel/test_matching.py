"""Merging and matching a movement over the tables."""

from dataclasses import replace

from offing.adapters.memory import MemoryQueues, MemoryTables
from offing.kernel.ports import Change
from offing.travel.matching import Matching, match_movement
from offing.travel.store import MovementStore
from tests.builders import MOVEMENT, NameIndex, api, matched, passport, reported, taken_in


def at(index: NameIndex | None = None, tables: MemoryTables | None = None) -> Matching:
    return Matching(tables or MemoryTables(), MemoryQueues(), index or NameIndex(WANTED="E1"))


def test_everyone_named_is_stored_with_matches_and_scoring_is_queued() -> None:
    here = at()
    movement = matched(here, api("m1.0", reported("WANTED"), reported("OTHER")))
    manifest = MovementStore(here.tables).manifest(movement)
    found = {
        m.traveller.surname: [x.entity for x in m.matches] for m in manifest.travellers.values()
    }
    assert found == {"WANTED": ["E1"], "OTHER": []}
    assert manifest.head.described.movement == MOVEMENT
    assert manifest.head.described.travellers == 2
    assert here.queues.take("score") == [{"movement": movement}]  # type: ignore[attr-defined]


def test_a_push_that_repeats_what_is_known_writes_and_matches_nothing() -> None:
    index = NameIndex(WANTED="E1")
    here = at(index)
    people = (reported("WANTED", documents=(passport("1"),)), reported("OTHER"))
    movement = matched(here, api("m1.0", *people))
    asked = index.asked
    taken_in(here.tables, api("m2.0", *people, sent_at="2026-11-21T09:00Z"))
    assert match_movement(here, movement) == 0
    assert index.asked == asked


def test_a_new_index_matches_again() -> None:
    here = at(NameIndex("v1"))
    movement = matched(here, api("m1.0", reported("WANTED")))
    newer = replace(here, index=NameIndex("v2", WANTED="E1"))
    assert match_movement(newer, movement) == 1
    (stored,) = MovementStore(here.tables).manifest(movement).travellers.values()
    assert stored.index_version == "v2"
    assert stored.matches[0].entity == "E1"


def test_the_same_message_twice_counts_once() -> None:
    here = at()
    movement = matched(here, api("m1.0", reported("A")), api("m1.0", reported("A")))
    head = MovementStore(here.tables).head(movement)
    assert (head.basis, head.described.travellers) == (1, 1)


def test_a_report_that_arrives_while_a_worker_merges_is_not_lost() -> None:
    class Interrupted(MemoryTables):
        """Tables in which a second message arrives just after the first was read."""

        armed = True

        def put_many(self, table: str, items: object) -> None:
            if self.armed:
                self.armed = False
                taken_in(self, api("m2.0", reported("LATE")))
            super().put_many(table, items)  # type: ignore[arg-type]

    tables = Interrupted()
    movement = matched(at(tables=tables), api("m1.0", reported("EARLY")))
    names = {
        m.traveller.surname for m in MovementStore(tables).manifest(movement).travellers.values()
    }
    assert "LATE" in names


def test_a_movement_that_nobody_reported_is_left_alone() -> None:
    here = at()
    assert match_movement(here, "air-XQ1-20261121-AAA-BBB") == 0
    assert here.queues.take("score") == []  # type: ignore[attr-defined]


def test_a_traveller_is_found_by_any_id_they_ever_had() -> None:
    tables = MemoryTables()
    here = at(tables=tables)
    movement = matched(here, api("m1.0", reported("KARIMI")))
    store = MovementStore(tables)
    (identity,) = store.manifest(movement).travellers
    tables.change(
        [Change("travel", "TRV#trv_old", "AT", set={"movement": movement, "now": identity})]
    )
    assert store.whereabouts("trv_old") == (movement, identity)
    assert store.whereabouts("trv_none") is None
