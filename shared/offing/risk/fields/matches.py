"""Fields of the matches: what the lists say of the traveller and of those who travel along."""

from collections.abc import Sequence

from offing.records.assessments import Match
from offing.risk.fields.field import Field
from offing.risk.subject import Subject

_COUNTS = frozenset({"strong", "review"})
_ORDER = ("strong", "review", "weak")


def _heard(matches: Sequence[Match] | None) -> Sequence[Match] | None:
    """Matches but those with silent entries: a rule's hit would tell others of them."""
    return None if matches is None else [m for m in matches if not m.silent]


def _shown(matches: Sequence[Match] | None) -> Sequence[Match] | None:
    heard = _heard(matches)
    return None if heard is None else [m for m in heard if m.band in _COUNTS]


def _has(subject: Subject) -> bool | None:
    shown = _shown(subject.matches)
    return None if shown is None else bool(shown)


def _strongest(subject: Subject) -> str | None:
    bands = {m.band for m in _heard(subject.matches) or ()}
    return next((band for band in _ORDER if band in bands), None)


def _party(subject: Subject) -> int | None:
    if not subject.context.matched:
        return None
    known = subject.context.matches
    return sum(bool(_shown(known.get(t.id, ()))) for t in subject.party)


def _party_lists(subject: Subject) -> tuple[str, ...]:
    known = subject.context.matches
    return tuple(m.list for t in subject.party for m in _shown(known.get(t.id, ())) or ())


FIELDS: tuple[Field[Subject], ...] = (
    Field("list_match", "boolean", "Match with a list", "A list entry resembles the traveller, strong or to review.",
          _has),
    Field("match_lists", "set", "Lists matched", "Lists of which an entry resembles the traveller.",
          lambda s: tuple(m.list for m in _shown(s.matches) or ())),
    Field("match_categories", "set", "Categories matched", "Categories of the entries that resemble the traveller.",
          lambda s: tuple(m.category for m in _shown(s.matches) or () if m.category)),
    Field("strongest_match", "text", "Strongest match", "Band of the strongest match: strong, review or weak.",
          _strongest),
    Field("party_matched", "number", "Co-travellers with a match",
          "How many others in the booking resemble a list entry.", _party),
    Field("party_match_lists", "set", "Lists of co-travellers",
          "Lists of which an entry resembles somebody else in the booking.", _party_lists),
)  # fmt: skip
