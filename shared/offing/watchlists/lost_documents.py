"""Exact lists of tens of millions of documents (stolen, lost, revoked): one sorted file of hashes, eight bytes each.

Number and issuing State must agree; the type of document is kept beside them, because carriers get it wrong. The file
holds no number that could be read out of it.
"""

import hashlib
import mmap
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import orjson

from offing.kernel.errors import InvalidInputError
from offing.records.assessments import Evidence, Match
from offing.watchlists.exact import SHORTEST_NUMBER, document_number
from offing.watchlists.hashes import hash64
from offing.watchlists.model import ListedDocument, Query
from offing.watchlists.nationalities import alpha3
from offing.watchlists.sources.formats import Rejected
from offing.watchlists.weights import DOCUMENT_OTHER_TYPE, DOCUMENT_SAME

MAGIC = "offing-documents-1"
_HEAD = 4096
_AT_ONCE = 1_000_000
_TYPE_BITS = 8
_ANY_TYPE = 0  # where the list or the carrier does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a file of documents says of itself; `version` is the digest of its hashes."""

    list: str
    documents: int
    version: str
    agency: str | None = None
    magic: str = MAGIC


def build_documents(
    found: Iterable[ListedDocument | Rejected], file: Path, listed: str, agency: str | None = None
) -> tuple[Head, list[Rejected]]:
    """Writes the file, which appears only when it is complete; returns its head and what was rejected.

    Memory does not grow with the list: the hashes are sorted where they lie, in the file. A source that breaks off
    leaves what is there as it is.
    """
    half = file.with_name(file.name + ".building")
    rejected: list[Rejected] = []
    with half.open("w+b") as out:
        out.write(bytes(_HEAD))
        count = _write(out, found, rejected)
        out.flush()
        head = _ordered(out, count, listed, agency)
    if any(one.breaks for one in rejected):
        half.unlink()
        raise InvalidInputError(
            f"The file could not be read to its end ({rejected[-1].why}): nothing of it was applied.",
            where=f"line {rejected[-1].line}",
        )
    half.replace(file)
    return head, rejected


def _write(
    out: BinaryIO, found: Iterable[ListedDocument | Rejected], rejected: list[Rejected]
) -> int:
    keys, count = array("Q"), 0
    for one in found:
        if isinstance(one, Rejected):
            rejected.append(one)
            continue
        keys.append(_key(document_number(one.number), one.issuer or "") | _type(one.type))
        count += 1
        if len(keys) >= _AT_ONCE:
            out.write(keys.tobytes())
            del keys[:]
    out.write(keys.tobytes())
    return count


def _ordered(out: BinaryIO, count: int, listed: str, agency: str | None) -> Head:
    """Sorts the hashes in the file and writes its head."""
    digest = hashlib.sha256()
    if count:
        with mmap.mmap(out.fileno(), 0) as held:
            keys = np.frombuffer(held, np.uint64, count, _HEAD)
            keys.sort()
            digest.update(keys.data)
            del keys
    head = Head(list=listed, documents=count, version=digest.hexdigest()[:26], agency=agency)
    out.seek(0)
    out.write(orjson.dumps(asdict(head)).ljust(_HEAD))
    return head


class LostDocuments:
    """An opened file of documents."""

    def __init__(self, file: Path) -> None:
        self.head = _head(file)
        with file.open("rb") as opened:
            held = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        self._keys = np.frombuffer(held, np.uint64, self.head.documents, _HEAD)

    def matches(self, query: Query) -> list[Match]:
        """The documents of a query that are on the list, one match for each."""
        return [match for document in query.documents for match in self._met(document)]

    def _met(self, asked: ListedDocument) -> Iterator[Match]:
        number, issuer = document_number(asked.number), alpha3(asked.issuer)
        if len(number) < SHORTEST_NUMBER or issuer is None:
            return
        key = _key(number, issuer)
        ends = np.array([key, key + (1 << _TYPE_BITS)], np.uint64)
        first, end = self._keys.searchsorted(ends).tolist()
        types = {int(found) & ((1 << _TYPE_BITS) - 1) for found in self._keys[first:end]}
        if not types:
            return
        same = bool({_type(asked.type), _ANY_TYPE} & types) or _type(asked.type) == _ANY_TYPE
        bits = DOCUMENT_SAME if same else DOCUMENT_OTHER_TYPE
        why = "same number" if same else "same number, another type of document"
        line = Evidence(f="document", q=number, c=number, bits=bits, why=why)
        yield Match(
            entity=f"{issuer}-{asked.type or 'X'}-{number}",
            list=self.head.list,
            bits=bits,
            band="strong" if same else "weak",
            evidence=(line,),
            name=number,
            text=f"The document is on the list {self.head.list}: {why}.",
            index_version=self.head.version,
            agency=self.head.agency,
        )


def _head(file: Path) -> Head:
    with file.open("rb") as opened:
        raw = opened.read(_HEAD)
    try:
        head = Head(**orjson.loads(raw))
    except (orjson.JSONDecodeError, TypeError):
        head = None
    if head is None or head.magic != MAGIC or file.stat().st_size != _HEAD + 8 * head.documents:
        raise InvalidInputError(
            "Not a file of documents: build it with `offing watchlist documents`.", where=str(file)
        )
    return head


def _key(number: str, issuer: str) -> int:
    return hash64("listed", f"{issuer}:{number}") & ~((1 << _TYPE_BITS) - 1)


def _type(said: str | None) -> int:
    """A type by its first letter, as ICAO's codes are: P passport, I and A and C cards, V visa."""
    letter = (said or "").strip().upper()[:1]
    return ord(letter) - ord("A") + 1 if "A" <= letter <= "Z" and letter != "X" else _ANY_TYPE
