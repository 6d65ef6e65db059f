"""SSR and OSI texts: travel documents, addresses, visas, infants and contacts as agents and systems type them."""

import re
from dataclasses import dataclass

from offing.kernel import countries, dates, documents
from offing.messages.persons import SEXES
from offing.records.travellers import Address

_DATE = re.compile(r"\d{2}[A-Z]{3}\d{2}(?:\d{2})?")
# `-1SURNAME/GIVEN` at the end names the traveller once more.
_NAME_ELEMENT = re.compile(r"-\d{1,2}[A-Z][A-Z' -]*(?:/[A-Z' -]*)?$")
_INFANT = re.compile(
    r"\.?([^/]+)/(.*?)\s*/?\s*(\d{2}[A-Z]{3}\d{2}(?:\d{2})?)?(?:-\d.*)?", re.DOTALL
)
_EMAIL = re.compile(r"[A-Z0-9.!#$%&'*+=?^_`{|}~-]+@[A-Z0-9-]+(?:\.[A-Z0-9-]+)+")
_ESCAPED_EMAIL = re.compile(r"[A-Z0-9][A-Z0-9.!#$%&'*+=?^_`{|}~/-]*//[A-Z0-9./_-]+")
_CONTACT = re.compile(r"\bCTC[ ]?([A-Z])\b[ ]*(.*)", re.DOTALL)
_PHONE = re.compile(r"\+?\(?\d[\d ()./-]{4,30}\d")


@dataclass(frozen=True, slots=True)
class Docs:
    """SSR DOCS: a document, and what it says of its holder."""

    type: str
    number: str
    issuer: str | None
    nationality: str | None
    birth: str | None
    sex: str | None
    infant: bool
    expiry: str | None
    surname: str | None
    given_names: str | None


def docs(text: str, reference: str) -> Docs | None:
    """Reads DOCS text; the first slash may be missing, and a country may be repeated before the type."""
    parts = [p.strip() for p in _NAME_ELEMENT.sub("", text.strip()).split("/")]
    if len(parts) < 4:
        return None
    parts = _aligned(parts)
    parts += [""] * (11 - len(parts))
    gender = parts[6].upper()
    given = " ".join(p for p in parts[9:11] if p and p != "H")
    return Docs(
        type=parts[1].upper(),
        number=documents.normalise_number(parts[3]),
        issuer=countries.alpha3(parts[2]) if parts[2] else None,
        nationality=countries.alpha3(parts[4]) if parts[4] else None,
        birth=dates.birth_date(parts[5], reference),
        sex=SEXES.get(gender),
        infant=len(gender) == 2 and gender.endswith("I"),
        expiry=dates.expiry_date(parts[7]),
        surname=parts[8] or None,
        given_names=given or None,
    )


def _aligned(parts: list[str]) -> list[str]:
    """The parts with the date of birth fifth: whatever shifted it shifted all before it."""
    found = next(
        (
            i
            for i, p in enumerate(parts[:8])
            if _DATE.fullmatch(p) and (not i or parts[i - 1] not in SEXES)
        ),
        None,
    )
    if found is not None:
        return [""] * (5 - found) + parts if found <= 5 else parts[found - 5 :]
    repeated = len(parts[0]) == 2 and len(parts[1]) <= 2 and countries.alpha3(parts[0]) is not None
    return ["", *parts] if parts[0] and not repeated else parts


@dataclass(frozen=True, slots=True)
class Doco:
    """SSR DOCO: a visa (V), known traveller (K) or redress (R) number, and maybe the place of birth."""

    birthplace: str | None
    type: str
    number: str
    issued: str | None
    country: str | None


def doco(text: str, reference: str) -> Doco | None:
    """Reads DOCO text."""
    parts = [p.strip() for p in _NAME_ELEMENT.sub("", text.strip()).split("/")]
    kind = next((i for i, p in enumerate(parts[:4]) if p in ("V", "K", "R")), None)
    if kind is None:
        return None
    parts += [""] * (kind + 5 - len(parts))
    place = next((p for p in parts[:kind] if p), None)
    return Doco(
        birthplace=place,
        type=parts[kind],
        number=documents.normalise_number(parts[kind + 1]),
        issued=dates.issue_date(parts[kind + 3], reference),
        country=countries.alpha3(parts[kind + 4]) if parts[kind + 4] else None,
    )


def doca(text: str) -> Address | None:
    """Reads DOCA text: residence or destination."""
    parts = [p.strip() for p in _NAME_ELEMENT.sub("", text.strip()).lstrip("/").split("/")]
    if parts[0] not in ("R", "D"):
        return None
    parts += [""] * (6 - len(parts))
    return Address(
        kind="residence" if parts[0] == "R" else "destination",
        street=parts[2] or None,
        city=parts[3] or None,
        state=parts[4] or None,
        postal_code=parts[5] or None,
        country=(countries.alpha3(parts[1]) or parts[1]) or None,
    )


def infant(text: str, reference: str) -> tuple[str, str, str | None] | None:
    """Reads INFT text: surname, given names, date of birth."""
    found = _INFANT.fullmatch(text.strip()[:200])
    if not found or not found[1].strip():
        return None
    return (
        found[1].strip(),
        found[2].strip(),
        dates.birth_date(found[3], reference) if found[3] else None,
    )


def email(text: str) -> str | None:
    """The e-mail address in a text; `//` stands for @, `..` for _ and `./` for -."""
    text = text.upper()[:500]
    if found := _EMAIL.search(text):
        return found[0].strip(".")
    found = _ESCAPED_EMAIL.search(text)
    if not found:
        return None
    plain = found[0].replace("//", "@", 1).replace("..", "_").replace("./", "-")
    return plain.strip("./") if _EMAIL.fullmatch(plain.strip("./")) else None


def contacts(text: str) -> tuple[list[str], list[str]]:
    """Telephone numbers and e-mail addresses of an OSI or IFT text such as `CTCE A.SAMPLE//MAIL.EXAMPLE`."""
    text = _NAME_ELEMENT.sub("", text.upper()[:500])
    found = _CONTACT.search(text)
    if not found:
        mail = email(text) if "@" in text or "APE" in text else None
        return [], [mail] if mail else []
    if found[1] == "E" or "//" in found[2]:
        mail = email(found[2])
        return [], [mail] if mail else []
    number = phone(found[2])
    return ([number] if number else []), []


def phone(text: str) -> str | None:
    """The telephone number in a text, as typed."""
    found = _PHONE.search(text[:500])
    return found[0].strip() if found else None
