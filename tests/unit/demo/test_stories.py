"""The planted stories: each is in the messages, and says what must come of it."""

from offing.demo.day import Day
from offing.demo.story import Story


def story(day: Day, code: str) -> Story:
    return next(s for s in day.stories if s.code == code)


def text_of(day: Day, movement: str) -> str:
    plan = next(p for p in day.plans if p.flight.movement == movement)
    return b"".join(d.content for d in plan.drafts()).decode()


def test_all_stories_are_there(small: Day) -> None:
    assert {s.code for s in small.stories} == {
        "distorted-name", "listed-document", "one-card", "broken-travel",
        "returned-booking", "late-message", "missing-message", "namesake",
    }  # fmt: skip


def test_the_wanted_man_has_the_birth_date_but_not_the_name_of_his_entry(small: Day) -> None:
    told = story(small, "distorted-name")
    (who,), (entry,) = told.people, told.entries
    assert who.born.isoformat() in entry["dob"]
    assert who.name.full not in {entry["name"], *(a["name"] for a in entry["aliases"])}
    assert told.outcome.match == entry["id"]


def test_the_listed_passport_has_another_bearer(small: Day) -> None:
    told = story(small, "listed-document")
    (who,), (entry,) = told.people, told.entries
    assert who.document.number == entry["documents"][0]["number"]
    assert who.name.surname not in entry["name"]
    assert who.born.isoformat() not in entry["dob"]


def test_four_bookings_share_one_card_under_three_telephones(small: Day) -> None:
    told = story(small, "one-card")
    cards = {card.masked for b in told.bookings for _, _, card in b.tenders if card}
    assert (len(told.bookings), len(cards), len({p for b in told.bookings for p in b.phones})) == (
        4,
        1,
        3,
    )
    assert text_of(small, told.movement).count(cards.pop()) >= 4
    assert all("CA" in {form for form, _, _ in b.tenders} for b in told.bookings)


def test_the_broken_journey_does_not_join_up(small: Day) -> None:
    first, second = story(small, "broken-travel").bookings[0].itinerary
    assert first.destination != second.origin
    assert (second.departure - first.arrival).total_seconds() > 40 * 3600


def test_the_cancelled_booking_returns_under_another_locator(small: Day) -> None:
    told = story(small, "returned-booking")
    first, again = told.bookings
    assert (first.cancelled, again.opened) == (4, 4)
    assert first.locator != again.locator
    assert first.people == again.people
    assert f"RCI+{told.movement[4:6]}:{first.locator}" in text_of(small, told.movement)


def test_the_namesake_shares_a_name_and_nothing_else(small: Day) -> None:
    told = story(small, "namesake")
    (who,), (entry,) = told.people, told.entries
    assert who.name.full == entry["name"]
    assert who.born.isoformat() not in entry["dob"]
    assert who.nationality not in entry["nationality"]
    assert not told.outcome.queued


def test_the_late_lists_come_after_the_landing(small: Day) -> None:
    movement = story(small, "late-message").movement
    plan = next(p for p in small.plans if p.flight.movement == movement)
    lists = [d for d in plan.drafts() if "paxlst" in d.name]
    assert len(lists) == 2
    landing = plan.flight.departure_utc.timestamp() + 13 * 3600
    assert all(d.due.timestamp() > landing for d in lists)


def test_the_missing_lists_never_come(small: Day) -> None:
    movement = story(small, "missing-message").movement
    plan = next(p for p in small.plans if p.flight.movement == movement)
    assert not [d for d in plan.drafts() if "paxlst" in d.name]
    assert not plan.crew
