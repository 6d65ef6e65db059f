"""Redaction of raw messages: card numbers cut, tokens of health and religion taken out, everything else untouched.

Segments are never dropped, so that the counts of the message stay right and a finding's segment number stays true.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from offing.messages.detection import detect, plain_bytes
from offing.messages.sensitive import cut_cards, cut_payment, is_sensitive_code, is_sensitive_text
from offing.messages.service import Service, Slice, slices

REMOVED = "REMOVED"
_REMOVED_CODE = "XXXX"
_TELLING = (b"FOP", b"IFT", b"LTS", b"SSR", b"RMK", b"FTX", b"OSI")
_BREAKS, _TAG_WITH_BREAKS = re.compile(rb"[\r\n]"), 64
# These SSRs hold ticket or document numbers, which may look like cards, or names, which may look like anything.
_NUMBERED = frozenset({"TKNE", "TKNA", "TKNM", "TKTL", "DOCS", "DOCO", "DOCA", "FOID"})
_NAMES = frozenset(
    {"INFT", "CHLD", "GRPF", "GRPS", "FQTV", "PCTC", "CTCE", "CTCM", "CTCH", "CTCB", "CTCT", "SEAT"}
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_XML_TAG = re.compile(r"(<[^<>]*>)")
_XML_NAME = re.compile(r"<(/?)(?:[\w.-]+:)?([\w.-]+)")
_XML_CODE = re.compile(r'(\bSSRCode=["\'])([A-Za-z0-9]{4})(?=["\'])')
_XML_CARD = re.compile(r"""(\b\w*(?:Card\w*Num\w*|PrimaryAccount\w*)=["'])([^"'<]*)""")
_XML_FREE = frozenset({"Text", "Remark", "FreeText", "OSI", "CardNumber", "MaskedCardNumber"})


@dataclass(frozen=True, slots=True)
class Redacted:
    """A message fit to keep, and how many card numbers and sensitive entries were taken out of it."""

    data: bytes
    cards: int = 0
    sensitive: int = 0


def redact(data: bytes) -> Redacted:
    """The message without what must not be kept. Redacting twice changes nothing more.

    UTF-16 is kept as UTF-8, and a message that is in lower case throughout in capitals where it tells too much: so both
    are read.
    """
    if data.startswith(_UTF16):
        data = plain_bytes(data)
    found = _redact(data)
    if b"UNH" not in data and detect(data) == "EDIFACT":
        loud = _redact(data.upper())
        return loud if loud.cards + loud.sensitive > found.cards + found.sensitive else found
    return found


def _redact(data: bytes) -> Redacted:
    out: list[bytes] = []
    at = cards = sensitive = 0
    for piece in slices(data):
        one = _redact_slice(piece)
        out += [data[at : piece.start], one.data]
        at = piece.start + len(piece.raw)
        cards, sensitive = cards + one.cards, sensitive + one.sensitive
    if not out:
        return _redact_xml(data) if b"<" in data[:64] else Redacted(data)
    return Redacted(b"".join([*out, data[at:]]), cards, sensitive)


def _redact_slice(piece: Slice) -> Redacted:
    service, raw = piece.service, piece.raw
    out: list[bytes] = []
    at = cards = sensitive = 0
    for told in _telling(service).finditer(service.prepare(raw)):
        begin, end = told.span(1)
        tag = _BREAKS.sub(b"", told[1][:_TAG_WITH_BREAKS])[:3].upper()
        one = _redact_segment(raw[begin:end], tag, service)
        out += [raw[at:begin], one.data]
        at = end
        cards, sensitive = cards + one.cards, sensitive + one.sensitive
    return Redacted(b"".join([*out, raw[at:]]) if out else raw, cards, sensitive)


@lru_cache(maxsize=64)
def _telling(service: Service) -> re.Pattern[bytes]:
    """The segments that may tell too much. Most messages have none, and one search sees it.

    A tag may be cut by a line break. A bag tag and a count of bags tell nothing.
    """
    end, element, component = map(
        re.escape, (service.terminator, service.element, service.component)
    )
    tags = b"|".join(b"[\r\n]*".join(bytes([c]) for c in tag) for tag in _TELLING)
    bag = rb"FTX%b[A-Z]{0,3}[0-9]{0,10}(?:%b[0-9]{0,3})?(?:%b|\Z)" % (
        element + b"BAG" + element * 3,
        component,
        end,
    )
    return re.compile(rb"(?:\A|%b)\s*(?!%b)((?i:%b)[^%b]*)" % (end, bag, tags, end))


def _redact_segment(raw: bytes, tag: bytes, service: Service) -> Redacted:
    # Latin-1 keeps every byte what it is.
    text = raw.decode("latin-1")
    if tag == b"FOP":
        cut, cards = cut_payment(text)
        return Redacted(cut.encode("latin-1"), cards)
    element, component = service.element.decode("latin-1"), service.component.decode("latin-1")
    joined = text.replace("\r", "").replace("\n", "")
    if tag == b"SSR":
        code = joined.lstrip()[4:8].upper()
        if is_sensitive_code(code) or (
            code not in _NUMBERED | _NAMES and is_sensitive_text(joined)
        ):
            return Redacted(
                _without_request(text, joined, element, component).encode("latin-1"), 0, 1
            )
        if code in _NUMBERED:
            return Redacted(raw)
    elif is_sensitive_text(joined):
        return _removed(raw, _without_text(text, tag.decode(), joined, element, component))
    cut, cards = cut_cards(text)
    return Redacted(cut.encode("latin-1"), cards)


def _removed(raw: bytes, kept: str) -> Redacted:
    """The segment with what may be kept of it; a damaged one that still tells keeps its tag and code alone."""
    if is_sensitive_text(kept) or is_sensitive_code(kept.lstrip()[4:8].upper()):
        kept = kept[: len(kept) - len(kept.lstrip())] + kept.lstrip()[:4] + _REMOVED_CODE
    kept = cut_cards(kept)[0]
    data = kept.encode("latin-1")
    return Redacted(data, 0, int(data != raw))


def _without_request(text: str, joined: str, element: str, component: str) -> str:
    """An SSR of which only status and traveller remain: what was asked for is gone."""
    lead = text[: len(text) - len(text.lstrip())]
    elements = joined.lstrip().split(element)
    head = elements[1].split(component) if len(elements) > 1 else []
    kept = [part if len(part) <= 3 else "" for part in head[1:8]]
    about = elements[2].split(component)[2:3] if len(elements) > 2 else []
    reference = [component.join(["", "", about[0]])] if about and len(about[0]) <= 3 else []
    return lead + element.join(
        [elements[0][:3], component.join([_REMOVED_CODE, *kept]), *reference]
    )


def _without_text(text: str, tag: str, joined: str, element: str, component: str) -> str:
    lead = text[: len(text) - len(text.lstrip())]
    elements = joined.lstrip().split(element)
    kept = (
        elements[1]
        if tag == "IFT" and len(elements) > 2 and not is_sensitive_text(elements[1])
        else ""
    )
    first = elements[1].split(component)[0] if tag == "FTX" and len(elements) > 1 else kept
    return lead + element.join([elements[0][:3], *([first] if first else []), REMOVED])


def _redact_xml(data: bytes) -> Redacted:
    """The same for XML, tag by tag, so that damaged XML costs no more time than good XML."""
    tokens = _XML_TAG.split(data.decode("utf-8", "surrogateescape"))
    cards = sensitive = 0
    element, asked = "", False
    for place, token in enumerate(tokens):
        if place % 2:
            name = _XML_NAME.match(token)
            element = name[2] if name and not name[1] else ""
            if name and name[2] == "SSR":
                code = _XML_CODE.search(token)
                asked = bool(code and not name[1] and is_sensitive_code(code[2].upper()))
                sensitive += asked
                if asked:
                    tokens[place] = _XML_CODE.sub(rf"\g<1>{_REMOVED_CODE}", token)
                asked = asked and not token.endswith("/>")
            tokens[place], count = _cut_attributes(tokens[place])
            cards += count
        elif asked:
            tokens[place] = "" if token.strip() else token
        elif element in _XML_FREE:
            hidden = token.strip() != "" and is_sensitive_text(token)
            tokens[place], count = (REMOVED, 0) if hidden else cut_cards(token)
            sensitive, cards = sensitive + hidden, cards + count
    return Redacted("".join(tokens).encode("utf-8", "surrogateescape"), cards, sensitive)


def _cut_attributes(tag: str) -> tuple[str, int]:
    total = 0

    def card(match: re.Match[str]) -> str:
        nonlocal total
        cut, count = cut_payment(match[2])
        total += count
        return match[1] + cut

    return (
        (_XML_CARD.sub(card, tag), total) if "Card" in tag or "PrimaryAccount" in tag else (tag, 0)
    )
