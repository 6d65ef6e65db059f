"""Fields of the traveller: who they are said to be, and how far the messages agree."""

from offing.risk.calendar import age, day
from offing.risk.fields.field import Field, FieldValue
from offing.risk.subject import Subject

_ADULT = 18


def _age(subject: Subject) -> int | None:
    return age(subject.traveller.date_of_birth, subject.travel_day)


def _birthday_soon(subject: Subject) -> FieldValue:
    """1 January stands in for an unknown birthday in many registers, so a rule can ask for it."""
    born = subject.traveller.date_of_birth
    return born[5:] == "01-01" if day(born) is not None and born else None


def _other_nationality(subject: Subject) -> bool:
    person = subject.traveller
    return bool(set(person.nationalities) - {person.nationality})


def _address_countries(subject: Subject) -> tuple[str, ...]:
    return tuple(a.country for a in subject.traveller.addresses if a.country)


def _destination_address(subject: Subject) -> bool:
    return any(a.kind == "destination" for a in subject.traveller.addresses)


def _is_minor(subject: Subject) -> bool | None:
    years = _age(subject)
    return None if years is None else years < _ADULT


def _average(subject: Subject) -> float | None:
    bags = subject.traveller.bags
    return bags.weight_kg / bags.count if bags.weight_kg is not None and bags.count else None


FIELDS: tuple[Field[Subject], ...] = (
    Field("surname", "text", "Surname", "Family name, upper case, without titles.",
          lambda s: s.traveller.surname),
    Field("given_names", "text", "Given names", "Given names, upper case, without titles.",
          lambda s: s.traveller.given_names),
    Field("other_name_count", "number", "Other names", "How many other spellings of the name messages gave.",
          lambda s: len(s.traveller.other_names)),
    Field("role", "text", "Role", "passenger, crew, transit or transit_crew.",
          lambda s: s.traveller.role),
    Field("traveller_type", "text", "Traveller type", "ADT, CHD, INF, GRP or CRW.",
          lambda s: s.traveller.type),
    Field("sex", "text", "Sex", "M, F, X or U, as in the document.",
          lambda s: s.traveller.sex),
    Field("date_of_birth", "date", "Date of birth", "Date of birth as reported, perhaps only the year.",
          lambda s: s.traveller.date_of_birth),
    Field("age", "number", "Age", "Full years on the day of travel.", _age),
    Field("minor", "boolean", "Minor", "Younger than 18 on the day of travel.", _is_minor),
    Field("born_first_january", "boolean", "Born on 1 January",
          "Birthday on 1 January, which often stands for an unknown one.", _birthday_soon),
    Field("nationality", "text", "Nationality", "Nationality, ISO 3166 alpha-3.",
          lambda s: s.traveller.nationality),
    Field("nationalities", "set", "Nationalities", "All nationalities that any message gave.",
          lambda s: s.traveller.nationalities),
    Field("several_nationalities", "boolean", "Several nationalities",
          "Messages gave more than one nationality.", _other_nationality),
    Field("residence", "text", "Residence", "Country of residence, alpha-3.",
          lambda s: s.traveller.residence),
    Field("country_of_birth", "text", "Country of birth", "Country of birth, alpha-3.",
          lambda s: s.traveller.country_of_birth),
    Field("place_of_birth", "text", "Place of birth", "Place of birth as sent.",
          lambda s: s.traveller.place_of_birth),
    Field("address_countries", "set", "Address countries", "Countries of all addresses given.",
          _address_countries),
    Field("address_cities", "set", "Address cities", "Cities of all addresses given.",
          lambda s: tuple(a.city for a in s.traveller.addresses if a.city)),
    Field("address_states", "set", "Address states", "States or provinces of all addresses given.",
          lambda s: tuple(a.state for a in s.traveller.addresses if a.state)),
    Field("address_postal_codes", "set", "Address postal codes", "Postal codes of all addresses given.",
          lambda s: tuple(a.postal_code for a in s.traveller.addresses if a.postal_code)),
    Field("address_streets", "set", "Address lines", "Street lines of all addresses given.",
          lambda s: tuple(a.street for a in s.traveller.addresses if a.street)),
    Field("has_destination_address", "boolean", "Destination address",
          "An address at the destination was given.", _destination_address),
    Field("frequent_flyer", "boolean", "Frequent flyer", "A loyalty programme number was given.",
          lambda s: bool(s.traveller.frequent_flyers)),
    Field("frequent_flyer_carriers", "set", "Loyalty programmes", "Carriers of the loyalty programmes.",
          lambda s: tuple(f.carrier for f in s.traveller.frequent_flyers)),
    Field("frequent_flyer_numbers", "set", "Loyalty numbers", "Numbers in the loyalty programmes.",
          lambda s: tuple(f.number for f in s.traveller.frequent_flyers)),
    Field("seat", "text", "Seat", "Seat on this movement.",
          lambda s: s.traveller.seat),
    Field("travel_status", "text", "Travel status", "Check-in or boarding status as sent.",
          lambda s: s.traveller.status),
    Field("bag_count", "number", "Bags", "Pieces of checked baggage.",
          lambda s: s.traveller.bags.count),
    Field("bag_tags", "set", "Bag tags", "Numbers on the tags of the checked baggage.",
          lambda s: s.traveller.bags.tags),
    Field("bag_average_kg", "number", "Average bag weight", "Weight of a checked bag on average, in kilogrammes.",
          _average),
    Field("bag_weight_kg", "number", "Bag weight", "Weight of checked baggage in kilogrammes.",
          lambda s: s.traveller.bags.weight_kg),
    Field("conflicts", "set", "Conflicts", "Fields on which API and PNR do not agree.",
          lambda s: s.traveller.conflicts),
    Field("conflict_count", "number", "Number of conflicts", "On how many fields API and PNR do not agree.",
          lambda s: len(s.traveller.conflicts)),
    Field("sources", "set", "Sources", "Which of API and PNR have reported this traveller.",
          lambda s: tuple(sorted(s.origins))),
    Field("no_api", "boolean", "No API", "Known from a booking only: no API message has named this traveller.",
          lambda s: "API" not in s.origins if s.origins else None),
    Field("no_pnr", "boolean", "No PNR", "Known from API only: no booking has named this traveller.",
          lambda s: "PNR" not in s.origins if s.origins else None),
)  # fmt: skip
