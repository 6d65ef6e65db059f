"""Parse, merge, match and score a made-up day in one process: travellers a second and core, and where the time goes.

    python -m bench.pipeline [--flights 8] [--travellers 1200] [--profile]

The stages are the product's own functions on in-memory tables, so storage is Python dictionaries: what is measured is
the work of the functions, not of AWS. `requests` counts what each stage asks of the tables, per traveller.
"""

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from offing.adapters.memory import MemoryBlobs, MemoryBus, MemoryQueues, MemoryTables
from offing.cases.store import CaseStore
from offing.demo.day import a_day
from offing.risk.rules import shipped
from offing.travel.cases import opener
from offing.travel.intake import Intake, read_message, receive
from offing.travel.matching import Matching, match_movement
from offing.travel.scoring import Scoring, score_movement
from offing.watchlists.index import build, open_index
from offing.watchlists.sources.jsonl import entry_of

NOW = "2026-11-21T03:00:00.000Z"


class Stages:
    """Seconds of processor time and table requests by stage."""

    def __init__(self, tables: MemoryTables) -> None:
        self.tables = tables
        self.rows: list[tuple[str, float, int]] = []

    def run(self, name: str, work: Callable[[], None]) -> None:
        """Measure one stage."""
        asked, began = self.tables.requests, time.process_time()
        work()
        self.rows.append((name, time.process_time() - began, self.tables.requests - asked))


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--flights", type=int, default=8)
    options.add_argument("--travellers", type=int, default=1200)
    options.add_argument("--profile", action="store_true")
    asked = options.parse_args()
    day = a_day(
        seed=2026, day=date(2026, 11, 23), flights=asked.flights, travellers=asked.travellers
    )
    with tempfile.TemporaryDirectory() as folder:
        build((entry_of(dict(e), str(e["list"])) for e in day.watchlist), Path(folder))
        index = open_index(Path(folder))
        tables, queues = MemoryTables(), MemoryQueues()
        stages = Stages(tables)
        intake = Intake(tables, MemoryBlobs(), queues, MemoryBus())
        profile = cProfile.Profile() if asked.profile else None
        if profile:
            profile.enable()

        def take_in() -> None:
            for message in day.messages:
                receive(intake, message.carrier, message.content, "https", NOW)

        def parse() -> None:
            for body in queues.take("messages"):
                read_message(intake, body["message_id"], NOW)

        def match() -> None:
            at = Matching(tables, queues, index)
            for body in queues.take("match"):
                match_movement(at, body["movement"])

        def score() -> None:
            at = Scoring(
                tables=tables,
                rules=shipped(),
                draw_key=b"k" * 32,
                random_share=0.002,
                opens=opener(CaseStore(tables), NOW),
            )
            for body in queues.take("score"):
                score_movement(at, body["movement"], NOW)

        for name, work in (
            ("receive", take_in),
            ("parse", parse),
            ("match", match),
            ("score", score),
        ):
            stages.run(name, work)
        if profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    show(stages, len(day.messages), asked.travellers)


def show(stages: Stages, messages: int, travellers: int) -> None:
    """The table, and the sum."""
    print(f"{messages} messages, {travellers} travellers, each named in several")
    print(f"{'stage':10}{'CPU s':>8}{'µs/traveller':>14}{'requests/traveller':>20}")
    for name, seconds, requests in stages.rows:
        print(
            f"{name:10}{seconds:8.2f}{seconds / travellers * 1e6:14.0f}{requests / travellers:20.3f}"
        )
    total = sum(seconds for _, seconds, _ in stages.rows)
    print(
        f"{'all':10}{total:8.2f}{total / travellers * 1e6:14.0f}   → {travellers / total:,.0f} travellers/s/core"
    )


if __name__ == "__main__":
    main()
