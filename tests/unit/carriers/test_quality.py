"""Data quality: counters that add up and can be taken back, and the score by its table."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.adapters.memory import MemoryTables
from offing.carriers.agreements import deviations
from offing.carriers.profile import Agreed, Profile
from offing.carriers.quality import PARTS, Day, days_of, parts, quality, score
from offing.carriers.tally import FIELDS, moved, tally
from offing.records.messages import Finding, ParsedFile, ParsedMessage
from offing.records.travellers import Document, ReportedTraveller

WHOLE = ReportedTraveller(
    surname="VOSS",
    given_names="ANNA",
    date_of_birth="1980-05-01",
    sex="F",
    nationality="DEU",
    documents=(Document(type="P", number="C01X0006H", issuer="DEU", expiry="2030-01-01"),),
)
NOBODY = ReportedTraveller(surname=None, given_names=None)
GOOD = {"messages": 10, "travellers": 1000, "api_travellers": 500, "due": 20}


def message(*people: ReportedTraveller, **more: Any) -> ParsedMessage:
    return ParsedMessage(**{"format": "PAXLST", "travellers": people, **more})


def warning(code: str, severity: str = "warning") -> Finding:
    return Finding(severity=severity, code=code, text="Mend it")


def test_a_whole_list_counts_people_and_nothing_else() -> None:
    assert tally(ParsedFile(messages=(message(WHOLE, WHOLE),))) == {
        "messages": 1,
        "travellers": 2,
        "api_travellers": 2,
    }


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_left_out_is_counted(field: str) -> None:
    counted = tally(ParsedFile(messages=(message(NOBODY, WHOLE),)))
    assert counted[f"missing:{field}"] == 1


def test_a_booking_owes_no_document() -> None:
    counted = tally(ParsedFile(messages=(message(NOBODY, source="PNR"),)))
    assert counted == {"messages": 1, "travellers": 1}


def test_findings_are_counted_by_code_and_news_is_not() -> None:
    found = (warning("a"), warning("a"), warning("b", "error"), warning("c", "info"))
    counted = tally(ParsedFile(messages=(message(WHOLE, findings=found[:2]),), findings=found[2:]))
    assert {n: c for n, c in counted.items() if n.startswith("found")} == {
        "found:warning:a": 2,
        "found:error:b": 1,
    }


def test_nothing_readable_is_rejected() -> None:
    assert tally(ParsedFile(findings=(warning("x", "fatal"),)))["rejected"] == 1


_COUNTS = st.dictionaries(
    st.sampled_from(["messages", "travellers", "found:error:a", "missing:sex"]),
    st.integers(1, 500),
)


@given(st.lists(_COUNTS, min_size=1, max_size=6))
def test_reading_again_leaves_what_the_last_reading_counted(readings: list[dict[str, int]]) -> None:
    tables, before = MemoryTables(), dict[str, int]()
    for now in readings:
        if change := moved("XQ", "2026-11-21", now, before, "msg_1"):
            tables.change([change])
        before = now
    item = tables.get("statistics", "QUALITY#XQ", "2026-11-21") or {}
    left = {n: c for n, c in item.items() if isinstance(c, int) and c}
    assert left == readings[-1]


NONE_CAME = {"late": 20, "absent": 20}
# Counters over GOOD, and the score by hand: points lost = weight × share ÷ share at which all is lost.
SCORES = (
    ({}, 100),
    ({"rejected": 1}, 90),  # a tenth of the files of a fifth: half of 20; rejected are a base of errors too
    ({"rejected": 2}, 80),
    ({"found:error:a": 50}, 90),
    ({"found:fatal:a": 50, "found:error:b": 50}, 80),
    ({"found:warning:a": 500}, 95),
    ({"missing:sex": 200}, 88),  # 200 of 4,000 fields: half of 25
    ({"late": 5}, 95),
    ({"late": 2, "absent": 2}, 90),  # a tenth late: 2 of 10; a tenth absent: 7.5 of 15
    ({"rejected": 10, "found:error:a": 999, "found:warning:a": 9999, "missing:sex": 999} | NONE_CAME, 0),
)  # fmt: skip


@pytest.mark.parametrize(("counts", "expected"), SCORES)
def test_the_score_is_what_the_table_says(counts: dict[str, int], expected: int) -> None:
    assert score(GOOD | counts) == expected


def test_weights_are_a_hundred() -> None:
    assert sum(part.weight for part in PARTS) == 100


def test_what_was_not_sent_is_not_judged() -> None:
    assert score({}) is None
    assert score({"due": 4, "late": 4, "absent": 4}) == 0
    assert [p["points"] for p in parts({"messages": 2})].count(None) == len(PARTS) - 1


@given(_COUNTS, _COUNTS)
def test_the_score_stays_within_its_scale(good: dict[str, int], more: dict[str, int]) -> None:
    found = score(good | more)
    assert found is None or 0 <= found <= 100


def test_days_weeks_and_the_findings_behind_them() -> None:
    tables = MemoryTables()
    for day, counts, receipt in (
        ("2026-11-15", {"messages": 1, "travellers": 9, "found:error:a": 1}, "msg_1"),
        ("2026-11-16", {"messages": 1, "travellers": 9}, "msg_2"),
        ("2026-11-17", {"messages": 1, "travellers": 9, "found:error:a": 2}, "msg_3"),
        ("2026-12-30", {"messages": 1}, "msg_4"),
    ):
        change = moved("XQ", day, counts, {}, receipt)
        assert change is not None
        tables.change([change])
    found = quality("XQ", days_of(tables, "XQ", date(2026, 11, 15), date(2026, 11, 30)))
    assert [d["date"] for d in found["days"]] == ["2026-11-15", "2026-11-16", "2026-11-17"]
    assert [(w["date"], w["messages"]) for w in found["weeks"]] == [
        ("2026-11-09", 1),
        ("2026-11-16", 2),
    ]
    (behind,) = found["total"]["findings"]
    assert behind == {
        "code": "a",
        "severity": "error",
        "count": 3,
        "examples": ["msg_3", "msg_1"],
    }


def test_a_day_without_anything_has_no_score() -> None:
    assert quality("XQ", [Day("2026-11-15")])["days"][0]["score"] is None


AGREED = Profile(
    carrier="XQ",
    senders=("HALYARD",),
    formats=(Agreed(format="PAXLST", versions=("D:12B",)), Agreed(format="PNRGOV")),
)
DEVIATIONS = (
    (AGREED, {"sender": "HALYARD", "version": "D:12B"}, []),
    (AGREED, {"sender": "HALYARD", "format": "PNRGOV", "version": "13:1"}, []),
    (AGREED, {"sender": "OTHER", "version": "D:12B"}, ["sender-not-agreed"]),
    (AGREED, {"sender": "HALYARD", "version": "D:02B"}, ["version-not-agreed"]),
    (AGREED, {"sender": "HALYARD", "format": "GENERAL"}, ["format-not-agreed"]),
    (AGREED, {"sender": "OTHER", "format": "CUSRES"}, []),
    (Profile(carrier="XQ"), {"sender": "OTHER", "version": "D:02B"}, []),
    (None, {"sender": "OTHER"}, []),
)


@pytest.mark.parametrize(("profile", "said", "codes"), DEVIATIONS)
def test_what_was_not_agreed_is_a_warning(
    profile: Profile | None, said: dict[str, Any], codes: list[str]
) -> None:
    found = deviations(profile, ParsedFile(messages=(message(**said), message(**said))))
    assert [f.code for f in found] == codes
    assert {f.severity for f in found} <= {"warning"}
