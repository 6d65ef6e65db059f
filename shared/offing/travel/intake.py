"""Taking messages in: archive first, then a receipt, then reading them into reports."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from offing.carriers.agreements import deviations
from offing.carriers.store import ProfileStore
from offing.carriers.tally import tally
from offing.kernel.errors import NotFoundError
from offing.kernel.ids import message_id
from offing.kernel.ports import Blobs, Bus, Queues, Tables
from offing.messages import read_file
from offing.messages.redaction import redact
from offing.records.messages import Finding, ParsedFile
from offing.records.reports import Report, reports_of
from offing.travel.log import MessageLog
from offing.travel.model import MessageRecord, Status
from offing.travel.store import MovementStore
from offing.travel.unplaced import placed

_KEPT_FINDINGS = 200
INTERACTIVE = "interactive"  # the channel on which carriers ask about single travellers
_SOURCE = "offing.travel"


@dataclass(frozen=True, slots=True)
class Intake:
    """What intake works with."""

    tables: Tables
    blobs: Blobs
    queues: Queues
    bus: Bus


@dataclass(frozen=True, slots=True)
class Receipt:
    """The promise that a file will be read; `duplicate` when the same bytes came from this carrier before."""

    record: MessageRecord
    duplicate: bool


def receive(at: Intake, carrier: str, content: bytes, channel: str, now: str) -> Receipt:
    """Archive a file without what may not be kept, enter it in the log and queue it; the receipt is its identity."""
    identity = message_id(carrier, content)
    log = MessageLog(at.tables)
    known = log.get(identity)
    if known is None:
        clean = redact(content)
        record = MessageRecord(
            id=identity,
            carrier=carrier,
            key=f"messages/{carrier}/{identity}",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            received_at=now,
            channel=channel,
            cards_cut=clean.cards,
            sensitive_removed=clean.sensitive,
        )
        at.blobs.put("archive", record.key, clean.data)
        if not log.add(record):
            known = log.get(identity)
        else:
            at.queues.send("messages", [{"message_id": identity, "attempt": 1}])
            return Receipt(record, duplicate=False)
    if known is None:
        raise RuntimeError("a receipt was refused as known and is not known")
    if known.status is Status.PENDING:
        # The first delivery may have died between the log and the queue; one more reading changes nothing.
        at.queues.send("messages", [{"message_id": identity, "attempt": known.attempts}])
    return Receipt(known, duplicate=True)


def receive_upload(at: Intake, key: str, now: str) -> Receipt | None:
    """Take in an object that a carrier put under `upload/<carrier>/…`; None when it was taken in before."""
    content = at.blobs.get("intake", key)
    if content is None:
        return None
    carrier = key.split("/")[1]
    receipt = receive(at, carrier, content, "s3", now)
    at.blobs.delete("intake", key)
    return receipt


def read_message(at: Intake, receipt: str, now: str) -> MessageRecord:
    """Read a received file into reports on its movements, and log what could not be read; safe to repeat."""
    log = MessageLog(at.tables)
    record = log.get(receipt)
    if record is None:
        raise NotFoundError("No message has this receipt")
    if record.status is not Status.PENDING:
        return record
    content = at.blobs.get("archive", record.key)
    parsed = read_file(content) if content is not None else _lost()
    profile = ProfileStore(at.tables).get(record.carrier)
    parsed = replace(parsed, findings=parsed.findings + deviations(profile, parsed))
    record = replace(record, test=profile is not None and not profile.live)
    # What a carrier sends to try its system is read and answered; it may not touch a movement with real people.
    reports = {} if record.test else _by_movement(parsed, record)
    store = MovementStore(at.tables)
    # What an earlier reading said of other movements is taken back there.
    concerned = sorted({*reports, *record.movements})
    for movement in concerned:
        store.save_report(movement, receipt, reports.get(movement, ()), now)
    at.queues.send("match", [{"movement": movement} for movement in concerned])
    done = _finished(record, parsed, tuple(sorted(reports)), now)
    # Announced before the log closes: a worker that dies in between announces twice, never not at all.
    name = "MessageRejected" if done.status is Status.REJECTED else "MessageParsed"
    detail = {"message": receipt, "carrier": done.carrier, "movements": list(done.movements)}
    at.bus.publish(_SOURCE, name, detail)
    log.finish(done, record)
    return done


def resubmit(at: Intake, receipt: str) -> MessageRecord | None:
    """Read an archived file once more, as after a parser was mended."""
    log = MessageLog(at.tables)
    record = log.get(receipt)
    if record is None:
        return None
    if record.status is not Status.PENDING:
        record = log.again(record)
    at.queues.send("messages", [{"message_id": receipt, "attempt": record.attempts}])
    return record


def _by_movement(parsed: ParsedFile, record: MessageRecord) -> dict[str, list[Report]]:
    said: dict[str, list[Report]] = defaultdict(list)
    for number, message in enumerate(parsed.messages):
        whole = placed(message, record.carrier, record.id)
        for movement, report in reports_of(whole, f"{record.id}.{number}").items():
            told = replace(
                report,
                received_at=record.received_at,
                interactive=record.channel == INTERACTIVE,
            )
            said[movement].append(told)
    return said


def _finished(
    record: MessageRecord, parsed: ParsedFile, movements: tuple[str, ...], now: str
) -> MessageRecord:
    findings = parsed.findings + tuple(f for m in parsed.messages for f in m.findings)
    counts = Counter(
        messages=len(parsed.messages),
        travellers=sum(len(m.travellers) for m in parsed.messages),
        bookings=sum(len(m.bookings) for m in parsed.messages),
        movements=len(movements),
    )
    return replace(
        record,
        status=Status.PARSED if parsed.messages else Status.REJECTED,
        parsed_at=now,
        formats=tuple(sorted({m.format for m in parsed.messages})),
        counts=dict(counts),
        movements=movements,
        findings=findings[:_KEPT_FINDINGS],
        findings_total=len(findings),
        tally=tally(parsed),
    )


def _lost() -> ParsedFile:
    text = "The archived bytes are not there; send the message again"
    return ParsedFile(findings=(Finding(severity="fatal", code="archive-missing", text=text),))
