"""`offing audit verify`: what was done to the trail is named, and the exit code says so."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from offing.access.audit import AuditEntry, next_entry
from offing.access.trail import AuditTrail
from offing.adapters.memory import MemoryTables
from offing.cli import audit
from offing.cli.main import command_line
from offing.kernel.plain import to_json
from offing.local.state import Stack

AT = "2026-11-21T03:00:0{}.000Z"


class Bucket:
    """As much of S3 as the command asks for."""

    def __init__(self, entries: list[AuditEntry]) -> None:
        self.objects = {
            f"2026-11-21/{e.chain}-{e.seq:010d}-1.jsonl": to_json(e) + b"\n" for e in entries
        }

    def get_paginator(self, _operation: str) -> "Bucket":
        return self

    def paginate(self, **_: Any) -> Iterator[dict[str, Any]]:
        yield {}
        yield {"Contents": [{"Key": key} for key in self.objects]}

    def get_object(self, *, Key: str, **_: Any) -> dict[str, Any]:  # noqa: N803  boto3's name
        return {"Body": io.BytesIO(self.objects[Key])}


def written(tables: MemoryTables, count: int = 4) -> list[AuditEntry]:
    trail = AuditTrail()
    return [
        trail.write(
            tables, at=AT.format(n), actor="ana", action="case:view", resource=f"Case/case_{n}"
        )
        for n in range(count)
    ]


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> MemoryTables:
    made = MemoryTables()
    monkeypatch.setattr(audit, "DynamoTables", lambda *_: made)
    return made


def run(monkeypatch: pytest.MonkeyPatch, archived: list[AuditEntry], *options: str) -> Any:
    copies = audit.Copies(None, Bucket(archived), "table", "bucket")
    monkeypatch.setattr(audit, "_local", lambda _stack: copies)
    monkeypatch.setattr(Stack, "load", lambda _name: None)
    return CliRunner().invoke(
        command_line("audit"), ["audit", "verify", "--archive", "--json", *options]
    )


def test_a_whole_trail_is_intact_and_what_is_not_archived_yet_is_counted(
    tables: MemoryTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = written(tables)
    answer = run(monkeypatch, entries[:3])
    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == {
        "chains": 1, "entries": 4, "intact": True, "broken": [], "archived": 3, "waiting": 1,
    }  # fmt: skip


def test_an_end_cut_off_shows_against_the_archive_alone(
    tables: MemoryTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = written(tables)
    tables.delete_many("audit", [("CHAIN#ana", "0000000004")])
    answer = run(monkeypatch, entries)
    assert answer.exit_code == 1
    assert [(b["chain"], b["seq"]) for b in json.loads(answer.stdout)["broken"]] == [("ana", 4)]


def test_a_chain_written_anew_shows_against_the_archive(
    tables: MemoryTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = written(tables)
    forged = next_entry(
        entries[2], at=AT.format(3), actor="ana", action="case:view", resource="Case/another"
    )
    body = to_json(forged)
    tables.put_many("audit", [{"pk": "CHAIN#ana", "sk": "0000000004", "body": body}])
    answer = run(monkeypatch, entries)
    assert answer.exit_code == 1
    (fault,) = json.loads(answer.stdout)["broken"]
    assert (fault["seq"], fault["why"]) == (4, "the archive has another entry in its place")


def test_words_name_the_place(tables: MemoryTables, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tables)
    found = audit.compared(audit.Copies(None, Bucket([]), "table", "bucket"))
    assert audit.in_words(found).startswith("The audit trail is whole: 4 entries in 1 chains")
    found |= {"intact": False, "broken": [{"chain": "ana", "seq": 2, "why": "it is wrong"}]}
    assert "BROKEN in 1 places" in audit.in_words(found)
    assert "ana 2: it is wrong" in audit.in_words(found)


def test_half_an_address_is_refused() -> None:
    answer = CliRunner().invoke(command_line("audit"), ["audit", "verify", "--table", "t"])
    assert answer.exit_code == 1
    assert "Give both" in str(answer.exception)
