"""The cost page shows what the cost script computes, and the aim of the design holds."""

from pathlib import Path

import pytest

from bench.cost import MILLISECONDS, Assumptions, by_service, lines, tables

PAGE = Path(__file__).parents[3] / "docs" / "cost.md"


def test_the_page_has_the_tables_of_the_script() -> None:
    assert tables(Assumptions(), MILLISECONDS) in PAGE.read_text(encoding="utf-8")


def test_services_add_up_to_the_bill() -> None:
    bill = list(lines(Assumptions(), MILLISECONDS))
    assert sum(by_service(bill).values()) == pytest.approx(sum(line.usd for line in bill))


def test_a_million_traveller_records_cost_less_than_fifteen_dollars() -> None:
    a = Assumptions()
    records_a_traveller = 0.9 * 4 + 1.45  # most pushes name most people; both lists together
    total = sum(line.usd for line in lines(a, MILLISECONDS))
    assert total / records_a_traveller < 15
