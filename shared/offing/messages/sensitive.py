"""What must not be kept: card numbers, and what tells of somebody's health or religion (meals, medical help)."""

import re
from collections.abc import Callable

# SSR codes that tell of health; every meal (xxML) may tell of health or religion.
_MEDICAL = (
    "MEDA WCHR WCHS WCHC WCHP WCBD WCBW WCMP WCLB WCOB STCR BLND DEAF DPNA OXYG MAAS LEGB LEGL LEGR SVAN ESAN PPOC "
    "CHML MEDI MDIF FREM PREG DBLA AOXY POXY CPAP"
)
_MEALS = (
    "AVML BBML BLML CHML DBML FPML GFML GNML HFML HNML JPML KSML LCML LFML LPML LSML MOML NFML NLML NOML NSML OBML "
    "ORML PFML PRML RFML RVML SFML SPML TDML VGML VJML VLML VOML VRML VVML"
)
_WORDS = (
    "KOSHER HALAL MUSLIM ISLAMIC JEWISH HINDU CATHOLIC BUDDHIST SIKH HAJJ UMRAH WHEELCHAIR OXYGEN STRETCHER "
    r"DIABETI\w* EPILEP\w* PREGNAN\w* CANCER HIV DIALYSIS DISABLED DISABILIT\w* ASTHMA\w* ALLERG\w* VEGETARIAN VEGAN"
)
_CODE = re.compile(rf"[A-Z]{{2}}ML|{'|'.join(_MEDICAL.split())}")
_CODES = "|".join((_MEDICAL + " " + _MEALS).split())
# In history the code runs on into airline and status: SSR MOMLXQHK1.
_TEXT = re.compile(rf"\bSSR[ ]?(?:{_CODES})|\b(?:{_CODES}|{'|'.join(_WORDS.split())})(?![A-Z])")

# The first letters of each of them: most texts have no word that begins so, which is seen much faster.
_BEGINNINGS = frozenset(w[:4] for w in (*_CODES.split("|"), *_WORDS.split(), "SSR"))
_BEGINNING = re.compile(r"SSR|[A-Z]{3,4}")

# 13 to 19 digits, maybe with blanks, hyphens or line breaks between them.
_LONG_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[ \r\n-]{0,2}[0-9]){12,18}(?![0-9])")
_ANY_CARD = re.compile(r"(?<![0-9])[0-9](?:[ \r\n-]{0,2}[0-9]){10,18}(?![0-9])")
# How long the numbers of each scheme are; anything else is a ticket or a telephone.
_SCHEMES = (
    (re.compile(r"4"), (13, 16, 19)),
    (re.compile(r"5[1-5]|2[2-7]"), (16,)),
    (re.compile(r"3[47]"), (15,)),
    (re.compile(r"3[0689]"), (14, 16)),
    (re.compile(r"35"), (16, 17, 18, 19)),
    (re.compile(r"6"), (16, 17, 18, 19)),
    (re.compile(r"5[06-9]"), (16, 17, 18, 19)),
)


def is_sensitive_code(code: str) -> bool:
    """Whether an SSR code tells of health or religion."""
    return _CODE.fullmatch(code) is not None


def is_sensitive_text(text: str) -> bool:
    """Whether free text tells of health or religion."""
    # In capitals, because a pattern that ignores case takes four times as long.
    text = text.upper()
    if _BEGINNINGS.isdisjoint(_BEGINNING.findall(text)):
        return False
    return _TEXT.search(text) is not None


def cut_cards(text: str) -> tuple[str, int]:
    """Free text with every card number cut to its first six and last four digits, and how many there were."""
    return _cut(text, _LONG_NUMBER, is_card)


def cut_payment(text: str) -> tuple[str, int]:
    """The same for the form of payment, where every long number is taken for a card."""
    return _cut(text, _ANY_CARD, lambda _: True)


def is_card(digits: str) -> bool:
    """Whether `digits` have a card scheme's beginning, length and check digit (Luhn)."""
    if not any(start.match(digits) and len(digits) in lengths for start, lengths in _SCHEMES):
        return False
    doubled = [int(d) * 2 for d in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0


def _cut(text: str, pattern: re.Pattern[str], applies: Callable[[str], bool]) -> tuple[str, int]:
    if pattern.search(text) is None:
        return text, 0
    count = 0

    def masked(match: re.Match[str]) -> str:
        nonlocal count
        digits = [i for i, c in enumerate(match[0]) if c in "0123456789"]
        if not applies("".join(match[0][i] for i in digits)):
            return match[0]
        count += 1
        hidden = set(digits[6:-4])
        return "".join("X" if i in hidden else c for i, c in enumerate(match[0]))

    # The last digits of one number may begin another, as with a line break within: until nothing more is found.
    told = -1
    while told < count:
        told, text = count, pattern.sub(masked, text)
    return text, count
