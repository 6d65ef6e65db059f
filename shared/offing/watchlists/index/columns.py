"""The facts of entries as columns: nationalities, gender, and exact numbers and addresses."""

from collections.abc import Iterator

import numpy as np

from offing.watchlists.exact import COMPARED, exact_key
from offing.watchlists.hashes import hash64
from offing.watchlists.index.artefact import Array
from offing.watchlists.model import EXACT_KINDS, KINDS, Entry
from offing.watchlists.nationalities import numbers

GENDERS = {"M": 1, "F": 2}
SEVERAL = 255  # in the place of a nationality: there are more than one
SIZE_BITS = 4  # of a name's shape: twelve words at most
ID_MASK = 0xFFFFFFFF
_SAID_APART = frozenset({"document", "phone", "email", "address"})


def shape(size: Array, flags: Array) -> Array:
    """How many words of more than a letter a name has, and its flags, in one byte."""
    return np.asarray(size | flags << SIZE_BITS, np.uint8)


def of(listed: list[Entry]) -> dict[str, Array]:
    """All columns, by their names in the artefact."""
    ids = np.array([hash64("id", entry.id) & ID_MASK for entry in listed], np.uint32)
    order = np.argsort(ids, kind="stable")
    kinds = {kind: n for n, kind in enumerate(KINDS)}
    return {
        "kind": np.array([kinds[entry.kind] for entry in listed], np.uint8),
        "gender": np.array([GENDERS.get(entry.gender or "", 0) for entry in listed], np.uint8),
        "id_hash": ids[order],
        "id_entity": order.astype(np.int32),
        **_nations(listed),
        **_exact(listed),
    }


def _nations(listed: list[Entry]) -> dict[str, Array]:
    """A number for the nationality of each entity; those of several are kept apart."""
    known = numbers()
    codes = [[known[n] for n in dict.fromkeys(e.nationalities) if n in known] for e in listed]
    several = [(n, code) for n, found in enumerate(codes) if len(found) > 1 for code in found]
    one = [0 if not found else found[0] if len(found) == 1 else SEVERAL for found in codes]
    return {
        "nation": np.array(one, np.uint8),
        "nations": np.array([code for _, code in several], np.uint8),
        "nations_entity": np.array([n for n, _ in several], np.int32),
    }


def _exact(listed: list[Entry]) -> dict[str, Array]:
    known = numbers()
    found = sorted(
        {
            (key[1], n, known.get(issuer or "", 0))
            for n, entry in enumerate(listed)
            for kind, text, issuer in _numbers(entry)
            if (key := exact_key(kind, text))
        }
    )
    return {
        "exact_hash": np.array([h for h, _, _ in found], np.uint64),
        "exact_entity": np.array([n for _, n, _ in found], np.int32),
        "exact_issuer": np.array([i for _, _, i in found], np.uint8),
    }


def _numbers(entry: Entry) -> Iterator[tuple[str, str, str | None]]:
    """By what an entry is found exactly; what an entry of an exact kind is called is its number or address."""
    said = [("document", document.number, document.issuer) for document in entry.documents]
    said += [("phone", phone, None) for phone in entry.phones]
    said += [("email", email, None) for email in entry.emails]
    yield from said
    if entry.kind == "address":
        yield from (("address", address, None) for address in (entry.name, *entry.addresses))
    if entry.kind not in COMPARED:
        return
    if entry.kind not in _SAID_APART:
        yield from ((entry.kind, document.number, None) for document in entry.documents)
    if entry.kind in EXACT_KINDS and entry.kind not in {kind for kind, _, _ in said}:
        yield entry.kind, entry.name, None
