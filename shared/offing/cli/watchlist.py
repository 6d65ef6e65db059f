"""`offing watchlist`: import lists, build an index, match travellers, score pairs; all in the folders named."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from offing.kernel.errors import InvalidInputError
from offing.records.assessments import Match
from offing.watchlists import folder, index, lost_documents, pairs, sources
from offing.watchlists.model import ListedDocument, Query
from offing.watchlists.sources import sltd

app = typer.Typer(
    help="Watch lists: import, build an index, match, score pairs of names.", no_args_is_help=True
)

_IDS_SHOWN, _LINES_SHOWN = 10, 100

Store = Annotated[Path, typer.Option("--store", file_okay=False, help="The folder of the lists.")]
GivenFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]


@app.command("import")
def import_list(
    file: GivenFile,
    list_name: Annotated[str, typer.Option("--list", help="The list's name, as in OFAC.")],
    store: Store,
    form: Annotated[str, typer.Option("--format", help=", ".join(sources.FORMATS))] = "jsonl",
    apply: Annotated[bool, typer.Option("--apply", help="Apply the changes shown.")] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", help="FIELD=HEADING, for csv and xlsx; may be repeated."),
    ] = None,
) -> None:
    """Show what FILE adds, changes and removes; apply it only with --apply."""
    found = sources.read(form, file, list_name, dict(_pair(column) for column in columns or ()))
    changes = folder.plan(store, list_name, found)
    _show(changes)
    if apply:
        folder.apply(store, list_name, changes)
    typer.echo("applied" if apply else "nothing changed yet: add --apply to apply this")


def _pair(column: str) -> tuple[str, str]:
    field, mark, heading = column.partition("=")
    if not mark:
        raise InvalidInputError(
            "Write FIELD=HEADING, as in `births=Date of birth`.", where="--column"
        )
    return field.strip(), heading


def _show(changes: folder.Changes) -> None:
    """Prints the numbers and first ids of an import, and the lines it could not read."""
    for what in ("added", "changed", "removed"):
        ids: folder.Some[str] = getattr(changes, what)
        more = f" and {ids.number - _IDS_SHOWN} more" if ids.number > _IDS_SHOWN else ""
        typer.echo(f"{what:9} {ids.number:7}  {', '.join(ids.first[:_IDS_SHOWN])}{more}".rstrip())
    typer.echo(f"unchanged {changes.unchanged:7}\nrejected  {changes.rejected.number:7}")
    for rejected in changes.rejected.first:
        typer.echo(f"  line {rejected.line}: {rejected.why}", err=True)


@app.command("documents")
def build_documents(
    file: GivenFile,
    list_name: Annotated[str, typer.Option("--list", help="The list's name, as in SLTD.")],
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="The file to build.")],
    agency: Annotated[str | None, typer.Option("--agency", help="Whose list it is.")] = None,
) -> None:
    """Build an exact list of documents, of tens of millions, from a file in the form of sltd."""
    head, rejected = lost_documents.build_documents(sltd.documents(file), out, list_name, agency)
    typer.echo(f"{head.version}: {head.documents} documents, {len(rejected)} lines rejected")
    for one in rejected[:_LINES_SHOWN]:
        typer.echo(f"  line {one.line}: {one.why}", err=True)


@app.command()
def build(
    store: Store,
    out: Annotated[Path, typer.Option("--out", file_okay=False, help="The folder of the index.")],
) -> None:
    """Build one index of every list in the store."""
    manifest = index.build(folder.entries(store), out)
    counts = ", ".join(f"{number} {what}" for what, number in manifest.counts.items())
    typer.echo(
        f"{manifest.version}: {counts}; one alert per 1,000 at {manifest.thresholds['1']} bits"
    )


@app.command()
def match(
    index_folder: Annotated[
        Path, typer.Option("--index", exists=True, file_okay=False, help="The folder of the index.")
    ],
    queries: Annotated[
        Path, typer.Option("--queries", exists=True, dir_okay=False, help="One JSON object a line.")
    ],
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="Where the hits go.")],
    alerts: Annotated[
        float, typer.Option("--alerts-per-1000", min=0.01, help="Moves the bands, nothing else.")
    ] = 1.0,
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", exists=True, help="A file of documents; may be repeated."),
    ] = None,
) -> None:
    """Match queries with name, dob, nat, gender, document {number, type, issuer}; write one line for each, in order."""
    opened = index.open_index(index_folder, documents=documents or ())
    with out.open("wb") as file:
        for body in _objects(queries):
            hits = opened.match(_query(body), alerts_per_1000=alerts)
            echoed = {"id": body["id"]} if "id" in body else {}
            file.write(orjson.dumps({**echoed, "hits": [_hit(hit) for hit in hits]}) + b"\n")


@app.command("pairs")
def score_pairs(
    file: GivenFile,
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False, help="Else printed.")] = None,
) -> None:
    """Score pairs of names (CSV: schema, name1, name2) and decide; opens no list."""
    text = pairs.scored_csv(file.read_text("utf-8-sig"))
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, "utf-8", newline="")


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


def _query(body: dict[str, Any]) -> Query:
    """A query line; what cannot be read counts as missing."""

    def text(key: str) -> tuple[str, ...]:
        value = body.get(key)
        return (str(value),) if isinstance(value, str | int) and value else ()

    gender = "".join(text("gender")).upper()[:1]
    return Query(
        names=text("name"),
        births=text("dob"),
        nationalities=text("nat"),
        gender=gender if gender in ("M", "F") else None,
        documents=_documents(body.get("document")),
    )


def _documents(body: Any) -> tuple[ListedDocument, ...]:
    if not isinstance(body, dict) or not isinstance(body.get("number"), str):
        return ()
    kind, issuer = body.get("type"), body.get("issuer")
    return (ListedDocument(body["number"], str(kind or "") or None, str(issuer or "") or None),)


def _hit(hit: Match) -> dict[str, Any]:
    """A match as one object; evidence without the fields that a line does not have."""
    shown = ("entity", "list", "name", "bits", "band", "text")
    lines = [{k: v for k, v in asdict(e).items() if v is not None} for e in hit.evidence]
    return {**{key: getattr(hit, key) for key in shown}, "evidence": lines}
