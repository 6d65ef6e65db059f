"""What the demo shows while it runs, and the tables at its end."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from offing.demo.day import Day
from offing.demo.outcome import Check
from offing.demo.push import Pushed

_err = Console(stderr=True)
_out = Console()
Step = Callable[[], None]


class Board:
    """Bars on standard error, one a stage."""

    def __init__(self) -> None:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
        )
        self._progress = Progress(*columns, TimeElapsedColumn(), console=_err)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def say(self, line: str) -> None:
        """One line above the bars."""
        self._progress.console.print(line, highlight=False)

    @contextmanager
    def bar(self, what: str, total: int) -> Iterator[Step]:
        """A bar; what it yields moves it by one."""
        task = self._progress.add_task(what, total=total)
        yield lambda: self._progress.advance(task)

    def refusals(self, step: Step) -> Callable[[Pushed], None]:
        """Move the bar with each push, and say which were refused."""

        def heard(pushed: Pushed) -> None:
            step()
            if pushed.problem:
                self.say(f"  {pushed.name} was refused: {pushed.problem}")

        return heard

    def progress(self, day: Day) -> Callable[[dict[str, Any]], None]:
        """Bars of messages read and people assessed."""
        read = self._progress.add_task("messages read", total=day.expected.received)
        assessed = self._progress.add_task("travellers assessed", total=day.expected.named)

        def heard(counts: dict[str, Any]) -> None:
            messages, travellers = counts["messages"], counts["travellers"]
            self._progress.update(read, completed=messages["parsed"] + messages["rejected"])
            self._progress.update(assessed, completed=travellers["assessed"])

        return heard


def show_outcome(
    counts: Mapping[str, Any],
    counted: Sequence[Check],
    wrong: Sequence[Check],
    told: Sequence[Check],
    ports: Sequence[tuple[str, int, int, int]],
    seconds: Mapping[str, float],
) -> None:
    """The tables of what came of the day."""
    _out.print(_checks("Counts", "expected", counted))
    if wrong:
        _out.print(_checks("Movements that do not add up", "expected", wrong[:10]))
    _out.print(_checks("Stories", "expected", told))
    _out.print(_plain("Findings and reasons", ("what", "count"), _reasons(counts)))
    _out.print(_plain("Cases by port", ("port", "all", "because of a list", "drawn"), ports))
    times = [(stage, f"{spent:.1f}") for stage, spent in seconds.items()]
    _out.print(_plain("Time", ("stage", "seconds"), times))


def _reasons(counts: Mapping[str, Any]) -> list[tuple[str, int]]:
    movements = counts.get("movements", ())
    rows = [("travellers who resemble an entry", int(counts["travellers"].get("matched", 0)))]
    rows.append(("rule hits", sum(int(m.get("hits", 0)) for m in movements)))
    if "findings" in counts["messages"]:
        rows.append(("findings in messages", int(counts["messages"]["findings"])))
    rows += [(f"referrals {state}", int(n)) for state, n in counts.get("referrals", {}).items()]
    return rows


def _checks(title: str, wanted: str, checks: Sequence[Check]) -> Table:
    rows = [
        ("[green]ok[/]" if c.holds else "[red]NO[/]", c.name, c.wanted, c.found) for c in checks
    ]
    return _plain(title, ("", "what", wanted, "found"), rows)


def _plain(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*map(str, row))
    return table
