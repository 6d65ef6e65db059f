"""A draft of an entry: what an importer gathers, line by line, before it is one."""

from dataclasses import dataclass, field
from typing import Final

from offing.kernel.scripts import script_of
from offing.watchlists.model import Alias, Entry, ListedDocument
from offing.watchlists.nationalities import alpha3

STRONG: Final = "strong"
WEAK: Final = "weak"


@dataclass(slots=True)
class Draft:
    """Facts in the order in which they were found; `entry` keeps each once and leaves out the empty."""

    id: str
    kind: str
    names: list[Alias] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    documents: list[ListedDocument] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    gender: str | None = None
    category: str | None = None
    legal_basis: str | None = None
    valid_from: str | None = None
    reference: str | None = None

    def add_name(self, name: str, quality: str = STRONG) -> None:
        """A name, if there is one."""
        if name := " ".join(name.split()):
            self.names.append(Alias(name, quality, script_of(name)))

    def add_document(self, number: str, kind: str, country: str) -> None:
        """A document number, if there is one."""
        if number.strip():
            self.documents.append(
                ListedDocument(number.strip(), kind.strip() or None, alpha3(country))
            )

    def entry(self, list_name: str) -> Entry:
        """The entry; its name is the first strong one, and empty where none was found."""
        names = list(dict.fromkeys(self.names))
        first = next(
            (name for name in names if name.quality == STRONG), names[0] if names else None
        )
        nations = (alpha3(country) for country in self.countries)
        return Entry(
            id=self.id,
            list=list_name,
            kind=self.kind,
            name=first.name if first else "",
            aliases=tuple(name for name in names if name is not first),
            births=_once(self.births),
            places=_once(self.places),
            nationalities=_once([nation for nation in nations if nation]),
            gender=self.gender,
            documents=tuple(dict.fromkeys(self.documents)),
            addresses=_once(self.addresses),
            phones=_once(self.phones),
            emails=_once(self.emails),
            category=self.category or None,
            legal_basis=self.legal_basis or None,
            valid_from=self.valid_from or None,
            reference=self.reference or None,
        )


def gender_of(text: str) -> str | None:
    """`Male`, `F`, … as M or F."""
    letter = text.strip()[:1].upper()
    return letter if letter in ("M", "F") else None


def _once(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))
