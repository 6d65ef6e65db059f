"""Building an index: tables of the entries, what their words are worth, calibration against travellers not listed."""

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from offing.kernel.ids import digest
from offing.watchlists import calibration
from offing.watchlists.index import artefact, neighbours, tables
from offing.watchlists.index.artefact import Manifest
from offing.watchlists.index.match import open_index
from offing.watchlists.index.tables import Tables
from offing.watchlists.model import Entry


def build(entries: Iterable[Entry], folder: Path, *, sample: int = calibration.SAMPLE) -> Manifest:
    """Builds the index of `entries` in `folder`, which appears only when it is complete."""
    made = tables.of(entries)
    made.arrays.update(neighbours.of(made.words, made.borne, len(made.listed)))
    work = begin(folder)
    manifest = write(work, made)
    manifest = calibration.calibrated(manifest, open_index(work), sample)
    finish(work, folder, manifest)
    return manifest


def begin(folder: Path) -> Path:
    """An empty folder beside `folder` to write in."""
    work = folder.with_name(folder.name + ".building")
    shutil.rmtree(work, ignore_errors=True)
    return work


def write(work: Path, made: Tables, of_base: Manifest | None = None) -> Manifest:
    """Writes the files of a segment and a manifest with the thresholds of its base, or the first guess."""
    places = artefact.write(work, made.arrays, made.texts)
    files = artefact.seal(work)
    parts = [f"{name}:{sha}" for name, sha in sorted(files.items())]
    manifest = Manifest(
        version=digest(*parts, *([of_base.version] if of_base else [])),
        counts={
            "entries": len(made.listed),
            "rows": len(made.arrays["row_entity"]),
            "words": len(made.words),
        },
        lists=dict(Counter(entry.list for entry in made.listed)),
        files=files,
        places=places,
        thresholds={"1": calibration.DEFAULT_THRESHOLD},
        floor=calibration.DEFAULT_THRESHOLD - 6.0,
    )
    if of_base:
        manifest = replace(
            manifest,
            base=of_base.version,
            thresholds=of_base.thresholds,
            floor=of_base.floor,
            sample=of_base.sample,
        )
    artefact.write_manifest(work, manifest)
    return manifest


def finish(work: Path, folder: Path, manifest: Manifest) -> None:
    """Puts the complete segment in its place."""
    artefact.write_manifest(work, manifest)
    shutil.rmtree(folder, ignore_errors=True)
    work.rename(folder)
