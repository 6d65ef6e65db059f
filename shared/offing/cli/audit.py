"""`offing audit verify`: whether the trail of who saw what is whole, in itself and against its archived copy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import boto3
import typer

from offing.access.audit import AuditEntry, verify_against
from offing.access.trail import TABLE, everything
from offing.adapters.dynamo import DynamoTables
from offing.kernel.errors import InvalidInputError
from offing.kernel.plain import from_json
from offing.local import aws
from offing.local.state import DEFAULT, Stack
from offing.local.status import asked

_ASKED_BY = "vera"  # the demo's auditor
_SHOWN = 20

app = typer.Typer(help="Verify the audit trail.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Verify the audit trail."""  # a callback keeps `verify` a sub-command while it is the only one


@dataclass(frozen=True, slots=True)
class Copies:
    """Where the trail lies twice: a table, and a bucket that nobody can change."""

    dynamodb: Any
    s3: Any
    table: str
    bucket: str


@app.command()
def verify(
    archive: Annotated[
        bool, typer.Option("--archive", help="Compare with the archived copy too.")
    ] = False,
    table: Annotated[
        str, typer.Option(help="With --bucket: the table of a service in AWS, by your credentials.")
    ] = "",
    bucket: Annotated[str, typer.Option(help="The bucket of its archived copy.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    name: Annotated[str, typer.Option("--name", help="Which local stack.")] = DEFAULT,
) -> None:
    """Recompute every chain and name what is broken; exit code 1 when anything is."""
    if bool(table) != bool(bucket):
        raise InvalidInputError("Give both, --table and --bucket.", where="--table")
    if table:
        copies = Copies(boto3.client("dynamodb"), boto3.client("s3"), table, bucket)
        found = compared(copies)
    elif archive:
        found = compared(_local(Stack.load(name)))
    else:
        found = _asked(Stack.load(name))
    typer.echo(json.dumps(found) if as_json else in_words(found))
    if not found["intact"]:
        raise typer.Exit(1)


def compared(copies: Copies) -> dict[str, Any]:
    """Every entry of the table, in itself and against the archive; `waiting` are not archived yet."""
    # The archive first: what is written in between is then missing there, which is no fault.
    archived = list(archived_entries(copies))
    kept = list(everything(DynamoTables(copies.dynamodb, {TABLE: copies.table})))
    known = {(entry.chain, entry.seq) for entry in archived}
    waiting = sum((entry.chain, entry.seq) not in known for entry in kept)
    report = verify_against(kept, archived)
    return {**report.as_json(), "archived": len(known), "waiting": waiting}


def archived_entries(copies: Copies) -> Iterator[AuditEntry]:
    """What the archive holds: objects of one entry a line."""
    pages: Iterable[Any] = copies.s3.get_paginator("list_objects_v2").paginate(Bucket=copies.bucket)
    for page in pages:
        for listed in page.get("Contents", ()):
            body = copies.s3.get_object(Bucket=copies.bucket, Key=listed["Key"])["Body"].read()
            yield from (from_json(AuditEntry, line) for line in body.splitlines() if line)


def in_words(found: dict[str, Any]) -> str:
    """The report for people: one sentence, and a line for each fault."""
    count = f"{found['entries']} entries in {found['chains']} chains"
    if "archived" in found:
        count += f", {found['archived']} of them archived, {found['waiting']} not yet"
    broken = found["broken"]
    if not broken:
        return f"The audit trail is whole: {count}."
    lines = [f"  {b['chain']} {b['seq']}: {b['why']}" for b in broken[:_SHOWN]]
    more = [f"  and {len(broken) - _SHOWN} more; --json shows all"] if len(broken) > _SHOWN else []
    return "\n".join(
        [f"The audit trail is BROKEN in {len(broken)} places: {count}.", *lines, *more]
    )


def _local(stack: Stack) -> Copies:
    return Copies(
        aws.client(stack, "dynamodb"),
        aws.client(stack, "s3"),
        stack.output("AuditTable"),
        stack.output("AuditBucket"),
    )


def _asked(stack: Stack) -> dict[str, Any]:
    """What officer_api answers to an auditor; a long trail takes its time."""
    return asked(stack, "/audit/verify", _ASKED_BY, "audit", seconds=120)
