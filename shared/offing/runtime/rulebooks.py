"""The rules in a warm function: as shipped until a rulebook is in use, looked at for a newer one every few seconds."""

import time
from typing import Any

import orjson

from offing.kernel.errors import StaleWriteError, UnavailableError
from offing.kernel.ports import Blobs, Tables
from offing.risk.register import RuleRegister
from offing.risk.rulebook import Rulebook, Rulebooks, composed
from offing.risk.rules import RuleSet, failing_examples, load, shipped

# Not taken from `artefacts`: that opens indexes, for which `score` has no wheels.
BUCKET = "artefacts"
CURRENT = "rules/CURRENT"
_LOOK_EVERY_S = 2.0
_TRIES = 8
_open: dict[str, Any] = {"rules": None, "version": "", "looked": -_LOOK_EVERY_S}


class RulesRefused(Exception):  # noqa: N818  the state machine catches it by this name
    """The rules that count do not agree with their own rows; the present rulebook stays."""


def current_rules(blobs: Blobs) -> RuleSet:
    """The rules in use."""
    now = time.monotonic()
    if _open["rules"] is None or now - _open["looked"] >= _LOOK_EVERY_S:
        raw = blobs.get(BUCKET, CURRENT)
        version = str(orjson.loads(raw)["version"]) if raw else ""
        if _open["rules"] is None or version != _open["version"]:
            _open.update(rules=opened(blobs, version) if version else shipped(), version=version)
        _open["looked"] = now
    rules: RuleSet = _open["rules"]
    return rules


def forget() -> None:
    """Hold nothing, as in a new process."""
    _open.update(rules=None, version="", looked=-_LOOK_EVERY_S)


def opened(blobs: Blobs, version: str) -> RuleSet:
    """A rulebook by its version, compiled."""
    raw = blobs.get(BUCKET, _key(version))
    if raw is None:
        raise UnavailableError(f"The rulebook {version} is not there")
    return load(raw)


def publish(tables: Tables, blobs: Blobs, now: str, reason: str) -> Rulebook:
    """Put all rules that count into use; somebody who went back to an earlier rulebook stays there.

    The register is read after the rulebook in use: whoever is overtaken begins anew, so the last one has everything.
    """
    books, register = Rulebooks(tables), RuleRegister(tables)
    for _ in range(_TRIES):
        seen = books.current()
        if seen and seen.pinned:
            return _announced(books, blobs)
        content = composed(register.all())
        rules = _sound(content)
        if seen and seen.version == rules.version:
            return _announced(books, blobs)
        blobs.put(BUCKET, _key(rules.version), content, "application/json")
        book = Rulebook(version=rules.version, rules=len(rules.rules), at=now, reason=reason)
        try:
            books.use(book, seen)
        except StaleWriteError:
            continue
        return _announced(books, blobs)
    raise UnavailableError("The rules change too fast; try again")


def _sound(content: bytes) -> RuleSet:
    rules = load(content)
    wrong = [f"{rule.id}.tests[{n - 1}]" for rule, n in failing_examples(rules.rules)]
    if wrong:
        raise RulesRefused("; ".join(wrong))
    return rules


def _announced(books: Rulebooks, blobs: Blobs) -> Rulebook:
    """Point all functions to the rulebook in use; whoever writes last has looked last."""
    written = books.current()
    while written:
        pointer = {"version": written.version, "rules": written.rules, "rev": written.rev}
        blobs.put(BUCKET, CURRENT, orjson.dumps(pointer), "application/json")
        now = books.current()
        if now == written:
            return written
        written = now
    raise UnavailableError("No rulebook is in use yet")


def _key(version: str) -> str:
    return f"rules/{version}"
