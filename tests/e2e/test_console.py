"""Two officers work a case in a real browser: console/e2e/story.mjs on the running stack, with pictures.

    OFFING_STACK=main OFFING_SCREENS=pictures .venv/bin/pytest tests/e2e/test_console.py

Chromium is the one that $OFFING_CHROMIUM names, or the one inside the console's npm packages (Linux x64).
"""

import os
import platform
import subprocess
from pathlib import Path

import pytest

from offing.demo.push import Parcel
from offing.local.paths import ROOT
from offing.local.people import credentials
from tests.e2e.listing import index_in_use
from tests.e2e.made_up import MadeUp, made_up
from tests.e2e.speaking import World, until

pytestmark = [pytest.mark.emulator, pytest.mark.browser, pytest.mark.enable_socket]
CONSOLE = ROOT / "console"
PATIENCE = 180
PICTURES = 7


def missing() -> str:
    """What a browser lacks on this machine; nothing when it has all."""
    if not (CONSOLE / "dist" / "index.html").is_file():
        return "the console is not built: run `make setup`"
    if not (CONSOLE / "node_modules" / "playwright-core").is_dir():
        return "the console's npm packages are not installed: run `make setup`"
    packaged = platform.system() == "Linux" and platform.machine() == "x86_64"
    if not (packaged or os.environ.get("OFFING_CHROMIUM")):
        return "there is no Chromium for this machine: name one in OFFING_CHROMIUM"
    return ""


@pytest.fixture(scope="module")
def browser() -> None:
    """Skip on a person's machine that has no browser; in CI that is a failure."""
    if why := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)


@pytest.fixture(scope="module")
def story(world: World, browser: None) -> MadeUp:
    """A wanted man is on his way, and his case is at the top of the queue."""
    told = made_up()
    world.send_list("police", "wanted", list(told.entries)).raise_for_status()
    until(lambda: index_in_use(world), "the index in use rests on all list entries")
    with world.carrier("XQ") as carrier:
        for draft in told.drafts:
            carrier.push(Parcel(name=draft.name, content=draft.content))
    until(lambda: _open(world, told), "the case is in the queue")
    return told


def _open(world: World, told: MadeUp) -> bool:
    rows = world.officer("tilda").see("/queue?state=opened&limit=200")["items"]
    return told.flight.movement in {row["movement"] for row in rows}


def test_two_officers_refer_and_examine(world: World, story: MadeUp, tmp_path: Path) -> None:
    folder = Path(os.environ.get("OFFING_SCREENS") or tmp_path)
    passwords = credentials(world.stack)["officers"]
    given = {
        "OFFING_CONSOLE_URL": world.stack.urls["console"],
        "OFFING_USER": "tilda",
        "OFFING_PASSWORD": passwords["tilda"],
        "OFFING_PORT_USER": "pia",
        "OFFING_PORT_PASSWORD": passwords["pia"],
        "OFFING_PORT_OFFICE": "Novaria International",
        "OFFING_SCREENS": str(folder.resolve()),
    }
    ran = subprocess.run(
        ["node", "e2e/story.mjs"],
        cwd=CONSOLE,
        env=os.environ | {"PATH": f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"} | given,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    assert len(list(folder.glob("story-*.png"))) == PICTURES
    case = ran.stdout.partition("case ")[2].split(".")[0]
    path = f"/cases/{case}"
    until(
        lambda: world.officer("tilda").see(path)["state"] == "closed", "the case closes by itself"
    )
