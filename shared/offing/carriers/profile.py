"""The profile of a carrier: who it is, what it has agreed to send, whom to ask, and when each message is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import orjson
from pydantic import Field, TypeAdapter, ValidationError

from offing.carriers.expectations import DEFAULTS, Expectation
from offing.kernel.errors import InvalidInputError
from offing.kernel.plain import plain

type Role = Literal["data_quality", "operations"]
Code = Annotated[str, Field(pattern=r"^[A-Z0-9]{2,3}$")]
Word = Annotated[str, Field(min_length=1, max_length=128)]
_MOST = 50  # of anything that a profile lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody at the carrier: whom to ask about data quality, or at operations about one flight."""

    role: Role
    name: Word
    mail: Annotated[str, Field(max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+$")] = ""
    phone: Annotated[str, Field(max_length=32, pattern=r"^[0-9+() ./-]*$")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A format that the carrier sends; without `versions` any version of it."""

    format: Annotated[str, Field(pattern=r"^[A-Z]{3,16}$")]
    versions: Annotated[tuple[Word, ...], Field(max_length=_MOST)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A carrier as agreed with it.

    `carrier` is the IATA code, or the ICAO code of one that has none; `senders` are the interchange senders (UNB)
    it may use, `clients` its systems in the machines' pool. Messages of one that is not `live` are read and answered
    and go onto no movement. `certificate` notes the fingerprint of its signing or transport certificate.
    """

    carrier: Code
    name: Annotated[str, Field(max_length=128)] = ""
    icao: Annotated[str | None, Field(pattern=r"^[A-Z0-9]{3}$")] = None
    clients: Annotated[tuple[Word, ...], Field(max_length=_MOST)] = ()
    senders: Annotated[tuple[Word, ...], Field(max_length=_MOST)] = ()
    formats: Annotated[tuple[Agreed, ...], Field(max_length=_MOST)] = ()
    contacts: Annotated[tuple[Contact, ...], Field(max_length=_MOST)] = ()
    live: bool = True
    answers: Literal["json", "edifact"] = "json"
    certificate: Annotated[str, Field(pattern=r"^[0-9A-Fa-f:]{0,128}$")] = ""
    expectations: Annotated[tuple[Expectation, ...], Field(max_length=_MOST)] = field(
        default=DEFAULTS
    )
    rev: int = 0

    @property
    def codes(self) -> frozenset[str]:
        """The designators under which its movements are sent."""
        return frozenset(code for code in (self.carrier, self.icao) if code)


def profile_of(carrier: str, body: Mapping[str, Any]) -> Profile:
    """The profile that somebody sends; raises InvalidInputError that names each field which cannot be used."""
    try:
        adapter = TypeAdapter(Profile)
        raw = orjson.dumps({**body, "carrier": carrier, "rev": 0})
        found: Profile = adapter.validate_json(raw)
    except ValidationError as error:
        # Places and kinds only: a profile names people.
        first = error.errors(include_input=False, include_context=False)[0]
        raise InvalidInputError(
            f"{first['msg']}; {error.error_count()} fields cannot be used",
            where="body." + ".".join(map(str, first["loc"])),
        ) from None
    unknown = sorted(set(body) - set(plain(found)))
    if unknown:
        raise InvalidInputError("There is no such field; see the API description", where=unknown[0])
    return found
