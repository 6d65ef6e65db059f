"""The same day put once, in order, through the same code in one process: what must come of it however disturbed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offing.adapters.memory import MemoryBlobs, MemoryBus, MemoryQueues, MemoryTables
from offing.cases.model import Case
from offing.cases.store import CaseStore
from offing.cases.views import case_row
from offing.demo.day import Day
from offing.local import aws
from offing.risk.rules import shipped
from offing.risk.store import StatisticsStore
from offing.runtime.artefacts import changes_of, fetch_index
from offing.runtime.settings import ScoreSettings
from offing.travel.cases import opener
from offing.travel.intake import Intake, read_message, receive
from offing.travel.matching import Matching, match_movement
from offing.travel.model import Manifest
from offing.travel.scoring import Scoring, score_movement
from offing.travel.store import MovementStore
from offing.travel.views import manifest_view
from offing.watchlists.index import open_index
from tests.e2e.speaking import World

# What depends on when something was done, not on what was done.
_OF_ITS_TIME = ("rev", "opened_at", "id", "reference")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a day: manifests by movement, cases by traveller, hits by rule, the ids of the cases."""

    manifests: Mapping[str, Any]
    cases: Mapping[str, Any]
    hits: Mapping[str, int]
    filed: frozenset[str]


def outcome_of(tables: Any, movements: list[str]) -> Outcome:
    """What the tables hold of these movements."""
    store = MovementStore(tables)
    manifests = {m: manifest_view(store.manifest(m)) for m in movements}
    filed = {i: case for m in movements for i, case in _cases(tables, store.manifest(m))}
    cases = {identity: _timeless(case_row(case)) for identity, case in filed.items()}
    return Outcome(manifests, cases, hits(tables), frozenset(c.id for c in filed.values()))


def _cases(tables: Any, manifest: Manifest) -> Iterator[tuple[str, Case]]:
    """The newest case on each traveller; one opened early may bear an id that they had before.

    What was opened on less than is known now, and withdrawn, is history.
    """
    store = CaseStore(tables)
    for identity, matched in manifest.travellers.items():
        case, _ = store.of_traveller(identity, *matched.traveller.formerly)
        if case and case.decision != "cancelled":
            yield identity, case


def hits(tables: Any) -> dict[str, int]:
    """Hits by rule and version."""
    rows = StatisticsStore(tables).rows()
    return {f"{row.rule}#{row.version}": row.hits for row in rows if row.hits}


def _timeless(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _OF_ITS_TIME}


def clean_run(world: World, day: Day, index: str, folder: Path, now: str) -> Outcome:
    """The day's outcome with the stack's own index, draw key and statistics, undisturbed."""
    tables, queues, blobs = MemoryTables(), MemoryQueues(), MemoryBlobs()
    learned = [dict(row) | {"hits": 0} for row in world.tables.query("statistics", "RULES").items]
    tables.put_many("statistics", learned)
    opened = index_of(world, index, folder)
    intake = Intake(tables, blobs, queues, MemoryBus())
    for message in day.messages:
        receive(intake, message.carrier, message.content, "https", now)
    for body in queues.take("messages"):
        read_message(intake, body["message_id"], now)
    matching = Matching(tables, queues, opened)
    for body in queues.take("match"):
        match_movement(matching, body["movement"])
    scoring = Scoring(
        tables=tables,
        rules=shipped(),
        draw_key=_draw_key(world),
        random_share=float(ScoreSettings.model_fields["random_share"].default),
        opens=opener(CaseStore(tables), now),
    )
    for body in queues.take("score"):
        score_movement(scoring, body["movement"], now)
    return outcome_of(tables, sorted(day.expected.movements))


def index_of(world: World, version: str, folder: Path) -> Any:
    """The index that assessments name so: a full build, and the changes laid over it, if there were any."""
    base, _, changes = version.partition("+")
    parts = (base, changes_of(base, changes)) if changes else (base,)
    folders = [folder / str(n) for n in range(len(parts))]
    for part, at in zip(parts, folders, strict=True):
        at.mkdir()
        fetch_index(world.blobs, part, at)
    return open_index(*folders)


def _draw_key(world: World) -> bytes:
    secrets = aws.client(world.stack, "secretsmanager")
    answer = secrets.get_secret_value(SecretId=world.stack.settings["DRAW_KEY_ARN"])
    return str(answer["SecretString"]).encode()
