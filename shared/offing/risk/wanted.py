"""What a condition compares with: read from JSON, checked against the field's type, normalised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from offing.kernel.names import normalise
from offing.risk.calendar import day
from offing.risk.patterns import Pattern, PatternError, compile_pattern
from offing.risk.places import places

type Lists = Mapping[str, frozenset[str]]
_MAX_TEXT = 200
_MAX_MANY = 1000
_DATE_LENGTHS = (4, 7, 10)
_MAX_DAYS = 36525
_MAX_WAY = 12
_HALF_ROUND_KM = 20_038
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name that a value must resemble."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """All places within `km` of `place`."""

    place: str
    km: float


class WantedError(ValueError):
    """The value does not fit the field; the message says what would."""


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _MAX_TEXT:
        raise WantedError(f"give a text of 1 to {_MAX_TEXT} characters")
    return value.strip().upper()


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise WantedError("give a number")
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise WantedError("give a number") from None
    if not -1e15 < number < 1e15:
        raise WantedError("give a number of ordinary size")
    return int(number) if number.is_integer() else number


def _date(value: Any) -> str:
    if not isinstance(value, str) or len(value) != max(_DATE_LENGTHS) or day(value) is None:
        raise WantedError("give a date as YYYY-MM-DD")
    return value


def _boolean(value: Any) -> bool:
    known = {True: True, False: False, "true": True, "false": False}
    if not isinstance(value, (bool, str)) or value not in known:
        raise WantedError("give true or false")
    return known[value]


_ONE: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "port": _text,
    "set": _text,
    "route": _text,
    "number": _number,
    "date": _date,
    "boolean": _boolean,
}


def one(field_type: str, value: Any, _lists: Lists) -> Any:
    """A single value of the field's type."""
    return _ONE[field_type](value)


def _several(value: Any) -> list[Any]:
    # react-querybuilder writes lists as one text with commas unless told otherwise.
    items = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise WantedError("give a list")
    return items


def many(field_type: str, value: Any, _lists: Lists) -> frozenset[Any]:
    """A set of values of the field's type."""
    items = _several(value)
    if not 1 <= len(items) <= _MAX_MANY:
        raise WantedError(f"give 1 to {_MAX_MANY} values; keep longer lists as a named list")
    return frozenset(_ONE[field_type](item) for item in items)


def pair(field_type: str, value: Any, _lists: Lists) -> tuple[Any, Any]:
    """A lower and an upper bound."""
    items = _several(value)
    if len(items) != 2:
        raise WantedError("give two values: from and to")
    low, high = (_ONE[field_type](item) for item in items)
    if low > high:
        raise WantedError("the first value is greater than the second: swap them")
    return low, high


def days(_type: str, value: Any, _lists: Lists) -> int:
    """A number of days."""
    number = _number(value)
    if number != int(number) or not 0 <= number <= _MAX_DAYS:
        raise WantedError(f"give a whole number of days, 0 to {_MAX_DAYS}")
    return int(number)


def pattern(_type: str, value: Any, _lists: Lists) -> Pattern:
    """A safe regular expression."""
    try:
        return compile_pattern(value if isinstance(value, str) else "")
    except PatternError as problem:
        raise WantedError(str(problem)) from None


def named_list(_type: str, value: Any, lists: Lists) -> frozenset[str]:
    """The values of a list that the rule file names."""
    if not isinstance(value, str) or value not in lists:
        raise WantedError(
            f"there is no list of that name; known: {', '.join(sorted(lists)) or 'none'}"
        )
    return lists[value]


def name(_type: str, value: Any, _lists: Lists) -> Name:
    """A name to be resembled, of two letters or more."""
    words = normalise(_text(value)).split()
    if sum(map(len, words)) < _LEAST_LETTERS:
        raise WantedError(f"give a name of at least {_LEAST_LETTERS} letters")
    return Name(tuple(words))


def way(_type: str, value: Any, _lists: Lists) -> tuple[str, ...]:
    """Ports or countries in the order of travel."""
    items = tuple(map(_text, _several(value)))
    if not 1 <= len(items) <= _MAX_WAY:
        raise WantedError(f"give 1 to {_MAX_WAY} places in the order of travel")
    return items


def circle(_type: str, value: Any, _lists: Lists) -> Circle:
    """A known place and a number of kilometres."""
    items = _several(value)
    if len(items) != 2:
        raise WantedError("give a place and kilometres, such as ['BOG', 500]")
    place, km = _text(items[0]), _number(items[1])
    if place not in places():
        raise WantedError(f"the position of {place} is not known: add it to data/places.csv")
    if not 0 < km <= _HALF_ROUND_KM:
        raise WantedError(f"give 1 to {_HALF_ROUND_KM} kilometres")
    return Circle(place, km)


def nothing(_type: str, _value: Any, _lists: Lists) -> None:
    """No value at all."""
