"""The contract of tables."""

import pytest

from offing.kernel.errors import StaleWriteError
from offing.kernel.ports import Change, Condition, Tables

T = "travel"


def put(tables: Tables, pk: str, *sks: str, **values: str | int | bytes | bool) -> None:
    tables.put_many(T, [{"pk": pk, "sk": sk, **values} for sk in sks])


def keys(items: tuple[dict[str, object], ...]) -> list[object]:
    return [item["sk"] for item in items]


def test_an_item_comes_back_as_written_with_its_types(tables: Tables) -> None:
    put(tables, "p", "s", text="é", number=7, raw=b"\x00\x01", flag=True)
    found = tables.get(T, "p", "s")
    assert found == {
        "pk": "p",
        "sk": "s",
        "text": "é",
        "number": 7,
        "raw": b"\x00\x01",
        "flag": True,
    }


def test_absent_is_none(tables: Tables) -> None:
    assert tables.get(T, "p", "none") is None


def test_query_is_one_partition_in_order_with_prefix_and_after(tables: Tables) -> None:
    put(tables, "p", "b#2", "a#1", "b#1", "c")
    put(tables, "q", "b#9")
    assert keys(tables.query(T, "p").items) == ["a#1", "b#1", "b#2", "c"]
    assert keys(tables.query(T, "p", "b#").items) == ["b#1", "b#2"]
    assert keys(tables.query(T, "p", newest_first=True).items) == ["c", "b#2", "b#1", "a#1"]
    assert keys(tables.query(T, "p", after="b#1").items) == ["b#2", "c"]


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_join_to_the_whole(tables: Tables, newest_first: bool) -> None:
    put(tables, "p", *(f"{n:02d}" for n in range(7)))
    seen: list[object] = []
    cursor = None
    while True:
        page = tables.query(T, "p", limit=3, cursor=cursor, newest_first=newest_first)
        seen += keys(page.items)
        cursor = page.cursor
        if not cursor:
            break
    assert seen == sorted(seen, reverse=newest_first)
    assert len(seen) == 7


def test_many_items_are_written_and_removed(tables: Tables) -> None:
    put(tables, "p", *(f"{n:03d}" for n in range(60)))
    assert len(tables.query(T, "p").items) == 60
    tables.delete_many(T, [("p", f"{n:03d}") for n in range(59)])
    assert keys(tables.query(T, "p").items) == ["059"]


def test_the_index_orders_by_its_own_key_and_pages(tables: Tables) -> None:
    for n in (3, 1, 2):
        put(tables, f"p{n}", "s", gsi1pk="day", gsi1sk=f"{n}")
    assert [i["gsi1sk"] for i in tables.query_index(T, "day").items] == ["1", "2", "3"]
    first = tables.query_index(T, "day", limit=2, newest_first=True)
    rest = tables.query_index(T, "day", limit=2, newest_first=True, cursor=first.cursor)
    assert [i["gsi1sk"] for i in first.items + rest.items] == ["3", "2", "1"]


def test_a_change_sets_adds_and_keeps_the_rest(tables: Tables) -> None:
    put(tables, "p", "s", kept="yes", n=1)
    tables.change([Change(T, "p", "s", set={"new": "x"}, add={"n": 2, "m": 5})])
    assert tables.get(T, "p", "s") == {
        "pk": "p",
        "sk": "s",
        "kept": "yes",
        "n": 3,
        "m": 5,
        "new": "x",
    }


def test_only_the_first_of_two_creations_happens(tables: Tables) -> None:
    create = Change(T, "p", "s", set={"by": "one"}, condition=Condition(absent=True))
    tables.change([create])
    with pytest.raises(StaleWriteError):
        tables.change([create])


def test_changes_are_all_or_none(tables: Tables) -> None:
    put(tables, "p", "s", rev=2)
    stale = Change(T, "p", "s", set={"x": 1}, condition=Condition(equals={"rev": 1}))
    with pytest.raises(StaleWriteError):
        tables.change([Change(T, "p", "other", add={"n": 1}), stale])
    assert tables.get(T, "p", "other") is None
    fresh = Change(T, "p", "s", set={"x": 1}, condition=Condition(equals={"rev": 2}))
    tables.change([Change(T, "p", "other", add={"n": 1}), fresh])
    assert tables.get(T, "p", "other") == {"pk": "p", "sk": "other", "n": 1}


def test_an_item_can_be_removed_in_a_change(tables: Tables) -> None:
    put(tables, "p", "s")
    tables.change([Change(T, "p", "s", remove=True), Change(T, "p", "t", set={"x": 1})])
    assert keys(tables.query(T, "p").items) == ["t"]


def test_a_present_condition_refuses_the_absent(tables: Tables) -> None:
    with pytest.raises(StaleWriteError):
        tables.change([Change(T, "p", "s", set={"x": 1}, condition=Condition(present=True))])


def test_many_items_are_read_by_their_keys(tables: Tables) -> None:
    put(tables, "p", *(f"{n:03d}" for n in range(120)))
    wanted = [("p", f"{n:03d}") for n in range(0, 120, 2)] * 2 + [("p", "none"), ("q", "001")]
    found = tables.get_many(T, wanted)
    assert sorted(str(item["sk"]) for item in found) == [f"{n:03d}" for n in range(0, 120, 2)]
    assert tables.get_many(T, []) == []


def test_a_change_changes_something() -> None:
    with pytest.raises(ValueError, match="sets, adds or removes"):
        Change(T, "p", "s")
    with pytest.raises(ValueError, match="sets, adds or removes"):
        Change(T, "p", "s", condition=Condition(present=True))


def test_an_item_of_keys_alone_can_be_made(tables: Tables) -> None:
    new = Change(T, "p", "t", condition=Condition(absent=True))
    tables.change([new, Change(T, "p", "s", set={"x": 1})])
    assert keys(tables.query(T, "p").items) == ["s", "t"]


TOO_MUCH = {
    "an item twice": [Change(T, "p", "s", add={"n": 1}), Change(T, "p", "s", add={"m": 1})],
    "more than fit": [Change(T, "p", f"{n}", add={"n": 1}) for n in range(101)],
    "nothing": [],
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_what_dynamodb_would_refuse_as_one_transaction_is_refused(
    tables: Tables, what: str
) -> None:
    with pytest.raises(ValueError, match=r"twice|1 to 100"):
        tables.change(TOO_MUCH[what])
    assert tables.query(T, "p").items == ()
