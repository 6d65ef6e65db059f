"""Syntax: service strings, released characters, wrapping, several messages, cut-off files."""

import pytest

from offing.messages import read_file
from offing.messages.edifact import interchanges, messages
from offing.messages.service import COMPONENT, ELEMENT
from tests.unit.messages.samples import SAMPLES, message, parsed, paxlst

PERSON = "NAD+FL+++DEMOVA:AISHA'ATT+2++F'DTM+329:010402'DOC+P:110:111+TG6215686'LOC+91+EGY'"


def separated(data: bytes, *, component: str, element: str, terminator: str) -> bytes:
    """The message with other separators, which UNA names."""
    text = data.decode().replace(":", "\0").replace("+", "\1").replace("'", "\2")
    text = text.replace("\0", component).replace("\1", element).replace("\2", terminator)
    return (f"UNA{component}{element}.? {terminator}" + text).encode()


@pytest.mark.parametrize(
    ("component", "element", "terminator"),
    [
        (":", "+", "'"),
        (":", "*", "#"),
        (":", "(", "-"),
        ("-", ".", "*"),
        ("\x1f", "\x1d", "\x1c"),
        ("|", "~", "$"),
    ],
)
def test_any_service_string(component: str, element: str, terminator: str) -> None:
    data = separated(paxlst(PERSON), component=component, element=element, terminator=terminator)
    [one] = read_file(data).messages
    assert one.travellers[0].surname == "DEMOVA"
    assert one.movements[0].id == "air-XQ417-20260113-LHR-NBO"


@pytest.mark.parametrize(
    ("sent", "surname"),
    [
        ("O?'SAMPLE", "O'SAMPLE"),
        ("DE??", "DE?"),
        ("A?+B?:C", "A+B:C"),
        ("WHY?NOT", "WHY?NOT"),
        ("LONE? ", "LONE?"),
        ("????", "??"),
        ("??" + "?'X", "?'X"),
    ],
)
def test_released_characters_stand_for_themselves(sent: str, surname: str) -> None:
    person = f"NAD+FL+++{sent}:ANNA'ATT+2++F'DTM+329:800102'"
    [traveller] = read_file(paxlst(person, una="UNA:+.? '")).messages[0].travellers
    assert (traveller.surname, traveller.given_names, traveller.sex) == (surname, "ANNA", "F")


def test_una_that_contradicts_unb_is_not_believed() -> None:
    one = read_file(b"UNA*-.? '" + paxlst(PERSON)).messages[0]
    assert one.travellers[0].given_names == "AISHA"
    assert [f.code for f in one.findings if f.code == "service-string"]


@pytest.mark.parametrize("width", [7, 40, 64, 69])
@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r"])
def test_breaks_inside_tokens_are_taken_out(width: int, line_break: str) -> None:
    text = paxlst(PERSON).decode()
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    # The first line keeps UNB whole, as Type-B senders do.
    wrapped = (
        "\x01QU NTCAPXS\r\n.LHRRMXQ 130905\r\n\x02"
        + line_break.join(lines)
        + "\r\n   \r\n 13JAN26 0905Z\x03\x0c"
    )
    [one] = read_file(wrapped.encode()).messages
    assert one.travellers[0].documents[0].number == "TG6215686"


def test_blank_at_the_wrap_column_belongs_to_the_data() -> None:
    assert message("paxlst/synth_22").travellers[0].surname == "ORNEK"
    assert len(message("paxlst/synth_22").travellers) == 2


def test_several_messages_and_interchanges_in_one_file() -> None:
    two = (
        paxlst(PERSON)
        + b"\r\n"
        + separated(paxlst(PERSON), component=":", element="*", terminator="#")
    )
    assert [len(m.travellers) for m in read_file(two).messages] == [1, 1]
    assert [m.function for m in parsed("paxlst/synth_31").messages] == ["745", "250"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("paxlst/synth_25", "truncated"),
        ("paxlst/synth_26", "segment-count"),
        ("paxlst/synth_27", "person-count"),
        ("pnrgov/synth_32", "truncated"),
        ("pnrgov/synth_33", "unknown-segment"),
    ],
)
def test_damage_is_told_and_the_rest_is_read(name: str, code: str) -> None:
    one = message(name)
    assert code in [f.code for f in one.findings]
    assert one.travellers


def test_offsets_point_at_the_segment_in_the_file() -> None:
    data = next((SAMPLES / "pnrgov").glob("synth_33*.edi")).read_bytes()
    found = [f for f in read_file(data).messages[0].findings if f.code == "unknown-segment"]
    assert [data[f.offset or 0 :][:3] for f in found] == [b"ZZZ", b"XYZ"]


def test_offsets_count_bytes_before_released_and_wide_characters() -> None:
    person = "NAD+FL+++O?'MÜLLER?+X:ANNA'ATT+2++Q'"
    data = b"\r\n.LHRRMXQ 130905\r\n" + paxlst(person, una="UNA:+.? '")
    [finding] = [f for f in read_file(data).messages[0].findings if f.code == "unknown-sex"]
    assert data[finding.offset or 0 :].startswith(b"ATT+2++Q")


@pytest.mark.parametrize(
    ("syntax", "charset"),
    [
        ("UNOC:3", "iso8859-1"),
        ("UNOD:3", "iso8859-2"),
        ("UNOW:4", "utf-8"),
        ("UNOA:4", "utf-8"),
        ("UNOA:4", "cp1252"),
    ],
)
def test_character_sets(syntax: str, charset: str) -> None:
    text = paxlst("NAD+FL+++Müller:José'").decode().replace("UNOA:4", syntax)
    assert read_file(text.encode(charset)).messages[0].travellers[0].surname_as_sent == "Müller"


def test_utf16_and_byte_order_marks() -> None:
    text = paxlst(PERSON).decode()
    assert read_file(text.encode("utf-16")).messages
    assert read_file(text.encode("utf-8-sig")).messages


def test_a_terminator_pasted_as_a_typographic_quote_ends_its_segment() -> None:
    data = next((SAMPLES / "pnrgov").glob("synth_30*.edi")).read_bytes()
    assert not read_file(data).messages[0].findings


def test_lower_case_tags() -> None:
    assert read_file(paxlst(PERSON).lower()).messages[0].travellers[0].surname == "DEMOVA"


def test_segments_are_split_by_our_separators_whatever_was_sent() -> None:
    [interchange] = interchanges(paxlst(PERSON))
    [one] = messages(interchange)
    assert f"DOC{ELEMENT}P{COMPONENT}110{COMPONENT}111{ELEMENT}TG6215686" in one.segments
