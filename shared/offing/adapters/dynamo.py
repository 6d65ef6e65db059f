"""DynamoDB behind the Tables port."""

import base64
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from botocore.exceptions import ClientError, ParamValidationError

from offing.adapters.dynamo_batches import read_batches, write_batches
from offing.adapters.dynamo_items import bind, key, read, with_condition, write
from offing.adapters.transactions import checked
from offing.kernel.errors import InvalidInputError, StaleWriteError, UnavailableError
from offing.kernel.ports import Change, Item, Page

INDEX = "by_queue"
_TRIES = 8
_LOST = {"ConditionalCheckFailedException", "TransactionCanceledException"}
# Two transactions on one item at the same moment: nothing has changed yet, the loser simply comes again.
_COLLIDED = {
    "TransactionConflict",
    "TransactionConflictException",
    "TransactionInProgressException",
}


class DynamoTables:
    """Tables by logical name; `names` gives each its physical name."""

    def __init__(self, client: Any, names: Mapping[str, str]) -> None:
        self._client = client
        self._names = names

    def get(self, table: str, pk: str, sk: str) -> Item | None:
        answer = self._client.get_item(
            TableName=self._names[table], Key=key(pk, sk), ConsistentRead=True
        )
        return read(answer["Item"]) if "Item" in answer else None

    def query(
        self,
        table: str,
        pk: str,
        prefix: str = "",
        *,
        limit: int | None = None,
        cursor: str | None = None,
        newest_first: bool = False,
        after: str | None = None,
    ) -> Page:
        expression, values = "pk = :p", {":p": {"S": pk}}
        if after is not None:
            expression += " AND sk > :s"
            values[":s"] = {"S": after}
        elif prefix:
            expression += " AND begins_with(sk, :s)"
            values[":s"] = {"S": prefix}
        page = self._pages(
            {
                "TableName": self._names[table],
                "KeyConditionExpression": expression,
                "ExpressionAttributeValues": values,
                "ConsistentRead": True,
                "ScanIndexForward": not newest_first,
            },
            limit,
            cursor,
        )
        if after is not None and prefix:
            return Page(
                tuple(i for i in page.items if str(i["sk"]).startswith(prefix)), page.cursor
            )
        return page

    def query_index(
        self,
        table: str,
        gsi1pk: str,
        prefix: str = "",
        *,
        limit: int | None = None,
        cursor: str | None = None,
        newest_first: bool = False,
    ) -> Page:
        expression, values = "gsi1pk = :p", {":p": {"S": gsi1pk}}
        if prefix:
            expression += " AND begins_with(gsi1sk, :s)"
            values[":s"] = {"S": prefix}
        return self._pages(
            {
                "TableName": self._names[table],
                "IndexName": INDEX,
                "KeyConditionExpression": expression,
                "ExpressionAttributeValues": values,
                "ScanIndexForward": not newest_first,
            },
            limit,
            cursor,
        )

    def _pages(self, request: dict[str, Any], limit: int | None, cursor: str | None) -> Page:
        start = _start(cursor) if cursor else None
        items: list[Item] = []
        while True:
            if start:
                request["ExclusiveStartKey"] = start
            if limit is not None:
                request["Limit"] = limit - len(items)
            answer = self._ask(request, cursor)
            items.extend(read(raw) for raw in answer["Items"])
            start = answer.get("LastEvaluatedKey")
            if not start or (limit is not None and len(items) >= limit):
                break
        token = base64.urlsafe_b64encode(orjson.dumps(start)).decode() if start else None
        return Page(tuple(items), token)

    def _ask(self, request: dict[str, Any], cursor: str | None) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = self._client.query(**request)
        except (ClientError, ParamValidationError) as error:
            # Only a cursor comes from outside: what is invalid is its key, made up or of another question.
            if cursor and _invalid(error):
                raise _bad_cursor() from None
            raise
        return answer

    def change(self, changes: Sequence[Change]) -> None:
        for attempt in range(_TRIES):
            try:
                self._change(changes)
            except ClientError as error:
                if not _collided(error):
                    raise _translated(error) from error
                time.sleep(0.02 * 2**attempt)
            else:
                return
        raise UnavailableError("The record is being changed by many at once; try again")

    def _change(self, changes: Sequence[Change]) -> None:
        kinds = [self._request(c) for c in checked(changes)]
        if len(kinds) > 1:
            self._client.transact_write_items(TransactItems=[{k: request} for k, request in kinds])
            return
        kind, request = kinds[0]
        {
            "Put": self._client.put_item,
            "Update": self._client.update_item,
            "Delete": self._client.delete_item,
        }[kind](**request)

    def _request(self, c: Change) -> tuple[str, dict[str, Any]]:
        if c.remove:
            return "Delete", self._delete(c)
        # What must be new is put, so that a table may be append-only by the rights of its writers.
        if c.condition and c.condition.absent and not c.add:
            item = write({"pk": c.pk, "sk": c.sk, **c.set})
            request = {"TableName": self._names[c.table], "Item": item}
            return "Put", with_condition(request, c.condition, {}, {})
        return "Update", self._update(c)

    def _delete(self, c: Change) -> dict[str, Any]:
        names: dict[str, str] = {}
        values: dict[str, Any] = {}
        request: dict[str, Any] = {"TableName": self._names[c.table], "Key": key(c.pk, c.sk)}
        return with_condition(request, c.condition, names, values)

    def _update(self, c: Change) -> dict[str, Any]:
        names: dict[str, str] = {}
        values: dict[str, Any] = {}
        parts = []
        if c.set:
            parts.append("SET " + ", ".join(bind("=", c.set, names, values)))
        if c.add:
            parts.append("ADD " + ", ".join(bind(" ", c.add, names, values)))
        request: dict[str, Any] = {
            "TableName": self._names[c.table],
            "Key": key(c.pk, c.sk),
            "UpdateExpression": " ".join(parts),
        }
        return with_condition(request, c.condition, names, values)

    def get_many(self, table: str, keys: Iterable[tuple[str, str]]) -> list[Item]:
        return read_batches(self._client, self._names[table], keys)

    def put_many(self, table: str, items: Iterable[Item]) -> None:
        requests = ({"PutRequest": {"Item": write(item)}} for item in items)
        write_batches(self._client, self._names[table], requests)

    def delete_many(self, table: str, keys: Iterable[tuple[str, str]]) -> None:
        requests = ({"DeleteRequest": {"Key": key(pk, sk)}} for pk, sk in keys)
        write_batches(self._client, self._names[table], requests)


def _start(cursor: str) -> dict[str, Any]:
    try:
        start = orjson.loads(base64.urlsafe_b64decode(cursor))
    except ValueError:
        raise _bad_cursor() from None
    if not isinstance(start, dict) or not start:
        raise _bad_cursor()
    return start


def _bad_cursor() -> InvalidInputError:
    return InvalidInputError(
        "Send a cursor as it was answered, with the same question", where="cursor"
    )


def _invalid(error: Exception) -> bool:
    if isinstance(error, ClientError):
        return bool(error.response["Error"]["Code"] == "ValidationException")
    return True


def _reasons(error: ClientError) -> set[str]:
    cancelled: Any = error.response.get("CancellationReasons") or []
    codes = {str(reason.get("Code")) for reason in cancelled} - {"None"}
    return codes | {error.response["Error"]["Code"]}


def _collided(error: ClientError) -> bool:
    codes = _reasons(error)
    return bool(codes & _COLLIDED) and "ConditionalCheckFailed" not in codes


def _translated(error: ClientError) -> Exception:
    if error.response["Error"]["Code"] in _LOST:
        return StaleWriteError("The record has a newer state")
    unknown: Exception = error
    return unknown
