"""OFAC's three CSV files: names (SDN), alternate names (ALT) and addresses (ADD), told apart by their file names."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from offing.watchlists.births import written
from offing.watchlists.model import Alias, Entry, ListedDocument
from offing.watchlists.nationalities import alpha3
from offing.watchlists.sources.formats import Placed, Raw, Rejected
from offing.watchlists.sources.rows import rows

type _Rows = dict[str, list[list[str]]]  # by entry number

_NOTHING = "-0-"
_KINDS = {
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
    _NOTHING: "company",
    "": "company",
}
_BIRTH = re.compile(r"(?:alt\. )?DOB ((?:c\. )?[^;.]+)")
_PLACE = re.compile(r"(?:alt\. )?POB ([^;]+)")
_NATION = re.compile(r"(?:alt\. )?(?:nationality|citizen) ([^;.]+)")
_GENDER = re.compile(r"Gender (Male|Female)")
_PAPER = re.compile(r"((?:Passport|National ID No\.|Identification Number|Tax ID No\.|C\.U\.R\.P\.|Cedula No\.|"
                    r"Registration ID|Vessel Registration Identification IMO|D\.N\.I\.|SSN|R\.F\.C\.|NIT #)) ([\w/-]+)"
                    r"(?: \(([^)]+)\))?")  # fmt: skip
_WEAK = re.compile(r"a\.k\.a\. '(.+?)'(?=[;.]|$)")


def entries(raw: Raw, list_name: str) -> Iterator[Placed | Rejected]:
    """One entry for each row of the SDN file, with the rows of the files beside it."""
    aliases: _Rows = defaultdict(list)
    addresses: _Rows = defaultdict(list)
    yield from _beside(raw.path, "alt", aliases)
    yield from _beside(raw.path, "add", addresses)
    for found in rows(raw, delimiter=","):
        if isinstance(found, Rejected):
            yield found
            continue
        line, row = found
        if not row or not row[0].strip(" \x1a"):
            continue
        if len(row) < 12 or not row[0].strip().isdigit():
            yield Rejected(line, f"{len(row)} columns where 12 are needed, the first a number")
            continue
        kind = _KINDS.get(_cell(row[2]).lower())
        if kind is None:
            yield Rejected(line, f"type {_cell(row[2])!r} is not known")
            continue
        yield line, _entry([_cell(cell) for cell in row], kind, list_name, aliases, addresses)


def _entry(
    row: list[str],
    kind: str,
    list_name: str,
    aliases: dict[str, list[list[str]]],
    addresses: dict[str, list[list[str]]],
) -> Entry:
    number, remarks = row[0], row[11]
    listed = [Alias(alias[3]) for alias in aliases[number] if len(alias) > 3 and alias[3]]
    listed += [Alias(name, "weak") for name in _WEAK.findall(remarks)]
    nations = (alpha3(nation.strip()) for nation in _NATION.findall(remarks))
    gender = _GENDER.search(remarks)
    return Entry(
        id=f"OFAC-{number}",
        list=list_name or "OFAC",
        kind=kind,
        name=row[1],
        aliases=tuple(listed),
        births=tuple(dict.fromkeys(b for text in _BIRTH.findall(remarks) if (b := written(text)))),
        places=tuple(dict.fromkeys(place.strip(" .") for place in _PLACE.findall(remarks))),
        nationalities=tuple(dict.fromkeys(nation for nation in nations if nation)),
        gender=gender[1][0] if gender else None,
        documents=tuple(
            ListedDocument(n, kind_, alpha3(c)) for kind_, n, c in _PAPER.findall(remarks)
        ),
        addresses=tuple(
            ", ".join(cell for cell in address[2:5] if cell)
            for address in addresses[number]
            if len(address) > 4
        ),
        category=row[3] or None,
        reference=number,
    )


def _cell(text: str) -> str:
    text = text.strip()
    return "" if text == _NOTHING else text


def _beside(path: Path | None, part: str, found: _Rows) -> Iterator[Rejected]:
    """Gathers the rows of `sdn.csv`'s sister `alt.csv` or `add.csv` by entry number; gives what could not be read."""
    if path is None:
        return
    name = re.sub("sdn", part, path.name, flags=re.IGNORECASE)
    sister = next((p for p in path.parent.iterdir() if p.name.lower() == name.lower()), None)
    if sister is not None and sister != path:
        for row in rows(Raw(sister), delimiter=","):
            if isinstance(row, Rejected):
                yield replace(row, why=f"{sister.name}: {row.why}")
            elif row[1] and row[1][0].strip().isdigit():
                found[row[1][0].strip()].append([_cell(cell) for cell in row[1]])
