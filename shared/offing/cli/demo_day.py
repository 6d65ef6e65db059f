"""The demo from start to end: stack, watchlist, messages, waiting, tables."""

import signal
import sys
import time
from datetime import UTC, date, datetime, timedelta

from offing.cli.demo_place import place_of
from offing.cli.demo_show import Board, show_outcome
from offing.cli.stack import show_addresses
from offing.demo import outcome, schedule
from offing.demo.day import Day, a_day
from offing.demo.desk import Desk
from offing.demo.run import (
    Clock,
    Place,
    open_cases,
    push_day,
    send_watchlist,
    wait_for_index,
    wait_until_settled,
)
from offing.local import stack as stacks
from offing.local.state import Stack

_LOOK_EVERY_S = 2.0


def run(*, flights: int, travellers: int, seed: int, stay: bool, keep: bool, name: str) -> bool:
    """Run the demo; whether every count and story has come out as it should."""
    _end_in_order()
    clock = Clock()
    with clock.stage("make the day up"):
        day = a_day(seed, _tomorrow(), flights, travellers)
    with clock.stage("start the stack"):
        stack = stacks.up(name)
    print(f"The console is open at {stack.urls['console']}; the day begins now.", file=sys.stderr)
    try:
        holds = _put_through(place_of(stack), day, clock)
        show_addresses(stack)
        if stay:
            _stay(stack)
    except KeyboardInterrupt:
        print("Stopping.", file=sys.stderr)
        return False
    finally:
        if not keep:
            stacks.down(name)
    return holds


def _tomorrow() -> date:
    """The day whose decisions still lie ahead."""
    return datetime.now(UTC).date() + timedelta(days=1)


def _put_through(place: Place, day: Day, clock: Clock) -> bool:
    with Board() as board:
        with clock.stage("send the watchlist, build its index"):
            board.say(f"{send_watchlist(place, day)} list entries taken")
            wait_for_index(place, len(day.watchlist))
        with clock.stage("agree profiles, put the schedule in force"):
            desk = Desk(place.officer_api, place.officer_token(place.officers[0]))
            board.say(f"{schedule.send(desk, day)} flights promised")
        with (
            clock.stage("push the messages"),
            board.bar("messages pushed", len(day.messages)) as step,
        ):
            push_day(place, day, board.refusals(step))
        with clock.stage("read, match and score the rest"):
            counts = wait_until_settled(place, day, board.progress(day))
        with clock.stage("read the queues"):
            cases = open_cases(place)
    counted = outcome.counted(day.expected, counts)
    wrong = outcome.by_movement(day.expected, counts)
    told = outcome.told(day.stories, cases)
    show_outcome(counts, counted, wrong, told, outcome.by_port(cases), clock.seconds)
    return not wrong and all(check.holds for check in (*counted, *told))


def _stay(stack: Stack) -> None:
    """Wait until the person stops us, here or with `make down`."""
    print("The stack stays up. Stop it with Ctrl-C.", file=sys.stderr)
    while stack.running():
        time.sleep(_LOOK_EVERY_S)


def _end_in_order() -> None:
    """Take the stack down whoever ends us; a shell that starts us in the background has Ctrl-C switched off."""
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _interrupted)


def _interrupted(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
