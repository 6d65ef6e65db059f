"""Synthesise the CDK app for local mode, once for each state of its sources, and read what it made."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from offing.local.paths import ACCOUNT, CONSOLE_DIST, PYTHON, REGION, ROOT, LocalError, home

SOURCES = (
    "infra",
    "functions",
    "layers",
    "shared/offing",
    "events",
    "cdk.json",
    "requirements-dev.txt",
)
SYNTH_SECONDS = 300
_NOT_DEPLOYED = {"local", "demo", "cli"}  # parts of shared/offing that no function gets
_KEPT = 3


@dataclass(frozen=True, slots=True)
class Asset:
    """A file or folder that a template refers to by bucket and key."""

    path: Path
    packaging: str
    bucket: str
    key: str


@dataclass(frozen=True, slots=True)
class Synthesised:
    """One stack of the cloud assembly."""

    name: str
    template: dict[str, Any]
    assets: tuple[Asset, ...]
    needs: frozenset[str]


def _files() -> Iterator[Path]:
    for source in SOURCES:
        root = ROOT / source
        found = [root] if root.is_file() else root.rglob("*")
        yield from (p for p in found if p.is_file() and _counts(p.relative_to(ROOT).parts))
    if (CONSOLE_DIST / "index.html").exists():
        yield CONSOLE_DIST / "index.html"  # names all other files of the build by hash


def _counts(parts: tuple[str, ...]) -> bool:
    if "__pycache__" in parts or parts[-1].endswith(".pyc"):
        return False
    return not (parts[:2] == ("shared", "offing") and parts[2] in _NOT_DEPLOYED)


def fingerprint() -> str:
    """A hash of everything that the templates and assets are made of."""
    total = hashlib.sha256()
    for path in sorted(_files()):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def synthesise() -> Path:
    """The cloud assembly for the sources as they are now; made only when it is not there yet."""
    folder = home() / "assemblies" / fingerprint()
    if (folder / "manifest.json").exists():
        folder.touch()
        return folder
    draft = folder.with_suffix(".part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    _run_app(draft)
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    _forget_old(folder.parent)
    return folder


def _run_app(folder: Path, stage: str = "local") -> None:
    env = (
        os.environ
        | {
            "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}",  # Node of the venv for jsii
            "CDK_OUTDIR": str(folder),
            "CDK_DEFAULT_ACCOUNT": ACCOUNT,
            "CDK_DEFAULT_REGION": REGION,
            "OFFING_STAGE": stage,
            "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
        }
    )
    made = subprocess.run(
        [str(PYTHON), "-m", "infra.app"],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=SYNTH_SECONDS, check=False,
    )  # fmt: skip
    if made.returncode or not (folder / "manifest.json").exists():
        said = (made.stdout + made.stderr).strip().splitlines()[-25:]
        raise LocalError("The CDK app did not synthesise:\n" + "\n".join(said))


def _forget_old(folder: Path) -> None:
    """Drop all but the newest assemblies, and never one that a stack runs from."""
    made = sorted(folder.glob("*/manifest.json"), key=lambda p: p.parent.stat().st_mtime)
    states = [p.read_text() for p in home().glob("stacks/*/state.json")]
    for manifest in made[:-_KEPT]:
        if not any(str(manifest.parent) in state for state in states):
            shutil.rmtree(manifest.parent, ignore_errors=True)


def read(folder: Path) -> list[Synthesised]:
    """The stacks of an assembly, each after those it needs."""
    manifest = json.loads((folder / "manifest.json").read_text())
    artifacts: dict[str, Any] = manifest["artifacts"]
    stacks = {
        key: _stack(folder, artifact, artifacts)
        for key, artifact in artifacts.items()
        if artifact["type"] == "aws:cloudformation:stack"
    }
    order = TopologicalSorter({k: s.needs & stacks.keys() for k, s in stacks.items()})
    return [stacks[key] for key in order.static_order()]


def _stack(folder: Path, artifact: dict[str, Any], artifacts: dict[str, Any]) -> Synthesised:
    file = folder / artifact["properties"]["templateFile"]
    needs = frozenset(artifact.get("dependencies", ()))
    manifests = [
        folder / artifacts[n]["properties"]["file"]
        for n in needs
        if artifacts.get(n, {}).get("type") == "cdk:asset-manifest"
    ]
    name = artifact["properties"].get("stackName") or file.name.removesuffix(".template.json")
    assets = tuple(asset for m in manifests for asset in _assets(folder, m))
    return Synthesised(name, json.loads(file.read_text()), assets, needs)


def _assets(folder: Path, manifest: Path) -> Iterator[Asset]:
    for entry in json.loads(manifest.read_text())["files"].values():
        for place in entry["destinations"].values():
            source = entry["source"]
            if "path" in source and not source["path"].endswith(".template.json"):
                bucket = place["bucketName"]
                bucket = bucket.replace("${AWS::AccountId}", ACCOUNT).replace(
                    "${AWS::Region}", REGION
                )
                yield Asset(
                    folder / source["path"], source["packaging"], bucket, place["objectKey"]
                )


def main(argv: list[str]) -> int:
    """`make synth`: write the templates of a stage into a folder, with the tools of this checkout."""
    stage, folder = argv
    target = ROOT / folder
    shutil.rmtree(target, ignore_errors=True)
    try:
        _run_app(target, stage)
    except LocalError as failure:
        print(failure.detail, file=sys.stderr)
        return 1
    for found in sorted(target.glob("*.template.json")):
        print(found.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
