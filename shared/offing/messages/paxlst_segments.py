"""PAXLST segments: what one segment means, by its text alone. The same text always means the same `Step`."""

from collections.abc import Callable
from typing import Any

from offing.kernel import countries
from offing.messages.itinerary import MODES, designator
from offing.messages.paxlst_state import List, Step
from offing.messages.persons import SEXES, bag_tags, kilogrammes, person_values, quantity
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.travellers import Address, FrequentFlyer

# 3035: who a NAD names. MS reports, VW is accountable: neither travels.
_ROLES = {
    "FL": ("passenger", "ADT"),
    "FM": ("crew", "CRW"),
    "DDU": ("transit", "ADT"),
    "DDT": ("transit_crew", "CRW"),
    "ZZZ": ("passenger", "ADT"),
}
_NOT_TRAVELLERS = frozenset({"MS", "VW", "AG", "CA", "MR", "FR", "TO"})
# 2005: the dates of a person; any other is one of the route.
_DATES = {"329": List.born, "36": List.expires, "182": List.issued}
# 1153 under a person whose value is one plain field.
_REFERENCES = {"AVF": "locator", "ABO": "reference", "SEA": "seat"}

_SKIP: Step = (List.skip, None)


def step(segment: str, repetition: str) -> Step:
    """What `segment` means; a tag that no PAXLST has is a finding."""
    common = _COMMON.get(segment[:8])
    if (
        common
        and (value := segment[8:].strip())
        and ELEMENT not in value
        and COMPONENT not in value
    ):
        act, field = common
        return (act, (field, value) if field else value)
    read = _READERS.get(segment[:3])
    if read is None:
        if not segment.strip():
            return _SKIP
        return (
            List.finding,
            ("info", "unknown-segment", "No PAXLST has this segment; it was passed over."),
        )
    elements = segment.split(ELEMENT)
    # A handful of empty strings makes every element that is looked at exist.
    elements += _PADDING
    return read(elements, repetition)


_PADDING = [""] * 10
# The segments of which every traveller has one of their own, by their beginning: no need to take them apart.
_COMMON: dict[str, tuple[Callable[[List, Any, int], None], str | None]] = {
    f"RFF{ELEMENT}AVF{COMPONENT}": (List.plain, "locator"),
    f"RFF{ELEMENT}ABO{COMPONENT}": (List.plain, "reference"),
    f"RFF{ELEMENT}SEA{COMPONENT}": (List.plain, "seat"),
    f"DTM{ELEMENT}329{COMPONENT}": (List.born, None),
}


def _parts(element: str, count: int) -> list[str]:
    """At least `count` components, without the blanks around them."""
    parts = [p.strip() for p in element.split(COMPONENT)]
    return parts + [""] * (count - len(parts))


def _bgm(e: list[str], _: str) -> Step:
    return (List.begin, (_parts(e[1], 1)[0] or None, _parts(e[2], 1)[0] or None))


def _tdt(e: list[str], _: str) -> Step:
    mode = MODES.get(_parts(e[3], 1)[0], "air")
    carrier = _parts(e[5] or e[4], 1)[0]
    if mode == "air" and len(carrier) not in (2, 3):
        carrier = ""
    if mode == "sea":
        # A voyage number is no flight number: V0126 stays V0126.
        return (List.route, (carrier, e[2].strip().upper(), None, mode))
    line, number, suffix = designator(e[2], carrier)
    return (List.route, (line, number, suffix, mode))


def _loc(e: list[str], _: str) -> Step:
    place = _parts(e[2], 4)
    return (List.place, (e[1].strip(), place[0].upper(), place[3]))


def _dtm(e: list[str], _: str) -> Step:
    qualifier, _, value = e[1].partition(COMPONENT)
    qualifier = qualifier.strip()
    # The older US dialect separates date and time as elements.
    text = value.partition(COMPONENT)[0].strip() or e[2].strip() + e[3].strip()
    act = _DATES.get(qualifier)
    return (act, text) if act else (List.route_time, (qualifier, text))


def _nad(e: list[str], _: str) -> Step:
    qualifier = e[1].strip().upper()
    if qualifier in _NOT_TRAVELLERS:
        return (List.reported_by, None)
    role = _ROLES.get(qualifier)
    family, given = _name(e[4] or e[3])
    values = person_values(family, given)
    values["role"], values["type"] = role or _ROLES["FL"]
    if qualifier == "ZZZ":
        values["status"] = "listed"
    if any(e[5:10]):
        values["addresses"] = (_address(e),)
    return (List.new_person if role else List.odd_person, values)


def _name(composite: str) -> tuple[str, str]:
    """Surname and given names of C080: given names come split by components or in one string."""
    family, _, rest = composite.partition(COMPONENT)
    return family.strip(), " ".join(rest.replace(COMPONENT, " ").split())


def _address(e: list[str]) -> Address:
    state = _parts(e[7], 4)
    return Address(
        kind="residence",
        street=" ".join(_parts(e[5], 1)).strip() or None,
        city=_parts(e[6], 1)[0] or None,
        state=state[3] or state[0] or None,
        postal_code=_parts(e[8], 1)[0] or None,
        country=countries.alpha3(_parts(e[9], 1)[0]) or _parts(e[9], 1)[0] or None,
    )


def _att(e: list[str], repetition: str) -> Step:
    value = _repeated(e[3], repetition)[0] or _repeated(e[2], repetition)[0]
    if e[1].strip() not in ("2", "") or not value:
        return _SKIP
    sex = SEXES.get(value.upper())
    if sex is None:
        return (
            List.finding,
            ("warning", "unknown-sex", "ATT+2 knows M, F, X and U; the field was left empty."),
        )
    return (List.plain, ("sex", sex))


def _repeated(element: str, repetition: str) -> list[str]:
    several = element.split(repetition) if repetition else [element]
    return [_parts(one, 1)[0] for one in several]


def _nat(e: list[str], repetition: str) -> Step:
    codes = [text for text in _repeated(e[2], repetition) if text]
    known = [code for text in codes if (code := countries.alpha3(text))]
    if len(known) < len(codes):
        return (
            List.finding,
            ("warning", "unknown-country", "NAT holds no ISO country code; left empty."),
        )
    return (List.several, [("nationality", code) for code in known])


def _mea(e: list[str], _: str) -> Step:
    what, value = e[1].strip(), _parts(e[3], 2)
    number = value[1] or value[0]
    if what == "CT":
        return (List.bag, ("count", quantity(number)))
    return (
        (List.bag, ("weight_kg", kilogrammes(number, value[0].upper()))) if what == "WT" else _SKIP
    )


def _ftx(e: list[str], _: str) -> Step:
    if e[1].strip() != "BAG":
        return _SKIP
    first, count = _parts(e[4], 2)[:2]
    return (List.bag, ("tags", bag_tags(first, count)))


def _gei(e: list[str], _: str) -> Step:
    return {"173": (List.plain, ("verified", True)), "174": (List.plain, ("verified", False))}.get(
        _parts(e[2], 1)[0], _SKIP
    )


def _emp(e: list[str], _: str) -> Step:
    return (List.plain, ("status", _parts(e[2], 1)[0] or None))


def _com(e: list[str], _: str) -> Step:
    found = [_parts(one, 2)[:2] for one in e[1:] if one]
    phones = [("phones", number) for number, kind in found if kind in ("TE", "AL", "MO") and number]
    mails = [("emails", mail.replace(" AT ", "@")) for mail, kind in found if kind == "EM" and mail]
    return (List.several, phones + mails)


def _rff(e: list[str], _: str) -> Step:
    qualifier, _, value = e[1].partition(COMPONENT)
    value = value.partition(COMPONENT)[0].strip()
    if field := _REFERENCES.get(qualifier):
        return (List.plain, (field, value or None))
    if qualifier == "TN":
        return (List.header, ("transaction", value or None))
    if qualifier == "CR" and value:
        return (List.several, [("frequent_flyers", FrequentFlyer(carrier="", number=value))])
    if qualifier == "AEA" and value:
        return (List.new_document, ("K", value))
    return _SKIP


def _doc(e: list[str], _: str) -> Step:
    return (List.new_document, (e[1].partition(COMPONENT)[0], e[2].partition(COMPONENT)[0]))


def _cnt(e: list[str], _: str) -> Step:
    what, count = _parts(e[1], 2)[:2]
    return (List.header, ("announced", quantity(count))) if what in ("41", "42") else _SKIP


def _pdt(e: list[str], _: str) -> Step:
    return (List.us_person, e)


def _skip(_: list[str], __: str) -> Step:
    return _SKIP


_READERS: dict[str, Callable[[list[str], str], Step]] = {
    "BGM": _bgm, "TDT": _tdt, "LOC": _loc, "DTM": _dtm, "NAD": _nad, "ATT": _att, "NAT": _nat, "MEA": _mea,
    "FTX": _ftx, "GEI": _gei, "GIS": _gei, "EMP": _emp, "COM": _com, "RFF": _rff, "DOC": _doc, "CNT": _cnt,
    "PDT": _pdt, "CTA": _skip, "UNS": _skip, "AUT": _skip, "CPI": _skip, "QTY": _skip, "SEQ": _skip,
}  # fmt: skip
