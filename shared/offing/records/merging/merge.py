"""Merging: the travellers and bookings of a movement from the set of its reports, whatever their order of arrival."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from offing.kernel.ids import derived_id, digest
from offing.kernel.plain import to_json
from offing.records.bookings import Booking
from offing.records.merging import values
from offing.records.merging.clusters import clusters_of
from offing.records.merging.lists import List, lists_of
from offing.records.merging.mentions import Mention, mentions_of
from offing.records.merging.presence import Person, Presence, people_of
from offing.records.merging.standings import Standings
from offing.records.merging.trace import messages_of, sources_of
from offing.records.reports import Report
from offing.records.travellers import Traveller

_CREW = frozenset({"crew", "transit_crew"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A movement as all its reports together show it.

    `named` counts every naming of a person in every list; `mentions` says how many of them each traveller has: they
    add up to it. `unnamed` counts group places and references that meet nobody. `lists` come oldest first, without
    their reports. A booking's `travellers` index `travellers`.
    """

    travellers: tuple[Traveller, ...] = ()
    bookings: tuple[Booking, ...] = ()
    named: int = 0
    unnamed: int = 0
    mentions: dict[str, int] = field(default_factory=dict)
    lists: tuple[List, ...] = ()


def merge(movement_id: str, reports: Iterable[Report], *, trace: bool = True) -> Merged:
    """The merged movement; it depends on the set of reports only, not on their order or number.

    Without `trace` travellers have neither `sources` nor `messages`: a push that repeats what is known then changes
    nothing, and merging takes a quarter less time.
    """
    lists = lists_of(reports)
    found = mentions_of(lists)
    people, unmet = people_of(clusters_of(found.named, movement_id), found.references)
    standings = Standings(lists, movement_id)
    presence = Presence(lists, standings, unmet)
    merged = sorted(
        ((_traveller(movement_id, p, presence, standings, trace), p) for p in people),
        key=lambda pair: pair[0].id,
    )
    travellers = tuple(traveller for traveller, _ in merged)
    return Merged(
        travellers=travellers,
        bookings=_bookings(standings, travellers),
        named=len(found.named),
        unnamed=found.anonymous + sum(unmet.values()),
        mentions={traveller.id: len(person.mentions) for traveller, person in merged},
        lists=tuple(replace(each, reports=()) for each in lists),
    )


def version(traveller: Traveller) -> str:
    """A digest of all that is known of a traveller; equal content has equal versions."""
    return digest(to_json(traveller))


def _traveller(
    movement_id: str, person: Person, presence: Presence, standings: Standings, trace: bool
) -> Traveller:
    mentions = values.newest_first(person.mentions)
    believed = values.by_belief(mentions)
    told = [m.traveller for m in mentions]
    scalars = values.scalars_of(mentions, believed)
    ids = _ids(movement_id, person)
    role = values.role_of(believed)
    removed = presence.removed(person)
    scalars["status"] = (
        presence.status(person, crew=role in _CREW, removed=removed) or scalars["status"]
    )
    return Traveller(
        id=ids[0],
        formerly=tuple(sorted(ids[1:])),
        movement=movement_id,
        **scalars,
        other_names=values.other_names(believed, scalars["surname"], scalars["given_names"]),
        role=role,
        type=values.type_of(believed),
        nationalities=values.union(map(_nationalities, believed)),
        documents=values.documents_of(believed),
        phones=values.union((t.phones for t in told), values.digits),
        emails=values.union((t.emails for t in told), str.lower),
        addresses=values.union(t.addresses for t in told),
        frequent_flyers=values.union(t.frequent_flyers for t in told),
        bags=values.bags_of(mentions),
        references=tuple(dict.fromkeys(t.reference for t in told if t.reference)),
        bookings=_booking_ids(person, standings),
        messages=messages_of(person) if trace else (),
        reported_by=tuple(sorted({m.list.source for m in mentions})),
        sources=sources_of(mentions) if trace else {},
        conflicts=values.conflicts_of(mentions),
        removed=removed,
    )


def _ids(movement_id: str, person: Person) -> list[str]:
    """The id from the first thing ever sent of the person, then all that a part of the messages would give."""
    nodes = sorted(person.nodes, key=lambda node: node.order)
    return [derived_id("trv", movement_id, node.key) for node in nodes]


def _nationalities(mention: Mention) -> tuple[str, ...]:
    first, more = mention.traveller.nationality, mention.traveller.nationalities
    return (first, *more) if first and first not in more else more


def _booking_ids(person: Person, standings: Standings) -> tuple[str, ...]:
    """The bookings that still name the person; if none does, those that did."""
    booked = {
        standing.booking.id: mention.order >= standing.since
        for mention in person.mentions
        if (standing := standings.of(mention))
    }
    return tuple(sorted(b for b, now in booked.items() if now or not any(booked.values())))


def _bookings(standings: Standings, travellers: tuple[Traveller, ...]) -> tuple[Booking, ...]:
    members: dict[str, list[int]] = {}
    for index, traveller in enumerate(travellers):
        for booking in traveller.bookings:
            members.setdefault(booking, []).append(index)
    return tuple(
        replace(s.booking, travellers=tuple(members.get(s.booking.id, ())))
        for s in standings.by_key.values()
    )
