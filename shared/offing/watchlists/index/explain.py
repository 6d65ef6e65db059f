"""From evidence to what an officer reads: band, sentence, name on the list."""

import math
from itertools import pairwise

from offing.records.assessments import Evidence, Match
from offing.watchlists.index.artefact import Manifest
from offing.watchlists.model import Entry
from offing.watchlists.weights import BIRTH_NEAR, STRONG_ABOVE

_WORDS = {
    "dob": "date of birth", "nationality": "nationality", "gender": "gender", "document": "document number",
    "phone": "telephone", "email": "e-mail address",
}  # fmt: skip


def threshold(manifest: Manifest, alerts_per_1000: float) -> float:
    """The bits at which this index makes so many alerts among 1,000 travellers who are not listed."""
    curve = sorted((float(rate), bits) for rate, bits in manifest.thresholds.items())
    for (low, high_bits), (high, low_bits) in pairwise(curve):
        if low <= alerts_per_1000 <= high:
            share = math.log2(alerts_per_1000 / low) / math.log2(high / low)
            return high_bits + share * (low_bits - high_bits)
    return curve[0][1] if alerts_per_1000 < curve[0][0] else curve[-1][1]


def band(bits: float, evidence: list[Evidence], threshold: float) -> str:
    """`strong` needs a birth date or an identifier besides the name; a name alone is at most for review."""
    if bits < threshold:
        return "weak"
    facts = {
        line.f: line.bits for line in evidence if line.f in ("dob", "document", "phone", "email")
    }
    if any(facts.get(f, 0.0) > 0 for f in ("document", "phone", "email")):
        return "strong"
    return (
        "strong"
        if bits >= threshold + STRONG_ABOVE and facts.get("dob", 0.0) >= BIRTH_NEAR
        else "review"
    )


def match_of(
    entry: Entry,
    bits: float,
    evidence: list[Evidence],
    threshold: float,
    cleared: frozenset[str],
    index_version: str,
) -> Match:
    """The match as it is stored and shown."""
    away = entry.id in cleared
    words = sentence(entry.name, evidence)
    return Match(
        entity=entry.id,
        list=entry.list,
        bits=bits,
        band="weak" if away else band(bits, evidence, threshold),
        evidence=tuple(evidence),
        name=entry.name,
        text=f"Cleared before as another person. {words}" if away else words,
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
