"""People named without a flight are assessed all the same, and the counts show them."""

import re

from offing.cases.store import CaseStore
from offing.runtime import wiring
from offing.travel.intake import Intake, receive
from offing.travel.reconcile import reconcile
from tests.functions.flow import list_entries, pump
from tests.functions.story import LIST, WANTED
from tests.functions.world import World

NO_FLIGHT = re.sub(
    rb"(TDT|LOC|DTM)\+(20|8|87|92|125|130|189|232)\+[^']*'\s*", b"", LIST.read_bytes()
)


def test_a_list_without_a_flight_loses_nobody(world: World) -> None:
    assert b"TDT" not in NO_FLIGHT
    list_entries(world, [WANTED])
    ports = wiring.ports()
    intake = Intake(ports.tables, ports.blobs, ports.queues, ports.bus)
    receive(intake, "XQ", NO_FLIGHT, "https", world.now)
    pump(world)
    found = reconcile(world.tables, [world.now[:10]])
    assert found.balanced
    assert (found.travellers["received"], found.travellers["assessed"]) == (3, 3)
    (case,) = CaseStore(world.tables).queue("opened", 10)[0]
    assert case.name.startswith("DEMOVA")
    assert case.office == "NTC", "the centre takes what no port can"
