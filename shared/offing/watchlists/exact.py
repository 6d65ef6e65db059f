"""Numbers and addresses that are compared exactly: each kind in one form, and its key."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from offing.kernel.names import normalise
from offing.watchlists.hashes import hash64

_NOT_ALNUM = re.compile(r"[^A-Z0-9]")
_NOT_DIGIT = re.compile(r"\D")
SHORTEST_NUMBER = 5  # shorter ones are page numbers and years


def document_number(text: str) -> str:
    """A document, container, vehicle or account number for comparison: capitals and digits only."""
    return _NOT_ALNUM.sub("", text.upper())


def phone_number(text: str) -> str:
    """A telephone number for comparison: its last ten digits, so that national and international forms agree."""
    return _NOT_DIGIT.sub("", text)[-10:]


def email_address(text: str) -> str:
    """A mail address for comparison."""
    return text.strip().lower()


def digits(text: str) -> str:
    """The digits alone, of a card or an IMO number."""
    return _NOT_DIGIT.sub("", text)


def postal_address(text: str) -> str:
    """A postal address for comparison: its words and numbers in any order."""
    return " ".join(sorted(set(normalise(text).split())))


# How the numbers and addresses of each kind are compared; a vessel's is its IMO number, with or without the letters.
COMPARED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "document": document_number,
        "phone": phone_number,
        "email": email_address,
        "card": digits,
        "account": document_number,
        "container": document_number,
        "vehicle": document_number,
        "aircraft": document_number,
        "vessel": digits,
        "address": postal_address,
    }
)


def exact_key(kind: str, text: str) -> tuple[str, int] | None:
    """`text` as it is compared and its hash; None when it is too short to mean one thing."""
    plain = COMPARED[kind](text)
    return (plain, hash64(kind, plain)) if len(plain) >= SHORTEST_NUMBER else None
