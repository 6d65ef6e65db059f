"""The synthesised templates, once per session; wheels and sources are not bundled."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from infra.app import build
from infra.environments import named

NO_BUNDLING = {"aws:cdk:bundling-stacks": []}


@dataclass(frozen=True, slots=True)
class Assembly:
    """The templates of one stage by stack, and where they lie."""

    folder: Path
    templates: dict[str, dict[str, Any]]

    def resources(self, *types: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(stack, logical id, resource) of these types."""
        for stack, template in self.templates.items():
            for logical_id, resource in template["Resources"].items():
                if resource["Type"] in types:
                    yield stack, logical_id, resource


def synthesise(stage: str, folder: Path) -> Assembly:
    """Synthesis raises when cdk-nag finds anything that nobody has acknowledged."""
    build(named(stage), outdir=str(folder), context=NO_BUNDLING).synth()
    files = sorted(folder.glob("*.template.json"))
    return Assembly(
        folder, {f.name.removesuffix(".template.json"): json.loads(f.read_text()) for f in files}
    )


@pytest.fixture(scope="session")
def prod(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    """The stage that must hold every promise."""
    return synthesise("prod", tmp_path_factory.mktemp("prod"))


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    """The stage that one machine runs."""
    return synthesise("local", tmp_path_factory.mktemp("local"))
