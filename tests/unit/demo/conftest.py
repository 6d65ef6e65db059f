"""A small day, generated once for all tests of the demo."""

from datetime import date

import pytest

from offing.demo.day import Day, a_day

DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def small() -> Day:
    """Ten flights, four hundred people."""
    return a_day(7, DAY, flights=10, travellers=400)
