"""What-if speed: a rule over stored rows, and over travellers rebuilt from what the tables hold; decoding counted."""

from itertools import chain, repeat
from time import process_time

from offing.kernel.plain import pack, unpack
from offing.records.bookings import Booking
from offing.risk.outlook import outlook
from offing.risk.past import decode, encode, past_of
from offing.risk.rules import Rule
from offing.risk.subject import subjects_of
from offing.risk.what_if import Part, count, merged
from offing.travel.model import Matched
from tests.unit.risk.traffic import DAY, flight_load, subjects

SEED, DISTINCT, RECORDS, FLIGHTS, ABOARD = 7, 2_000, 100_000, 8, 250
MILLION = 1_000_000


def over_rows(rule: Rule) -> tuple[float, Part]:
    """Seconds a million stored rows, in parts of 10,000 as workers count them."""
    kept = [
        encode(past_of(s, ("old",) if n % 50 == 0 else ()))
        for n, s in enumerate(subjects(SEED, DISTINCT))
    ]
    lines = list(chain.from_iterable(repeat(kept, RECORDS // len(kept))))
    started = process_time()
    parts = [
        count(rule, map(decode, lines[at : at + 10_000])) for at in range(0, len(lines), 10_000)
    ]
    whole = merged(parts)
    return (process_time() - started) / len(lines) * MILLION, whole


def over_tables(rule: Rule) -> float:
    """Seconds a million travellers whose items are unpacked and whose fields are worked out anew."""
    flights = []
    for seed in range(FLIGHTS):
        movement, people, bookings = flight_load(seed, ABOARD)
        items = [pack(Matched(traveller=t, version="v", index_version="i")) for t in people]
        flights.append((movement, items, [pack(b) for b in bookings]))
    unpack(Matched, flights[0][1][0])
    unpack(Booking, flights[0][2][0])
    started, seen = process_time(), 0
    for movement, items, booked in flights:
        people = [unpack(Matched, item).traveller for item in items]
        some = subjects_of(movement, people, [unpack(Booking, b) for b in booked], DAY.isoformat())
        seen += count(rule, map(past_of, some)).subjects
    return (process_time() - started) / seen * MILLION


def show(rule: Rule) -> None:
    """Print seconds a million records."""
    seconds, whole = over_rows(rule)
    began = process_time()
    told = outlook(rule, whole)
    telling = process_time() - began
    print(
        f"\nWhat-if of '{rule.title}' ({told['hits']:,} hits in {told['subjects']:,}), seconds a million on one core:"
    )
    print(f"{'stored rows, decoded':34} {seconds:8.1f} s   {MILLION / seconds:,.0f} records/s")
    rebuilt = over_tables(rule)
    print(
        f"{'items of the tables, rebuilt':34} {rebuilt:8.1f} s   {MILLION / rebuilt:,.0f} records/s"
    )
    print(f"{'the outlook of it, once':34} {telling:8.2f} s")
