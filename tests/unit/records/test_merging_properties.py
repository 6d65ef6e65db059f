"""What must hold of merging for any messages in any order."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offing.kernel.plain import to_json
from offing.records.merging import Merged, merge
from offing.records.reports import Report
from offing.records.travellers import ReportedTraveller
from tests.unit.records.builders import MOVEMENT, api, booking, person, pnr

LOCATORS = ("AAA111", "BBB222", "CCC333")


@st.composite
def travellers(draw: st.DrawFn) -> ReportedTraveller:
    """People with few names, so that they are often alike; sometimes a reference or a group only."""
    if draw(st.integers(0, 9)) == 0:
        return person(
            "", locator=draw(st.sampled_from(LOCATORS)), type=draw(st.sampled_from(["ADT", "GRP"]))
        )
    surname = draw(st.sampled_from(["TEST", "TESTER", "DE LA TEST", "SAMPLE"]))
    given_names = draw(
        st.sampled_from(["ANN", "ANNA", "ANN MARIE", "ANNMRS", "JO", "JOHN", "JOHN PAUL", ""])
    )
    return person(
        f"{surname}/{given_names}",
        draw(st.sampled_from([None, None, "1980", "1980-01-02", "1980-02-01", "2025-06-01"])),
        draw(st.sampled_from([None, None, "X1111111", "X2222222", "X2222222:", "000000"])),
        locator=draw(st.sampled_from([None, *LOCATORS])),
        reference=draw(st.sampled_from([None, None, "XQ1", "XQ2"])),
        sex=draw(st.sampled_from([None, "M", "F"])),
        type=draw(st.sampled_from(["ADT", "ADT", "INF"])),
    )


people = st.lists(travellers(), max_size=4).map(tuple)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any of the messages that change a movement."""
    at = f"{draw(st.integers(1, 9)):02d}:00"
    if draw(st.booleans()):
        function, subfunction = draw(
            st.sampled_from(
                [("745", None), ("745", "CP"), ("745", "XR"), ("250", "C"), ("266", "CLOB"),
                 ("266", "CLNB"), ("266", "XF"), ("266", "CF"), ("336", "G"), (None, None)]
            )
        )  # fmt: skip
        part = draw(st.sampled_from([None, None, (1, False), (2, True)]))
        return api(
            at,
            *draw(people),
            function=function,
            subfunction=subfunction,
            part=part,
            common_reference="C1" if part else None,
            message=f"msg_{draw(st.integers(0, 99))}",
            complete=draw(st.sampled_from([True, True, False])),
        )
    held = [
        (
            booking(draw(st.sampled_from(LOCATORS)), status=draw(st.sampled_from(["HK", "XX"]))),
            draw(people),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return pnr(
        at,
        *held,
        function=draw(st.sampled_from(["22", "141"])),
        message=f"msg_{draw(st.integers(0, 99))}",
    )


some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
histories = st.lists(reports(), max_size=6)


def _bytes(result: Merged) -> bytes:
    return to_json(result)


@some
@given(histories, st.randoms(use_true_random=False), st.data())
def test_order_and_repetition_change_nothing(history, random, data) -> None:
    again = history + [
        history[i] for i in data.draw(st.lists(st.integers(0, 5))) if i < len(history)
    ]
    random.shuffle(again)
    assert _bytes(merge(MOVEMENT, again)) == _bytes(merge(MOVEMENT, history))


@some
@given(histories)
def test_everybody_named_is_in_exactly_one_traveller(history) -> None:
    result = merge(MOVEMENT, history)
    assert result.named == sum(result.mentions.values())
    assert set(result.mentions) == {t.id for t in result.travellers}
    assert len(result.mentions) == len(result.travellers)
    assert result.named == sum(_names(t) for report in set(history) for t in report.travellers)
    ids = [i for t in result.travellers for i in (t.id, *t.formerly)]
    assert len(ids) == len(set(ids))
    assert [t.id for t in result.travellers] == sorted(t.id for t in result.travellers)


@some
@given(histories, st.integers(0, 6))
def test_an_id_once_given_can_be_followed(history, early) -> None:
    """Ids from a part of the messages lead to a traveller of the whole, while nobody is told apart only by place."""
    kept = [r for r in history if not _has_twins(r) and r.part is None]
    before, after = merge(MOVEMENT, kept[:early]), merge(MOVEMENT, kept)
    known = {i for t in after.travellers for i in (t.id, *t.formerly)}
    assert {t.id for t in before.travellers} <= known


@some
@given(histories)
def test_no_traveller_has_two_full_birth_dates_without_a_document_or_reference(history) -> None:
    bare = [
        replace(r, travellers=tuple(replace(t, documents=(), reference=None) for t in r.travellers))
        for r in history
    ]
    for traveller in merge(MOVEMENT, bare).travellers:
        dates = {s.value for s in traveller.sources.get("date_of_birth", ()) if len(s.value) == 10}
        assert len(dates) <= 1


def _names(traveller: ReportedTraveller) -> bool:
    named = traveller.surname or traveller.given_names
    return traveller.type != "GRP" and bool(named or traveller.documents)


def _has_twins(report: Report) -> bool:
    names = [(t.surname, t.given_names) for t in report.travellers]
    return len(names) != len(set(names))
