"""The past that `offing rules test` tries rules on: a folder of messages, or of rows as `past.encode` writes them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from offing.messages.reading import read_file
from offing.records.merging import merge
from offing.records.movements import Movement
from offing.records.reports import Report, reports_of
from offing.risk.past import Past, decoded, past_of
from offing.risk.rules import RuleSet
from offing.risk.subject import Background, subjects_of
from offing.travel.unplaced import placed

ROWS = ".jsonl"

type Watch = Callable[[Iterable[Path]], Iterable[Path]]


def past_in(folder: Path, live: RuleSet, watch: Watch) -> Iterator[Past]:
    """Every assessed subject of a folder; `watch` passes the files on and shows how far it is."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    reports: dict[str, list[Report]] = defaultdict(list)
    for path in watch(files):
        if path.suffix == ROWS:
            with path.open("rb") as lines:
                yield from decoded(lines)
        else:
            for movement, report in _reports(path):
                reports[movement].append(report)
    for movement, told in reports.items():
        yield from _travellers(movement, told, live)


def _reports(path: Path) -> Iterator[tuple[str, Report]]:
    parsed = read_file(path.read_bytes())
    for number, message in enumerate(parsed.messages):
        receipt = f"{path.stem}.{number}"
        yield from reports_of(placed(message, "", receipt), receipt).items()


def _travellers(movement: str, told: list[Report], live: RuleSet) -> Iterator[Past]:
    """The travellers of a movement as all its messages together show them, nobody held against a list."""
    merged = merge(movement, told, trace=False)
    here = next((r.movement for r in told if r.movement), None) or Movement(
        carrier="", number="", origin="", destination=""
    )
    for subject in subjects_of(here, merged.travellers, merged.bookings, "", Background()):
        yield past_of(subject, (hit.rule for hit in live.hits(subject)))
