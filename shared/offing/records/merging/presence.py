"""Presence: who has left the newest lists, who is on board."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from offing.records.merging.lists import CLOSING, Effect, List
from offing.records.merging.mentions import Mention
from offing.records.merging.nodes import Node
from offing.records.merging.standings import Standings

_HERE = frozenset({Effect.WHOLE, Effect.NAMED})


@dataclass(slots=True, eq=False)
class Person:
    """A cluster with all the lists that name it, by name or by reference only."""

    nodes: list[Node]
    mentions: list[Mention]
    lists: dict[int, List] = field(default_factory=dict)


def people_of(
    clusters: Iterable[list[Node]], references: Iterable[Mention]
) -> tuple[list[Person], dict[int, int]]:
    """People with the lists that name them, and how many references of each list met nobody."""
    people = []
    for nodes in clusters:
        mentions = sorted((m for n in nodes for m in n.mentions), key=lambda m: m.order)
        people.append(Person(nodes, mentions, {m.order: m.list for m in mentions}))
    return people, _refer(people, references)


def _refer(people: list[Person], references: Iterable[Mention]) -> dict[int, int]:
    """Give each reference without a name to its person: by carrier's reference, or a locator without choice."""
    by_reference: dict[str, list[Person]] = {}
    by_locator: dict[str, list[Person]] = {}
    for person in people:
        for known in sorted({n.reference for n in person.nodes if n.reference}):
            by_reference.setdefault(known, []).append(person)
        for place in sorted({x for n in person.nodes for x in n.locators}):
            by_locator.setdefault(place, []).append(person)
    waiting: dict[tuple[int, tuple[str, ...]], list[Mention]] = {}
    for mention in references:
        found = by_reference.get(mention.reference or "", [])
        if len(found) == 1:
            found[0].lists[mention.order] = mention.list
        else:
            waiting.setdefault((mention.order, mention.locators[:1]), []).append(mention)
    unmet: dict[int, int] = {}
    for (order, locators), mentions in waiting.items():
        party = [p for x in locators for p in by_locator.get(x, []) if order not in p.lists]
        if not party or len(mentions) < len(party):
            unmet[order] = unmet.get(order, 0) + len(mentions)
            continue
        unmet[order] = unmet.get(order, 0) + len(mentions) - len(party)
        for person in party:
            person.lists[order] = mentions[0].list
    return unmet


class Presence:
    """Answers who is removed and who is on board, from the lists of a movement."""

    def __init__(
        self, lists: tuple[List, ...], standings: Standings, unmet: dict[int, int]
    ) -> None:
        self._standings = standings
        self._unmet = unmet
        self._closing = [each for each in reversed(lists) if each.effect in CLOSING]
        self._whole = {
            (each.source, each.kind): each.order
            for each in lists
            if each.effect is Effect.WHOLE and each.complete
        }

    def removed(self, person: Person) -> bool:
        """Whether the newest word on the traveller is that they do not travel; API outweighs PNR."""
        api = self._listed(person, "API")
        if api is not None:
            return not api
        return self._booked(person) is False

    def status(self, person: Person, crew: bool, removed: bool) -> str | None:
        """`on_board`, `not_on_board` or `cancelled`, by the newest closing message that says so."""
        if not self._closing:
            return None
        relisted = max(
            (
                o
                for o, each in person.lists.items()
                if each.source == "API" and each.effect in _HERE
            ),
            default=-1,
        )
        for each in self._closing:
            found = self._closed(each, person, crew, removed)
            if found == "cancelled" and relisted > each.order:
                return None  # the flight was put on again
            if found:
                return found
        return None

    def _closed(self, each: List, person: Person, crew: bool, removed: bool) -> str | None:
        if each.effect is Effect.CANCELLED:
            return "cancelled"
        named = each.order in person.lists
        if named:
            return "on_board" if each.effect is Effect.ABOARD else "not_on_board"
        if crew or not each.complete or self._unmet.get(each.order):
            return None  # the list may mean this traveller and we cannot tell
        if each.effect is Effect.ABOARD:
            return "not_on_board"
        checked_in = any(known.kind == "passengers" for known in person.lists.values())
        return "on_board" if checked_in and not removed else None

    def _listed(self, person: Person, source: str) -> bool | None:
        """Whether the newest lists of any kind of a source still name the person; None if they never did."""
        here: dict[str, int] = {}
        gone: dict[str, int] = {}
        for order, each in person.lists.items():
            if each.source == source and each.effect not in CLOSING:
                last = gone if each.effect is Effect.GONE else here
                last[each.kind] = max(last.get(each.kind, -1), order)
        if not here and not gone:
            return None
        return any(
            order > gone.get(kind, -1) and order >= self._whole.get((source, kind), -1)
            for kind, order in here.items()
        )

    def _booked(self, person: Person) -> bool | None:
        booked = [m for m in person.mentions if m.booking is not None]
        if not booked:
            return self._listed(person, "PNR")
        return any(self._flies(m) for m in booked)

    def _flies(self, mention: Mention) -> bool:
        standing = self._standings.of(mention)
        return standing is not None and standing.live and mention.order >= standing.since
