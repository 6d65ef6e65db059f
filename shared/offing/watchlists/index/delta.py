"""Changes to an index as a small segment laid over it, worth what a full build would find them worth."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from offing.watchlists.index import artefact, neighbours, tables
from offing.watchlists.index.artefact import Array, Manifest, three
from offing.watchlists.index.build import begin, finish, write
from offing.watchlists.index.neighbours import Beyond
from offing.watchlists.index.segment import Segment
from offing.watchlists.index.tables import Tables, distinct
from offing.watchlists.index.words import Vocabulary
from offing.watchlists.model import Entry, Pair
from offing.watchlists.similarity import levels

_NOTICED = 1 / 64  # bits are rounded to sixteenths


def build_delta(
    entries: Iterable[Entry], base: Path, folder: Path, removed: Iterable[Pair] = ()
) -> Manifest:
    """Builds in `folder` the changes to the index in `base`: new and changed `entries`, and those `removed`.

    The changes count from the base on, not from earlier changes: give all that happened since it was built.
    """
    manifest = artefact.read_manifest(base)
    below = Segment(base, manifest)
    made = tables.of(entries)
    pairs = {*removed, *((entry.list, entry.id) for entry in made.listed)}
    gone = sorted(n for pair in pairs if (n := below.entities.listed(pair)) is not None)
    made.arrays["gone"] = np.array(gone, np.int32)
    _weigh(made, below, manifest.counts["entries"] - len(gone) + len(made.listed))
    work = begin(folder)
    changes = write(work, made, manifest)
    finish(work, folder, changes)
    return changes


def _weigh(made: Tables, below: Segment, entries: int) -> None:
    """Adds what words are worth now that bearers in both segments count: words of the changes, and of the base."""
    known, ids = below.vocabulary, below.vocabulary.ids
    borne_below, borne = _still_borne(below, made.arrays["gone"]), made.borne.astype(np.int64)
    for n, word in enumerate(made.words):
        if word in ids:
            borne_below[ids[word]] += borne[n]
            borne[n] = borne_below[ids[word]]
    share = neighbours.shares(made.words, borne, entries)
    share_below = neighbours.shares(known.words, borne_below, entries)
    share_below[borne_below == 0] = 0.0  # a full build would not know the word
    ours, theirs, score = _near(made.words, known)
    alone = ~np.isin(theirs, [ids[word] for word in made.words if word in ids])
    beyond = Beyond(ours[alone], share_below[theirs[alone]], score[alone])
    made.arrays.update(neighbours.of(made.words, borne, entries, beyond))
    new = np.array([word not in ids for word in made.words], np.bool_)[ours]
    _reweigh(made, below, share_below, Beyond(theirs[new], share[ours[new]], score[new]))


def _near(words: list[str], known: Vocabulary) -> tuple[Array, Array, Array]:
    """The words of the base that are like those of the changes: numbers of both, and the similarity."""
    near = known.near(words)
    return (
        np.repeat(np.arange(len(words)), [len(found) for found in near]),
        np.array([n for found in near for n in found], np.int64),
        np.array([score for found in near for score in found.values()], np.float64),
    )


def _reweigh(made: Tables, below: Segment, share: Array, beyond: Beyond) -> None:
    """Notes the words of the base that are worth other bits than when it was built; none where nobody bears them."""
    a = below.arrays
    left = np.repeat(np.arange(len(share)), np.diff(a["near_start"]))
    right, score = three(a["near_word"]), levels(a["near_score"])
    worth = neighbours.bits(share, left, right, score, beyond)
    worth[share == 0.0] = 0.0
    (other,) = (np.abs(worth - a["info"]) > _NOTICED).nonzero()
    made.arrays["reworded"], made.arrays["reworth"] = other, worth[other]


def _still_borne(below: Segment, gone: Array) -> Array:
    """How many entities of the base bear each of its words, without those that are gone."""
    a = below.arrays
    borne = a["borne"].astype(np.int64)
    for entity in gone.tolist():
        edges = a["row_entity"].searchsorted(np.array([entity, entity + 1], np.int32))
        first, last = a["row_start"][edges]
        borne[distinct(three(a["row_word"][first:last]))] -= 1
    return borne
