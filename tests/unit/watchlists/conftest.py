"""An index of invented entries, built once; nobody in it exists."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from offing.watchlists.index import Index, build, open_index
from offing.watchlists.model import Alias, Entry, ListedDocument

TODAY = "2026-11-22"
SYLLABLES = [
    "BA",
    "DOR",
    "GAN",
    "KEL",
    "LUM",
    "MIR",
    "NAS",
    "POR",
    "QUI",
    "RAF",
    "SUL",
    "TEV",
    "VAR",
    "WEN",
    "ZOL",
]


def invented(number: int) -> list[Entry]:
    """So many persons with names of no language, as company for those that a test is about."""
    chance = random.Random(7)

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3))))

    return [
        Entry(
            id=f"T-{n}",
            list="TEST",
            kind="person",
            name=f"{word()}, {word()}",
            births=(
                f"{chance.randint(1940, 2000)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            ),
            nationalities=(chance.choice(("IRQ", "MEX", "FRA")),),
        )
        for n in range(number)
    ]


LISTED = [
    Entry(
        id="L-1",
        list="TEST",
        kind="person",
        name="AL-TAKRANI, Barzun Hamdul",
        aliases=(Alias("Abu Zeituna", "weak"), Alias("Барзун Такрани", "strong", "Cyrl")),
        births=("1961-03-17",),
        nationalities=("IRQ",),
        gender="M",
        documents=(ListedDocument("A-7731 902", "P", "IRQ"),),
        phones=("+964 770 123 4567",),
        emails=("Barzun@Example.org",),
        agency="POLICE",
        category="terrorism",
        severity=3,
    ),
    Entry(
        id="L-2",
        list="TEST",
        kind="person",
        name="Quirolda Vestergren",
        births=("1975",),
        nationalities=("SWE",),
    ),
    Entry(id="L-3", list="TEST", kind="company", name="Takrani Trading LLC"),
    Entry(id="L-4", list="TEST", kind="person", name="محمد زاركوني", births=("1980/1984",)),
]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An opened index of the listed and 300 invented entries."""
    folder = tmp_path_factory.mktemp("watchlists") / "index"
    build([*LISTED, *invented(300)], folder, sample=400)
    return open_index(folder, today=lambda: TODAY)


@pytest.fixture
def build_index(tmp_path: Path) -> Callable[[list[Entry]], Index]:
    """Builds and opens an index of the entries given."""

    def of(entries: list[Entry]) -> Index:
        folder = tmp_path / "index"
        build(entries, folder, sample=50)
        return open_index(folder, today=lambda: TODAY)

    return of
