"""`offing schedule`: read a schedule file, say what is wrong with it, and put it in force on a local stack."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from offing.carriers.schedules.reading import read_schedule
from offing.carriers.schedules.store import changes_view
from offing.kernel.errors import InvalidInputError
from offing.local import tokens
from offing.local.state import DEFAULT, Stack

_ASKED_BY = "sven"  # the demo's supervisor


def schedule(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="SSIM or CSV.")],
    apply: Annotated[
        bool, typer.Option("--apply", help="Put it in force on the local stack.")
    ] = False,
    ports: Annotated[
        str, typer.Option(help="Keep only legs that touch one of these: QNV,QNS.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    name: Annotated[str, typer.Option("--name", help="Which local stack.")] = DEFAULT,
) -> None:
    """Read a schedule file; exit 1 when a line of it cannot be used."""
    content = file.read_bytes()
    draft = read_schedule(content)
    draft.keep_ports(port for port in ports.split(",") if port)
    found = changes_view(draft, (), applied=False)
    if apply and not draft.problems:
        found = _applied(Stack.load(name), content, ports)
    print(json.dumps(found) if as_json else _in_words(found))
    if found["problems"]:
        raise typer.Exit(1)


def _applied(stack: Stack, content: bytes, ports: str) -> dict[str, Any]:
    from offing.demo.desk import Desk  # noqa: PLC0415  # an HTTP client only where one is needed

    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise InvalidInputError("The file is no UTF-8 text; save it as such") from None
    desk = Desk(stack.urls["officer_api"], lambda _fresh: tokens.token(stack, _ASKED_BY))
    answer: dict[str, Any] = desk.post("/schedules", text, apply="true", ports=ports)
    return answer


def _in_words(found: dict[str, Any]) -> str:
    lines = [
        f"{found['legs']} legs ({found['format']}), {found['codeshares']} codeshares left out, "
        f"{found['elsewhere']} legs elsewhere"
    ]
    lines += [f"  line {problem['line']}: {problem['why']}" for problem in found["problems"]]
    for season in found["seasons"]:
        counts = ", ".join(f"{n} {what}" for what, n in season["counts"].items())
        lines.append(f"{season['carrier']} {season['season']}: {counts}")
    lines.append("in force" if found["applied"] else "nothing changed yet: add --apply to apply it")
    return "\n".join(lines)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(schedule)
