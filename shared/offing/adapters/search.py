"""OpenSearch behind the Search port: a thin client over urllib3, signed for AWS where asked."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import orjson
import urllib3

from offing.adapters.search_templates import (
    FIELDS,
    FUZZY_FIELDS,
    TEXT_FIELDS,
    creation,
    index_name,
)
from offing.kernel.errors import InvalidInputError, UnavailableError
from offing.kernel.ports import Found

_OLD_VERSION = 409
_GONE = 404
_BAD_DOCUMENT = 400
_FAILED = 300
_BUSY = {429, 502, 503, 504}


class OpenSearch:
    """The engine at `endpoint`; `sign` adds AWS signature headers to a request, or is None."""

    def __init__(self, endpoint: str, sign: Any = None, timeout: float = 5.0) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._sign = sign
        self._http = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=1.0, read=timeout), retries=False, maxsize=4
        )
        self._ready = False

    def _ask(self, method: str, path: str, body: bytes, content_type: str) -> tuple[int, Any]:
        url = f"{self._endpoint}{path}"
        headers = {"content-type": content_type, "host": urlsplit(url).netloc}
        if self._sign:
            headers = self._sign(method, url, body, headers)
        try:
            answer = self._http.request(method, url, body=body, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            raise UnavailableError("The search engine does not answer") from error
        if answer.status in _BUSY:
            raise UnavailableError("The search engine is overloaded")
        return answer.status, orjson.loads(answer.data) if answer.data else {}

    def _json(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        raw = orjson.dumps(body) if body is not None else b""
        return self._ask(method, path, raw, "application/json")

    def prepare(self) -> None:
        """Create the indices that are missing; two callers at once are fine."""
        if self._ready:
            return
        for kind in FIELDS:
            status, answer = self._json("PUT", f"/{index_name(kind)}", creation(kind))
            reason = json.dumps(answer.get("error", "")) if status >= _FAILED else ""
            if reason and "resource_already_exists" not in reason:
                raise UnavailableError(f"The index {kind} cannot be created: HTTP {status}")
        self._ready = True

    def project(self, operations: Sequence[tuple[str, str, int, dict[str, Any] | None]]) -> None:
        if not operations:
            return
        self.prepare()
        lines: list[bytes] = []
        for kind, identity, version, document in operations:
            verb = "index" if document is not None else "delete"
            head = {
                "_index": kind,
                "_id": identity,
                "version": version,
                "version_type": "external_gte",
            }
            lines.append(orjson.dumps({verb: head}))
            if document is not None:
                lines.append(orjson.dumps(document))
        body = b"\n".join(lines) + b"\n"
        # Where an index was dropped meanwhile the engine would else make one up, with mappings of its own guess.
        path = "/_bulk?require_alias=true"
        status, answer = self._ask("POST", path, body, "application/x-ndjson")
        self._ready = status < _FAILED and not answer.get("errors")
        if status >= _FAILED:
            raise UnavailableError(f"The search engine refused a batch: HTTP {status}")
        _refuse_failures(answer)

    def find(
        self, indices: Sequence[str], text: str, filters: Mapping[str, Sequence[str]], limit: int
    ) -> Found:
        self.prepare()
        status, answer = self._json(
            "POST", f"/{','.join(indices)}/_search", query(indices, text, filters, limit)
        )
        if status >= _FAILED:
            self._ready = False
            raise UnavailableError(f"The search engine refused the question: HTTP {status}")
        hits = answer["hits"]
        return Found(tuple(_document(hit) for hit in hits["hits"]), hits["total"]["value"])

    def refresh(self) -> None:
        """Make everything projected visible to `find` at once; for tests."""
        self.prepare()
        self._json("POST", f"/{','.join(FIELDS)}/_refresh")


def _refuse_failures(answer: Mapping[str, Any]) -> None:
    """Raise for what was not written: InvalidInputError where only the document is to blame."""
    failed = [o for item in answer["items"] for o in _failures(item)] if answer["errors"] else []
    kinds = sorted({o.get("error", {}).get("type", "unknown") for o in failed})
    if any(o["status"] != _BAD_DOCUMENT for o in failed):
        raise UnavailableError(f"The search engine did not take documents: {', '.join(kinds)}")
    if failed:
        raise InvalidInputError(f"{len(failed)} documents do not fit: {', '.join(kinds)}")


def _failures(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    ((verb, outcome),) = item.items()
    status = outcome["status"]
    absent = verb == "delete" and status == _GONE and "error" not in outcome
    if status >= _FAILED and status != _OLD_VERSION and not absent:
        yield outcome


def query(
    indices: Sequence[str], text: str, filters: Mapping[str, Sequence[str]], limit: int
) -> dict[str, Any]:
    """The search body: exact and spelling-tolerant words, filtered."""
    fuzzy = sorted({f for kind in indices for f in FUZZY_FIELDS[kind]})
    must = [{"bool": {"should": _words(indices, text, fuzzy), "minimum_should_match": 1}}]
    return {
        "size": limit,
        "track_total_hits": True,
        "query": {
            "bool": {
                "must": must if text.strip() else [],
                "filter": [{"terms": {name: list(values)}} for name, values in filters.items()],
            }
        },
        "highlight": {"fields": {name: {} for name in fuzzy}},
    }


def _words(indices: Sequence[str], text: str, fuzzy: list[str]) -> list[dict[str, Any]]:
    fields = sorted({f for kind in indices for f in TEXT_FIELDS[kind]})
    asked = {"query": text, "fields": fields, "lenient": True}
    ways: list[dict[str, Any]] = [
        {**asked, "type": "best_fields", "boost": 2},
        {**asked, "type": "cross_fields", "operator": "and"},
    ]
    if fuzzy:
        slips = {"fuzziness": "AUTO", "prefix_length": 1, "operator": "and"}
        ways.append({"query": text, "fields": fuzzy, **slips})
    return [{"multi_match": way} for way in ways]


def _document(hit: Mapping[str, Any]) -> dict[str, Any]:
    highlight = [text for texts in hit.get("highlight", {}).values() for text in texts]
    return {
        **hit["_source"],
        "id": hit["_id"],
        "index": re.sub(r"-v\d+$", "", hit["_index"]),
        "highlight": highlight,
    }
