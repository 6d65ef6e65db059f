"""PAXLST travellers: what one segment under a NAD means, by its text alone."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from offing.kernel import countries, dates, documents
from offing.messages.paxlst_baggage import free_text, measure
from offing.messages.paxlst_header import (
    NOTHING,
    PASSED_OVER,
    count,
    document_code,
    is_party,
    route,
    transaction,
    unknown,
)
from offing.messages.paxlst_meanings import (
    Act,
    Meanings,
    Reader,
    Step,
    elements,
    first,
    parts,
    qualified,
)
from offing.messages.paxlst_state import List
from offing.messages.persons import SEXES, is_blank
from offing.messages.service import COMPONENT, ELEMENT
from offing.records.travellers import Address, FrequentFlyer

# 3035: who a NAD names, and what that fills beside the name.
_ROLES: dict[str, dict[str, Any]] = {
    "FL": {},
    "FM": {"role": "crew", "type": "CRW"},
    "DDU": {"role": "transit"},
    "DDT": {"role": "transit_crew", "type": "CRW"},
    "ZZZ": {"status": "listed"},
}
_PLAIN_PASSENGER = f"NAD{ELEMENT}FL{ELEMENT}{ELEMENT}{ELEMENT}"
# 2005: the dates of a traveller, by the beginning of their segment; any other is none of theirs.
_DATES: dict[str, tuple[Act, str, Callable[[str, str], str | None]]] = {
    f"DTM{ELEMENT}329": (List.of_traveller, "date_of_birth", dates.birth_date),
    f"DTM{ELEMENT}36": (List.of_document, "expiry", lambda text, _: dates.expiry_date(text)),
    f"DTM{ELEMENT}182": (List.of_document, "issued", dates.issue_date),
}
# 1153 under a traveller whose value is one plain field.
_REFERENCES = {"AVF": "locator", "ABO": "reference", "SEA": "seat"}
_PORTS = {"178": "boarding", "179": "leaving"}
_COUNTRIES = {
    "174": (List.of_traveller, "residence"),
    "180": (List.of_traveller, "country_of_birth"),
    "91": (List.of_document, "issuer"),
}
# In the guide, and of no use here: the place of clearance; references of tickets and of departure control.
_PLACES_PASSED_OVER = frozenset({"22"})
_REFERENCES_PASSED_OVER = frozenset({"YZY"})
_INFORMATION = {"173": True, "174": False}


def _warning(code: str, text: str) -> Step:
    return (List.finding, "warning", (code, text))


_NO_DAY = _warning("impossible-date", "No such day. Send YYMMDD; the field was left empty.")
_NO_SEX = _warning("unknown-sex", "ATT+2 knows M, F, X and U; the field was left empty.")
_NO_COUNTRY = _warning("unknown-country", "No ISO or ICAO country code; the field was left empty.")


def _nad(segment: str, _: Meanings) -> Step:
    composite = segment[len(_PLAIN_PASSENGER) :]
    if segment.startswith(_PLAIN_PASSENGER) and ELEMENT not in composite:
        return List.new_traveller, composite, _ROLES["FL"]
    if is_party(segment):
        return (List.reported_by, "", None)
    e = elements(segment)
    role = _ROLES.get(e[1].strip().upper())
    more = dict(role or {})
    if any(e[5:10]):
        more["addresses"] = (_address(e),)
    return (List.odd_traveller if role is None else List.new_traveller, e[4] or e[3], more)


def _address(e: list[str]) -> Address:
    state = parts(e[7], 4)
    return Address(
        kind="residence",
        street=" ".join(parts(e[5], 1)).strip() or None,
        city=first(e[6]) or None,
        state=state[3] or state[0] or None,
        postal_code=first(e[8]) or None,
        country=countries.alpha3(first(e[9])) or first(e[9]) or None,
    )


def _att(segment: str, meanings: Meanings) -> Step:
    e = elements(segment)
    value = _repeated(e[3], meanings)[0] or _repeated(e[2], meanings)[0]
    if e[1].strip() not in ("2", ""):
        return unknown("ATT", e[1].strip())
    if not value:
        return NOTHING
    sex = SEXES.get(value.upper())
    return (List.of_traveller, "sex", sex) if sex else _NO_SEX


def _repeated(element: str, meanings: Meanings) -> list[str]:
    several = element.split(meanings.repetition) if meanings.repetition else [element]
    return [first(one) for one in several]


def _dtm(segment: str, meanings: Meanings) -> Step:
    head, _, text = segment.partition(COMPONENT)
    if not text.isalnum():
        qualifier, text = qualified(segment)
        head = f"DTM{ELEMENT}{qualifier}"
    date = _DATES.get(head)
    if date is None:
        return unknown("DTM", head[4:].strip())
    act, field, read = date
    if day := read(text, meanings.day):
        expired = field == "expiry" and day < meanings.leaves[: len(day)]
        return (List.expired if expired else act), field, day
    return NOTHING if is_blank(text) else _NO_DAY


def _loc(segment: str, _: Meanings) -> Step:
    e = elements(segment)
    qualifier, place = e[1].strip(), parts(e[2], 4)
    steps: list[Step] = []
    if place[0]:
        steps.append(_place(qualifier, place[0].upper()))
    if qualifier == "180" and place[3]:
        steps.append((List.of_traveller, "place_of_birth", place[3]))
    return (List.all_of, "", tuple(steps)) if len(steps) != 1 else steps[0]


def _place(qualifier: str, code: str) -> Step:
    if port := _PORTS.get(qualifier):
        return (List.of_traveller, port, code)
    if qualifier not in _COUNTRIES:
        return NOTHING if qualifier in _PLACES_PASSED_OVER else unknown("LOC", qualifier)
    country = countries.alpha3(code)
    return (*_COUNTRIES[qualifier], country) if country else _NO_COUNTRY


def _nat(segment: str, meanings: Meanings) -> Step:
    codes = [text for text in _repeated(elements(segment)[2], meanings) if text]
    known = tuple(code for text in codes if (code := countries.alpha3(text)))
    if len(known) < len(codes):
        return _NO_COUNTRY
    return (List.nationality, "", known) if known else NOTHING


def _gei(segment: str, _: Meanings) -> Step:
    verified = _INFORMATION.get(first(elements(segment)[2]))
    return NOTHING if verified is None else (List.of_traveller, "verified", verified)


def _emp(segment: str, _: Meanings) -> Step:
    return (List.of_traveller, "status", first(elements(segment)[2]) or None)


def _com(segment: str, _: Meanings) -> Step:
    found = [parts(one, 2)[:2] for one in elements(segment)[1:] if one]
    phones = tuple(number for number, kind in found if kind in ("TE", "AL", "MO") and number)
    mails = tuple(mail.replace(" AT ", "@") for mail, kind in found if kind == "EM" and mail)
    return (List.all_of, "", ((List.several, "phones", phones), (List.several, "emails", mails)))


def _rff(segment: str, _: Meanings) -> Step:
    head, _mark, value = segment.partition(COMPONENT)
    if (field := _REFERENCES.get(head[4:])) and value.isalnum() and value[0] != "0":
        return List.of_traveller, field, value
    qualifier, value = qualified(segment)
    if field := _REFERENCES.get(qualifier):
        # 014C of departure control is 14C of everybody else.
        return (List.of_traveller, field, (value.lstrip("0") if field == "seat" else value) or None)
    if qualifier == "TN":
        return transaction(segment)
    if qualifier == "CR" and value:
        return (List.several, "frequent_flyers", (FrequentFlyer(carrier="", number=value),))
    if qualifier == "AEA" and value:
        return (List.new_document, "K", value)
    known = qualifier in _REFERENCES_PASSED_OVER or qualifier in ("CR", "AEA")
    return NOTHING if known else unknown("RFF", qualifier)


def _doc(segment: str, _: Meanings) -> Step:
    kind, _mark, number = segment[4:].partition(ELEMENT)
    kind = kind.partition(COMPONENT)[0]
    if kind not in documents.TYPES:
        kind = kind.strip().upper()
    if not number.isalnum():
        number = first(number.partition(ELEMENT)[0])
    return List.new_document, kind, number


def _pdt(segment: str, meanings: Meanings) -> Step:
    """PDT of the older US dialect: one segment holds document, name, birth, sex and ports."""
    e = elements(segment)
    kind, _, rest = e[1].partition("/")
    paper, person, ports = (parts(e[i], 6) for i in (1, 2, 4))
    given = " ".join(p for p in person[1:3] if p)
    role = _ROLES["FM" if e[3].strip().upper() in ("CRW", "CREW") else "FL"]
    steps: list[Step] = [
        (List.new_traveller, f"{person[0]}{COMPONENT}{given}", role),
        _dtm(f"DTM{ELEMENT}329{COMPONENT}{person[3]}", meanings),
        _att(f"ATT{ELEMENT}2{ELEMENT}{ELEMENT}{person[4]}", meanings),
        (List.new_document, kind.strip().upper() if rest else "", paper[0].rpartition("/")[2]),
        _dtm(f"DTM{ELEMENT}36{COMPONENT}{paper[1]}", meanings),
        _place("91", paper[2]) if paper[2] else NOTHING,
        *(
            (List.of_traveller, field, port[-3:])
            for field, port in zip(("boarding", "leaving"), ports, strict=False)
            if port
        ),
    ]
    return (List.all_of, "", tuple(steps))


# Of these every traveller has one of their own.
_OWN: dict[str, Reader] = {"NAD": _nad, "DOC": _doc, "RFF": _rff, "FTX": free_text}
_SHARED: dict[str, Reader] = {
    "ATT": _att, "DTM": _dtm, "MEA": measure, "GEI": _gei, "GIS": _gei, "LOC": _loc, "COM": _com, "EMP": _emp,
    "NAT": _nat, "PDT": _pdt, "TDT": route, "CNT": count, "BGM": document_code,
    **PASSED_OVER,
}  # fmt: skip


@lru_cache(maxsize=8)
def among_travellers(day: str, repetition: str, leaves: str) -> Meanings:
    """What segments mean among travellers who cannot be born after `day`: the same for all flights of that day."""
    return Meanings(_OWN, _SHARED, repetition, day, leaves)
