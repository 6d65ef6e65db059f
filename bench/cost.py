"""AWS list price per million travellers, from stated requests and measured times.

    python -m bench.cost                     the tables of docs/cost.md
    python -m bench.cost --ms match=0.4 --travellers-a-flight 180

Prices are list prices of us-east-1 without free tiers or discounts, checked November 2025; other regions differ by
up to a half. Everything assumed is a row below: change the row, run again.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

MILLION = 1_000_000

PRICES: Mapping[str, float] = {  # USD a unit
    "lambda request": 0.20 / MILLION,
    "lambda GB-second (arm64)": 0.0000133334,
    "dynamodb write unit": 0.625 / MILLION,
    "dynamodb read unit": 0.125 / MILLION,
    "sqs request": 0.40 / MILLION,
    "s3 put": 0.005 / 1000,
    "s3 get": 0.0004 / 1000,
    "event": 1.00 / MILLION,
    "rest api call": 3.50 / MILLION,
    "state transition": 0.025 / 1000,
    "kms request": 0.03 / 10_000,
    "log GB": 0.50,
    "trace": 5.00 / MILLION,
    "table GB-month": 0.25,
    "archive GB-month": 0.023,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What a traveller causes: the demo's day, unless told otherwise."""

    travellers_a_flight: float = 150
    messages_a_flight: float = 7  # four pushes, two passenger lists, one crew list
    bookings_a_traveller: float = 0.36
    rewrites: float = 1.6  # times a traveller's record is written until departure
    cases_a_thousand: float = 8
    transitions_a_case: float = 14
    officer_calls_a_case: float = 40
    audit_entries_a_case: float = 25
    message_kb: float = 30
    log_kb_a_call: float = 1.2
    traced_share: float = 0.05
    batch: float = 2  # queue messages that one call takes


# Milliseconds of one whole vCPU (1,769 MB) for a traveller, all messages together; see docs/cost.md for where from.
MILLISECONDS: Mapping[str, float] = {"parse": 0.9, "match": 1.6, "score": 1.2, "index": 0.8}
MEMORY_GB: Mapping[str, float] = {
    "parse": 1.73, "match": 1.73, "score": 1.0, "index": 0.5,
    "carrier_api": 1.0, "officer_api": 1.0, "audit_archive": 0.5, "referral": 0.5,
}  # fmt: skip
KEPT_YEARS, KEPT_KB = 5, 6  # of every traveller, all items together
START_MS = 12  # what a call costs before its work: start of the handler, queue deletion, logs


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bill: service, what for, units a traveller, price of a unit."""

    service: str
    what: str
    units: float
    price: str

    @property
    def usd(self) -> float:
        """Dollars for a million travellers."""
        return self.units * MILLION * PRICES[self.price]


def _calls(a: Assumptions) -> dict[str, float]:
    """Calls of each function a traveller."""
    messages = a.messages_a_flight / a.travellers_a_flight
    cases = a.cases_a_thousand / 1000
    return {
        "carrier_api": messages,
        "parse": messages / a.batch,
        "match": messages / a.batch,
        "score": messages / a.batch,
        "index": messages,
        "officer_api": cases * a.officer_calls_a_case,
        "audit_archive": cases * a.audit_entries_a_case / 10,
        "referral": cases * 5,
    }


def _writes(a: Assumptions) -> dict[str, float]:
    """Write units a traveller: items of about a kilobyte count one a kilobyte, transactions count twice."""
    messages = a.messages_a_flight / a.travellers_a_flight
    cases = a.cases_a_thousand / 1000
    return {
        "traveller and its pointer": a.rewrites * 3,
        "assessment, with its queue index": a.rewrites * 2,
        "what is remembered of the person": a.rewrites * 2,
        "bookings": a.bookings_a_traveller * a.rewrites * 2,
        "reports and message log": messages * (a.message_kb / 4 + 12),
        "cases, their events, audit": cases * (20 + a.audit_entries_a_case * 2),
    }


def lines(a: Assumptions, ms: Mapping[str, float]) -> Iterator[Line]:
    """Every line of the bill for one traveller."""
    calls, messages = _calls(a), a.messages_a_flight / a.travellers_a_flight
    yield Line("Lambda", "requests", sum(calls.values()), "lambda request")
    for name, count in calls.items():
        seconds = (ms.get(name, 0) + count * START_MS) / 1000
        yield Line("Lambda", f"{name}", seconds * MEMORY_GB[name], "lambda GB-second (arm64)")
    for what, units in _writes(a).items():
        yield Line("DynamoDB", f"writes: {what}", units, "dynamodb write unit")
    # Match and score each read the whole movement: about 4 kB a traveller, strongly consistent.
    yield Line(
        "DynamoDB",
        "reads of whole movements",
        2 * a.messages_a_flight / a.batch,
        "dynamodb read unit",
    )
    yield Line("SQS", "send, receive, delete; three queues", messages * 9, "sqs request")
    yield Line("S3", "intake and archive", messages * 2.2, "s3 put")
    yield Line("S3", "reading them back", messages * 2, "s3 get")
    yield Line("EventBridge", "events", messages + a.cases_a_thousand / 1000 * 4, "event")
    yield Line(
        "API Gateway",
        "carriers and officers",
        calls["carrier_api"] + calls["officer_api"],
        "rest api call",
    )
    yield Line(
        "Step Functions",
        "referrals",
        a.cases_a_thousand / 1000 * a.transitions_a_case,
        "state transition",
    )
    yield Line("KMS", "data keys", sum(calls.values()) * 0.5, "kms request")
    yield Line("CloudWatch", "logs", sum(calls.values()) * a.log_kb_a_call / MILLION, "log GB")
    yield Line("X-Ray", "sampled traces", sum(calls.values()) * a.traced_share, "trace")
    yield Line("DynamoDB", "a month of storage", 6 / MILLION, "table GB-month")
    yield Line("S3", "a month of storage", messages * a.message_kb / MILLION, "archive GB-month")


@dataclass(frozen=True, slots=True)
class Size:
    """A service of some size: travellers a year, and what it pays a month whatever happens."""

    name: str
    travellers: int
    search: float
    fixed: float


SIZES = (
    Size("small", 1 * MILLION, 29, 45),  # one t3.small.search node
    Size("middle", 20 * MILLION, 420, 90),  # three r7g.large.search nodes in three zones
    Size("large", 150 * MILLION, 1850, 210),  # six r7g.xlarge.search data nodes, three masters
)


def by_service(bill: list[Line]) -> dict[str, float]:
    """The bill added up by service, dearest first."""
    sums: dict[str, float] = {}
    for line in bill:
        sums[line.service] = sums.get(line.service, 0.0) + line.usd
    return dict(sorted(sums.items(), key=lambda kv: -kv[1]))


def tables(a: Assumptions, ms: Mapping[str, float]) -> str:
    """The bill as Markdown: lines, sums by service, three sizes of service."""
    bill = list(lines(a, ms))
    total = sum(line.usd for line in bill)
    rows = [
        "| service | what | units a traveller | USD a million travellers |",
        "|---|---|---:|---:|",
    ]
    rows += [f"| {b.service} | {b.what} | {b.units:.5f} {b.price} | {b.usd:.2f} |" for b in bill]
    rows += [f"| **all** | | | **{total:.2f}** |", ""]
    rows += ["| service | USD a million travellers |", "|---|---:|"]
    rows += [f"| {service} | {usd:.2f} |" for service, usd in by_service(bill).items()]
    rows += ["", *_by_size(total)]
    return "\n".join(rows)


def _by_size(total: float) -> Iterator[str]:
    yield "| size | travellers a year | USD a month: use | stored | search | fixed | all |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for size in SIZES:
        use = total * size.travellers / MILLION / 12
        kept = (
            size.travellers * KEPT_YEARS * KEPT_KB / MILLION * (0.25 + 0.20)
        )  # table and point-in-time recovery
        sums = (use, kept, size.search, size.fixed, use + kept + size.search + size.fixed)
        yield f"| {size.name} | {size.travellers:,} | {' | '.join(f'{usd:,.0f}' for usd in sums)} |"


def main() -> None:
    """Print the tables for the default assumptions, or those given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--ms", action="append", default=[], metavar="NAME=MS", help="measured ms a traveller"
    )
    parser.add_argument(
        "--travellers-a-flight", type=float, default=Assumptions().travellers_a_flight
    )
    parser.add_argument("--messages-a-flight", type=float, default=Assumptions().messages_a_flight)
    given = parser.parse_args()
    ms = dict(MILLISECONDS) | {
        k: float(v) for k, _, v in (text.partition("=") for text in given.ms)
    }
    assumed = replace(
        Assumptions(),
        travellers_a_flight=given.travellers_a_flight,
        messages_a_flight=given.messages_a_flight,
    )
    print(tables(assumed, ms))


if __name__ == "__main__":
    main()
