"""SSRs of a booking, each given to the traveller it is about: documents, visas, infants, contacts."""

from collections.abc import Callable, Mapping

from offing.kernel import countries, dates
from offing.messages import names, ssr
from offing.messages.persons import Person
from offing.messages.pnrgov_booking import Draft, Request, is_named
from offing.records.travellers import FrequentFlyer

# The push of what has changed.
UPDATE = "141"


def settle(draft: Draft, day: str, update: bool) -> None:
    """Gives every SSR to the traveller it is about, infants first, because documents name them."""
    for request in draft.requests:
        if request.code == "INFT":
            _infant(draft, request, day)
    for request in draft.requests:
        CODES[request.code](draft, request, day)
    # An empty ORG cancels, and so does an update without flights; with flights neither is believed.
    draft.cancelled = (draft.cancelled or update) and not draft.flights
    status = draft.status
    for person in draft.persons:
        if person.documents:
            _prove_title(person)
        person.values.setdefault("status", status)


def _infant(draft: Draft, request: Request, day: str) -> None:
    found = ssr.infant(request.text, day)
    if found is None:
        return
    family, given, birth = found
    adults = _holders(draft, request)
    named = draft.named(family, given, "INF") or draft.named(family, given)
    # An adult may have the name of the infant in their arms.
    infant = named if named is not None and named not in adults else None
    if infant is None:
        infant = draft.person(family, given, "INF", request.number)
    if birth:
        infant.values.setdefault("date_of_birth", birth)
    for adult in adults[:1]:
        if all(known is not infant for _, known in draft.infants):
            draft.infants.append((adult, infant))


def _holders(draft: Draft, request: Request) -> list[Person]:
    """Whom an SSR is about: by reference, by its place, or because there is only one traveller."""
    found = [draft.by_reference[r] for r in request.references if r in draft.by_reference]
    if found:
        return found
    if request.person is not None:
        return [request.person]
    return draft.persons if len(draft.persons) == 1 else []


def _docs(draft: Draft, request: Request, day: str) -> None:
    docs = ssr.docs(request.text, day)
    if docs is None:
        text = "SSR DOCS does not have the parts of the guide."
        draft.notes.append(("unreadable-docs", text, request.number))
        return
    person = _holder(draft, docs, request)
    values = person.values
    if docs.birth:
        values.setdefault("date_of_birth", docs.birth)
    if docs.sex:
        values.setdefault("sex", docs.sex)
    if docs.nationality:
        person.nationality(docs.nationality)
    if docs.number:
        _keep_document(person, docs)
    if docs.expiry and docs.expiry < draft.leaves[: len(docs.expiry)]:
        text = "The document in SSR DOCS expires before the journey."
        draft.notes.append(("expired-document", text, request.number))


def _holder(draft: Draft, docs: ssr.Docs, request: Request) -> Person:
    """The traveller a document is for: the infant it names under an adult, else whom the SSR is about."""
    family, given = docs.surname or "", docs.given_names or ""
    holders = _holders(draft, request)
    if docs.infant:
        return _infant_holder(draft, holders, family, given, request.number)
    if len(holders) == 1 and is_named(holders[0], family, given):
        return holders[0]
    named = draft.named(family, given) if family else None
    if named is not None and (
        not holders or (named.values["type"] == "INF" and named not in holders)
    ):
        return named
    if holders:
        return holders[0]
    text = "A document names a traveller without TIF; they were added."
    draft.notes.append(("document-only", text, request.number))
    return draft.person(family, given, "ADT", request.number)


def _infant_holder(
    draft: Draft, holders: list[Person], family: str, given: str, number: int
) -> Person:
    """The infant of this name, or that of the adult under whom the document stands, spelled otherwise."""
    if holders and holders[0].values["type"] == "INF":
        return holders[0]
    named = draft.named(family, given, "INF") if family else None
    carried = draft.infant_of(holders[0]) if holders else None
    return named or carried or draft.person(family, given, "INF", number)


def _keep_document(person: Person, docs: ssr.Docs) -> None:
    new: dict[str, str | None] = {
        "type": docs.type,
        "number": docs.number,
        "issuer": docs.issuer,
        "expiry": docs.expiry,
        "surname": docs.surname,
        "given_names": docs.given_names,
    }
    for kept in person.documents:
        if kept["number"] == docs.number:
            kept.update({k: v for k, v in new.items() if not kept.get(k)})
            return
    person.documents.append(new)


def _about(draft: Draft, request: Request, infant: bool) -> list[Person]:
    """Whom a DOCO or DOCA is about: an I at its end means the infant of the adult it stands under."""
    holders = _holders(draft, request)[:1]
    carried = draft.infant_of(holders[0]) if holders and infant else None
    return [carried] if carried else holders


def _doco(draft: Draft, request: Request, day: str) -> None:
    doco = ssr.doco(request.text, day)
    if doco is None:
        return
    for person in _about(draft, request, doco.infant):
        if doco.birthplace:
            person.values.setdefault("place_of_birth", doco.birthplace)
        if doco.number and not any(d["number"] == doco.number for d in person.documents):
            new = {
                "type": doco.type,
                "number": doco.number,
                "issuer": doco.country,
                "issued": doco.issued,
            }
            person.documents.append(new)


def _doca(draft: Draft, request: Request, _day: str) -> None:
    address, infant = ssr.doca(request.text)
    if address is None:
        return
    for person in _about(draft, request, infant):
        person.add("addresses", address)
        if address.kind == "residence" and (code := countries.alpha3(address.country or "")):
            person.values.setdefault("residence", code)


def _contact(draft: Draft, request: Request, _day: str) -> None:
    holder = _holders(draft, request)
    draft.contact(f"{request.code} {request.text}", holder[0] if holder else None)


def _emergency(draft: Draft, request: Request, _day: str) -> None:
    draft.add("phones", ssr.phone(request.text))


def _loyalty(draft: Draft, request: Request, _day: str) -> None:
    carrier, number = request.text[:2], request.text[2:].split("-")[0].strip()
    for person in _holders(draft, request)[:1] if number else []:
        person.add("frequent_flyers", FrequentFlyer(carrier=carrier, number=number))


def _ticket(draft: Draft, request: Request, _day: str) -> None:
    draft.add("tickets", request.text.split("C")[0].removeprefix("INF").strip()[:20])


def _birth(draft: Draft, request: Request, day: str) -> None:
    born = dates.birth_date(request.text.strip()[:7], day)
    for person in _holders(draft, request)[:1] if born else []:
        person.values.setdefault("date_of_birth", born)


def _prove_title(person: Person) -> None:
    """A title glued to the name is cut when a document has the same name without it."""
    values = person.values
    if values.get("title") or not values["given_names"]:
        return
    for document in person.documents:
        proven = names.without_title(values["given_names"], document.get("given_names") or "")
        if proven:
            values["given_names"], values["title"] = proven
            return


def _settled(_draft: Draft, _request: Request, _day: str) -> None:
    """Infants are settled before all others."""


CODES: Mapping[str, Callable[[Draft, Request, str], None]] = {
    "INFT": _settled, "DOCS": _docs, "DOCO": _doco, "DOCA": _doca, "FQTV": _loyalty, "CHLD": _birth,
    "CTCE": _contact, "CTCM": _contact, "CTCH": _contact, "CTCB": _contact,
    "CTCT": _contact, "PCTC": _emergency, "TKNE": _ticket, "TKNA": _ticket,
}  # fmt: skip
