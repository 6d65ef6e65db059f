"""Items, expressions and types of DynamoDB, without any request."""

import base64
from collections.abc import Mapping
from typing import Any

from offing.kernel.ports import Condition, Item, Value


def key(pk: str, sk: str) -> dict[str, Any]:
    """The key of an item."""
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def bind(
    sign: str, values_of: Mapping[str, Value], names: dict[str, str], values: dict[str, Any]
) -> list[str]:
    """Terms `#name sign :value` for an expression; names and values are collected."""
    bound = []
    for name, value in values_of.items():
        n = len(names)
        names[f"#a{n}"], values[f":a{n}"] = name, attribute(value)
        bound.append(f"#a{n} {sign} :a{n}")
    return bound


def with_condition(
    request: dict[str, Any],
    condition: Condition | None,
    names: dict[str, str],
    values: dict[str, Any],
) -> dict[str, Any]:
    """A request with its condition, names and values."""
    if condition:
        terms = bind("=", condition.equals, names, values)
        if condition.absent:
            terms.append("attribute_not_exists(pk)")
        if condition.present:
            terms.append("attribute_exists(pk)")
        request["ConditionExpression"] = " AND ".join(terms)
    if names:
        request["ExpressionAttributeNames"] = names
        request["ExpressionAttributeValues"] = values
    return request


def attribute(value: Value) -> dict[str, Any]:
    """A value with its DynamoDB type."""
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, int):
        return {"N": str(value)}
    return {"B": value}


def write(item: Item) -> dict[str, Any]:
    """An item as DynamoDB takes it."""
    return {name: attribute(value) for name, value in item.items()}


def read(raw: Mapping[str, Any]) -> Item:
    """An item as DynamoDB gives it."""
    item: Item = {}
    for name, typed in raw.items():
        ((kind, value),) = typed.items()
        item[name] = int(value) if kind == "N" else value
    return item


def read_stream_image(raw: Mapping[str, Any]) -> Item:
    """The item of a stream record's image, whose binary values are base 64 text."""
    item = read(raw)
    for name, typed in raw.items():
        if "B" in typed and isinstance(typed["B"], str):
            item[name] = base64.b64decode(typed["B"])
    return item
