"""The world of the handlers' tests."""

from tests.functions.conftest import world  # noqa: F401  the same fixture
