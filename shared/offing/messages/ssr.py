"""SSR and OSI texts: travel documents, addresses, visas, infants and contacts as agents and systems type them."""

import re
from typing import NamedTuple

from offing.kernel import countries, dates, documents
from offing.messages.persons import SEXES
from offing.records.travellers import Address

# A text longer than this is no document, no name and no contact.
_MOST = 2000
_DATE = re.compile(r"\d{2}[A-Za-z]{3}\d{2}(?:\d{2})?")
# `-1SURNAME/GIVEN` at the end names the traveller once more.
_NAME_ELEMENT = re.compile(r"-\d{1,2}[^\W\d_][^\d/]*(?:/[^\d/]*)?$")
_INFANT_BORN = re.compile(r"(?<!\d)\d{1,2}[A-Za-z]{3}\d{2}(?:\d{2})?(?!\w)")
_NAME_NUMBER = re.compile(r"-\d.*", re.DOTALL)
_EMAIL = re.compile(r"[A-Z0-9.!#$%&'*+=?^_`{|}~-]+@[A-Z0-9-]+(?:\.[A-Z0-9-]+)+")
_ESCAPED_EMAIL = re.compile(r"[A-Z0-9][A-Z0-9.!#$%&'*+=?^_`{|}~/-]*//[A-Z0-9./_-]+")
# CTCM, CTC M, CTC; and as history of one system has them: /APM, /APE.
_CONTACT = re.compile(r"(?:CTC[ ]?|/AP)([A-Z]?)(?![A-Z])")
_PHONE = re.compile(r"\+?\(?\d[\d ()./-]{4,30}\d")


class Docs(NamedTuple):
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
    parts = _parts(text)
    if len(parts) < 4:
        return None
    parts = _aligned(parts)
    parts += [""] * (11 - len(parts))
    gender = parts[6].upper()
    return Docs(
        parts[1].upper(),
        documents.normalise_number(parts[3]),
        countries.alpha3(parts[2]) if parts[2] else None,
        countries.alpha3(parts[4]) if parts[4] else None,
        dates.birth_date(parts[5], reference) if parts[5] else None,
        SEXES.get(gender),
        len(gender) == 2 and gender[1] == "I",
        dates.expiry_date(parts[7]) if parts[7] else None,
        parts[8] or None,
        " ".join([p for p in parts[9:11] if p and p != "H"]) or None,
    )


def _parts(text: str) -> list[str]:
    text = text[:_MOST].strip()
    if "-" in text:
        text = _NAME_ELEMENT.sub("", text)
    return [p.strip() for p in text.split("/")]


def _aligned(parts: list[str]) -> list[str]:
    """The parts with the date of birth fifth: whatever shifted it shifted all before it."""
    if len(parts) > 6 and parts[6] in SEXES and _is_birth(parts, 5):
        return parts
    for place in range(min(8, len(parts))):
        if _is_birth(parts, place):
            return [""] * (5 - place) + parts if place <= 5 else parts[place - 5 :]
    repeated = len(parts[0]) == 2 and len(parts[1]) <= 2 and countries.alpha3(parts[0]) is not None
    return ["", *parts] if parts[0] and not repeated else parts


def _is_birth(parts: list[str], place: int) -> bool:
    """Whether a date of birth stands there: a date after the sex is that of expiry."""
    after_sex = place > 0 and parts[place - 1] in SEXES
    return not after_sex and _DATE.fullmatch(parts[place]) is not None


class Doco(NamedTuple):
    """SSR DOCO: a visa (V), known traveller (K) or redress (R) number, and maybe the place of birth."""

    birthplace: str | None
    type: str
    number: str
    issued: str | None
    country: str | None
    infant: bool


def doco(text: str, reference: str) -> Doco | None:
    """Reads DOCO text."""
    parts = _parts(text)
    kind = next((i for i, p in enumerate(parts[:4]) if p in ("V", "K", "R")), None)
    if kind is None:
        return None
    parts += [""] * (kind + 6 - len(parts))
    return Doco(
        birthplace=next((p for p in parts[:kind] if p), None),
        type=parts[kind],
        number=documents.normalise_number(parts[kind + 1]),
        issued=dates.issue_date(parts[kind + 3], reference),
        country=countries.alpha3(parts[kind + 4]) if parts[kind + 4] else None,
        infant=parts[kind + 5] == "I",
    )


def doca(text: str) -> tuple[Address | None, bool]:
    """Reads DOCA text: residence or destination, and whether it is the infant's."""
    parts = _parts(text.strip().lstrip("/ "))
    if parts[0] not in ("R", "D"):
        return None, False
    parts += [""] * (7 - len(parts))
    found = Address(
        kind="residence" if parts[0] == "R" else "destination",
        street=parts[2] or None,
        city=parts[3] or None,
        state=parts[4] or None,
        postal_code=parts[5] or None,
        country=(countries.alpha3(parts[1]) or parts[1]) or None,
    )
    return found, parts[6] == "I"


def infant(text: str, reference: str) -> tuple[str, str, str | None] | None:
    """Reads INFT text: surname, given names, date of birth, which may be followed by remarks."""
    text = text[:200].lstrip("./ ")
    born = _INFANT_BORN.search(text)
    name = _NAME_NUMBER.sub("", text[: born.start()] if born else text)
    family, slash, given = name.strip(" ./").partition("/")
    if born and not slash:
        family, _, given = family.partition(" ")
    if not family.strip() or not (slash or born):
        return None
    birth = dates.birth_date(born[0], reference) if born else None
    return family.strip(), given.strip(" ./"), birth


def email(text: str) -> str | None:
    """The e-mail address in a text; `//` stands for @, `..` for _ and `./` for -."""
    text = text.upper()[:500]
    if "@" in text and (found := _EMAIL.search(text)):
        return found[0].strip(".")
    found = _ESCAPED_EMAIL.search(text) if "//" in text else None
    if not found:
        return None
    plain = found[0].replace("//", "@", 1).replace("..", "_").replace("./", "-").strip("./")
    # CTCE ends in a language after one more slash.
    at = plain.find("@")
    plain = plain[:at] + plain[at:].partition("/")[0]
    return plain if _EMAIL.fullmatch(plain) else None


def contacts(text: str) -> tuple[list[str], list[str]]:
    """Telephone numbers and e-mail addresses of an OSI or IFT text such as `CTCE A.SAMPLE//MAIL.EXAMPLE`."""
    text = text[:_MOST].upper()
    if "CTC" not in text and "/AP" not in text:
        mail = email(text) if "@" in text else None
        return [], [mail] if mail else []
    phones, emails = [], []
    found = _CONTACT.split(text)
    for kind, what in zip(found[1::2], found[2::2], strict=True):
        bare = _NAME_ELEMENT.sub("", what.rstrip()) if "-" in what else what
        if kind == "E" or "//" in bare or "@" in bare:
            emails.append(email(bare))
        else:
            phones.append(phone(bare))
    return [p for p in phones if p], [e for e in emails if e]


def phone(text: str) -> str | None:
    """The telephone number in a text, as typed."""
    found = _PHONE.search(text[:500])
    return found[0].strip() if found else None
