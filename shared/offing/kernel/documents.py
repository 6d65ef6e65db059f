"""Travel documents: one form for their numbers, and what the type codes of IATA and ICAO mean."""

import re

# Types as PAXLST DOC, PNRGOV DOCS/DOCO and the readable zone use them; anything else is "other document".
TYPES = {
    "P": "passport",
    "PP": "passport",
    "PM": "passport",
    "PN": "passport",
    "PC": "passport card",
    "IP": "passport card",
    "PD": "diplomatic passport",
    "PO": "official passport",
    "PS": "service passport",
    "PE": "emergency passport",
    "PR": "refugee travel document",
    "PT": "stateless travel document",
    "PU": "laissez-passer",
    "V": "visa",
    "VI": "visa",
    "I": "identity card",
    "ID": "identity card",
    "A": "residence or identity card",
    "C": "identity card",
    "AC": "crew member certificate",
    "L": "pilot licence",
    "M": "military identity card",
    "S": "seafarer's identity document",
    "B": "border crossing card",
    "T": "re-entry permit",
    "N": "nexus or trusted traveller card",
    "F": "other approved document",
    "IN": "identity card",
    "IS": "identity card",
    "K": "known traveller number",
    "R": "redress number",
}
_MARKS = re.compile(r"[\s\-./<]+")
_EMPTY = frozenset({"", "0", "NA", "NONE", "NULL", "NIL", "UNKNOWN", "XXX", "XXXX", "TBA"})


def normalise_number(text: str) -> str:
    """A document number without blanks, hyphens and fillers, in capitals; empty when nothing stands there."""
    number = text.upper() if text.isalnum() else _MARKS.sub("", text).upper()
    return "" if number in _EMPTY or not number.strip("0") else number


def type_name(code: str) -> str:
    """What a type code means: `P` → `passport`."""
    code = code.upper()
    return TYPES.get(code) or TYPES.get(code[:1], "other document")


def is_passport(code: str) -> bool:
    """Whether the type code says passport, of whatever kind."""
    return code[:1].upper() == "P"
