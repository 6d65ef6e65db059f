"""PAXLST before its travellers: the document code, who reports, the conveyance with its ports and times."""

from offing.messages.itinerary import MODES, designator
from offing.messages.paxlst_meanings import (
    UNKNOWN,
    Meanings,
    Reader,
    Step,
    elements,
    first,
    parts,
    qualified,
)
from offing.messages.paxlst_state import List
from offing.messages.persons import quantity

NOTHING: Step = (List.nothing, "", None)
_LOST: Step = (List.lost, "", None)
_UNKNOWN: Step = (
    List.finding,
    "info",
    ("unknown-segment", "No PAXLST has this segment; it was passed over."),
)
# 3035: MS reports, VW is accountable, and so on: none of these travels.
_NOT_TRAVELLERS = frozenset({"MS", "VW", "AG", "CA", "MR", "FR", "TO"})
_OF_A_TRAVELLER = frozenset({"AVF", "ABO", "SEA"})


def nothing(_segment: str, _: Meanings) -> Step:
    """A segment that the guide has and that says nothing to us."""
    return NOTHING


def _unknown_segment(segment: str, _: Meanings) -> Step:
    # A tag that no PAXLST has is a finding, an empty segment is nothing.
    return _UNKNOWN if segment.strip() else NOTHING


def unknown(tag: str, qualifier: str) -> Step:
    """A qualifier nobody has agreed on; one that is longer than a code may be somebody's data and is not repeated."""
    shown = f"{tag}+{qualifier}" if qualifier.isalnum() and len(qualifier) < 4 else tag
    text = f"{shown} is not among the qualifiers of a traveller that the guide has; passed over."
    return (List.unknown, shown, text) if qualifier else NOTHING


def route(segment: str, _: Meanings) -> Step:
    """TDT: the conveyance."""
    e = elements(segment)
    mode = MODES.get(first(e[3]), "air")
    carrier = first(e[5] or e[4])
    if mode == "air" and len(carrier) not in (2, 3):
        carrier = ""
    if mode == "sea":
        # A voyage number is no flight number: V0126 stays V0126.
        return (List.route, "", (carrier, e[2].strip().upper(), None, mode))
    line, number, suffix = designator(e[2], carrier)
    return (List.route, "", (line, number, suffix, mode))


def count(segment: str, _: Meanings) -> Step:
    """CNT: how many persons the whole list has."""
    what, number = parts(segment[4:], 2)[:2]
    return (List.of_header, "announced", quantity(number)) if what in ("41", "42") else NOTHING


def is_party(segment: str) -> bool:
    """Whether a NAD names somebody who does not travel."""
    return elements(segment)[1].strip().upper() in _NOT_TRAVELLERS


def transaction(segment: str) -> Step:
    """RFF+TN, which an answer repeats byte for byte."""
    return (List.of_header, "transaction", qualified(segment)[1] or None)


def document_code(segment: str, _: Meanings) -> Step:
    """BGM: what kind of list, and what it does."""
    e = elements(segment)
    return (List.begin, "", (first(e[1]) or None, first(e[2]) or None))


def _reference(segment: str, _: Meanings) -> Step:
    qualifier = qualified(segment)[0]
    if qualifier == "TN":
        return transaction(segment)
    return _LOST if qualifier in _OF_A_TRAVELLER else NOTHING


def _place(segment: str, _: Meanings) -> Step:
    e = elements(segment)
    code = first(e[2]).upper()
    return (List.place, e[1].strip(), code) if code else NOTHING


def _time(segment: str, _: Meanings) -> Step:
    return (List.route_time, *qualified(segment))


def _party(segment: str, _: Meanings) -> Step:
    return (
        (List.reported_by, "", None)
        if is_party(segment)
        else (List.travellers_begin, segment, None)
    )


def _traveller(segment: str, _: Meanings) -> Step:
    return (List.travellers_begin, segment, None)


def _lost(_segment: str, _: Meanings) -> Step:
    return _LOST


# Segments that say nothing to us wherever they stand, and those that nobody knows.
PASSED_OVER: dict[str, Reader] = {
    **dict.fromkeys(("CTA", "UNS", "AUT", "CPI", "QTY", "SEQ"), nothing),
    UNKNOWN: _unknown_segment,
}
_HEADER: dict[str, Reader] = {
    "BGM": document_code, "TDT": route, "LOC": _place, "DTM": _time, "NAD": _party, "PDT": _traveller,
    "RFF": _reference, "CNT": count, "ATT": _lost, "GEI": _lost, "GIS": _lost, "EMP": _lost,
    "NAT": nothing, "MEA": nothing, "FTX": nothing, "DOC": nothing, "COM": nothing,
}  # fmt: skip
BEFORE_TRAVELLERS = Meanings(_HEADER, PASSED_OVER)
