"""From evidence to what an officer reads: band, sentence, name on the list."""

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from offing.records.assessments import Evidence, Match
from offing.watchlists.index.artefact import Manifest
from offing.watchlists.index.segment import Found
from offing.watchlists.model import Entry, Pair
from offing.watchlists.weights import BIRTH_NEAR, BIRTH_OTHER, LEAST_THRESHOLD, STRONG_ABOVE

_WORDS = {
    "dob": "date of birth", "nationality": "nationality", "gender": "gender", "document": "document number",
    "phone": "telephone", "email": "e-mail address", "confirmed": "identity confirmed before",
    "place": "place of birth", "address": "address", "pattern": "pattern of addresses", "card": "card number",
    "account": "account number", "container": "container number", "vehicle": "vehicle", "aircraft": "aircraft",
    "vessel": "IMO number",
}  # fmt: skip
_IDENTIFIERS = (
    "document", "phone", "email", "confirmed", "card", "account", "container", "vehicle", "aircraft", "vessel",
)  # fmt: skip
_EXACT = frozenset({*_IDENTIFIERS, "pattern"})
_QUIET = ("cleared", "validity")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLEARED = "Cleared before as another person."
_NOT_IN_FORCE = "The entry is not in force."


@dataclass(frozen=True, slots=True)
class Judging:
    """By what a match gets its band: the threshold, the day, the entries cleared for this person."""

    threshold: float
    day: str
    cleared: frozenset[Pair]


def threshold(manifest: Manifest, alerts_per_1000: float) -> float:
    """The bits at which this index makes so many alerts among 1,000 travellers who are not listed."""
    curve = sorted((float(rate), bits) for rate, bits in manifest.thresholds.items())
    for (low, high_bits), (high, low_bits) in pairwise(curve):
        if low <= alerts_per_1000 <= high:
            share = math.log2(alerts_per_1000 / low) / math.log2(high / low)
            return high_bits + share * (low_bits - high_bits)
    return curve[0][1] if alerts_per_1000 < curve[0][0] else curve[-1][1]


def band(bits: float, evidence: list[Evidence], threshold: float) -> str:
    """`strong` needs a birth date or an identifier besides the name; a name alone is at most for review.

    A relation has the family name too: where another name and another date of birth stand against the match, what
    agrees is not enough to disturb anyone, unless a document or contact does.
    """
    facts = {line.f: line.bits for line in evidence if line.f in ("dob", *_IDENTIFIERS)}
    # The longer the list the more are alike by chance and the higher the threshold; numbers are not met by chance.
    exact = any(line.f in _EXACT and line.bits > 0 for line in evidence)
    if bits < (min(threshold, LEAST_THRESHOLD) if exact else threshold):
        return "weak"
    if any(facts.get(f, 0.0) > 0 for f in _IDENTIFIERS):
        return "strong"
    if facts.get("dob", math.inf) <= BIRTH_OTHER and any(map(_another_name, evidence)):
        return "weak"
    sure = bits >= threshold + STRONG_ABOVE and facts.get("dob", 0.0) >= BIRTH_NEAR
    return "strong" if sure else "review"


def _another_name(line: Evidence) -> bool:
    return line.f == "name" and line.bits < 0 and line.q is not None and line.c is not None


def in_force(entry: Entry, day: str) -> bool:
    """Whether the entry is valid on an ISO day, the last day included; a date that is none bounds nothing."""
    first, last = entry.valid_from or "", entry.valid_to or ""
    return not (
        (_ISO_DAY.match(first) and day < first[:10]) or (_ISO_DAY.match(last) and day > last[:10])
    )


def standing(entry: Entry, asked: Judging) -> list[Evidence]:
    """Lines of no bits that say how the entry may be used: cleared, out of force, or other than by an open alert."""
    lines = []
    if (entry.list, entry.id) in asked.cleared:
        lines.append(Evidence(f="cleared", bits=0.0, why=_CLEARED))
    if not in_force(entry, asked.day):
        period = f"{entry.valid_from or ''}/{entry.valid_to or ''}"
        lines.append(Evidence(f="validity", q=asked.day, c=period, bits=0.0, why=_NOT_IN_FORCE))
    if entry.actions != ("alert",):
        why = "what the owner of the entry allows"
        lines.append(Evidence(f="actions", c=", ".join(entry.actions), bits=0.0, why=why))
    return lines


def match_of(entry: Entry, found: Found, asked: Judging, index_version: str) -> Match:
    """The match as it is stored and shown; who was cleared and what is not in force stays visible, without alert."""
    evidence, extra = found.lines(), standing(entry, asked)
    quiet = [line.why for line in extra if line.f in _QUIET]
    words = " ".join([*quiet, sentence(entry.name, evidence)])
    return Match(
        entity=entry.id,
        list=entry.list,
        bits=found.bits,
        band="weak" if quiet else band(found.bits, evidence, asked.threshold),
        evidence=(*evidence, *extra),
        name=entry.name,
        text=words,
        index_version=index_version,
        agency=entry.agency,
        category=entry.category,
        severity=entry.severity,
    )


def sentence(name: str, evidence: list[Evidence]) -> str:
    """One sentence: what agrees, and what does not."""
    met = [line for line in evidence if line.f == "name" and line.q and line.c and line.bits > 0]
    parts = ["name " + " ".join(line.q or "" for line in met)] if met else []
    parts += [_WORDS[line.f] for line in evidence if line.f in _WORDS and line.bits > 0]
    against = [_WORDS[line.f] for line in evidence if line.f in _WORDS and line.bits < 0]
    text = (
        f"Agrees with {name}: {', '.join(parts)}"
        if parts
        else f"Compared with {name}: nothing agrees"
    )
    return f"{text}; differs: {', '.join(against)}." if against else f"{text}."
