"""Streams of tables delivered as AWS does: side by side, and with partial batches and retry limits.

The emulator calls the functions of all streams one after another in the thread that also feeds the
queues, so a slow projection stops everything; and it forgets records that a function reports as failed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import ministack.services.dynamodb as tables
import ministack.services.lambda_svc as svc
from ministack.core.responses import _request_account_id, _request_region

type Mapping = tuple[str, str, dict[str, Any]]

_turn = threading.local()
_failed: dict[str, tuple[int, int]] = {}  # mapping → position and failures there
_poll, _all, _execute = svc._poll_dynamodb_streams, svc._iter_all_esms, svc._execute_function


def _table(mapping: dict[str, Any]) -> str:
    return str(mapping.get("EventSourceArn", "")).partition("/stream/")[0].rpartition("/")[2]


def _mine_or_all() -> Iterator[Mapping]:
    """All event source mappings; in a thread that serves one of them, that one alone."""
    one: Mapping | None = getattr(_turn, "mapping", None)
    return iter((one,)) if one else _all()


def _due(mapping: dict[str, Any]) -> bool:
    """Whether a stream has records that nobody is working on."""
    source, identity = mapping.get("EventSourceArn", ""), mapping["UUID"]
    if ":dynamodb:" not in source or not mapping.get("Enabled", True):
        return False
    if svc._esm_inflight.get(identity) or svc._esm_backoff_until.get(identity, 0) > time.time():
        return False
    end = tables.stream_end_position(_table(mapping))
    return bool(svc._dynamodb_stream_positions.get(identity, 0) < end)


def _serve(mapping: Mapping) -> None:
    _turn.mapping = mapping
    try:
        _poll()
    finally:
        _turn.mapping = None


def poll() -> bool:
    """Start one batch for each stream that has records; streams do not wait for each other."""
    started = False
    for account, region, mapping in list(_all()):
        tokens = _request_account_id.set(account), _request_region.set(region)
        try:
            if _due(mapping):
                svc._dispatch_esm_batch(mapping["UUID"], _serve, (account, region, mapping))
                started = True
        finally:
            _request_account_id.reset(tokens[0])
            _request_region.reset(tokens[1])
    return started


def execute(function: Any, event: dict[str, Any]) -> Any:
    """Run a function; for a batch of a stream, see to failures as the mapping asks."""
    result = _execute(function, event)
    one: Mapping | None = getattr(_turn, "mapping", None)
    return result if one is None else _settled(one[2], function, event, result)


def _settled(mapping: dict[str, Any], function: Any, event: dict[str, Any], result: Any) -> Any:
    """Keep the place of the first failed record; give up on it after the mapping's retries."""
    identity = mapping["UUID"]
    first = _first_failure(mapping, event, result)
    if first is None and not result.get("error"):
        _failed.pop(identity, None)
        return result
    place = svc._dynamodb_stream_positions.get(identity, 0) if first is None else first
    before, failures = _failed.get(identity, (place, 0))
    failures = failures + 1 if before == place else 1
    limit = mapping.get("MaximumRetryAttempts", -1)
    if 0 <= int(limit) < failures:
        records, source = event["Records"], mapping["EventSourceArn"]
        svc._send_ddb_stream_failure_record(
            mapping, function, records, source, result, "RetryAttemptsExhausted"
        )
        _failed.pop(identity, None)
        return {"body": None}
    _failed[identity] = (place, failures)
    svc._dynamodb_stream_positions[identity] = place
    told = {
        "errorType": "BatchItemFailures",
        "errorMessage": "The function reported failed records",
    }
    return result if result.get("error") else {"error": True, "body": told}


def _first_failure(mapping: dict[str, Any], event: dict[str, Any], result: Any) -> int | None:
    """The stream position of the first record that the function reports as failed."""
    body = result.get("body")
    reports = "ReportBatchItemFailures" in (mapping.get("FunctionResponseTypes") or ())
    failures = body.get("batchItemFailures") if reports and isinstance(body, dict) else None
    if not failures:
        return None
    failed = {str(f.get("itemIdentifier")) for f in failures}
    start = svc._dynamodb_stream_positions.get(mapping["UUID"], 0)
    waiting = tables.stream_records_since(_table(mapping), start, mapping.get("BatchSize", 100))
    for offset, record in enumerate(waiting):
        if str(record["dynamodb"]["SequenceNumber"]) in failed:
            return int(start + offset)
    return int(start) if event["Records"] else None


def deliver_streams() -> None:
    """Put the better delivery in place."""
    svc._iter_all_esms = _mine_or_all
    svc._execute_function = execute
    svc._poll_dynamodb_streams = poll
