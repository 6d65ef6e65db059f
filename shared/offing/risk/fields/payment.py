"""Fields of payment: how, by whom and with whose card the booking was paid."""

from math import isfinite
from typing import Any

from offing.records.bookings import Payment
from offing.risk.fields.field import Field, member
from offing.risk.subject import Subject

_CASH = frozenset({"CA", "CASH"})


def _payments(subject: Subject) -> tuple[Payment, ...]:
    return tuple(p for b in subject.living_bookings for p in b.payments)


def _cash(subject: Subject) -> bool | None:
    forms = {p.form.upper() for p in _payments(subject)}
    return bool(forms & _CASH) if forms else None


def amount_of(payment: Payment) -> float | None:
    """The amount as a number; nothing where it is none."""
    try:
        amount = float(payment.amount or "")
    except ValueError:
        return None
    return amount if isfinite(amount) else None


def _amount(subject: Subject) -> float | None:
    return max(filter(None, map(amount_of, _payments(subject))), default=None)


def _words(*names: str | None) -> set[str]:
    return {word for name in names for word in (name or "").upper().replace("/", " ").split()}


def _third_party(subject: Subject) -> bool | None:
    """A holder is one of the party when they share any word of a surname: married names keep one part."""
    holders = [p.holder for p in _payments(subject) if p.holder]
    if not holders:
        return None
    surnames = _words(subject.traveller.surname, *(t.surname for t in subject.party))
    return any(not (_words(holder) & surnames) for holder in holders)


def _card_bookings(subject: Subject) -> int | None:
    return max((len(subject.context.cards.get(c, ())) for c in subject.cards), default=None)


def _card_phones(subject: Subject) -> int | None:
    return max((len(subject.context.card_phones.get(c, ())) for c in subject.cards), default=None)


def _card_travellers(subject: Subject) -> int | None:
    context = subject.context
    return max(
        (
            sum(len(context.members.get(b, ())) for b in context.cards.get(card, ()))
            for card in subject.cards
        ),
        default=None,
    )


def _rows(subject: Subject) -> tuple[dict[str, Any], ...] | None:
    surnames = _words(subject.traveller.surname, *(t.surname for t in subject.party))
    rows = tuple(
        {
            "form": p.form, "amount": amount_of(p), "currency": p.currency, "vendor": p.vendor,
            "prefix": (p.card or "")[:6], "holder": p.holder,
            "third_party": not (_words(p.holder) & surnames) if p.holder else None,
        }
        for p in _payments(subject)
    )  # fmt: skip
    return rows or None


_PAYMENT = (
    member("form", "text", "Form of payment", "CC card, CA cash, CK cheque, MS other, as sent."),
    member("amount", "number", "Amount", "Amount in its own currency."),
    member("currency", "text", "Currency", "Currency, ISO 4217."),
    member("vendor", "text", "Card company", "Card company, two letters."),
    member("prefix", "text", "Card prefix", "First six digits of the card."),
    member("holder", "text", "Card holder", "Name of the card holder as sent."),
    member(
        "third_party",
        "boolean",
        "Third-party payer",
        "The holder shares no surname with the party.",
    ),
)

FIELDS: tuple[Field[Subject], ...] = (
    Field("payment_forms", "set", "Forms of payment", "CC card, CA cash, CK cheque, MS other, as sent.",
          lambda s: tuple(p.form for p in _payments(s))),
    Field("cash", "boolean", "Paid in cash", "A part of the booking was paid in cash.", _cash),
    Field("payment_amount", "number", "Amount paid", "Largest amount paid, in its own currency.", _amount),
    Field("payment_currencies", "set", "Currencies", "Currencies of the payments, ISO 4217.",
          lambda s: tuple(p.currency for p in _payments(s) if p.currency)),
    Field("card_vendors", "set", "Card companies", "Card companies, two letters, as sent.",
          lambda s: tuple(p.vendor for p in _payments(s) if p.vendor)),
    Field("card_prefixes", "set", "Card prefixes", "First six digits of the cards.",
          lambda s: tuple(p.card[:6] for p in _payments(s) if p.card)),
    Field("card_last_digits", "set", "Last digits of the cards", "Last four digits of the cards.",
          lambda s: tuple(p.card[-4:] for p in _payments(s) if p.card)),
    Field("card_expiries", "set", "Card expiry", "When the cards expire, as sent.",
          lambda s: tuple(p.expiry for p in _payments(s) if p.expiry)),
    Field("payments", "list", "Each payment", "The payments of the bookings, one by one.",
          _rows, members=_PAYMENT),
    Field("card_holders", "set", "Card holders", "Names of the card holders as sent.",
          lambda s: tuple(p.holder for p in _payments(s) if p.holder)),
    Field("third_party_payer", "boolean", "Third-party payer",
          "A card holder has no surname in common with anybody in the booking.", _third_party),
    Field("card_bookings", "number", "Bookings on the card",
          "How many bookings of this movement the same card paid for.", _card_bookings),
    Field("card_travellers", "number", "Travellers on the card",
          "How many travellers of this movement the same card paid for.", _card_travellers),
    Field("card_shared_phones", "number", "Phones on the card",
          "How many different phone numbers the bookings paid with the same card give.", _card_phones),
)  # fmt: skip
