"""Repairs made to the emulator inside its own process, each independent of the others.

Every entry of `FIXES` patches one private name of exactly one ministack version; the launcher refuses
any other version, and `tests/e2e/test_emulator_gate.py` says when a repair is no longer needed.
"""

from __future__ import annotations

import http.server
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

import ministack.services.apigateway as gateway
import ministack.services.dynamodb as tables
import ministack.services.lambda_svc as svc
import ministack.services.stepfunctions as sfn
from ministack.core import lambda_runtime as rt

from offing.local.emulator_streams import deliver_streams

WAIT_FOR_WORKER_SECONDS = 120


def answer_without_nagle() -> None:
    """Runtime API: each warm call waited 40 ms for a delayed acknowledgement."""
    http.server.BaseHTTPRequestHandler.disable_nagle_algorithm = True


def wait_less_for_logs() -> None:
    """Waiting 50 ms for a first log line made each silent warm call 50 ms slower."""

    drain = rt.Worker._drain_stderr_bounded

    def quick(self: Any, first_line_wait: float = 0.002, *_: Any, **__: Any) -> Any:
        return drain(self, min(first_line_wait, 0.1), 0.001, 0.05)

    rt.Worker._drain_stderr_bounded = quick


def bound_workers() -> None:
    """Calls wait for a free process instead of starting one each: a burst would eat the memory."""

    most = int(os.environ.get("OFFING_LOCAL_WORKERS", "3"))
    acquire = rt.acquire_worker

    def patient(
        name: str,
        config: Any,
        code: Any,
        qualifier: str = "$LATEST",
        max_concurrency: int | None = None,
    ) -> Any:
        give_up = time.monotonic() + WAIT_FOR_WORKER_SECONDS
        while True:
            worker, why = acquire(
                name, config, code, qualifier=qualifier, max_concurrency=max_concurrency or most
            )
            if worker is not None or time.monotonic() > give_up:
                return worker, why
            time.sleep(0.005)

    rt.acquire_worker = svc.acquire_worker = patient


def take_no_more_than_workers() -> None:
    """Queues: a batch that waits for a free process would become visible again meanwhile."""
    most = int(os.environ.get("OFFING_LOCAL_WORKERS", "3"))
    asked = svc._sqs_esm_concurrency
    svc._sqs_esm_concurrency = lambda *args, **kwargs: min(most, asked(*args, **kwargs))


def remember_expressions() -> None:
    """DynamoDB: each expression was cut into tokens and checked again for each item it met."""

    tables._tokenize = lru_cache(4096)(tables._tokenize)  # nobody changes the lists it gives
    tables._condition_syntax_error = lru_cache(4096)(tables._condition_syntax_error)


def start_few_at_a_time() -> None:
    """Cold starts beyond the number of cores only make all of them slower than the init limit."""

    starting = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
    for kind in (rt.Worker, rt.ProvidedWorker):

        def bounded(self: Any, *args: Any, _spawn: Any = kind._spawn, **kwargs: Any) -> Any:
            with starting:
                return _spawn(self, *args, **kwargs)

        kind._spawn = bounded


def read_cors_of_templates() -> None:
    """HTTP API: CORS settings that come from CloudFormation are kept in PascalCase."""

    def lowered(settings: dict[str, Any] | None) -> dict[str, Any]:
        return {k[:1].lower() + k[1:]: v for k, v in (settings or {}).items()}

    headers, preflight = gateway._cors_response_headers, gateway._cors_preflight_response
    gateway._cors_response_headers = lambda cfg, origin: headers(lowered(cfg), origin)
    gateway._cors_preflight_response = lambda cfg, origin: preflight(lowered(cfg), origin)


def honour_output_of_succeed() -> None:
    """Step Functions: JSONata `Output` of a Succeed state was ignored."""

    plain = sfn._apply_output_path

    def output(state: Any, data: Any, context: Any = None) -> Any:
        ends = state.get("Type") == "Succeed" and "Output" in state
        if ends and sfn._state_query_language(state, context) == "JSONata":
            return sfn._apply_jsonata_output(state, data, context)
        return plain(state, data, context)

    sfn._apply_output_path = output


def _fail_task(token: str, error: str, cause: str) -> None:

    if waiting := sfn._task_tokens.get(token):
        waiting["error"] = {"Error": error, "Cause": cause}
        waiting["event"].set()


def _watch_heartbeat(token: str, limit: float) -> None:
    """Fails the task when its heartbeats stop; ends when the token is gone."""

    last = time.time()
    while True:
        time.sleep(0.2)
        waiting = sfn._task_tokens.get(token)
        if waiting is None:
            if time.time() - last > max(5.0, limit):
                return
            continue
        if beat := waiting.get("heartbeat"):
            last = max(last, datetime.fromisoformat(beat).timestamp())
        if time.time() - last > limit:
            _fail_task(token, "States.HeartbeatTimeout", "No heartbeat within HeartbeatSeconds")
            return


def fail_waiting_tasks() -> None:
    """Step Functions: a Lambda failing inside waitForTaskToken, or no heartbeat, fails the task."""

    local = threading.local()
    call, callback = sfn._call_lambda, sfn._invoke_with_callback

    def calling(ref: Any, event: Any) -> Any:
        try:
            return call(ref, event)
        except sfn._ExecutionError as failure:
            if token := getattr(local, "token", None):
                _fail_task(token, failure.error, failure.cause)
            raise

    def waiting(resource: Any, data: Any, token: str, state: Any) -> Any:
        if limit := state.get("HeartbeatSeconds"):
            threading.Thread(target=_watch_heartbeat, args=(token, limit), daemon=True).start()
        local.token = token
        try:
            return callback(resource, data, token, state)
        finally:
            local.token = None

    sfn._call_lambda, sfn._invoke_with_callback = calling, waiting


FIXES: tuple[Callable[[], None], ...] = (
    answer_without_nagle,
    wait_less_for_logs,
    bound_workers,
    take_no_more_than_workers,
    deliver_streams,
    remember_expressions,
    start_few_at_a_time,
    read_cors_of_templates,
    honour_output_of_succeed,
    fail_waiting_tasks,
)
