"""Movements, their reports, travellers, bookings and assessments in the `travel` table."""

from collections.abc import Callable, Iterable, Mapping

from offing.kernel.errors import StaleWriteError
from offing.kernel.plain import pack, unpack
from offing.kernel.ports import Change, Condition, Item, Page, Tables, Value
from offing.records.assessments import Assessment
from offing.records.bookings import Booking
from offing.records.reports import Report
from offing.travel.model import Described, Head, Manifest, Matched, Scored

TABLE = "travel"
_REPORTS = tuple[Report, ...]
_PART = 300_000  # bytes of an item: DynamoDB takes 400 kB; a report of 1,000 travellers has about 100 kB


class MovementStore:
    """One movement is one partition: whatever is asked of a flight is one query."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def head(self, movement: str) -> Head:
        """The movement as a whole; an unknown one has basis 0."""
        item = self._tables.get(TABLE, _partition(movement), "HEAD")
        return _head(movement, item)

    def save_report(self, movement: str, message: str, reports: Iterable[Report], now: str) -> bool:
        """Keep what one message says of a movement; False when exactly that is kept already."""
        whole = pack(tuple(reports))
        parts = {
            f"REP#{message}#{n:02d}": whole[start : start + _PART]
            for n, start in enumerate(range(0, len(whole), _PART))
        }
        page = self._tables.query(TABLE, _partition(movement), f"REP#{message}#")
        known = {str(i["sk"]): i["body"] for i in page.items}
        if known == parts:
            return False
        changes = [
            Change(TABLE, _partition(movement), sk, set={"body": body})
            for sk, body in parts.items()
            if known.get(sk) != body
        ]
        changes += [
            Change(TABLE, _partition(movement), sk, remove=True) for sk in known if sk not in parts
        ]
        day = movement.split("-")[2] if movement.count("-") >= 4 else "undated"
        head = Change(
            TABLE,
            _partition(movement),
            "HEAD",
            set={"gsi1pk": f"MOVEMENTS#{_dashed(day)}", "gsi1sk": movement, "touched": now},
            add={"basis": 1, "matched_seq": 0, "scored_rev": 0},
        )
        touch = Change(TABLE, f"TOUCHED#{now[:10]}", movement, set={"at": now})
        self._tables.change([*changes, head, touch])
        return True

    def reports(self, movement: str) -> list[Report]:
        """All reports of a movement."""
        page = self._tables.query(TABLE, _partition(movement), "REP#")
        return joined({str(i["sk"])[4:]: _bytes(i["body"]) for i in page.items})

    def travellers(self, movement: str) -> list[Matched]:
        """The merged travellers of a movement with the entries they resemble."""
        page = self._tables.query(TABLE, _partition(movement), "TRV#")
        return [unpack(Matched, _bytes(item["body"])) for item in page.items]

    def person(self, traveller: str) -> Matched | None:
        """One merged traveller, by any id they ever had."""
        where = self.whereabouts(traveller)
        item = self._tables.get(TABLE, _partition(where[0]), f"TRV#{where[1]}") if where else None
        return unpack(Matched, _bytes(item["body"])) if item else None

    def manifest(self, movement: str) -> Manifest:
        """Everything stored of a movement."""
        head = Head(id=movement)
        reports: dict[str, bytes] = {}
        travellers: dict[str, Matched] = {}
        assessments: dict[str, tuple[int, Assessment]] = {}
        bookings: dict[str, Booking] = {}
        for item in self._tables.query(TABLE, _partition(movement)).items:
            kind, _, rest = str(item["sk"]).partition("#")
            if kind == "HEAD":
                head = _head(movement, item)
            elif kind == "REP":
                reports[rest] = _bytes(item["body"])
            elif kind == "TRV":
                travellers[rest] = unpack(Matched, _bytes(item["body"]))
            elif kind == "ASM":
                assessments[rest] = (int(item["rev"]), unpack(Assessment, _bytes(item["body"])))
            elif kind == "BKG":
                bookings[rest] = unpack(Booking, _bytes(item["body"]))
        return Manifest(
            head=head,
            reports=reports,
            travellers=travellers,
            assessments=assessments,
            bookings=bookings,
        )

    def save_travellers(
        self,
        movement: str,
        changed: Iterable[Matched],
        bookings: Iterable[Booking],
        gone: Iterable[str],
    ) -> None:
        """Write merged travellers and bookings, and take away what is `gone`, given by sort keys."""
        pk = _partition(movement)
        changed = tuple(changed)
        now = {i: m.traveller.id for m in changed for i in (m.traveller.id, *m.traveller.formerly)}
        pointers: list[Item] = [
            {"pk": f"TRV#{i}", "sk": "AT", "movement": movement, "now": identity}
            for i, identity in now.items()
        ]
        items: list[Item] = [
            {"pk": pk, "sk": f"TRV#{m.traveller.id}", "body": pack(m)} for m in changed
        ]
        items += [{"pk": pk, "sk": f"BKG#{b.id}", "body": pack(b)} for b in bookings]
        # Pointers first: once a traveller is written, nobody comes back to write what is missing.
        self._tables.put_many(TABLE, pointers)
        self._tables.put_many(TABLE, items)
        self._tables.delete_many(TABLE, ((pk, sk) for sk in gone))

    def save_assessments(
        self, movement: str, changed: Iterable[tuple[int, Assessment, Mapping[str, Value]]]
    ) -> None:
        """Write assessments with their revision and the view that search projects."""
        self._tables.put_many(
            TABLE,
            (
                {
                    "pk": _partition(movement),
                    "sk": f"ASM#{a.traveller}",
                    "rev": rev,
                    "body": pack(a),
                    **view,
                }
                for rev, a, view in changed
            ),
        )

    def describe(self, movement: str, described: Described) -> None:
        """Say what matching found, and that the travellers have been written once more."""
        change = Change(
            TABLE,
            _partition(movement),
            "HEAD",
            set={"described": pack(described)},
            add={"matched_seq": 1},
        )
        self._tables.change([change])

    def count(self, head: Head, scored: Scored, counts: Iterable[Change] = ()) -> bool:
        """Say what scoring counted, with the totals that depend on it; False when another worker was first."""
        change = Change(
            TABLE,
            _partition(head.id),
            "HEAD",
            set={"scored": pack(scored)},
            add={"scored_rev": 1},
            condition=Condition(equals={"scored_rev": head.scored_rev}),
        )
        try:
            self._tables.change([change, *counts])
        except StaleWriteError:
            return False
        return True

    def whereabouts(self, traveller: str) -> tuple[str, str] | None:
        """Movement and present id of a traveller, by any id they ever had."""
        seen = set()
        while traveller not in seen:
            seen.add(traveller)
            item = self._tables.get(TABLE, f"TRV#{traveller}", "AT")
            if item is None:
                return None
            if item["now"] == traveller:
                return str(item["movement"]), traveller
            traveller = str(item["now"])
        return None

    def on_day(
        self, date: str, limit: int = 500, cursor: str | None = None
    ) -> tuple[list[Head], str | None]:
        """Movements that depart on a local date."""
        page = self._tables.query_index(TABLE, f"MOVEMENTS#{date}", limit=limit, cursor=cursor)
        return [_head(str(i["gsi1sk"]), i) for i in page.items], page.cursor

    def touched_on(self, day: str) -> list[str]:
        """Movements of which something was received on a UTC day."""
        return [str(i["sk"]) for i in self._tables.query(TABLE, f"TOUCHED#{day}").items]


def pages(ask: Callable[[str | None], Page]) -> Iterable[Item]:
    """All items of a paged question."""
    cursor: str | None = None
    while True:
        page = ask(cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return


def _partition(movement: str) -> str:
    return f"MOV#{movement}"


def _dashed(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day.isdigit() else day


def _bytes(value: Value) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _head(movement: str, item: Item | None) -> Head:
    if item is None:
        return Head(id=movement)
    return Head(
        id=movement,
        basis=int(item.get("basis", 0)),
        matched_seq=int(item.get("matched_seq", 0)),
        scored_rev=int(item.get("scored_rev", 0)),
        described=unpack(Described, _bytes(item["described"]))
        if "described" in item
        else Described(),
        scored=unpack(Scored, _bytes(item["scored"])) if "scored" in item else Scored(),
    )


def joined(parts: Mapping[str, bytes]) -> list[Report]:
    """The reports of a movement from their stored parts, keyed `<message>#<nn>`."""
    whole: dict[str, bytes] = {}
    for key in sorted(parts):
        message = key.rpartition("#")[0]
        whole[message] = whole.get(message, b"") + parts[key]
    return [report for packed in whole.values() for report in unpack(_REPORTS, packed)]
