"""Names: every region's pattern gives what a travel document can print."""

import re
from random import Random

import pytest

from offing.demo.names import PATTERNS, name_in, relative
from offing.demo.regions import LISTED, REGIONS, Region

PRINTABLE = re.compile(r"[A-Z][A-Z' -]*")


@pytest.mark.parametrize("region", REGIONS, ids=lambda r: r.nationalities[0])
def test_names_are_in_latin_travel_document_form(region: Region) -> None:
    rng = Random(1)
    for _ in range(200):
        name = name_in(rng, region, rng.choice("MF"))
        assert PRINTABLE.fullmatch(name.surname), name
        assert not name.given or PRINTABLE.fullmatch(name.given), name
        assert len(name.surname) <= 35
        assert "  " not in name.full


def test_every_region_has_a_pattern_and_enough_names() -> None:
    assert len(REGIONS) >= 12
    for region, listed in zip(REGIONS, LISTED, strict=True):
        assert {region.style, listed.style} <= set(PATTERNS)
        assert len(region.families) >= 15
        assert min(len(region.male), len(region.female)) >= 7
        assert not set(region.families) & set(listed.families)
        assert not {*region.male, *region.female} & {*listed.male, *listed.female}


@pytest.mark.parametrize(
    ("style", "pattern"),
    [
        ("arabic", r"(AL-|AL |EL |ABU |BIN |BINT )?[A-Z]+/"),
        ("double", r"[A-Z ]+ [A-Z ]+/"),
        ("vietnamese", r"[A-Z-]+/(VAN|THI) [A-Z]+"),
        ("patronymic", r"[A-Z]+(OV|EV)A?/[A-Z]+( [A-Z]+(OVICH|EVICH|OVNA|EVNA))?"),
    ],
)
def test_patterns_read_as_their_region_writes(style: str, pattern: str) -> None:
    rng = Random(2)
    region = next(r for r in REGIONS if r.style == style)
    for _ in range(100):
        name = name_in(rng, region, rng.choice("MF"))
        assert re.match(pattern, f"{name.surname}/{name.given}"), name


def test_a_husband_and_a_wife_bear_the_forms_of_one_russian_name() -> None:
    rng = Random(3)
    region = next(r for r in REGIONS if r.style == "patronymic")
    husband = name_in(rng, region, "M", "SMIRNOV")
    wife = relative(rng, region, "F", husband)
    assert (wife.surname, relative(rng, region, "M", wife).surname) == ("SMIRNOVA", "SMIRNOV")
