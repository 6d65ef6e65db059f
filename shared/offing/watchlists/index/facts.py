"""Evidence besides the name: date of birth, nationality, gender."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from offing.records.assessments import Evidence
from offing.watchlists import weights as w
from offing.watchlists.births import Birth
from offing.watchlists.nationalities import rarity

_ONE, _TWO = "one year apart", "two years apart"


class Met(NamedTuple):
    """The best agreement of birth dates, before it is put in words."""

    bits: float
    why: str
    asked: Birth
    listed: Birth

    def line(self) -> Evidence:
        """The agreement as evidence."""
        return Evidence(
            f="dob", q=str(self.asked), c=str(self.listed), bits=self.bits, why=self.why
        )


def births_met(asked: Sequence[Birth], listed: Sequence[Birth]) -> Met | None:
    """The best agreement of any asked date with any listed one; None where either side knows none."""
    found = [Met(*_compare(a, b), a, b) for a in asked for b in listed]
    return max(found, key=lambda one: one.bits) if found else None


def _compare(asked: Birth, listed: Birth) -> tuple[float, str]:
    if asked.full and listed.full:
        return _days(asked, listed)
    if asked.last < listed.first or listed.last < asked.first:
        return _years(min(abs(asked.first - listed.last), abs(listed.first - asked.last)))
    if asked.month and listed.month and asked.month != listed.month:
        return w.BIRTH_SAME_YEAR, "same year, another month"
    if asked.month and listed.month:
        return w.BIRTH_YEAR_ONLY + 2.0, "same month"
    span = max(asked.last - asked.first, listed.last - listed.first)
    return (
        (w.BIRTH_YEAR_ONLY, "same year")
        if not span
        else (_in_range(span), "within the range on the list")
    )


def _in_range(span: int) -> float:
    """A range of n + 1 years is met by chance n + 1 times as often as a year."""
    return w.exact(max(0.5, w.BIRTH_YEAR_ONLY - (span + 1).bit_length() + 1))


def _days(asked: Birth, listed: Birth) -> tuple[float, str]:
    same = (asked.first == listed.first, asked.month == listed.month, asked.day == listed.day)
    apart = abs(asked.first - listed.first)
    if all(same):
        return (
            (w.BIRTH_SAME_USUAL, "same date, one often filled in")
            if asked.usual
            else (w.BIRTH_SAME, "same date")
        )
    if same[0] and asked.month == listed.day and asked.day == listed.month:
        return w.BIRTH_SWAPPED, "day and month exchanged"
    if same[0] and (asked.usual or listed.usual):
        return w.BIRTH_YEAR_ONLY - 1.0, "same year, one date often filled in"
    if same[0] and (same[1] or same[2]):
        return w.BIRTH_NEAR, "month or day differs"
    if same[1] and same[2] and (apart == 1 or apart % 10 == 0):
        return w.BIRTH_NEAR, "year differs by a usual slip"
    known = {
        0: (w.BIRTH_SAME_YEAR, "same year"),
        1: (w.BIRTH_DAYS_BESIDE, _ONE),
        2: (w.BIRTH_DAYS_TWO_YEARS, _TWO),
    }
    return known.get(apart) or _far(apart)


def _years(apart: int) -> tuple[float, str]:
    known = {1: (w.BIRTH_YEAR_BESIDE, _ONE), 2: (w.BIRTH_TWO_YEARS, _TWO)}
    return known.get(apart) or _far(apart)


def _far(apart: int) -> tuple[float, str]:
    return (w.BIRTH_DIFFERENT, "another date") if apart <= 5 else (w.BIRTH_FAR, "born years apart")


@lru_cache(maxsize=16384)
def nationality_evidence(asked: tuple[str, ...], listed: tuple[str, ...]) -> Evidence | None:
    """The rarest nationality that both have, or the conflict; None where either side knows none."""
    if not asked or not listed:
        return None
    if both := sorted(set(asked) & set(listed), key=rarity):
        return Evidence(
            f="nationality", q=both[-1], c=both[-1], bits=w.exact(rarity(both[-1])), why="same"
        )
    return Evidence(
        f="nationality", q=asked[0], c=listed[0], bits=w.NATIONALITY_CONFLICT, why="different"
    )


@lru_cache(maxsize=16)
def gender_evidence(asked: str | None, listed: str | None) -> Evidence | None:
    """Agreement or conflict of gender; None where either side does not say."""
    if not asked or not listed:
        return None
    same = asked == listed
    bits = w.GENDER_SAME if same else w.GENDER_CONFLICT
    return Evidence(f="gender", q=asked, c=listed, bits=bits, why="same" if same else "different")
