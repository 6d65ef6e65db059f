"""JSON lines: one entry a line, in the form of our webhook and of common open data; unknown keys are ignored."""

from collections.abc import Iterator
from typing import Any

import orjson

from offing.kernel.scripts import script_of
from offing.watchlists.model import KINDS, Alias, Entry, ListedDocument
from offing.watchlists.nationalities import alpha3
from offing.watchlists.sources.formats import Placed, Raw, Rejected
from offing.watchlists.sources.rows import lines

_KINDS = {
    "individual": "person",
    "entity": "company",
    "ship": "vessel",
    "organisation": "company",
} | {k: k for k in KINDS}
_GENDERS = {"M": "M", "MALE": "M", "F": "F", "FEMALE": "F"}


def entries(raw: Raw, list_name: str) -> Iterator[Placed | Rejected]:
    """One entry for each line that holds one."""
    for found in lines(raw):
        if isinstance(found, Rejected):
            yield found
            continue
        number, line = found
        if not line.strip():
            continue
        try:
            yield number, entry_of(orjson.loads(line), list_name)
        except orjson.JSONDecodeError:
            # A last line without its end is what is left of a file that was cut off.
            cut = not line.endswith(b"\n")
            yield Rejected(number, "not a line of JSON in UTF-8", breaks=cut)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield Rejected(number, f"not an entry: {_words(error)}")


def _words(error: Exception) -> str:
    if isinstance(error, AttributeError):
        return "a text or a list stands where an object belongs, or the other way round"
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)


def entry_of(body: dict[str, Any], list_name: str = "") -> Entry:
    """An entry from its JSON object; raises KeyError, TypeError or ValueError where it is none."""
    if not isinstance(body, dict):
        raise TypeError("an object is needed")
    kind = _KINDS.get(str(body.get("kind") or body.get("type") or "person").lower())
    if kind is None:
        raise ValueError(
            f"kind {body.get('kind') or body.get('type')!r} is none of {', '.join(KINDS)}"
        )
    aliases = [_alias(alias) for alias in body.get("aliases") or () if alias]
    if original := body.get("original_script"):
        aliases.append(Alias(original, "strong", script_of(original)))
    return Entry(
        id=_text(body["id"], "id"),
        list=list_name or str(body.get("list") or ""),
        kind=kind,
        name=_text(body["name"], "name"),
        aliases=tuple(alias for alias in aliases if alias.name),
        births=_texts(body, "births", "dob"),
        places=_texts(body, "places", "pob"),
        nationalities=_countries(_texts(body, "nationalities", "nationality")),
        gender=_GENDERS.get(str(body.get("gender") or "").upper()),
        documents=tuple(_document(d) for d in body.get("documents") or () if d),
        addresses=_texts(body, "addresses"),
        phones=_texts(body, "phones"),
        emails=_texts(body, "emails"),
        agency=_said(body, "agency"),
        category=_said(body, "category", "program"),
        severity=int(body.get("severity") or 2),
        legal_basis=_said(body, "legal_basis"),
        valid_from=_said(body, "valid_from", "listed_on"),
        valid_to=_said(body, "valid_to"),
        actions=_texts(body, "actions") or ("alert",),
        reference=_said(body, "reference"),
    )


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str | int) or not str(value).strip():
        raise ValueError(f"{what} is empty")
    return str(value).strip()


def _said(body: dict[str, Any], *keys: str) -> str | None:
    """The text under the first of `keys` that is there; anything else there would stop those who read it."""
    key = next((key for key in keys if body.get(key)), None)
    return None if key is None else _text(body[key], key)


def _texts(body: dict[str, Any], *keys: str) -> tuple[str, ...]:
    """The texts under the first of `keys` that is there; one text or number counts as a list of it."""
    value = next((body[key] for key in keys if body.get(key)), ())
    values = (value,) if isinstance(value, str | int) else value
    return tuple(dict.fromkeys(str(item) for item in values if item))


def _countries(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for text in texts if (code := alpha3(text))))


def _alias(alias: Any) -> Alias:
    if isinstance(alias, str):
        return Alias(alias, "strong", script_of(alias))
    name = str(alias.get("name") or "")
    return Alias(
        name,
        "weak" if alias.get("quality") == "weak" else "strong",
        alias.get("script") or script_of(name),
    )


def _document(document: Any) -> ListedDocument:
    if isinstance(document, str):
        return ListedDocument(document)
    issuer = document.get("issuer") or document.get("country")
    return ListedDocument(str(document["number"]), document.get("type"), alpha3(issuer))
