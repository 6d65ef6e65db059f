"""The generated day: the same for a seed, complete, and counted right."""

import re
from datetime import date

import pytest

from offing.demo.day import WATCHLIST_SIZE, Day, a_day
from offing.kernel.errors import InvalidInputError

DAY = date(2026, 11, 23)


def test_the_same_seed_gives_the_same_day(small: Day) -> None:
    again = a_day(7, DAY, flights=10, travellers=400)
    assert again.messages == small.messages
    assert again.watchlist == small.watchlist
    assert a_day(8, DAY, flights=10, travellers=400).messages != small.messages


def test_exactly_as_many_people_are_named_as_were_asked_for(small: Day) -> None:
    assert small.expected.named == 400
    assert small.expected.travelling < 400
    assert len(small.expected.movements) == 10


def test_every_named_person_is_in_the_text_of_some_message(small: Day) -> None:
    text = b"".join(m.content for m in small.messages if m.becomes == "parsed").decode("ascii")
    written = set(re.findall(r"XT\d{7}", text))
    assert written == {number for plan in small.plans for number in plan.named}


def test_each_carrier_sends_bookings_lists_and_crew(small: Day) -> None:
    for kind in (
        "pnrgov-minus-24h",
        "pnrgov-minus-04h",
        "pnrgov-minus-00h",
        "paxlst-crew",
        "paxlst-final",
    ):
        assert sum(kind in m.name for m in small.messages) >= 9, kind


def test_messages_come_in_the_order_in_which_they_are_due(small: Day) -> None:
    assert [m.due for m in small.messages] == sorted(m.due for m in small.messages)


def test_some_messages_are_bad_on_purpose(small: Day) -> None:
    outcomes = [m.becomes for m in small.messages]
    assert outcomes.count("rejected") == small.expected.rejected == 2
    assert outcomes.count("duplicate") == small.expected.duplicates == 1
    distinct = {(m.carrier, m.content) for m in small.messages}
    assert len(distinct) == small.expected.received


def test_both_ways_in_are_used(small: Day) -> None:
    assert {m.via for m in small.messages} == {"https", "s3"}


def test_the_watchlist_meets_nobody_but_the_people_of_the_stories(small: Day) -> None:
    assert len(small.watchlist) == WATCHLIST_SIZE
    told = {p.document.number for s in small.stories for p in s.people}
    listed = {d["number"] for e in small.watchlist for d in e["documents"]}
    travelling = {n for plan in small.plans for n in plan.named}
    assert listed & travelling <= told
    names = {e["name"] for e in small.watchlist}
    others = [p.name.full for plan in small.plans for b in plan.bookings for p in b.people]
    assert {n for n in others if n in names} == {"MOHAMED ALI"}


def test_names_come_from_many_regions(small: Day) -> None:
    people = [p for plan in small.plans for b in plan.bookings for p in b.people]
    assert len({p.nationality for p in people}) >= 30
    surnames = " ".join(p.name.surname for p in people)
    assert "'" in surnames
    assert any(not p.name.given for p in people), "single names travel too"


def test_nothing_can_be_mistaken_for_a_real_person(small: Day) -> None:
    people = [p for plan in small.plans for b in plan.bookings for p in b.people]
    assert all(p.document.number.startswith(("XT0", "XT9")) for p in people)
    bookings = [b for plan in small.plans for b in plan.bookings]
    assert all(phone.startswith("999") for b in bookings for phone in b.phones)
    assert all(mail.endswith("@EXAMPLE.COM") for b in bookings for mail in b.emails)


@pytest.mark.parametrize(("flights", "travellers"), [(0, 400), (3, 400), (10, 20)])
def test_impossible_days_are_refused_in_words(flights: int, travellers: int) -> None:
    with pytest.raises(InvalidInputError, match="--"):
        a_day(7, DAY, flights, travellers)
