"""What came of the day, held against what the generator says must come of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from offing.demo.day import Expected
from offing.demo.story import Outcome, Story
from offing.demo.travellers import Person

CaseRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One count or story: what was wanted, what was found."""

    name: str
    wanted: str
    found: str
    holds: bool


def counted(expected: Expected, reconciliation: Mapping[str, Any]) -> list[Check]:
    """The counts of the service against those of the generator."""
    messages, travellers = reconciliation["messages"], reconciliation["travellers"]
    pairs = (
        ("messages received", expected.received, messages["received"]),
        ("messages rejected", expected.rejected, messages["rejected"]),
        ("messages read", expected.received - expected.rejected, messages["parsed"]),
        ("messages waiting", 0, messages["pending"]),
        ("travellers", expected.named, travellers["received"]),
        ("travellers assessed", travellers["received"], travellers["assessed"]),
    )
    return [Check(name, f"{want:,}", f"{got:,}", want == got) for name, want, got in pairs]


def by_movement(expected: Expected, reconciliation: Mapping[str, Any]) -> list[Check]:
    """Movements whose travellers are not as many as the messages name."""
    found = {row["id"]: row["travellers"] for row in reconciliation.get("movements", ())}
    return [
        Check(movement, f"{count.named:,}", f"{found.get(movement, 0):,}", holds=False)
        for movement, count in expected.movements.items()
        if found.get(movement, 0) != count.named
    ]


def told(stories: Iterable[Story], cases: Sequence[CaseRow]) -> list[Check]:
    """Whether each story about people has come out as it says."""
    return [_story(story, cases) for story in stories if story.people]


def _story(story: Story, cases: Sequence[CaseRow]) -> Check:
    outcome = story.outcome
    rows = [_row_of(person, story.movement, cases) for person in story.people]
    present = [row for row in rows if row is not None]
    if outcome.queued:
        places = sorted(1 + cases.index(row) for row in present)
        seen = f"{len(present)} of {len(rows)} in the queue" + (
            f", first at place {places[0]}" if places else ""
        )
        right = all(_reasons_hold(row, outcome) for row in present)
        return Check(story.title, "in the queue", seen, len(present) == len(rows) and right)
    bothered = [
        r for r in present if not outcome.not_match or _because(r, "match", outcome.not_match)
    ]
    return Check(
        story.title, "left in peace", "alerted" if bothered else "left in peace", not bothered
    )


def _reasons_hold(row: CaseRow, outcome: Outcome) -> bool:
    wanted = [("rule", rule) for rule in outcome.rules]
    wanted += [("match", outcome.match)] if outcome.match else []
    return all(_because(row, kind, code) for kind, code in wanted)


def _row_of(person: Person, movement: str, cases: Sequence[CaseRow]) -> CaseRow | None:
    wanted = _letters(f"{person.name.surname}{person.name.given}")
    same = (c for c in cases if c["movement"] == movement and _letters(str(c["name"])) == wanted)
    return next(same, None)


def _letters(name: str) -> str:
    return "".join(c for c in name.upper() if c.isalpha())


def _because(row: CaseRow, kind: str, code: str) -> bool:
    """Whether a case says `code` among its reasons of a kind; a reason may name it in its words only."""
    reasons = [w for w in row.get("why", ()) if w["kind"] == kind]
    return any(code in str(w["code"]) or code in str(w.get("text", "")) for w in reasons)


def by_port(cases: Iterable[CaseRow]) -> list[tuple[str, int, int, int]]:
    """Cases by port: all, because of a list, drawn at random."""
    every, listed, drawn = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        port = str(case.get("office") or str(case["movement_label"]).rpartition("-")[2])
        every[port] += 1
        listed[port] += any(w["kind"] == "match" for w in case.get("why", ()))
        drawn[port] += bool(case.get("random"))
    return [(port, n, listed[port], drawn[port]) for port, n in every.most_common()]
