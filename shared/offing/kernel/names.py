"""Names: one normalisation for lists and travellers alike, and the clean-up of what carriers send.

`VERSION` changes whenever the same text may give other tokens; an index remembers the version it was built with.
"""

import re
from functools import lru_cache

from offing.kernel.scripts import romanise

VERSION = "names-1"

TITLES = ("MSTR", "MISS", "MRS", "MR", "MS", "DR", "CHD", "INF")
MISSING = frozenset(
    {"FNU", "LNU", "XXX", "XX", "UNKNOWN", "NFN", "NLN", "NOFIRSTNAME", "NOLASTNAME"}
)
ARTICLES = frozenset(
    {"AL", "EL", "UL", "IL", "AS", "AD", "AR", "AN", "AT", "AZ", "ASH", "ADH", "ATH", "ES", "ED", "ER", "UR", "UD",
     "US", "UZ"}
)  # fmt: skip
PARTICLES = frozenset(
    {"BIN", "IBN", "BEN", "BINT", "BINTI", "OULD", "OGLU", "OGLY", "KIZI", "KYZY", "UGLI", "VAN", "DE", "DER", "DEN",
     "DEL", "DA", "DI", "DO", "DOS", "DAS", "DU", "DELA", "VON", "ZU", "ZUR", "TEN", "TER", "LA", "LE", "LOS", "LAS",
     "Y", "AP", "VD", "BTE"}
)  # fmt: skip
HONORIFICS = frozenset(
    {"HAJI", "HADJI", "HAJJI", "HADZHI", "ALHAJ", "ALHAJI", "SHEIKH", "SHAYKH", "SHEIK", "SHAIKH", "CHEIKH", "SAYYID",
     "MULLAH", "MULLA", "MAWLAWI", "MAULAVI", "MAULAWI", "MOLVI", "MAULANA", "DR", "MR", "MRS", "MS", "MISS", "MSTR",
     "PROF", "GENERAL", "GEN", "COL", "COLONEL", "CAPT", "CAPTAIN", "MAJOR", "LT", "USTAD", "USTAZ", "IMAM", "SIR",
     "PRESIDENT", "HON", "ING", "LIC", "ENGR", "QARI", "HAFIZ", "AYATOLLAH", "LORD", "LADY", "CHD", "INF", "COMMANDER",
     "COMANDANTE", "BRIGADIER", "PRINCE", "PRINCESS", "KING", "EMIR", "AMEER", "HERR", "FRAU", "SENOR", "SRA"}
)  # fmt: skip
GENERATIONS = frozenset({"JR", "SR", "II", "III", "IV"})

# A title glued to a given name is taken off only where hardly any real name ends so.
_GLUED = re.compile(
    r"^(.{3,}?)(MSTR|MISS|MRS|CHD|INF)$|^(.*[A-Z]{3,})(MR)$|^(.+[B-DF-HJ-NP-TV-XZ])(MS)$"
)
_REAL_ENDINGS = frozenset(
    {"AMR", "UMR", "OMR", "SAMR", "QAMR", "KAMR", "THAMR", "NIMR", "BADR", "ZUMR"}
)
_DROPPED = re.compile(r"['`´’‘ʼʻʿʾ\"“”]")
_INITIAL_DOT = re.compile(r"\b([A-Z])[./](?=[A-Z]\b)")
_OTHER = re.compile(r"[^A-Z0-9]+")
_SERVANT = re.compile(r"^(?:ABDU|ABDE|ABDA|ABDOU|ABDI|ABDO)(?:L|(?=([RSNZDT])\1))(?=[A-Z]{3})")
_FAITH = re.compile(r"(?:A|E|I|U|O)?L?[DT]?DI+NE?$|(?:A|E|I|U|O)?L?[DT]?DEEN$")
_GOD = re.compile(r"(?:A|E|O|U)L+AH?$")


def normalise(text: str) -> str:
    """Capitals A-Z, digits and single spaces: what any two spellings are compared by."""
    plain = _DROPPED.sub("", romanise(_DROPPED.sub("", text)))
    return _OTHER.sub(" ", _INITIAL_DOT.sub(r"\1", _INITIAL_DOT.sub(r"\1", plain))).strip()


def clean_given_names(text: str) -> tuple[str, str | None]:
    """Given names without title, and the title found: `JOHNMR` → (`JOHN`, `MR`); placeholders become empty."""
    words = normalise(text).split()
    title = None
    while len(words) > 1 and words[-1] in TITLES:
        title = words.pop()
    if len(words) > 1 and words[0] in TITLES:
        title = words.pop(0)
    if words and title is None:
        words[-1], title = unglued(words[-1])
    if all(word in MISSING for word in words):
        return "", title
    return " ".join(words), title


def unglued(word: str) -> tuple[str, str | None]:
    """A word without the title glued to its end, where that is safe: UMR, JAMES and WILLIAMS stay."""
    found = None if word in _REAL_ENDINGS else _GLUED.match(word)
    if found is None:
        return word, None
    name, title = (group for group in found.groups() if group)
    return name, title


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a person's name that are compared: joined theophoric names, no articles, no honorifics.

    `MAJID, ABDUL` is read as ABDUL MAJID: what stands before a comma comes last.
    """
    surname, _, given = text.partition(",")
    return canonical(normalise(f"{given} {surname}" if given else surname).split())


def canonical(words: list[str]) -> tuple[str, ...]:
    """`words` with ABD AL X joined to ABDX, faith and god endings levelled, weightless words left out."""
    joined = _joined(words)
    kept = [w for w in joined if not (w in ARTICLES or w in HONORIFICS or w in MISSING)]
    strong = [w for w in kept if w not in PARTICLES and w not in GENERATIONS]
    return tuple(_levelled(w) for w in (strong or kept or joined))


def _joined(words: list[str]) -> list[str]:
    """Joins what belongs together: ABD AL RAHMAN, SAIF UD DIN, SAIF ALLAH."""
    out: list[str] = []
    servant = False
    for i, word in enumerate(words):
        if servant and word in ARTICLES and i + 1 < len(words):
            continue
        if servant and len(word) > 1:
            out[-1] = "ABD" + ("ULLAH" if _GOD.fullmatch(word) else word)
        elif out and word in ("DIN", "DEEN", "DINE", "EDDINE", "UDDIN", "EDDIN", "ADDIN"):
            if out[-1] in ARTICLES and len(out) > 1:
                out.pop()
            out[-1] += "DIN"
        elif out and out[-1] not in HONORIFICS and word in ("ALLAH", "ULLAH", "OLLAH", "ELLAH"):
            out[-1] += "ULLAH"
        else:
            out.append(word)
        servant = word in (
            "ABD",
            "ABDUL",
            "ABDEL",
            "ABDAL",
            "ABDOUL",
            "ABED",
            "ABDU",
            "ABDOL",
        ) and i + 1 < len(words)
    return out


@lru_cache(maxsize=65536)
def _levelled(word: str) -> str:
    """One spelling for the endings and beginnings that romanisation spreads most."""
    if len(word) < 6:
        return word
    if len(word) >= 8 and word.startswith(("HAJI", "HADJI")):
        word = word[4:] if word[2] == "J" else word[5:]
    if found := _SERVANT.match(word):
        rest = word[found.end() + (1 if found.group(1) else 0) :]
        word = "ABD" + rest if rest not in ("LAH", "AH", "LA", "LAHI") else "ABDULLAH"
    if word.endswith(("DIN", "DINE", "DEEN", "DIIN")) and len(stem := _FAITH.sub("", word)) >= 3:
        return stem + "DIN"
    if word.endswith(("LAH", "LLA")) and len(stem := _GOD.sub("", word)) >= 3:
        return stem + "ULLAH"
    return word
