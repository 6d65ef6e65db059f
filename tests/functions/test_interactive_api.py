"""interactive_api: what each traveller is told, that nothing is lost, and that whatever fails costs the check only."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from functions.interactive_api import handler, held, steps
from functions.interactive_api.handler import MAX_BYTES
from offing.cases.store import CaseStore
from offing.kernel.errors import UnavailableError
from offing.messages import read_file
from offing.records.merging import merge
from offing.records.reports import reports_of
from offing.runtime import wiring
from offing.travel.interactive import Outcome
from offing.travel.interactive_store import AnswerStore
from offing.travel.store import MovementStore
from offing.watchlists.authorisations import AuthorisationStore
from offing.watchlists.judgements import (
    DIFFERENT,
    SAME,
    Judgement,
    JudgementStore,
    content,
    facts_of,
)
from offing.watchlists.model import query_of
from offing.watchlists.store import ListStore
from tests.functions.boarding import (
    JSON,
    LISTED,
    NEAR,
    OTHER,
    Pax,
    agreed,
    ask,
    claims,
    entry,
    listed,
    paxlst,
)
from tests.functions.flow import pump
from tests.functions.world import World

MOVEMENT = "air-XQ417-20260113-LHR-NBO"


@pytest.fixture(autouse=True)
def registered(world: World) -> Iterator[None]:
    """Two carriers, and a function that has just started."""
    for client, carrier in (("client-xq", "XQ"), ("client-zz", "ZZ")):
        item = {"pk": f"CLIENT#{client}", "sk": "META", "carrier": carrier}
        world.tables.put_many("notices", [dict(item)])
    held.forget()
    handler._codes.cache_clear()
    yield
    held.forget()


def authorised(world: World) -> None:
    listed(world)
    agreed(world)


def changed_since(world: World) -> None:
    authorised(world)
    listed(world, reference="as changed by its owner")


def withdrawn_since(world: World) -> None:
    authorised(world)
    store = AuthorisationStore(world.tables)
    known = store.get("wanted", "WANTED-0001")
    assert known is not None
    store.withdraw(known, by="u-supervisor", now=world.now, reason="caught")


def run_out(world: World) -> None:
    listed(world)
    agreed(world, until="2026-11-21")
    world.now = "2026-11-22T00:00:00.000Z"


def taken_off(world: World) -> None:
    """Taken off the list; the index of a moment ago still has the entry."""
    authorised(world)
    ListStore(world.tables).withdraw("wanted", ["WANTED-0001"], "police", world.now)


def reported(world: World) -> None:
    """The traveller is on record: the carrier asked before, and the pipeline has read it."""
    listed(world)
    ask(paxlst(LISTED, OTHER, reference="EARLIER"))
    pump(world)


def asked_only(world: World) -> None:
    """The carrier asked a moment ago; the pipeline has not come to it."""
    listed(world)
    ask(paxlst(LISTED, OTHER, reference="EARLIER"))


def closed(reference: str) -> bytes:
    """A flight is closed with one person on board, named by reference only."""
    return paxlst(Pax("", "", "", "", "", reference), function="266", sub="CL")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands before, what is sent, what each traveller is told."""

    why: str
    before: Callable[[World], object]
    sent: bytes
    told: tuple[str, ...]


ROWS = (
    Row("nobody is listed by that name", listed, paxlst(OTHER), ("0Z",)),
    Row("listed and authorised", authorised, paxlst(LISTED), ("1Z",)),
    Row("each by themselves", authorised, paxlst(OTHER, LISTED), ("0Z", "1Z")),
    Row("listed, and no officer has authorised it", listed, paxlst(LISTED), ("0Z",)),
    Row("the entry has changed since", changed_since, paxlst(LISTED), ("0Z",)),
    Row("the authorisation was withdrawn", withdrawn_since, paxlst(LISTED), ("0Z",)),
    Row("the authorisation has run out", run_out, paxlst(LISTED), ("0Z",)),
    Row("the entry was taken off its list", taken_off, paxlst(LISTED), ("0Z",)),
    Row("only like somebody authorised", authorised, paxlst(NEAR), ("0Z",)),
    Row("no birth date", listed, paxlst(replace(OTHER, born="")), ("4Z",)),
    Row("no name", listed, paxlst(replace(OTHER, name="")), ("4Z",)),
    Row("neither nationality nor document", listed, paxlst(replace(OTHER, nation="", document="")), ("4Z",)),
    Row("a document alone is enough to be barred", authorised, paxlst(replace(LISTED, born="")), ("1Z",)),
    Row("a change of somebody reported", reported, paxlst(OTHER, sub="CP"), ("0Z",)),
    Row("a change of somebody asked about", asked_only, paxlst(OTHER, sub="CP"), ("0Z",)),
    Row("a change of nobody known", listed, paxlst(OTHER, sub="CP"), ("4N",)),
    Row("a cancellation of somebody reported", reported, paxlst(LISTED, sub="XR"), ("0Z",)),
    Row("a cancellation of nobody known", listed, paxlst(OTHER, sub="XR"), ("4N",)),
    Row("a reduction by locator only", reported, paxlst(Pax("", "", "", "", "LHDH9S", ""), sub="RP"), ("0Z",)),
    Row("a changed person who is barred", authorised, paxlst(LISTED, sub="CP"), ("1Z",)),
    Row("close-out of somebody reported", reported, closed(OTHER.reference), ("0Z",)),
    Row("close-out of nobody known", listed, closed("ZZ1"), ("4N",)),
    Row("a cancelled flight names nobody", listed, paxlst(function="266", sub="XF"), ()),
    Row("a list of nobody", listed, paxlst(), ("101",)),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.why)
def test_what_travellers_are_told(row: Row, world: World) -> None:
    row.before(world)
    answered = ask(row.sent)
    assert answered.status == 200, answered.text
    assert answered.headers["content-type"] == "application/edifact"
    assert tuple(code for _, code in answered.codes) == row.told
    assert not [f for m in answered.messages for f in m.findings]


def test_the_answer_goes_back_the_way_it_came(world: World) -> None:
    authorised(world)
    answered = ask(paxlst(OTHER, LISTED))
    [one] = answered.messages
    assert (one.format, one.version, one.function) == ("CUSRES", "D:05B", "962")
    assert (one.sender, one.recipient, one.transaction) == ("NTCAPI", "XQAIR", "XQ0000100")
    assert one.movements[0].id == MOVEMENT
    assert [a.reference for a in one.answers] == [OTHER.reference, LISTED.reference]
    assert {b.locator for b in one.bookings} == {OTHER.locator, LISTED.locator}


def test_json_where_it_is_asked_for(world: World) -> None:
    authorised(world)
    answered = ask(paxlst(OTHER, LISTED), headers=JSON)
    body = json.loads(answered.text)
    assert body["receipt"] == answered.headers["offing-receipt"]
    [one] = body["messages"]
    assert one["transaction"] == "XQ0000100"
    assert [(a["reference"], a["outcome"], a["code"]) for a in one["answers"]] == [
        (OTHER.reference, "ok", "0Z"),
        (LISTED.reference, "do_not_board", "1Z"),
    ]


ACCEPTS = (
    ("application/edifact, application/json;q=0.1", "application/edifact"),
    ("application/json;q=0", "application/edifact"),
    ("application/edifact;q=0.5, application/json", "application/json"),
    ("*/*", "application/edifact"),
)


@pytest.mark.parametrize(("accept", "kind"), ACCEPTS)
def test_the_answer_has_the_form_that_is_liked_best(accept: str, kind: str) -> None:
    headers = {"Content-Type": "application/edifact", "Accept": accept}
    assert ask(paxlst(OTHER), headers=headers).headers["content-type"] == kind


def test_who_has_no_reference_is_told_by_their_place_in_the_list(world: World) -> None:
    listed(world)
    nobody = replace(OTHER, reference="", locator="")
    [one] = ask(paxlst(LISTED, nobody)).messages
    assert [a.reference for a in one.answers] == [LISTED.reference, None]
    assert one.answers[1].text == "TRAVELLER 2: OK TO BOARD"


JUDGED = {
    "found to be another person: not barred": (LISTED, DIFFERENT, "0Z"),
    "found to be the person, though only like them: barred": (NEAR, SAME, "1Z"),
}


@pytest.mark.parametrize("why", JUDGED)
def test_what_officers_have_judged_counts(why: str, world: World) -> None:
    one, verdict, code = JUDGED[why]
    authorised(world)
    known = entry(world)
    [report] = reports_of(read_file(paxlst(one)).messages[0], "m").values()
    [traveller] = merge(MOVEMENT, [report], trace=False).travellers
    query = query_of(traveller)
    [match] = held.index(world.blobs).match(query)
    judgement = Judgement(
        list="wanted", entry=known.id, verdict=verdict, facts=facts_of(query), content=content(known),
        bits=match.bits, by="u-officer", at=world.now, reason="compared", movement="another",
    )  # fmt: skip
    assert JudgementStore(world.tables).keep(judgement, query)
    assert [told for _, told in ask(paxlst(one)).codes] == [code]


def test_a_state_has_codes_of_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERACTIVE_CODES", '{"ok": "0A", "do_not_board": "1B"}')
    authorised(world)
    assert [code for _, code in ask(paxlst(OTHER, LISTED)).codes] == ["0A", "1B"]


def test_long_lists_are_answered_in_several_messages(world: World) -> None:
    listed(world)
    people = [replace(OTHER, reference=f"XQ{n}", document=f"YJ{n:07d}") for n in range(1, 131)]
    answered = ask(paxlst(*people))
    assert [m.part for m in answered.messages] == [(1, False), (2, True)]
    assert [reference for reference, _ in answered.codes] == [p.reference for p in people]


def test_everything_asked_becomes_record_case_and_reconciliation(world: World) -> None:
    authorised(world)
    receipt = ask(paxlst(OTHER, LISTED)).headers["offing-receipt"]
    assert world.queues.bodies["messages"] == [{"message_id": receipt, "attempt": 1}]
    pump(world)
    [case] = CaseStore(world.tables).queue("opened", 10)[0]
    assert case.movement == MOVEMENT
    stored = AnswerStore(world.tables).of_message(receipt)
    assert [(r.position, r.outcome, r.code) for r in stored] == [
        (1, Outcome.OK, "0Z"),
        (2, Outcome.DO_NOT_BOARD, "1Z"),
    ]
    barred = stored[1].barred
    assert barred is not None
    assert (barred.list, barred.entry, barred.by) == ("wanted", "WANTED-0001", "u-supervisor")
    assert stored[1].index_version
    assert stored[1].band == "red"


def test_asking_about_one_traveller_takes_nobody_else_off_the_flight(world: World) -> None:
    listed(world)
    ask(paxlst(OTHER, reference="A"))
    world.now = "2026-11-21T03:01:00.000Z"
    ask(paxlst(LISTED, reference="B"))
    pump(world)
    known = MovementStore(world.tables).manifest(MOVEMENT)
    assert [m.traveller.removed for m in known.travellers.values()] == [False, False]
    assert known.head.described.heard == (), "nor is it the list that is due"


def test_an_identical_question_has_an_identical_answer(world: World) -> None:
    authorised(world)
    sent = paxlst(OTHER, LISTED)
    first = ask(sent)
    world.now = "2026-11-21T03:00:09.000Z"
    pump(world)
    assert ask(sent) == first
    stored = AnswerStore(world.tables).of_message(first.headers["offing-receipt"])
    assert len(stored) == 2


def test_a_repeated_change_of_nobody_stays_unknown(world: World) -> None:
    listed(world)
    sent = paxlst(OTHER, sub="CP")
    for _ in range(2):
        assert [code for _, code in ask(sent).codes] == ["4N"]
        pump(world)


def test_the_same_bytes_of_two_carriers_are_two_messages(world: World) -> None:
    listed(world)
    receipts = {
        ask(paxlst(OTHER), claims=claims(client)).headers["offing-receipt"]
        for client in ("client-xq", "client-zz")
    }
    assert len(receipts) == 2


class Failing:
    """A port of which everything fails, or some calls by a condition."""

    def __init__(self, inner: Any, fails: Callable[..., bool], how: Callable[[], None]) -> None:
        self._inner, self._fails, self._how = inner, fails, how

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._inner, name)

        def call(*args: Any, **more: Any) -> Any:
            if self._fails(name, *args):
                self._how()
            return real(*args, **more)

        return call


def away() -> None:
    raise UnavailableError("away")


def unexpected() -> None:
    raise RuntimeError("DEMOVA:AISHA is in these words")


def key(*args: Any) -> str:
    return "/".join(str(a) for a in args if isinstance(a, str))


# Step → the port of which it asks, and how one of its calls is known.
STEPS: dict[str, tuple[str, Callable[..., bool]]] = {
    "index": ("blobs", lambda name, *a: name == "get" and "CURRENT" in key(*a)),
    "statistics": ("tables", lambda name, *a: name == "query" and a[:2] == ("statistics", "RULES")),
    "authorisations": ("tables", lambda name, *a: name == "query_index" and a[0] == "watchlists"),
    "entry": ("tables", lambda name, *a: name == "get" and a[0] == "watchlists"),
    "records": ("tables", lambda name, *a: name == "query" and "ANS#" in key(*a)),
    "answers": ("tables", lambda name, *a: name == "put_many" and a[0] == "travel"),
}


@pytest.mark.parametrize("how", [away, unexpected])
@pytest.mark.parametrize("step", STEPS)
def test_what_fails_costs_the_check_only(
    step: str, how: Callable[[], None], world: World, caplog: pytest.LogCaptureFixture
) -> None:
    authorised(world)
    ask(paxlst(LISTED, reference="EARLIER"))
    held.forget()
    port, fails = STEPS[step]
    wiring.use(world.ports(**{port: Failing(getattr(world, port), fails, how)}))
    answered = ask(paxlst(LISTED, sub="CP"))
    assert (answered.status, answered.codes) == (200, [(LISTED.reference, "0U")])
    assert "DEMOVA" not in caplog.text
    receipt = answered.headers["offing-receipt"]
    assert receipt in str(world.queues.bodies["messages"])
    wiring.use(world.ports())
    kept = AnswerStore(world.tables).of_message(receipt)
    assert [r.outcome for r in kept] == ([] if step == "answers" else [Outcome.UNCHECKED])
    assert ask(paxlst(LISTED, sub="CP")).codes == [(LISTED.reference, "1Z")], "and then it is back"


def test_without_an_index_nobody_is_checked(world: World) -> None:
    assert [code for _, code in ask(paxlst(OTHER)).codes] == ["0U"]


def test_a_function_is_warm_before_its_first_caller(world: World) -> None:
    handler.warm()
    authorised(world)
    held.forget()
    handler.warm()
    wiring.use(world.ports(tables=Failing(world.tables, STEPS["authorisations"][1], away)))
    assert [code for _, code in ask(paxlst(LISTED)).codes] == ["1Z"]


def test_a_bug_in_the_check_costs_the_check_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(world)
    monkeypatch.setattr("functions.interactive_api.enquiry.look", lambda *_: unexpected())
    assert [code for _, code in ask(paxlst(OTHER)).codes] == ["0U"]


LOST = {
    "archive": ("blobs", lambda name, *a: name == "put"),
    "log": ("tables", lambda name, *a: name == "get" and "MSG#" in key(*a)),
    "queue": ("queues", lambda name, *a: name == "send"),
    "carriers": ("tables", lambda name, *a: name == "get" and a[0] == "notices"),
    "audit": ("tables", lambda name, *a: a[0] == "audit" or _audits(*a)),
}


def _audits(*args: Any) -> bool:
    return any(getattr(c, "table", "") == "audit" for a in args if isinstance(a, list) for c in a)


@pytest.mark.parametrize("what", LOST)
def test_what_cannot_be_received_is_not_promised(what: str, world: World) -> None:
    authorised(world)
    port, fails = LOST[what]
    wiring.use(world.ports(**{port: Failing(getattr(world, port), fails, away)}))
    answered = ask(paxlst(LISTED))
    assert answered.status == 503
    assert answered.headers["retry-after"] == "1"
    assert "offing-receipt" not in answered.headers
    assert answered.codes == [(LISTED.reference, "0U")]
    wiring.use(world.ports())
    assert ask(paxlst(LISTED)).codes == [(LISTED.reference, "1Z")]
    pump(world)
    assert len(CaseStore(world.tables).queue("opened", 10)[0]) == 1


def test_what_hangs_costs_its_time_and_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    authorised(world)
    monkeypatch.setitem(steps.SECONDS, "authorisations", 0.02)
    let_go = threading.Event()
    port, fails = STEPS["authorisations"]
    wiring.use(world.ports(**{port: Failing(world.tables, fails, lambda: let_go.wait(20) or None)}))
    try:
        assert ask(paxlst(LISTED)).codes == [(LISTED.reference, "0U")]
    finally:
        let_go.set()


def test_the_time_is_for_all_steps_together(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    authorised(world)
    monkeypatch.setenv("INTERACTIVE_SECONDS", "0.000001")
    answered = ask(paxlst(LISTED))
    assert answered.status == 503


def test_unchecked_travellers_are_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: dict[str, float] = {}
    monkeypatch.setattr(
        handler.metrics, "add_metric", lambda name, unit, value: counted.update({name: value})
    )
    ask(paxlst(LISTED, OTHER))
    assert (counted["InteractiveUnchecked"], counted["InteractiveAnswers"]) == (2, 2)
    wiring.use(world.ports(blobs=Failing(world.blobs, lambda *_: True, away)))
    ask(b"nothing that can be read")
    assert counted["InteractiveUnchecked"] == 1


FAULTS = {
    "another kind of message": (
        paxlst(OTHER).replace(b"PAXLST", b"GOVREQ"),
        "102",
    ),
}


@pytest.mark.parametrize("why", FAULTS)
def test_what_cannot_be_answered_says_why(why: str, world: World) -> None:
    listed(world)
    sent, code = FAULTS[why]
    answered = ask(sent)
    assert answered.status == 200
    assert answered.codes == [(None, code)]
    body = json.loads(ask(sent, headers=JSON).text)
    assert [m["error"]["code"] for m in body["messages"]] == [code]
    assert world.queues.bodies["messages"], "it is on record all the same"


UNREADABLE = {
    "no interchange": (b"hello", "unknown-format"),
    "cut off before the first message": (
        b"UNB+UNOA:4+XQAIR+NTCAPI+260113:0905+R1'",
        "no-message",
    ),
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_what_is_no_message_is_answered_by_contrl(why: str, world: World) -> None:
    sent, code = UNREADABLE[why]
    [one] = ask(sent).messages
    assert (one.format, one.recipient, one.answers[0].codes[0]) == ("CONTRL", "XQ", "4")
    body = json.loads(ask(sent, headers=JSON).text)
    assert (body["messages"], body["error"]["code"]) == ([], code)
    assert world.queues.bodies["messages"], "it is on record all the same"


REFUSALS = {
    "empty body": ({"body": b""}, 400, "invalid-input"),
    "content type": ({"headers": {"Content-Type": "application/xml"}}, 415, "unsupported-content"),
    "too long": ({"body": b"x" * (MAX_BYTES + 1)}, 413, "too-large"),
    "no token": ({"claims": None}, 401, "not-signed-in"),
    "unknown client": ({"claims": claims("client-nobody")}, 401, "not-signed-in"),
    "scope of sending": ({"claims": claims(scope="offing.carrier/push")}, 403, "not-allowed"),
}


@pytest.mark.parametrize("why", REFUSALS)
def test_a_call_is_refused(why: str, world: World) -> None:
    change, status, code = REFUSALS[why]
    answered = ask(**{"body": paxlst(OTHER), **change})  # type: ignore[arg-type]
    assert answered.status == status
    assert answered.headers["content-type"] == "application/problem+json"
    assert json.loads(answered.text)["code"] == code
    assert not world.queues.bodies["messages"]


def test_asking_is_written_down_allowed_or_not(world: World) -> None:
    ask(paxlst(OTHER))
    ask(paxlst(OTHER), claims=claims(scope="offing.carrier/push"))
    written = [json.loads(bytes(e["body"])) for e in world.audited()]  # type: ignore[arg-type]
    assert [(e["action"], e["decision"]) for e in written] == [
        ("message:ask", "allowed"),
        ("message:ask", "refused"),
    ]
