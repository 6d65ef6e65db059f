"""A made-up day of 10 flights from bytes to merged movements: everybody is there, once, and no two are one."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from offing.demo.day import Day, a_day
from offing.kernel.ids import message_id
from offing.messages import read_file
from offing.records.merging import Merged, merge
from offing.records.reports import Report, reports_of


@pytest.fixture(scope="module")
def day() -> Day:
    return a_day(7, date(2026, 11, 23), flights=10, travellers=400)


@pytest.fixture(scope="module")
def reports(day: Day) -> dict[str, list[Report]]:
    found = defaultdict(list)
    for message in day.messages:
        if message.becomes == "parsed":
            for parsed in read_file(message.content).messages:
                for movement, report in reports_of(
                    parsed, message_id("XX", message.content)
                ).items():
                    found[movement].append(report)
    return found


@pytest.fixture(scope="module")
def movements(reports: dict[str, list[Report]]) -> dict[str, Merged]:
    return {movement: merge(movement, told) for movement, told in reports.items()}


def test_as_many_travellers_as_people_were_named(day: Day, movements: dict[str, Merged]) -> None:
    assert sum(len(m.travellers) for m in movements.values()) == day.expected.named
    live = sum(not t.removed for m in movements.values() for t in m.travellers)
    assert live == day.expected.travelling


def test_a_passport_is_one_travellers_and_a_traveller_has_one(movements: dict[str, Merged]) -> None:
    holders = Counter()
    for movement, merged in movements.items():
        for traveller in merged.travellers:
            passports = {d.number for d in traveller.documents if d.type.startswith("P")}
            assert len(passports) <= 1
            holders.update((movement, number) for number in passports)
    assert set(holders.values()) == {1}


def test_any_part_first_and_the_rest_later_ends_the_same(reports, movements) -> None:
    for movement, told in reports.items():
        merge(movement, told[::2])
        assert merge(movement, told[1::2] + told[::2]) == movements[movement]


def test_the_result_is_the_same_in_another_process() -> None:
    """Sets of texts have another order in every process; nothing may depend on it."""
    script = (
        "from tests.unit.records.test_clusters import APART, JOINED\n"
        "from tests.unit.records.builders import MOVEMENT\n"
        "from offing.kernel.plain import to_json\nfrom offing.records.merging import merge\n"
        "from hashlib import sha256\n"
        "rows = [r[1:] for r in JOINED + APART]\n"
        "print(sha256(b''.join(to_json(merge(MOVEMENT, r)) for r in rows)).hexdigest())\n"
    )
    root = Path(__file__).parents[3]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}:{root / 'shared'}"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
