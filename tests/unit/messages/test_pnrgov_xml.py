"""PNRGOV XML says the same as EDIFACT, in whatever wrapper, and is refused with the reason."""

import pytest

from offing.messages import read_file
from tests.unit.messages.samples import parsed


def test_xml_says_the_same() -> None:
    [one] = parsed("pnrgov_xml/synth_02").messages
    assert (one.format, one.version, one.function, len(one.bookings)) == ("PNRGOV", "13.1", "22", 5)
    t = one.travellers[0]
    assert (
        t.surname,
        t.date_of_birth,
        t.documents[0].number,
        t.documents[0].issuer,
        t.locator,
        t.status,
    ) == (
        "OBRAZEC",
        "1982-06-03",
        "BE0069071",
        "CHN",
        "XVQ4AH",
        "HK",
    )
    assert parsed("pnrgov_xml/synth_03").messages[0].function == "141"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><IATA_PNRGOV_NotifRQ>&a;</IATA_PNRGOV_NotifRQ>',
        b'<IATA_PNRGOV_NotifRQ xmlns="http://www.iata.org/IATA/2007/00"><PNRs>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><IATA_PNRGOV_NotifRQ/>'.encode(
            "utf-16"
        ),
    ],
)
def test_xml_that_is_refused_says_why(data: bytes) -> None:
    parsed_file = read_file(data)
    assert not parsed_file.messages
    assert [f.code for f in parsed_file.findings] == ["unreadable-xml"]
