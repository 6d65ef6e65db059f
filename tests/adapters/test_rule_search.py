"""Rules as questions to the real engine: it answers as the closures do."""

import json
import uuid
from typing import Any

import pytest
import urllib3
from hypothesis import HealthCheck, given, settings

from offing.risk.compile import compile_node
from offing.risk.fields import TRAVELLER
from offing.risk.search_query import document, mapping, search_query
from offing.risk.tree import read
from offing.risk.values import given as row_of
from tests.adapters.conftest import stack
from tests.unit.risk.generated import LISTS, rows, trees

_HTTP = urllib3.PoolManager()
_EXAMPLES = 60


class Index:
    """An index of its own in the running engine."""

    def __init__(self) -> None:
        self.url = f"{stack().urls['search']}/rules-{uuid.uuid4().hex}"
        self.ask("PUT", "", {"mappings": {"properties": {"fields": mapping(TRAVELLER)}}})

    def ask(self, method: str, path: str, body: Any) -> Any:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = _HTTP.request(
            method, self.url + path, body=raw, headers={"content-type": "application/json"}
        )
        assert answer.status < 300, answer.data
        return json.loads(answer.data)

    def fill(self, documents: list[dict[str, Any]]) -> None:
        """Replace what the index holds."""
        self.ask("POST", "/_delete_by_query?refresh=true", {"query": {"match_all": {}}})
        lines = [
            json.dumps(line)
            for n, d in enumerate(documents)
            for line in ({"index": {"_id": str(n)}}, {"fields": d})
        ]
        answer = self.ask("POST", "/_bulk?refresh=true", ("\n".join(lines) + "\n").encode())
        assert not answer["errors"], answer

    def found(self, query: dict[str, Any]) -> set[int]:
        """Numbers of the documents that answer a query."""
        hits = self.ask("POST", "/_search", {"query": query, "size": 500})["hits"]["hits"]
        return {int(hit["_id"]) for hit in hits}


@pytest.mark.engine
@pytest.mark.enable_socket
def test_the_engine_answers_as_the_closures_do() -> None:
    index = Index()
    kept: list[dict[str, Any]] = []

    # How fast rows are drawn is not what is tested: a loaded machine may take its time.
    unhurried = [HealthCheck.too_slow]

    @settings(
        max_examples=300,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=unhurried,
    )
    @given(rows)
    def collect(values: dict[str, Any]) -> None:
        kept.append(row_of(values))

    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(trees)
    def agree(tree: dict[str, Any]) -> None:
        node = read(tree, LISTS)
        test = compile_node(node)
        assert index.found(search_query(node)) == {n for n, row in enumerate(kept) if test(row)}

    collect()
    index.fill([document(row, TRAVELLER) for row in kept])
    try:
        agree()
    finally:
        _HTTP.request("DELETE", index.url)
