"""Nodes: mentions that say exactly the same of who it is."""

from offing.records.merging.mentions import DocumentKey, Mention, full_date

_INFANT = 2_00_00  # two years, as the difference of dates written YYYYMMDD


class Node:
    """All mentions that say exactly the same of who it is."""

    __slots__ = (
        "cluster", "dob", "documents", "infant", "key", "locators",
        "mentions", "name", "order", "reference", "sexes", "shares_reference", "units",
    )  # fmt: skip

    def __init__(self, first: Mention, order: int, departure: str) -> None:
        self.key = first.key
        self.order = order
        self.name = first.name
        self.documents: frozenset[DocumentKey] = first.documents
        self.dob = first.traveller.date_of_birth
        self.locators = first.locators
        self.reference = first.reference
        self.shares_reference = False
        self.infant = first.traveller.type == "INF" or _is_infant(self.dob, departure)
        self.mentions: list[Mention] = []
        self.units: set[int] = set()
        self.sexes: set[str] = set()
        self.cluster = [self]

    def add(self, mention: Mention) -> None:
        """Take in a mention with the node's key."""
        self.mentions.append(mention)
        self.units.add(mention.list.order)
        if mention.locators != self.locators:
            self.locators = tuple(dict.fromkeys((*self.locators, *mention.locators)))
        if mention.documents != self.documents:  # the same numbers, from other issuers
            self.documents |= mention.documents
        if mention.traveller.sex in ("M", "F"):
            self.sexes.add(mention.traveller.sex)


def _is_infant(dob: str | None, departure: str) -> bool:
    """Under two years on the day of departure."""
    if full_date(dob) is None or not departure:
        return False
    return int(departure) - int(str(dob).replace("-", "")) < _INFANT
