"""The story's flight as a schedule promises it, and what its carrier has agreed to send."""

from functions.board.handler import lambda_handler as board
from functions.officer_api.handler import lambda_handler as officer_api
from offing.carriers.expectations import Expectation
from offing.carriers.profile import Profile
from offing.carriers.store import ProfileStore
from offing.travel.intake import Intake, receive
from tests.functions.calls import CONTEXT, Answer, ask, rest
from tests.functions.flow import pump
from tests.functions.people import CLAIMS
from tests.functions.story import LIST
from tests.functions.world import World

HEADER = "carrier,number,from,to,departure,arrival,departure_utc,arrival_utc,first"
FLIGHT = "XQ,417,LHR,NBO,10:30,21:05,Z,+0300,2026-01-13"
NIGHT = "XQ,999,LHR,NBO,22:30,09:05,Z,+0300,2026-01-13"
AGREED = Profile(
    carrier="XQ",
    name="Halyard Air",
    expectations=(
        Expectation(kind="api_passengers", grace=15, patience=45),
        Expectation(kind="api_crew", grace=15, patience=45),
    ),
)


def upload(text: str, *, apply: bool = True, by: str = "supervisor") -> Answer:
    """The answer to a schedule file."""
    query = {"apply": str(apply).lower()}
    sent = rest("POST", "/schedules", claims=CLAIMS[by], body=text, query=query)
    return ask(officer_api, sent)


def promised(world: World) -> None:
    """The profile agreed, the schedule in force."""
    known = ProfileStore(world.tables).get(AGREED.carrier)
    ProfileStore(world.tables).put(AGREED, known.rev if known else 0)
    assert upload(f"{HEADER}\n{FLIGHT}\n{NIGHT}\n").body["applied"]


def every_notice(world: World) -> None:
    """The promised day, so that something is late, something missing, and of the night flight a part is missing."""
    promised(world)
    world.now = "2026-01-13T09:00:00.000Z"
    part = LIST.with_name("synth_02_05B_part1_of_3.edi").read_bytes().replace(b"XQ0417", b"XQ0999")
    ports = world.ports()
    receive(Intake(ports.tables, ports.blobs, ports.queues, ports.bus), "XQ", part, "s3", world.now)
    pump(world)
    for clock in ("09:40", "10:50", "11:40"):
        watched(world, clock)


def watched(world: World, clock: str) -> dict[str, int]:
    """What the watch tells at a time of the day."""
    world.now = f"2026-01-13T{clock}:00.000Z"
    told: dict[str, int] = board({}, CONTEXT)
    return told
