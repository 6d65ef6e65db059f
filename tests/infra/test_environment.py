"""A function is told exactly what its Settings model names."""

import pytest

from infra.environments import SIZES
from tests.infra.conftest import Assembly

settings = pytest.importorskip(
    "offing.runtime.settings", reason="offing.runtime.settings does not exist yet"
)
# Told to every function, for AWS's own tools and the metrics' namespace.
COMMON = {"OFFING_STAGE", "POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE"}


def told(assembly: Assembly) -> dict[str, set[str]]:
    """Variables in the template, by function."""
    found = {}
    for _, _, function in assembly.resources("AWS::Lambda::Function"):
        variables = function["Properties"]["Environment"]["Variables"]
        found[variables["POWERTOOLS_SERVICE_NAME"]] = set(variables)
    return found


@pytest.mark.parametrize("name", sorted(SIZES))
def test_template_and_settings_agree(name: str, prod: Assembly) -> None:
    fields = settings.SETTINGS[name].model_fields
    named = {field.upper() for field in fields}
    required = {field.upper() for field, info in fields.items() if info.is_required()}
    variables = told(prod)[name]
    assert variables - COMMON <= named, "told, but not in its Settings"
    assert required <= variables, "in its Settings, but not told"
