"""A cursor that somebody made up is their mistake, not ours."""

import base64
from typing import Any

import pytest
from botocore.exceptions import ClientError

from offing.adapters.dynamo import DynamoTables
from offing.kernel.errors import InvalidInputError

REFUSAL = {
    "Error": {"Code": "ValidationException", "Message": "The provided starting key is invalid"}
}


class Strict:
    """DynamoDB as far as it refuses the keys of other questions."""

    def query(self, **request: Any) -> dict[str, Any]:
        if "ExclusiveStartKey" in request:
            raise ClientError(REFUSAL, "Query")
        return {"Items": []}


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


@pytest.mark.parametrize(
    "cursor", ["x", "AAAA", "é", encoded(b"[]"), encoded(b"5"), encoded(b'{"pk":{"S":"CASE#1"}}')]
)
def test_a_made_up_cursor_is_refused_in_words(cursor: str) -> None:
    tables = DynamoTables(Strict(), {"cases": "cases"})
    with pytest.raises(InvalidInputError, match="cursor"):
        tables.query_index("cases", "QUEUE#opened", limit=2, cursor=cursor)


def test_what_is_invalid_of_our_own_stays_our_mistake() -> None:
    class Broken:
        def query(self, **_: Any) -> dict[str, Any]:
            raise ClientError(REFUSAL, "Query")

    with pytest.raises(ClientError):
        DynamoTables(Broken(), {"cases": "cases"}).query("cases", "CASE#1")
