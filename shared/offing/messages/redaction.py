"""Redaction of raw messages: card numbers cut, tokens of health and religion taken out, everything else untouched.

Segments are never dropped, so that the counts of the message stay right and a finding's segment number stays true.
"""

import re
from dataclasses import dataclass

from offing.messages.sensitive import cut_cards, cut_payment, is_sensitive_code, is_sensitive_text
from offing.messages.service import Service, Slice, slices

REMOVED = "REMOVED"
_REMOVED_CODE = "XXXX"
_TEXT_TAGS = frozenset({b"IFT", b"LTS", b"SSR", b"RMK", b"FTX", b"OSI"})
# These SSRs hold ticket or document numbers, which may look like cards.
_NUMBERED = frozenset({"TKNE", "TKNA", "TKNM", "TKTL", "DOCS", "DOCO", "DOCA"})
_XML_SSR = re.compile(
    r'(<(?:\w+:)?SSR\b[^>]*?\bSSRCode=")([A-Z0-9]{4})("[^>]*?(?:/>|>.*?</(?:\w+:)?SSR>))', re.DOTALL
)
_XML_TEXT = re.compile(r"(<(?:\w+:)?Text\b[^>]*>)([^<]*)")
_XML_CARD = re.compile(r'(\b\w*Card\w*Num\w*="|\bCardNumber>|\bPrimaryAccountNumber=")([^"<]*)')


@dataclass(frozen=True, slots=True)
class Redacted:
    """A message fit to keep, and how many card numbers and sensitive entries were taken out of it."""

    data: bytes
    cards: int = 0
    sensitive: int = 0


def redact(data: bytes) -> Redacted:
    """The message without what must not be kept. Redacting twice changes nothing more."""
    found = slices(data)
    if not found:
        return _redact_xml(data) if b"<" in data[:64] else Redacted(data)
    pieces, at, cards, sensitive = [], 0, 0, 0
    for piece in found:
        one = _redact_slice(piece)
        pieces += [data[at : piece.start], one.data]
        at = piece.start + len(piece.raw)
        cards, sensitive = cards + one.cards, sensitive + one.sensitive
    return Redacted(b"".join([*pieces, data[at:]]), cards, sensitive)


def _redact_slice(piece: Slice) -> Redacted:
    service = piece.service
    prepared = service.prepare(piece.raw)
    out: list[bytes] = []
    at = cards = sensitive = 0
    for segment in prepared.split(service.terminator):
        raw = piece.raw[at : at + len(segment)]
        at += len(segment) + 1
        tag = raw.lstrip()[:3]
        if tag == b"FOP" or tag in _TEXT_TAGS:
            one = _redact_segment(raw, tag, service)
            raw, cards, sensitive = one.data, cards + one.cards, sensitive + one.sensitive
        out.append(raw)
        out.append(piece.raw[at - 1 : at])
    return Redacted(b"".join(out), cards, sensitive)


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
        if is_sensitive_code(code) or is_sensitive_text(joined):
            return Redacted(
                _without_request(text, joined, element, component).encode("latin-1"), 0, 1
            )
        if code in _NUMBERED:
            return Redacted(raw)
    elif is_sensitive_text(joined):
        return Redacted(
            _without_text(text, tag.decode(), joined, element, component).encode("latin-1"), 0, 1
        )
    cut, cards = cut_cards(text)
    return Redacted(cut.encode("latin-1"), cards)


def _without_request(text: str, joined: str, element: str, component: str) -> str:
    """An SSR of which only status and traveller remain: what was asked for is gone."""
    lead = text[: len(text) - len(text.lstrip())]
    elements = joined.lstrip().split(element)
    head = elements[1].split(component) if len(elements) > 1 else []
    kept = [part if len(part) <= 3 else "" for part in head[1:8]]
    return lead + element.join(
        [elements[0], component.join([_REMOVED_CODE, *kept]), *elements[2:3]]
    ).rstrip(element)


def _without_text(text: str, tag: str, joined: str, element: str, component: str) -> str:
    lead = text[: len(text) - len(text.lstrip())]
    elements = joined.lstrip().split(element)
    kept = (
        elements[1]
        if tag == "IFT" and len(elements) > 2 and not is_sensitive_text(elements[1])
        else ""
    )
    first = elements[1].split(component)[0] if tag == "FTX" and len(elements) > 1 else kept
    return lead + element.join([elements[0], *([first] if first else []), REMOVED])


def _redact_xml(data: bytes) -> Redacted:
    text = data.decode("utf-8", "surrogateescape")
    cards = sensitive = 0

    def request(match: re.Match[str]) -> str:
        nonlocal sensitive
        if not is_sensitive_code(match[2]) and not is_sensitive_text(match[0]):
            return match[0]
        sensitive += 1
        return match[1] + _REMOVED_CODE + _XML_TEXT.sub(r"\1", match[3])

    def free_text(match: re.Match[str]) -> str:
        nonlocal cards, sensitive
        if is_sensitive_text(match[2]):
            sensitive += 1
            return match[1] + REMOVED
        cut, count = cut_cards(match[2])
        cards += count
        return match[1] + cut

    def card(match: re.Match[str]) -> str:
        nonlocal cards
        cut, count = cut_payment(match[2])
        cards += count
        return match[1] + cut

    text = _XML_CARD.sub(card, _XML_TEXT.sub(free_text, _XML_SSR.sub(request, text)))
    return Redacted(text.encode("utf-8", "surrogateescape"), cards, sensitive)
