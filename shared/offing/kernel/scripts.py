"""Romanisation: other scripts to the Latin letters of a machine-readable passport (ICAO Doc 9303, part 3)."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Letters that Unicode does not decompose; the forms are those of Doc 9303, table A.
LATIN = {
    "Æ": "AE", "Œ": "OE", "Ø": "O", "Đ": "D", "Ð": "D", "Þ": "TH", "Ł": "L", "Ħ": "H", "Ŧ": "T",
    "Ŋ": "N", "ẞ": "SS", "ß": "SS", "Ə": "A", "İ": "I", "ı": "I", "Ɓ": "B", "Ɗ": "D", "Ƙ": "K",
    "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "Ǝ": "A", "Ĳ": "IJ", "ĸ": "K",
}  # fmt: skip

# Doc 9303, table B; the letters of other Cyrillic alphabets after common passport use.
CYRILLIC = {
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ё": "E", "Ж": "ZH", "З": "Z",
    "И": "I", "Й": "I", "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R",
    "С": "S", "Т": "T", "У": "U", "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH",
    "Ъ": "IE", "Ы": "Y", "Ь": "", "Э": "E", "Ю": "IU", "Я": "IA", "Є": "IE", "І": "I", "Ї": "I",
    "Ґ": "G", "Ў": "U", "Ђ": "DJ", "Ј": "J", "Љ": "LJ", "Њ": "NJ", "Ћ": "C", "Џ": "DZ", "Ѓ": "G",
    "Ќ": "K", "Ѕ": "DZ", "Ә": "A", "Ғ": "G", "Қ": "K", "Ң": "N", "Ө": "O", "Ұ": "U", "Ү": "U",
    "Һ": "H", "Ҳ": "H", "Ҷ": "J", "Ӣ": "I", "Ӯ": "U", "Ӏ": "",
}  # fmt: skip

# Consonants and long vowels as carriers write them, not as scholars do.
ARABIC = {
    "ا": "A", "أ": "A", "إ": "I", "آ": "A", "ٱ": "A", "ء": "", "ئ": "", "ؤ": "", "ب": "B", "پ": "P",
    "ت": "T", "ة": "A", "ث": "TH", "ج": "J", "چ": "CH", "ح": "H", "خ": "KH", "د": "D", "ذ": "DH",
    "ر": "R", "ز": "Z", "ژ": "ZH", "س": "S", "ش": "SH", "ص": "S", "ض": "D", "ط": "T", "ظ": "Z",
    "ع": "", "غ": "GH", "ف": "F", "ق": "Q", "ک": "K", "ك": "K", "گ": "G", "ل": "L", "م": "M",
    "ن": "N", "ں": "N", "ه": "H", "ہ": "H", "ھ": "H", "و": "U", "ي": "I", "ی": "I", "ى": "A",
    "ے": "E", "ٹ": "T", "ڈ": "D", "ڑ": "R", "ټ": "T", "ډ": "D", "ړ": "R", "ښ": "SH", "ګ": "G",
    "ې": "E", "ۍ": "I", "ځ": "Z", "څ": "TS", "ڼ": "N", "ێ": "E", "ۆ": "O", "ڤ": "V",
}  # fmt: skip

# Short vowels are not written: for the commonest words we know them.
ARABIC_WORDS = {
    "محمد": "MUHAMMAD", "احمد": "AHMAD", "أحمد": "AHMAD", "محمود": "MAHMUD", "حامد": "HAMID",
    "حميد": "HAMID", "علي": "ALI", "على": "ALI", "علی": "ALI", "حسن": "HASAN", "حسين": "HUSAYN",
    "حسین": "HUSAYN", "عبد": "ABD", "الله": "ALLAH", "عبدالله": "ABDALLAH", "الرحمن": "AL RAHMAN",
    "عمر": "UMAR", "عثمان": "UTHMAN", "خالد": "KHALID", "سعيد": "SAID", "سعید": "SAID",
    "يوسف": "YUSUF", "یوسف": "YUSUF", "ابراهيم": "IBRAHIM", "إبراهيم": "IBRAHIM", "ابراهیم": "IBRAHIM",
    "اسماعيل": "ISMAIL", "إسماعيل": "ISMAIL", "مصطفى": "MUSTAFA", "مصطفی": "MUSTAFA", "ملا": "MULLAH",
    "بن": "BIN", "ابن": "IBN", "ابو": "ABU", "أبو": "ABU", "ام": "UMM", "أم": "UMM", "حاجي": "HAJI",
    "حاجی": "HAJI", "شيخ": "SHAYKH", "الشيخ": "SHAYKH", "سيد": "SAYYID", "سید": "SAYYID",
    "خان": "KHAN", "گل": "GUL", "جان": "JAN", "نور": "NUR", "صالح": "SALIH", "سليمان": "SULAYMAN",
    "الدين": "AL DIN", "كريم": "KARIM", "طارق": "TARIQ", "قاسم": "QASIM", "رحيم": "RAHIM",
    "سلطان": "SULTAN", "سلمان": "SALMAN", "منصور": "MANSUR", "عبدالرحمن": "ABDRAHMAN", "شريف": "SHARIF",
    "مولوی": "MAWLAWI", "آصف": "ASIF", "عارف": "ARIF", "عادل": "ADIL", "عزيز": "AZIZ", "فاطمة": "FATIMA",
    "بشار": "BASHAR", "صدام": "SADDAM", "اسامة": "USAMA", "أسامة": "USAMA", "حافظ": "HAFIZ",
    "جمال": "JAMAL", "كمال": "KAMAL", "ناصر": "NASIR", "نصر": "NASR", "بكر": "BAKR", "زيد": "ZAYD",
}  # fmt: skip

_ARABIC_LETTERS = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC_LETTERS = re.compile(r"[\u0400-\u052f]")
_VOWELS = "AEIOU"
_TABLE = str.maketrans({**LATIN, **CYRILLIC, "ʹ": "", "ʺ": ""})


def script_of(text: str) -> str:
    """The ISO 15924 code of the script `text` is mostly in: Latn, Cyrl, Arab, or Zyyy for others."""
    if text.isascii():
        return "Latn"
    if _ARABIC_LETTERS.search(text):
        return "Arab"
    if _CYRILLIC_LETTERS.search(text):
        return "Cyrl"
    return "Latn" if all(ord(c) < 0x250 or not c.isalpha() for c in text) else "Zyyy"


def romanise(text: str) -> str:
    """`text` in ASCII capitals, by table where we have one, else by anyascii."""
    if text.isascii():
        return text.upper()
    text = unicodedata.normalize("NFKC", text)
    if _ARABIC_LETTERS.search(text):
        text = " ".join(_arabic_word(word, "A") for word in text.split())
    text = text.upper().translate(_TABLE)
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare if bare.isascii() else anyascii(bare).upper()


def romanisations(text: str) -> tuple[str, ...]:
    """Every romanisation worth indexing: several for Arabic script, whose short vowels are unwritten."""
    if script_of(text) != "Arab":
        return (romanise(text),)
    text = unicodedata.normalize("NFKC", text)
    filled = (" ".join(_arabic_word(w, v) for w in text.split()) for v in ("A", "I", ""))
    return tuple(dict.fromkeys(romanise(form) for form in filled))


@lru_cache(maxsize=4096)
def _arabic_word(word: str, vowel: str) -> str:
    """One word, with `vowel` between consonants that no written vowel parts."""
    word = "".join(c for c in word if not unicodedata.combining(c) and c not in "\u0640\u200c")
    if word in ARABIC_WORDS:
        return ARABIC_WORDS[word]
    if word.startswith("ال") and len(word) > 4:
        return "AL " + _arabic_word(word[2:], vowel)
    out: list[str] = []
    for letter in word:
        latin = ARABIC.get(letter, letter)
        if latin == "U" and not out:
            latin = "W"
        elif latin == "I" and not out:
            latin = "Y"
        elif latin and out and latin[0] not in _VOWELS and out[-1] and out[-1][-1] not in _VOWELS:
            out.append(vowel)
        if latin:
            out.append(latin)
    return "".join(out)
