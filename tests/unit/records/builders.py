"""Short ways to write reports; all people are made up."""

from dataclasses import replace
from typing import Any

from offing.records.bookings import Booking
from offing.records.merging import Merged, merge
from offing.records.movements import Movement
from offing.records.reports import Report
from offing.records.travellers import Document, ReportedTraveller, Traveller

MOVEMENT = "air-XQ417-20260113-LHR-NBO"
LEG = Movement(
    carrier="XQ", number="417", origin="LHR", destination="NBO", departure="2026-01-13T10:30"
)


def person(
    name: str, dob: str | None = None, doc: str | None = None, **more: Any
) -> ReportedTraveller:
    """`SURNAME/GIVEN`, birth date, passport as NUMBER or NUMBER:ISSUER."""
    surname, _, given = name.partition("/")
    number, _, issuer = (doc or "").partition(":")
    documents = (Document(type="P", number=number, issuer=issuer or "GBR"),) if doc else ()
    return ReportedTraveller(
        surname=surname or None,
        given_names=given or None,
        date_of_birth=dob,
        documents=documents,
        **more,
    )


def api(at: str, *travellers: ReportedTraveller, function: str = "745", **more: Any) -> Report:
    """An API message sent at `at`, an hour of the day of departure."""
    kept = {"message": f"msg_api_{function}_{more.get('subfunction', '')}_{at}", **more}
    return Report(
        source="API",
        function=function,
        sent_at=f"2026-01-13T{at}",
        reference=f"api{at}",
        carrier="XQ",
        travellers=travellers,
        **kept,
    )


def booking(locator: str, *travellers: int, status: str = "HK", **more: Any) -> Booking:
    """A booking with one segment, on the movement."""
    segment = Movement(
        carrier="XQ",
        number="417",
        origin="LHR",
        destination="NBO",
        departure="2026-01-13T10:30",
        status=status,
    )
    kept = {"segments": (segment,), "created": "2025-12-10T09:15", **more}
    return Booking(locator=locator, carrier="XQ", travellers=travellers, **kept)


def pnr(
    at: str,
    *bookings: tuple[Booking, tuple[ReportedTraveller, ...]],
    function: str = "22",
    **more: Any,
) -> Report:
    """A PNR push of bookings with their people."""
    people: list[ReportedTraveller] = []
    held = []
    for index, (each, members) in enumerate(bookings):
        first = len(people)
        people += [replace(m, booking=index, locator=each.locator) for m in members]
        held.append(replace(each, travellers=tuple(range(first, len(people)))))
    kept = {"message": f"msg_pnr_{function}_{at}", **more}
    return Report(
        source="PNR",
        format="PNRGOV",
        function=function,
        sent_at=f"2026-01-12T{at}",
        reference=f"pnr{at}",
        carrier="XQ",
        travellers=tuple(people),
        bookings=tuple(held),
        **kept,
    )


def merged(*reports: Report) -> Merged:
    """The movement that the reports make up."""
    return merge(MOVEMENT, reports)


def names(*reports: Report) -> list[str]:
    """The names of the travellers, sorted."""
    return sorted(t.name for t in merged(*reports).travellers)


def only(*reports: Report) -> Traveller:
    """The one traveller that the reports name."""
    (traveller,) = merged(*reports).travellers
    return traveller


def by_name(*reports: Report) -> dict[str, Traveller]:
    """Travellers by name."""
    return {t.name: t for t in merged(*reports).travellers}
