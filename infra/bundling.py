"""Lambda assets without Docker: our own code is copied, third-party wheels are installed as layers."""

import shutil
import subprocess
from pathlib import Path
from typing import cast

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk import aws_lambda as lambda_
from uv import find_uv_bin

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "offing"
PYTHON = "3.13"
# Lambda's Python 3.13 runs on Amazon Linux 2023 (glibc 2.34); newer wheels carry the 2_28 tag only.
PLATFORM = {"arm64": "aarch64-manylinux_2_28", "x86_64": "x86_64-manylinux_2_28"}
# What runs only on a developer's machine stays out of the assets.
_LOCAL_ONLY = ("local", "demo", "cli")
_SKIP = shutil.ignore_patterns("__pycache__", "*.pyc", ".mypy_cache")


@jsii.implements(ILocalBundling)
class _Source:
    """One function's folder plus the shared package, at the import paths the tests use."""

    def __init__(self, function: str) -> None:
        self.function = function

    def try_bundle(self, output_dir: str, options: BundlingOptions) -> bool:  # noqa: ARG002
        folder = ROOT / "functions" / self.function
        if not (folder / "handler.py").is_file():
            raise FileNotFoundError(
                f"functions/{self.function}/handler.py is missing, but a stack in infra/stacks names "
                f"the function {self.function!r}: add the handler or take the function out of the stack."
            )
        target = Path(output_dir)
        shutil.copytree(folder, target / "functions" / self.function, ignore=_SKIP)
        for shared in sorted(folder.parent.glob("*.py")):
            shutil.copy2(shared, target / "functions" / shared.name)
        shutil.copytree(ROOT / "shared" / PACKAGE, target / PACKAGE, ignore=_SKIP)
        for part in _LOCAL_ONLY:
            shutil.rmtree(target / PACKAGE / part, ignore_errors=True)
        return True


@jsii.implements(ILocalBundling)
class _Wheels:
    """The wheels pinned in a layer's requirements.txt, for the Lambda platform and not this one."""

    def __init__(self, requirements: Path, platform: str) -> None:
        self.requirements, self.platform = requirements, platform

    def try_bundle(self, output_dir: str, options: BundlingOptions) -> bool:  # noqa: ARG002
        target = Path(output_dir, "python")
        install_wheels(self.requirements, self.platform, target)
        return True


def install_wheels(requirements: Path, platform: str, target: Path) -> None:
    """Install exactly the hashed wheels of a requirements file into a folder."""
    command = [find_uv_bin(), "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--python-platform", platform]
    command += ["--python-version", PYTHON, "--target", str(target)]
    command += ["--requirement", str(requirements)]
    subprocess.run(command, check=True)  # noqa: S603 - our own arguments only
    (target / ".lock").unlink(missing_ok=True)


def function_code(function: str) -> lambda_.Code:
    """The asset of one function: its folder and the shared package."""
    return lambda_.Code.from_asset(
        str(ROOT / "functions"),
        asset_hash_type=AssetHashType.OUTPUT,  # SOURCE would miss changes in shared/
        bundling=_local(_Source(function), function),
    )


def layer_code(layer: str, architecture: str) -> lambda_.Code:
    """The asset of one layer: its pinned wheels for the architecture."""
    folder, platform = ROOT / "layers" / layer, PLATFORM[architecture]
    return lambda_.Code.from_asset(
        str(folder),
        asset_hash_type=AssetHashType.SOURCE,
        bundling=_local(_Wheels(folder / "requirements.txt", platform), layer, platform, PYTHON),
    )


def _local(bundler: _Source | _Wheels, *identity: str) -> BundlingOptions:
    # CDK caches an asset by path and options but cannot see inside `local`: without `command`
    # two functions built from one path silently share one asset.
    image = DockerImage.from_registry("unused")
    # jsii passes the options as one value; the generated stubs say keywords.
    local = cast("ILocalBundling", bundler)
    return BundlingOptions(image=image, local=local, command=list(identity))
