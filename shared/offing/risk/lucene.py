"""Safe patterns in the search engine's dialect, which has no shorthand classes and other special signs."""

import re

from offing.risk.patterns import ATOM, QUANTIFIER, PatternError

_SHORTHAND = {"d": "0-9", "w": "A-Za-z0-9\\_", "s": "\\ \\\t\\\n\\\r\\\f\\\v"}


def escaped(text: str) -> str:
    """A text in which no sign means anything to a wildcard."""
    return re.sub(r"([\\*?])", r"\\\1", text)


def _literal(sign: str) -> str:
    return sign if sign.isalnum() or not sign.isascii() else f"\\{sign}"


def _class(inside: str) -> str:
    """The inside of a class: ranges kept, shorthand spelt out, every other sign taken literally."""
    parts: list[str] = []
    items = re.findall(r"\\.|.", inside, re.DOTALL)
    for n, item in enumerate(items):
        sign = item[-1]
        if len(item) == 2 and sign.lower() in _SHORTHAND:
            if sign.isupper():
                raise PatternError(f"\\{sign} inside [ ] has no counterpart: list the signs")
            parts.append(_SHORTHAND[sign])
        elif item == "-" and 0 < n < len(items) - 1:
            parts.append("-")
        else:
            parts.append(_literal(sign))
    return "".join(parts)


def _atom(atom: str) -> str:
    if atom.startswith("["):
        negated = "^" if atom.startswith("[^") else ""
        return f"[{negated}{_class(atom[1 + len(negated) : -1])}]"
    if atom == ".":
        return "."
    sign = atom[-1]
    if len(atom) == 2 and sign.lower() in _SHORTHAND:
        return f"[{'^' if sign.isupper() else ''}{_SHORTHAND[sign.lower()]}]"
    return _literal(sign)


def lucene(pattern: str) -> str:
    """A pattern that `patterns.compile_pattern` has let through, for a `regexp` query with flags NONE."""
    parts: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern.startswith("(?:", at):
            parts.append("(")
            at += 3
        elif pattern[at] in "()|":
            parts.append(pattern[at])
            at += 1
        elif found := QUANTIFIER.match(pattern, at):
            parts.append(found[0])
            at = found.end()
        elif found := ATOM.match(pattern, at):
            parts.append(_atom(found[0]))
            at = found.end()
        else:
            raise PatternError(f"'{pattern[at]}' at character {at + 1} is not allowed here")
    return "".join(parts)
