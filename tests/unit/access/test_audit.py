"""What was done to a trail shows."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.access.audit import AuditEntry, fingerprint, hash_of, next_entry, verify, verify_against
from offing.kernel.errors import InvalidInputError
from offing.kernel.plain import from_json, to_json


def chain(actor: str = "ana", length: int = 6) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for n in range(length):
        entries.append(
            next_entry(
                entries[-1] if entries else None,
                at=f"2026-01-13T10:00:{n:02d}Z",
                actor=actor,
                action="case:view",
                resource=f"case_{n}",
                purpose="border_control",
                policy="targeting-officer-works-cases",
                detail={"rev": str(n)},
            )
        )
    return entries


def test_an_untouched_trail_is_intact() -> None:
    report = verify(chain("ana") + chain("ben"))
    assert report.as_json() == {"chains": 2, "entries": 12, "intact": True, "broken": []}
    assert verify([]).intact


def test_interleaved_chains_are_told_apart() -> None:
    assert verify(e for pair in zip(chain("ana"), chain("ben"), strict=True) for e in pair).intact


TAMPERED = [
    ("changed", lambda e: [*e[:2], replace(e[2], resource="case_9"), *e[3:]], 3, "not what was written"),
    ("decision turned", lambda e: [*e[:2], replace(e[2], decision="denied"), *e[3:]], 3, "not what was written"),
    ("taken out", lambda e: [*e[:2], *e[3:]], 4, "entries 3 to 3 are missing"),
    ("beginning cut off", lambda e: e[2:], 3, "entries 1 to 2 are missing"),
    ("exchanged", lambda e: [e[0], e[2], e[1], *e[3:]], 3, "missing"),
    ("doubled", lambda e: [*e[:2], e[1], *e[2:]], 2, "out of order"),
    ("put in anew", lambda e: [*e[:2], replace(e[2], at="", hash=hash_of(replace(e[2], at=""))), *e[3:]], 4,
     "does not follow"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "tamper", "seq", "why"), TAMPERED, ids=[row[0] for row in TAMPERED]
)
def test_tampering_shows_with_its_place(what, tamper, seq, why) -> None:
    broken = verify(tamper(chain())).broken
    assert any(chain == "ana" and at == seq and why in text for chain, at, text in broken), broken


@settings(deadline=None)
@given(st.permutations(range(6)), st.integers(0, 6))
def test_any_order_but_the_right_one_shows(order, kept) -> None:
    entries = chain()
    tampered = [entries[i] for i in order][:kept]
    assert verify(tampered).intact is (tampered == entries[: len(tampered)])


def test_a_cut_end_shows_against_the_archive() -> None:
    entries = chain()
    assert verify(entries[:4]).intact
    report = verify_against(entries[:4], entries)
    assert [(seq, why) for _, seq, why in report.broken] == [
        (5, "it is in the archive and not here"),
        (6, "it is in the archive and not here"),
    ]
    assert verify_against(entries, entries[:4]).intact  # the archive is a little behind


def test_a_whole_chain_written_anew_shows_against_the_archive() -> None:
    assert verify(chain("ana", 3)).intact
    head, forged = None, []
    for entry in chain("ana", 3):
        head = next_entry(head, at=entry.at, actor="ana", action="case:view", resource="other")
        forged.append(head)
    assert verify(forged).intact
    assert len(verify_against(forged, chain("ana", 3)).broken) == 3


@pytest.mark.parametrize("value", ["SMITH JOHN", "1980-01-02 M", "müller"])
def test_no_free_text_gets_into_the_trail(value) -> None:
    with pytest.raises(InvalidInputError):
        next_entry(
            None, at="", actor="ana", action="traveller:search", resource="x", detail={"q": value}
        )


def test_a_search_leaves_a_fingerprint() -> None:
    code = fingerprint("SMITH JOHN")
    assert code == fingerprint("SMITH JOHN") != fingerprint("SMITH JOAN")
    assert next_entry(
        None, at="", actor="a", action="traveller:search", resource="x", detail={"q": code}
    )


def test_an_entry_survives_storage() -> None:
    entry = chain()[3]
    kept = from_json(AuditEntry, to_json(entry))
    assert kept == entry
    assert hash_of(kept) == entry.hash
