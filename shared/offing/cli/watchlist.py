"""`offing watchlist`: import lists, build an index, match travellers, score pairs; all in the folders named."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from offing.kernel.errors import InvalidInputError, OffingError

app = typer.Typer(
    help="Watch lists: import, build an index, match, score pairs of names.", no_args_is_help=True
)

_SHOWN = 10


@app.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The list's file.")],
    list_name: Annotated[str, typer.Option("--list", help="The list's name, as in OFAC.")],
    store: Annotated[
        Path, typer.Option("--store", file_okay=False, help="The folder of the lists.")
    ],
    form: Annotated[str, typer.Option("--format", help="jsonl, ofac-csv, un-xml, csv.")] = "jsonl",
    apply: Annotated[bool, typer.Option("--apply", help="Apply the changes shown.")] = False,
) -> None:
    """Shows what FILE adds, changes and removes; applies it only with --apply."""
    from offing.watchlists import sources
    from offing.watchlists import folder as lists

    with _refusals():
        changes = lists.plan(store, list_name, sources.read(form, file, list_name))
        for what in ("added", "changed", "removed"):
            ids: tuple[str, ...] = getattr(changes, what)
            more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
            typer.echo(f"{what:9} {len(ids):7}  {', '.join(ids[:_SHOWN])}{more}".rstrip())
        typer.echo(f"unchanged {changes.unchanged:7}\nrejected  {len(changes.rejected):7}")
        for rejected in changes.rejected[:100]:
            typer.echo(f"  line {rejected.line}: {rejected.why}", err=True)
        if apply:
            lists.apply(store, list_name, changes)
        typer.echo("applied" if apply else "nothing changed yet: add --apply to apply this")


@app.command()
def build(
    store: Annotated[
        Path, typer.Option("--store", exists=True, file_okay=False, help="The folder of the lists.")
    ],
    out: Annotated[Path, typer.Option("--out", file_okay=False, help="The folder of the index.")],
) -> None:
    """Builds one index of every list in the store."""
    from offing.watchlists import index
    from offing.watchlists import folder as lists

    with _refusals():
        manifest = index.build(lists.entries(store), out)
        counts = ", ".join(f"{number} {what}" for what, number in manifest.counts.items())
        typer.echo(
            f"{manifest.version}: {counts}; 1 alert per 1,000 at {manifest.thresholds['1']} bits"
        )


@app.command()
def match(
    index: Annotated[
        Path, typer.Option("--index", exists=True, file_okay=False, help="The folder of the index.")
    ],
    queries: Annotated[
        Path, typer.Option("--queries", exists=True, dir_okay=False, help="One JSON object a line.")
    ],
    out: Annotated[
        Path, typer.Option("--out", dir_okay=False, help="Where the hits go, one line a query.")
    ],
    alerts_per_1000: Annotated[
        float, typer.Option("--alerts-per-1000", min=0.01, help="Moves the bands only.")
    ] = 1.0,
) -> None:
    """Matches queries with name, dob, nat, gender; writes one line for each, in order."""
    from offing.watchlists.index import open_index

    with _refusals():
        opened = open_index(index)
        with out.open("wb") as file:
            for body in _objects(queries):
                hits = opened.match(_query(body), alerts_per_1000=alerts_per_1000)
                echoed = {"id": body["id"]} if "id" in body else {}
                file.write(orjson.dumps({**echoed, "hits": [_hit(hit) for hit in hits]}) + b"\n")


@app.command()
def pairs(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="CSV: schema, name1, name2.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", dir_okay=False, help="Where the result goes; else it is printed."),
    ] = None,
) -> None:
    """Scores pairs of names and decides `match` or `no-match`; opens no list."""
    from offing.watchlists import pairs as scoring

    with _refusals():
        text = scoring.scored_csv(file.read_text("utf-8-sig"))
        if out is None:
            typer.echo(text, nl=False)
        else:
            out.write_text(text, "utf-8", newline="")


class _refusals:
    """Says a refusal of ours in one line instead of a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OffingError):
            where = f" ({error.where})" if error.where else ""
            typer.echo(f"{error.title}: {error.detail}{where}", err=True)
            raise typer.Exit(1) from None


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                body = orjson.loads(line)
            except orjson.JSONDecodeError:
                body = None
            if not isinstance(body, dict):
                raise InvalidInputError(
                    "One JSON object a line is needed.", where=f"{path.name} line {number}"
                )
            yield body


def _query(body: dict[str, Any]) -> Any:
    from offing.watchlists.model import Query

    def text(key: str) -> tuple[str, ...]:
        value = body.get(key)
        return (str(value),) if value else ()

    gender = str(body.get("gender") or "").upper()[:1]
    return Query(
        names=text("name"),
        births=text("dob"),
        nationalities=text("nat"),
        gender=gender if gender in ("M", "F") else None,
    )


def _hit(hit: Any) -> dict[str, Any]:
    evidence = [
        {
            key: value
            for key, value in (
                ("f", e.f),
                ("q", e.q),
                ("c", e.c),
                ("sim", e.sim),
                ("bits", e.bits),
                ("why", e.why),
            )
            if value is not None
        }
        for e in hit.evidence
    ]
    return {
        "entity": hit.entity, "list": hit.list, "name": hit.name, "bits": hit.bits, "band": hit.band, "text": hit.text,
        "evidence": evidence,
    }  # fmt: skip
