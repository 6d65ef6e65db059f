"""The interactive answer: milliseconds of the function for one traveller, warm and cold, 20 thousand names, 200 rules.

usage: python -m bench interactive, or python -m bench.interactive [--calls 500]

The handler itself is called, from the gateway's event to its answer, on tables in memory: what is measured is our own
work. Each request to a table, bucket or queue then gets a time of its own (`network`), as on AWS: it is slept, so that
what runs side by side gains by it. Cold is a new process: importing, opening the index, compiling the rules, answering.
"""

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from offing.adapters.memory import (
    MemoryBlobs,
    MemoryBus,
    MemoryMachines,
    MemoryQueues,
    MemoryTables,
)
from offing.adapters.search_memory import MemorySearch

NAMES, RULES, CALLS, SEED = 20_000, 200, 500, 7
NOW = "2026-01-13T03:00:00.000Z"
TARGET_MS, TARGET_COLD_S = 50, 1.5
_CLAIMS = {"client_id": "xq", "scope": "offing.carrier/interactive", "sub": "xq"}
_NEEDED = (
    "TRAVEL_TABLE", "WATCHLISTS_TABLE", "STATISTICS_TABLE", "AUDIT_TABLE", "NOTICES_TABLE", "ARCHIVE_BUCKET",
    "ARTEFACTS_BUCKET", "MESSAGES_QUEUE_URL",
)  # fmt: skip
_QUIET = {
    "OFFING_STAGE": "local",
    "POWERTOOLS_TRACE_DISABLED": "1",
    "POWERTOOLS_METRICS_DISABLED": "true",
    "POWERTOOLS_LOG_LEVEL": "CRITICAL",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


class Distant:
    """A port each of whose calls takes a time on the way, and is counted."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.seconds = 0.0
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._inner, name)

        def call(*args: Any, **more: Any) -> Any:
            self.calls += 1
            if self.seconds:
                time.sleep(self.seconds)
            return real(*args, **more)

        return call


class Context:
    """What the handler reads of the Lambda context."""

    function_name, memory_limit_in_mb, aws_request_id = "bench", 1769, "bench"
    invoked_function_arn = "arn:aws:lambda:us-east-1:000000000000:function:bench"


def event(body: bytes) -> dict[str, Any]:
    """One call as API Gateway hands it on."""
    headers = {"Content-Type": "application/edifact"}
    return {
        "path": "/boarding",
        "httpMethod": "POST",
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "requestContext": {"requestId": "bench", "authorizer": {"claims": _CLAIMS}},
        "body": body.decode(),
        "isBase64Encoded": False,
    }


def prepare(folder: Path) -> None:
    """The stored world of the benchmark: a published index of the names, and rules."""
    from bench.match_names import listed  # noqa: PLC0415  # only the preparing process needs it
    from offing.runtime.artefacts import CURRENT, upload_index  # noqa: PLC0415
    from offing.watchlists.index import build  # noqa: PLC0415

    blobs = MemoryBlobs()
    version = build(listed(NAMES, Random(SEED)), folder / "index").version
    upload_index(blobs, folder / "index", version)
    pointer = {"version": version, "delta": None, "rev": 1}
    blobs.put("artefacts", CURRENT, json.dumps(pointer).encode())
    (folder / "blobs").write_bytes(pickle.dumps(blobs.objects))


def serve(folder: Path, calls: int) -> dict[str, Any]:
    """A new process: from nothing to the first answer, then warm answers without and with a network."""
    stored: dict[tuple[str, str], bytes] = pickle.loads((folder / "blobs").read_bytes())  # noqa: S301
    ports = _ports(stored)
    began, worked = time.perf_counter(), time.process_time()
    from functions.interactive_api import handler, held  # noqa: PLC0415  # the import is what is measured

    imported, cpu = time.perf_counter(), time.process_time() - worked
    from bench.rules import rule_set  # noqa: PLC0415
    from bench.rules_flow import passenger_lists  # noqa: PLC0415

    # As many rules as the target names, compiled at the first call.
    held.rules = cache(lambda *_: rule_set(RULES))  # type: ignore[assignment]
    _use(ports)

    lists = passenger_lists(2 * calls + 1, 1)
    first = time.perf_counter()
    handler.lambda_handler(event(lists[0]), Context())
    answered = time.perf_counter()
    figures: dict[str, Any] = {
        "import_s": round(imported - began, 2),
        "import_cpu_s": round(cpu, 2),
        "first_answer_s": round(answered - first, 2),
        "cold_s": round(imported - began + answered - first, 2),
    }
    for name, seconds, sent in (
        ("no network", 0.0, lists[1 : calls + 1]),
        ("1 ms a request", 0.001, lists[calls + 1 :]),
    ):
        figures[name] = _warm(handler.lambda_handler, ports, seconds, sent)
    return figures


def _ports(stored: dict[tuple[str, str], bytes]) -> dict[str, Any]:
    tables, blobs = MemoryTables(), MemoryBlobs()
    blobs.objects = stored
    tables.put_many("notices", [{"pk": "CLIENT#xq", "sk": "META", "carrier": "XQ"}])
    near = {"tables": tables, "blobs": blobs, "queues": MemoryQueues(), "bus": MemoryBus()}
    distant = {name: Distant(port) for name, port in near.items()}
    return {**distant, "machines": MemoryMachines(), "search": MemorySearch()}


def _use(ports: Mapping[str, Any]) -> None:
    from offing.runtime import wiring  # noqa: PLC0415  # part of the import that is measured

    wiring.use(wiring.Ports(**ports, secret=lambda name: name, now=lambda: NOW))


def _warm(handler: Any, ports: Mapping[str, Any], seconds: float, lists: list[bytes]) -> Any:
    distant = [port for port in ports.values() if isinstance(port, Distant)]
    for port in distant:
        port.seconds, port.calls = seconds, 0
    took, worked = [], []
    for body in lists:
        asked = event(body)
        began, cpu = time.perf_counter(), time.process_time()
        answer = handler(asked, Context())
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
        assert answer["statusCode"] == 200, answer["body"]
        assert "ERC+0Z" in answer["body"] or "ERC+4Z" in answer["body"], answer["body"]
    return {
        "p50_ms": _share(took, 0.5),
        "p99_ms": _share(took, 0.99),
        "cpu_p99_ms": _share(worked, 0.99),
        "requests": round(sum(p.calls for p in distant) / len(lists), 1),
    }


def _share(took: list[float], share: float) -> float:
    return round(sorted(took)[int(share * (len(took) - 1))], 1)


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.serve:
        print(json.dumps(serve(wanted.serve, wanted.calls)))
        return 0
    with tempfile.TemporaryDirectory(prefix="offing-bench-") as name:
        prepare(Path(name))
        told = dict.fromkeys(_NEEDED, "bench")
        ran = subprocess.run(
            [sys.executable, "-m", "bench.interactive", "--serve", name, "--calls", str(wanted.calls)],
            env={**os.environ, **_QUIET, **told},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
    if ran.returncode:
        sys.exit(ran.stderr[-3000:])
    figures = json.loads(ran.stdout.splitlines()[-1])
    print(f"one traveller against {NAMES:,} names and {RULES} rules, {wanted.calls} calls each")
    for way in ("no network", "1 ms a request"):
        row = figures[way]
        print(
            f"  warm, {way:16} p50 {row['p50_ms']:6.1f} ms   p99 {row['p99_ms']:6.1f} ms   "
            f"(of processor {row['cpu_p99_ms']} ms; {row['requests']} requests; target p99 ≤ {TARGET_MS} ms)"
        )
    print(f"  cold                   {figures['cold_s']} s (target ≤ {TARGET_COLD_S} s)")
    print(
        f"    import               {figures['import_s']} s ({figures['import_cpu_s']} s of processor)"
    )
    print(f"    open, compile, answer {figures['first_answer_s']} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
