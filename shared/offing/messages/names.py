"""Names of travellers: upper case, without titles and placeholders, and otherwise exactly as the carrier sent them.

`kernel.names` levels spellings for matching; here accents, apostrophes and hyphens stay, because officers read these.
"""

import re
from functools import lru_cache

TITLES = frozenset(
    {"MR", "MRS", "MS", "MISS", "MSTR", "MASTER", "MX", "DR", "PROF", "SIR", "CAPT", "REV"}
)
PLACEHOLDERS = frozenset(
    {"FNU", "LNU", "XXX", "XX", "UNKNOWN", "NFN", "NLN", "NOFIRSTNAME", "NOLASTNAME", "NONAME"}
)

# Hardly any given name ends in these, so they are titles even where the sender glued them on.
_SURELY_GLUED = re.compile(r"^(.{2,}?)(MSTR|MISS|MRS)$")
# MR after a consonant: JOHNMR. After a vowel it may be the end of a name: AMR, UMR, SAMR.
_GLUED_MR = re.compile(r"^(.{2,}[B-DF-HJ-NP-TV-Z])(MR)$")
_ENDINGS = ("MSTR", "MISS", "MRS", "MR")
_MAYBE_GLUED = ("MSTR", "MISS", "MRS", "MR", "MS", "DR")
_NOT_LETTERS = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=8192)
def given(text: str) -> tuple[str | None, str | None, str | None]:
    """Given names, title, and the given names as sent: ANNA MRS and ANNAMRS lose a certain title, AMR nothing."""
    sent = " ".join(text.split())
    return (*given_names(sent), sent or None)


def given_names(text: str) -> tuple[str | None, str | None]:
    """Given names and title: ANNA MRS and ANNAMRS lose a certain title; AMR, ADAMS and DRAGAN lose nothing."""
    words = text.upper().split()
    if not words:
        return None, None
    title = None
    if len(words) > 1 and words[-1] in TITLES:
        title = words.pop()
    elif len(words) > 1 and words[0] in TITLES:
        title = words.pop(0)
    elif len(words) == 1 and words[0] in TITLES and len(words[0]) > 2:
        return None, words[0]
    elif words[-1].endswith(_ENDINGS) and (
        found := _SURELY_GLUED.match(words[-1]) or _GLUED_MR.match(words[-1])
    ):
        words[-1], title = found.groups()
    return (" ".join(w for w in words if w not in PLACEHOLDERS) or None), title


def without_title(text: str, given: str) -> tuple[str, str] | None:
    """`text` cut into name and title where the document's given names `given` prove the cut: KAYLAMS and KAYLA."""
    key, proof = text.upper(), letters(given)
    for title in _MAYBE_GLUED:
        stem = letters(key.removesuffix(title))
        if (
            key.endswith(title)
            and stem
            and proof.startswith(stem)
            and not proof.startswith(letters(key))
        ):
            return key.removesuffix(title).strip(), title
    return None


def surname(text: str) -> str | None:
    """A surname in capitals; placeholders such as LNU and XXX are no name."""
    name = text.upper() if text.isalpha() else " ".join(text.upper().split())
    return None if name in PLACEHOLDERS or not name else name


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """The bare letters of a name, by which two spellings of one message are compared."""
    return _NOT_LETTERS.sub("", text.upper())


def same_person(family: str, given: str, other_family: str, other_given: str) -> bool:
    """Whether two names of one booking mean one person: same surname, and one given name begins the other."""
    if letters(family) != letters(other_family):
        return False
    one, two = letters(given), letters(other_given)
    return bool(one and two) and (one.startswith(two) or two.startswith(one))
