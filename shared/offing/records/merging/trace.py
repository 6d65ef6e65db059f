"""Traces: which message said what of a traveller, for those who look closely."""

from offing.records.merging.mentions import Mention
from offing.records.merging.presence import Person
from offing.records.merging.values import SCALARS
from offing.records.travellers import ReportedTraveller, Sourced

type Sources = dict[str, tuple[Sourced, ...]]


def sources_of(mentions: list[Mention]) -> Sources:
    """Every value seen of every field with the newest message of each source that gave it."""
    seen: dict[str, dict[tuple[str, str], Sourced]] = {}
    for mention in mentions:
        source = mention.list.source
        message, sent_at = mention.report.message, mention.report.sent_at
        for field, value in _values(mention.traveller):
            known = seen.setdefault(field, {})
            if (value, source) not in known:
                known[value, source] = Sourced(
                    value=value, source=source, message=message, sent_at=sent_at
                )
    return {field: tuple(known.values()) for field, known in seen.items()}


def _values(traveller: ReportedTraveller) -> list[tuple[str, str]]:
    found = [(field, value) for field in SCALARS if (value := getattr(traveller, field))]
    for d in traveller.documents:
        found.append(("documents", f"{d.type} {d.number} {d.issuer or ''}".rstrip()))
    found += [("phones", phone) for phone in traveller.phones]
    found += [("emails", email) for email in traveller.emails]
    return found


def messages_of(person: Person) -> tuple[str, ...]:
    """Receipts of all messages that name the person or refer to them, oldest first."""
    by_name = {(m.order, m.report.message) for m in person.mentions}
    named_in = {order for order, _ in by_name}
    by_reference = {
        (order, message)
        for order, each in person.lists.items()
        if order not in named_in
        for message in each.messages
    }
    return tuple(dict.fromkeys(message for _, message in sorted(by_name | by_reference)))
