"""From bytes to score by pure functions: read, merge nothing, match, judge, score; travellers a second and core."""

import tempfile
from pathlib import Path
from random import Random
from time import process_time

from offing.messages.reading import read_file
from offing.records.merging import merge
from offing.records.movements import Movement
from offing.records.reports import reports_of
from offing.risk.rules import RuleSet
from offing.risk.scoring import score
from offing.risk.subject import Background, subjects_of
from offing.watchlists import sample
from offing.watchlists.index import Index, build, open_index
from offing.watchlists.model import query_of

NAMES, RULES, FLIGHTS, ABOARD, ROUNDS, SEED = 20_000, 200, 8, 250, 3, 7
_PERSON = (
    "NAD+FL+++{family}:{given}'ATT+2++{sex}'DTM+329:{born}'LOC+22+NBO'LOC+178+LHR'LOC+179+NBO'NAT+2+{nation}'"
    "RFF+AVF:C{n:05d}'DOC+P:110:111+T{n:07d}'DTM+36:330917'LOC+91+{nation}'"
)


def passenger_lists(flights: int = FLIGHTS, aboard: int = ABOARD) -> list[bytes]:
    """Passenger lists of travellers who do not exist, named as those at a border are."""
    people = list(sample.travellers(flights * aboard, seed=SEED))
    lists = []
    for flight in range(flights):
        persons = []
        for n, one in enumerate(people[flight * aboard : (flight + 1) * aboard]):
            family, _, given = one.names[0].partition(",")
            born = (one.births or ("1980-01-01",))[0].replace("-", "")[2:8]
            persons.append(
                _PERSON.format(
                    family=family.strip() or "X", given=given.strip() or "Y", sex=one.gender or "U",
                    born=born, nation=one.nationalities[0].upper()[:3], n=flight * aboard + n,
                )
            )  # fmt: skip
        lists.append(
            (
                f"UNA:+.? 'UNB+UNOA:4+XQAIR+NTC+260113:0905+{flight}'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'"
                f"TDT+20+XQ{400 + flight}+++XQ'LOC+125+LHR'DTM+189:2601131030:201'LOC+87+NBO'"
                f"DTM+232:2601132105:201'{''.join(persons)}CNT+42:{aboard}'UNT+{aboard * 11 + 9}+1'UNZ+1+{flight}'"
            ).encode()
        )
    return lists


def index_of(folder: Path, names: int = NAMES) -> Index:
    """An index of so many listed persons, of the bench of matching."""
    from bench.matching import listed  # noqa: PLC0415  (it stands beside this file only when the bench runs)

    build(listed(names, Random(SEED)), folder)
    return open_index(folder)


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {"parse": 0.0, "match": 0.0, "rules and score": 0.0}
        self.people = self.hits = 0

    def flight(self, content: bytes, index: Index, rules: RuleSet) -> None:
        """One flight through all stages."""
        t0 = process_time()
        ((movement, report),) = reports_of(read_file(content).messages[0], "m").items()
        t1 = process_time()
        people = merge(movement, [report], trace=False).travellers
        t2 = process_time()
        matches = dict(
            zip(
                (t.id for t in people), index.match_many([query_of(t) for t in people]), strict=True
            )
        )
        t3 = process_time()
        here = report.movement or Movement(carrier="", number="", origin="", destination="")
        for subject in subjects_of(here, people, (), "", Background(matches=matches)):
            hits = rules.hits(subject)
            score(matches[subject.traveller.id], hits)
            self.hits += len(hits)
        self.people += len(people)
        took = {
            "parse": t1 - t0,
            "merge": t2 - t1,
            "match": t3 - t2,
            "rules and score": process_time() - t3,
        }
        for stage, seconds in took.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


def show(rules: RuleSet) -> None:
    """Print the best of some rounds, stage by stage."""
    lists = passenger_lists()
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder))
        rounds = []
        for _ in range(ROUNDS):
            clock = Clock()
            for content in lists:
                clock.flight(content, index, rules)
            rounds.append(clock)
    print(
        f"\nPassenger lists to scores, {rounds[0].people} travellers, {NAMES:,} names, {len(rules.rules)} rules:"
    )
    for word, clock in (
        ("first pass", rounds[0]),
        ("best", min(rounds, key=lambda c: sum(c.seconds.values()))),
    ):
        stages = ", ".join(f"{n} {s / clock.people * 1e6:.0f}" for n, s in clock.seconds.items())
        scored = sum(s for n, s in clock.seconds.items() if n != "merge")
        print(
            f"{word:10} {clock.people / scored:8,.0f} travellers/s/core parse + match + score"
            f" ({clock.people / sum(clock.seconds.values()):,.0f} with merging) — µs: {stages}"
        )
