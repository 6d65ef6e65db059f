"""Fields of the traders: who sends, who receives, who is told, who declares."""

import re
from collections.abc import Callable
from typing import Any

from offing.records.consignments import Party
from offing.risk.cargo_subject import CargoSubject, address_key, trader_key
from offing.risk.context import phone_key
from offing.risk.fields.field import Field, member

_BOX = re.compile(r"\b(P\.? ?O\.? ?BOX|POSTBUS|POSTFACH|APARTADO|BP \d|BOX \d)")
_LODGING = re.compile(r"\b(HOTEL|HOSTEL|MOTEL|GUEST ?HOUSE|APARTMENT|APT|FLAT|ROOM|C/O)\b")
_CARRIES = re.compile(
    r"\b(LOGISTICS?|FORWARD(ING|ERS?)|FREIGHT|CARGO|SHIPPING|SPEDITION|TRANSIT(AIRE)?)\b"
)
_FREE_MAIL = frozenset(
    {
        "GMAIL.COM",
        "HOTMAIL.COM",
        "OUTLOOK.COM",
        "YAHOO.COM",
        "PROTON.ME",
        "PROTONMAIL.COM",
        "MAIL.COM",
        "GMX.COM",
    }
)


def _name(role: str) -> Callable[[CargoSubject], str | None]:
    return lambda s: party.name if (party := s.consignment.party(role)) else None


def _identifier(role: str) -> Callable[[CargoSubject], str | None]:
    return lambda s: party.identifier if (party := s.consignment.party(role)) else None


def _country(role: str) -> Callable[[CargoSubject], str | None]:
    def country(subject: CargoSubject) -> str | None:
        party = subject.consignment.party(role)
        return party.address.country if party and party.address else None

    return country


def _street(party: Party | None) -> str:
    address = party.address if party else None
    return " ".join(filter(None, (address.street, address.city))).upper() if address else ""


def _street_like(pattern: re.Pattern[str]) -> Callable[[CargoSubject], bool | None]:
    def like(subject: CargoSubject) -> bool | None:
        streets = [_street(subject.consignment.party(role)) for role in ("consignee", "consignor")]
        return any(map(pattern.search, streets)) if any(streets) else None

    return like


def _forwarder_receives(subject: CargoSubject) -> bool | None:
    consignee, forwarder = map(subject.consignment.party, ("consignee", "forwarder"))
    if consignee is None or not consignee.name:
        return None
    same = forwarder is not None and trader_key(forwarder) == trader_key(consignee)
    return same or bool(_CARRIES.search(consignee.name.upper()))


def _notify_differs(subject: CargoSubject) -> bool | None:
    consignee, notify = map(subject.consignment.party, ("consignee", "notify"))
    return (
        None if consignee is None or notify is None else trader_key(consignee) != trader_key(notify)
    )


def _authorised(subject: CargoSubject) -> bool | None:
    known = [p.authorised for p in subject.consignment.parties if p.authorised is not None]
    return any(known) if known else None


def _phones(subject: CargoSubject) -> frozenset[str]:
    return frozenset(
        filter(None, (phone_key(n) for p in subject.consignment.parties for n in p.phones))
    )


def _phone_shared(subject: CargoSubject) -> int | None:
    others: set[str] = set()
    for phone in _phones(subject):
        others |= subject.context.phones.get(phone, frozenset())
    return len(others - {subject.consignment.id}) if _phones(subject) else None


def _address_shared(subject: CargoSubject) -> int | None:
    key = address_key(subject.consignment.party("consignee"))
    return (
        len(subject.context.addresses.get(key, ())) - 1
        if key in subject.context.addresses
        else None
    )


def _shippers(subject: CargoSubject) -> int | None:
    consignee = subject.consignment.party("consignee")
    found = subject.context.consignors_of.get(address_key(consignee) or trader_key(consignee))
    return len(found) if found is not None else None


def _receivers(subject: CargoSubject) -> int | None:
    found = subject.context.consignees_of.get(trader_key(subject.consignment.party("consignor")))
    return len(found) if found is not None else None


def _domains(subject: CargoSubject) -> tuple[str, ...]:
    return tuple(
        e.rpartition("@")[2].upper() for p in subject.consignment.parties for e in p.emails
    )


def _free_mail(subject: CargoSubject) -> bool | None:
    domains = _domains(subject)
    return any(d in _FREE_MAIL for d in domains) if domains else None


def _rows(subject: CargoSubject) -> tuple[dict[str, Any], ...] | None:
    return tuple(
        {
            "role": p.role, "name": p.name, "identifier": p.identifier, "address": _street(p),
            "country": p.address.country if p.address else None, "authorised": p.authorised,
        }
        for p in subject.consignment.parties
    ) or None  # fmt: skip


_PARTY = (
    member("role", "text", "Role", "consignor, consignee, notify, forwarder, carrier, declarant, seller, buyer …."),
    member("name", "text", "Name", "Name of the party as sent."),
    member("identifier", "text", "Trader number", "Number of the trader (EORI, TIN …)."),
    member("address", "text", "Address", "Street and city of the party."),
    member("country", "text", "Country", "Country of the party, alpha-3."),
    member("authorised", "boolean", "Authorised", "The party is an authorised economic operator."),
)  # fmt: skip

FIELDS: tuple[Field[CargoSubject], ...] = (
    Field("consignor", "text", "Consignor", "Name of the party that sends.", _name("consignor")),
    Field("consignee", "text", "Consignee", "Name of the party that receives.", _name("consignee")),
    Field("notify", "text", "Notify party", "Name of the party to be told of the arrival.", _name("notify")),
    Field("declarant", "text", "Declarant", "Name of who declares the goods.", _name("declarant")),
    Field("consignor_id", "text", "Number of the consignor", "Trader number of the consignor.",
          _identifier("consignor")),
    Field("consignee_id", "text", "Number of the consignee", "Trader number of the consignee.",
          _identifier("consignee")),
    Field("declarant_id", "text", "Number of the declarant", "Trader number of the declarant.",
          _identifier("declarant")),
    Field("consignor_country", "text", "Country of the consignor", "Country of the sender's address, alpha-3.",
          _country("consignor")),
    Field("consignee_country", "text", "Country of the consignee", "Country of the receiver's address, alpha-3.",
          _country("consignee")),
    Field("consignor_named", "boolean", "Consignor named", "A party that sends is named.",
          lambda s: bool(p and p.name) if (p := s.consignment.party("consignor")) else False),
    Field("consignee_named", "boolean", "Consignee named", "A party that receives is named.",
          lambda s: bool(p and p.name) if (p := s.consignment.party("consignee")) else False),
    Field("notify_differs", "boolean", "Notify party differs", "The party to be told is not the consignee.",
          _notify_differs),
    Field("forwarder_receives", "boolean", "Forwarder receives", "The consignee is a forwarder or carrier.",
          _forwarder_receives),
    Field("box_address", "boolean", "Post-box address", "Sender or receiver gives a post box as address.",
          _street_like(_BOX)),
    Field("lodging_address", "boolean", "Hotel or flat", "Sender or receiver gives a hotel, room or flat as address.",
          _street_like(_LODGING)),
    Field("authorised_trader", "boolean", "Authorised trader", "One of the parties is an authorised operator.",
          _authorised),
    Field("trader_email_domains", "set", "E-mail domains of traders", "What stands behind the @ of their addresses.",
          _domains),
    Field("free_mail", "boolean", "Free e-mail", "A party writes from a free mail service.", _free_mail),
    Field("trader_phones", "set", "Phones of traders", "Phone numbers of all parties, digits only.",
          lambda s: tuple(sorted(_phones(s)))),
    Field("trader_phone_shared_by", "number", "Phone shared by",
          "How many other consignments of the movement give the same phone number.", _phone_shared),
    Field("consignee_address_shared_by", "number", "Address shared by",
          "How many other consignments of the movement go to the same address.", _address_shared),
    Field("shippers_to_consignee", "number", "Shippers to the consignee",
          "How many consignors of the movement send to the same consignee's address.", _shippers),
    Field("receivers_of_consignor", "number", "Receivers of the consignor",
          "How many consignees of the movement the same consignor sends to.", _receivers),
    Field("traders", "list", "Each party", "The parties of the consignment, one by one.", _rows, members=_PARTY),
)  # fmt: skip
