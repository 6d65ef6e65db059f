"""One flight for the officers' tests: three travellers, one of them on the list of border control."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from offing.carriers.profile import Profile
from offing.carriers.store import ProfileStore
from offing.cases.store import CaseStore
from offing.runtime import wiring
from offing.travel.intake import Intake, receive
from tests.functions.flow import list_entries, pump
from tests.functions.world import World

LIST = Path(__file__).parents[2] / "events" / "samples" / "paxlst" / "synth_01_02B_three_pax.edi"
MOVEMENT = "air-XQ417-20260113-LHR-NBO"
WANTED: dict[str, Any] = {
    "id": "WANTED-0001",
    "list": "wanted",
    "name": "DEMOVA, AISHA",
    "dob": ["2001-04-02"],
    "nationality": ["EGY"],
    "documents": [{"type": "P", "number": "TG6215686", "issuer": "EGY"}],
    "agency": "border",
    "actions": ["alert", "do-not-board"],
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a story left: its message, its traveller with a case, the case."""

    receipt: str
    traveller: str
    case: str


_kept: list[tuple[Told, tuple[Any, ...]]] = []


def told(world: World) -> Told:
    """The story in a new world: told once, copied for every other test."""
    if not _kept:
        _kept.append((_tell(world), world.state()))
    story, state = _kept[0]
    world.restore(state)
    return story


def _tell(world: World) -> Told:
    """Lists published, the message read, everybody assessed, a case opened."""
    list_entries(world, [WANTED])
    ProfileStore(world.tables).put(Profile(carrier="XQ", name="Halyard Air"), 0)
    ports = wiring.ports()
    intake = Intake(ports.tables, ports.blobs, ports.queues, ports.bus)
    receipt = receive(intake, "XQ", LIST.read_bytes(), "https", world.now).record.id
    pump(world)
    (case,) = CaseStore(world.tables).queue("opened", 10)[0]
    return Told(receipt, case.traveller, case.id)
