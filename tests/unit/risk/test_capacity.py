"""Ranking within capacity: who is above the line, who below, and what is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.risk.capacity import DAYS, REASONS, Candidate, Capacity, Shift, line_of, rank

DAY = Shift(team="A", shift="day", since="06:00", until="18:00", examinations=2)
NIGHT = Shift(team="B", shift="night", since="18:00", until="06:00", days=("sat",), examinations=1)
QNV = {"QNV": Capacity(office="QNV", shifts=(DAY, NIGHT), quota=0)}
SATURDAY = "2026-11-21T10:00"


def case(name: str, p: float, **more: object) -> Candidate:
    given_ = {"office": "QNV", "due": SATURDAY, **more}
    return Candidate(id=name, probability=p, **given_)  # type: ignore[arg-type]


def lines(cases: list[Candidate], quota: int = 0) -> dict[str, tuple[str, str]]:
    known = {"QNV": Capacity(office="QNV", shifts=(DAY, NIGHT), quota=quota)}
    return {p.case: (p.line, p.reason) for p in rank(cases, known)}


def test_worth_is_probability_times_gravity() -> None:
    grave, likely = case("grave", 0.2, severity=3), case("likely", 0.5, severity=1)
    assert (grave.value, likely.value) == (2.0, 0.5)
    placed = rank([likely, case("other", 0.4, severity=2), grave], QNV)
    assert [(p.case, p.line, p.rank) for p in placed] == [
        ("grave", "above", 1),
        ("other", "above", 2),
        ("likely", "below", 3),
    ]
    assert line_of(placed) == {
        "above": 2, "below": 1, "quota": 0, "random": 0, "unlimited": 0, "expected_loss": 0.5,
    }  # fmt: skip


def test_drawn_and_referred_cases_have_their_place_before_all_others() -> None:
    found = lines(
        [case("best", 0.9), case("drawn", 0.001, random=True), case("sent", 0.1, urgent=True)]
    )
    assert found == {
        "drawn": ("above", "random"),
        "sent": ("above", "urgent"),
        "best": ("below", "capacity"),
    }


def test_a_draw_is_never_below_the_line() -> None:
    drawn = [case(f"d{n}", 0.001, random=True) for n in range(5)]
    assert set(lines(drawn).values()) == {("above", "random")}


def test_a_quota_is_filled_under_its_name() -> None:
    slight = [case("slight", 0.05, worthwhile=False), case("slighter", 0.01, worthwhile=False)]
    assert lines(slight) == {"slight": ("below", "unworthy"), "slighter": ("below", "unworthy")}
    filled = lines([case("good", 0.5), *slight], quota=2)
    assert filled == {
        "good": ("above", "value"),
        "slight": ("above", "quota"),
        "slighter": ("below", "unworthy"),
    }


@pytest.mark.parametrize(
    ("due", "slot", "line"),
    [
        ("2026-11-21T05:59", "QNV/2026-11-21/none", "below"),
        ("2026-11-21T06:00", "QNV/2026-11-21/day", "above"),
        ("2026-11-21T19:00", "QNV/2026-11-21/night", "above"),
        ("2026-11-22T05:00", "QNV/2026-11-21/night", "above"),
        ("2026-11-22T19:00", "QNV/2026-11-22/none", "below"),
        ("2026-11-21", "QNV/2026-11-21", "above"),
        ("", "QNV/any", "above"),
    ],
)
def test_each_shift_has_its_own_room(due: str, slot: str, line: str) -> None:
    (place,) = rank([case("one", 0.5, due=due)], QNV)
    assert (place.slot, place.line) == (slot, line)


def test_an_office_without_capacity_has_no_line() -> None:
    (place,) = rank([case("one", 0.5, office="QNS")], QNV)
    assert (place.line, place.reason, place.loss) == ("unlimited", "unlimited", 0.0)


candidates = st.lists(
    st.builds(
        Candidate,
        id=st.uuids().map(str),
        office=st.sampled_from(["QNV", "QNS"]),
        probability=st.floats(0, 1),
        severity=st.integers(1, 3),
        random=st.booleans(),
        urgent=st.booleans(),
        worthwhile=st.booleans(),
        due=st.sampled_from([SATURDAY, "2026-11-21T20:00", "2026-11-23", ""]),
    ),
    max_size=30,
)


@given(candidates, st.integers(0, 6), st.integers(0, 6))
def test_no_order_matters_room_is_kept_and_nothing_better_is_left(
    cases: list[Candidate], room: int, quota: int
) -> None:
    shift = Shift(team="A", shift="all", since="00:00", until="23:59", days=DAYS, examinations=room)
    known = {"QNV": Capacity(office="QNV", shifts=(shift,), quota=quota)}
    places = rank(cases, known)
    assert places == rank(cases[::-1], known)
    assert {p.case for p in places} == {c.id for c in cases}
    assert all(p.reason in REASONS for p in places)
    by_slot: dict[str, list[str]] = {}
    for place in places:
        by_slot.setdefault(place.slot, []).append(place.reason)
    for reasons in by_slot.values():
        if "value" in reasons or "quota" in reasons:
            assert sum(r in ("random", "urgent", "value", "quota") for r in reasons) <= room
    for slot in by_slot:
        taken = [p.value for p in places if p.slot == slot and p.reason == "value"]
        left = [p.value for p in places if p.slot == slot and p.reason == "capacity"]
        worthwhile = {c.id for c in cases if c.worthwhile}
        left = [
            p.value
            for p in places
            if p.slot == slot and p.reason == "capacity" and p.case in worthwhile
        ]
        assert not taken or not left or min(taken) >= max(left)
