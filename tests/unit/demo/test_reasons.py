"""The planted stories through the real path in one process: read, merge, match, rules."""

from collections import defaultdict
from pathlib import Path

import orjson
import pytest

from offing.demo.day import Day
from offing.messages import read_file
from offing.records.merging import merge
from offing.records.reports import Report, reports_of
from offing.records.travellers import Traveller
from offing.risk.rules import shipped
from offing.risk.subject import Subject, subjects_of
from offing.watchlists import index, sources
from offing.watchlists.model import Entry, query_of


@pytest.fixture(scope="module")
def reports(small: Day) -> dict[str, list[Report]]:
    said: dict[str, list[Report]] = defaultdict(list)
    for number, message in enumerate(small.messages):
        for part, parsed in enumerate(read_file(message.content).messages):
            for movement, report in reports_of(parsed, f"{number:04d}.{part}").items():
                said[movement].append(report)
    return said


@pytest.fixture(scope="module")
def subjects(small: Day, reports: dict[str, list[Report]]) -> dict[str, Subject]:
    """Everybody who travels, by document number."""
    found = {}
    for movement, said in reports.items():
        merged = merge(movement, said)
        leg = next(r.movement for r in said if r.movement)
        for subject in subjects_of(leg, merged.travellers, merged.bookings, small.date.isoformat()):
            found |= {d.number: subject for d in subject.traveller.documents}
    return found


def test_merging_finds_exactly_the_people_and_bookings_of_the_generator(
    small: Day, reports: dict[str, list[Report]]
) -> None:
    for movement, wanted in small.expected.movements.items():
        merged = merge(movement, reports[movement])
        staying = [t for t in merged.travellers if not t.removed]
        found = (len(merged.travellers), len(staying), len(merged.bookings))
        assert found == (wanted.named, wanted.travelling, wanted.bookings), movement


def test_each_story_hits_its_rules(small: Day, subjects: dict[str, Subject]) -> None:
    rules = shipped()
    for story in small.stories:
        for person in story.people:
            hits = {h.rule for h in rules.hits(subjects[person.document.number])}
            assert set(story.outcome.rules) <= hits, (story.code, hits)


def test_each_listed_person_is_found_and_the_namesake_is_not(
    small: Day, subjects: dict[str, Subject], tmp_path: Path
) -> None:
    lines = b"\n".join(map(orjson.dumps, small.watchlist))
    entries = [e for e in sources.read("jsonl", lines) if isinstance(e, Entry)]
    assert len(entries) == len(small.watchlist)
    index.build(entries, tmp_path / "index")
    opened = index.open_index(tmp_path / "index")

    def bands(traveller: Traveller) -> dict[str, str]:
        return {m.entity: m.band for m in opened.match(query_of(traveller))}

    for story in small.stories:
        for person in story.people:
            found = bands(subjects[person.document.number].traveller)
            if story.outcome.match:
                assert found.get(story.outcome.match) == "strong", story.code
            if story.outcome.not_match:
                assert found.get(story.outcome.not_match) in (None, "weak"), story.code
