"""Each function's asset with its layers, and nothing else, imports its handler: as Lambda will see it."""

import json
import platform
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

from infra.bundling import PLATFORM, ROOT, _Source, install_wheels
from infra.environments import SIZES
from tests.infra.conftest import Assembly

_IMPORT = """
import json, sys
sys.path[:0] = json.loads(sys.argv[1])
import importlib
handler = importlib.import_module(sys.argv[2])
assert callable(handler.lambda_handler)
"""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64",
    reason="the wheels of the layers are for Linux on x86_64 here",
)


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All layers, installed for Lambda's platform."""
    folder = tmp_path_factory.mktemp("layers")
    for layer in ("core", "match", "access"):
        requirements = ROOT / "layers" / layer / "requirements.txt"
        install_wheels(requirements, PLATFORM["x86_64"], folder / layer)
    return folder


@pytest.fixture(scope="session")
def layers(prod: Assembly) -> dict[str, list[str]]:
    """Names of the layers of each function, as the template has them."""
    named = {
        (stack, logical_id): layer["Properties"]["Description"].split("/")[1]
        for stack, logical_id, layer in prod.resources("AWS::Lambda::LayerVersion")
    }
    return {
        f["Properties"]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: [
            named[stack, layer["Ref"]] for layer in f["Properties"]["Layers"]
        ]
        for stack, _, f in prod.resources("AWS::Lambda::Function")
    }


@pytest.fixture(scope="session")
def sdk() -> str:
    """Where boto3 lies; Lambda's runtime brings it."""
    return str(Path(boto3.__file__).parent.parent)


@pytest.mark.parametrize("name", sorted(SIZES))
def test_asset_imports_with_its_layers_only(
    name: str, wheels: Path, layers: dict[str, list[str]], sdk: str, tmp_path: Path
) -> None:
    if not (ROOT / "functions" / name / "handler.py").is_file():
        pytest.skip(f"functions/{name}/handler.py is not written yet")
    assert _Source(name).try_bundle(str(tmp_path), None)  # type: ignore[arg-type]
    sdk_only = _sdk_alone(sdk, tmp_path / "sdk")
    own = [str(wheels / layer) for layer in layers[name]]
    path = [str(tmp_path), *own, sdk_only]
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _IMPORT, json.dumps(path), f"functions.{name}.handler"],
        env={"AWS_DEFAULT_REGION": "eu-central-1", "POWERTOOLS_TRACE_DISABLED": "1", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]


def _sdk_alone(sdk: str, folder: Path) -> str:
    """The SDK and what it needs, and no other wheel of this environment."""
    folder.mkdir()
    for package in ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six.py", "urllib3"):
        (folder / package).symlink_to(Path(sdk, package))
    return str(folder)


def test_assets_hold_no_local_tools(tmp_path: Path) -> None:
    ready = [n for n in SIZES if (ROOT / "functions" / n / "handler.py").is_file()]
    assert _Source(ready[0]).try_bundle(str(tmp_path), None)  # type: ignore[arg-type]
    assert {p.name for p in tmp_path.iterdir()} == {"functions", "offing"}
    assert not {"local", "demo", "cli"} & {p.name for p in (tmp_path / "offing").iterdir()}


def test_a_missing_function_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"functions/nowhere/handler\.py is missing"):
        _Source("nowhere").try_bundle(str(tmp_path), None)  # type: ignore[arg-type]
