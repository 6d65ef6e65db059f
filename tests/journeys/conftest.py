"""The world of the handlers' tests, and one small day at the border."""

from datetime import date

import pytest

from offing.demo.day import Day, a_day
from tests.functions.conftest import world  # noqa: F401  the same fixture

DATE = date(2026, 11, 23)


@pytest.fixture(scope="session")
def day() -> Day:
    """Five flights, a hundred and twenty travellers, every story."""
    return a_day(7, DATE, flights=5, travellers=130)
