"""Passenger lists as check-in sends them, a traveller or two at a time, and the interactive API that is asked."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from functions.interactive_api.handler import lambda_handler
from offing.messages import read_file
from offing.records.messages import ParsedMessage
from offing.runtime.artefacts import CURRENT, upload_index
from offing.watchlists.authorisations import AuthorisationStore, authorise
from offing.watchlists.index import build
from offing.watchlists.model import Entry
from offing.watchlists.sources.jsonl import entry_of
from offing.watchlists.store import ListStore, mark_of
from tests.functions.calls import CONTEXT, rest
from tests.functions.story import WANTED
from tests.functions.world import World

EDIFACT = {"Content-Type": "application/edifact"}
JSON = {**EDIFACT, "Accept": "application/json"}
SCOPE = "offing.carrier/interactive"


@dataclass(frozen=True, slots=True)
class Pax:
    """One traveller of a list; an empty field is not sent."""

    name: str = "DEMOVA:AISHA"
    born: str = "010402"
    nation: str = "EGY"
    document: str = "TG6215686"
    locator: str = "C9MVGH"
    reference: str = "XQ08666179"

    def segments(self) -> list[str]:
        """The traveller's group."""
        rows = (
            (f"NAD+FL+++{self.name}", True),
            (f"DTM+329:{self.born}", self.born),
            (f"NAT+2+{self.nation}", self.nation),
            (f"RFF+AVF:{self.locator}", self.locator),
            (f"RFF+ABO:{self.reference}", self.reference),
            (f"DOC+P:110:111+{self.document}", self.document),
        )
        return [text for text, sent in rows if sent]


LISTED = Pax()
OTHER = Pax("DUMMIER:LUIS", "581214", "POL", "YJ2778377", "LHDH9S", "XQ51383339")
NEAR = replace(LISTED, born="750709", document="XX9999999")


def paxlst(*people: Pax, sub: str = "", function: str = "745", reference: str = "R1") -> bytes:
    """A list of one flight."""
    body = [
        "UNH+1+PAXLST:D:05B:UN:IATA",
        f"BGM+{function}" + (f"+{sub}" if sub else ""),
        "RFF+TN:XQ0000100",
        "TDT+20+XQ0417+++XQ",
        "LOC+125+LHR",
        "DTM+189:2601131030:201",
        "LOC+87+NBO",
        "DTM+232:2601132105:201",
        *(segment for one in people for segment in one.segments()),
        f"CNT+42:{len(people)}",
    ]
    envelope = f"UNB+UNOA:4+XQAIR+NTCAPI+260113:0905+{reference}"
    text = [envelope, *body, f"UNT+{len(body) + 1}+1", f"UNZ+1+{reference}"]
    return "".join(f"{segment}'" for segment in text).encode()


def claims(client: str = "client-xq", scope: str = SCOPE) -> dict[str, str]:
    """The claims of an access token."""
    return {"client_id": client, "scope": scope, "sub": client}


@dataclass(frozen=True, slots=True)
class Answered:
    """What the API answered, as it was sent."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def messages(self) -> tuple[ParsedMessage, ...]:
        """The answer read as EDIFACT."""
        return read_file(self.text.encode()).messages

    @property
    def codes(self) -> list[tuple[str | None, str]]:
        """Whom each answer is about, and its code."""
        return [(a.reference, *a.codes) for m in self.messages for a in m.answers]


def ask(body: bytes, **more: Any) -> Answered:
    """One call of the interactive API."""
    event = rest(
        "POST", "/boarding", **{"claims": claims(), "headers": EDIFACT, "body": body, **more}
    )
    raw = lambda_handler(event, CONTEXT)
    headers = {n.lower(): v[0] for n, v in raw["multiValueHeaders"].items()}
    return Answered(raw["statusCode"], headers, raw["body"])


def entry(world: World, identity: str = "WANTED-0001") -> Entry:
    """An entry as its list has it now."""
    found = ListStore(world.tables).entry("wanted", identity)
    assert found is not None
    return found


_published: dict[str, dict[tuple[str, str], bytes]] = {}


def listed(world: World, **changes: Any) -> Entry:
    """The wanted person on a list and in the index, with some fields changed; each index is built once."""
    row = {**WANTED, **changes}
    entries = [entry_of(row, str(row["list"]))]
    ListStore(world.tables).upsert(entries, "police", world.now)
    if (key := repr(row)) not in _published:
        other = World()
        with TemporaryDirectory() as folder:
            version = build(entries, Path(folder)).version
            upload_index(other.blobs, Path(folder), version)
        pointer = {"version": version, "delta": None, "rev": 1}
        other.blobs.put("artefacts", CURRENT, json.dumps(pointer).encode())
        _published[key] = other.blobs.objects
    world.blobs.objects |= _published[key]
    return entry(world)


def agreed(world: World, until: str = "2027-01-31") -> None:
    """A supervisor's authorisation of the entry in its present wording."""
    store, known = AuthorisationStore(world.tables), entry(world)
    before = store.get(known.list, known.id)
    given = authorise(
        known, seen=mark_of(known), by="u-supervisor", now=world.now, reason="warrant", until=until
    )
    store.give(given, before)
