"""Countries in the spellings of documents, carriers and lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offing.kernel import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("GB", "GBR"),
        ("gbr", "GBR"),
        ("D", "DEU"),
        ("GBD", "GBR"),
        ("UNO", "UNO"),
        ("XXA", "XXA"),
        ("RKS", "XKX"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Iran, Islamic Republic of", "IRN"),
        ("Democratic Republic of the Congo", "COD"),
        ("Congo, The Democratic Republic of the", "COD"),
        ("Congo", "COG"),
        ("Korea, Democratic People's Republic of", "PRK"),
        ("Korea, Republic of", "KOR"),
        ("Syrian Arab Republic", "SYR"),
        ("Russian Federation", "RUS"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("TURKEY", "TUR"),
        ("The Gambia", "GMB"),
        ("the Netherlands", "NLD"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("Burma", "MMR"),
        ("Viet Nam", "VNM"),
        ("West Bank", "PSE"),
        ("Region: Gaza", "PSE"),
        ("Bosnia and Herzegovina", "BIH"),
        ("Libya", "LBY"),
        ("LYON FRA", None),
        ("QQQ", None),
        ("", None),
    ],
)
def test_codes_and_names(text: str, code: str | None) -> None:
    assert countries.alpha3(text) == code


def test_there_are_all_of_iso_3166() -> None:
    codes = {
        countries.alpha3(a + b) for a in map(chr, range(65, 91)) for b in map(chr, range(65, 91))
    } - {None}
    assert len(codes) >= 249


@given(st.text(max_size=30))
def test_every_code_found_has_a_name(text: str) -> None:
    code = countries.alpha3(text)
    assert code is None or countries.name(code)


def test_names() -> None:
    assert countries.name("COD") == "Democratic Republic of the Congo"
    assert countries.name("QQQ") is None
