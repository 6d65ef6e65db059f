"""Who may do what, as lines `role · action · resource`; `python -m tests.infra.permissions` writes them anew."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.infra.conftest import Assembly, synthesise

SNAPSHOT = Path(__file__).with_name("permissions.txt")
_HASH = re.compile(r"(?<=[a-z])[0-9A-F]{8}(?=$|[^0-9A-Za-z])")
_OUTPUT = re.compile(r"PublishOutput(?:FnGetAtt|Ref)(.+?)[0-9A-F]{8}(Stream)?(?:Arn)?[0-9A-F]{8}$")


def statements(assembly: Assembly) -> Iterator[tuple[str, dict[str, Any]]]:
    """(role, statement) of every policy of every role."""
    for stack, logical_id, role in assembly.resources("AWS::IAM::Role"):
        for policy in role["Properties"].get("Policies", ()):
            yield from ((f"{stack}/{logical_id}", s) for s in policy["PolicyDocument"]["Statement"])
    for stack, _, policy in assembly.resources("AWS::IAM::Policy"):
        for role in policy["Properties"]["Roles"]:
            name = f"{stack}/{role['Ref']}"
            yield from ((name, s) for s in policy["Properties"]["PolicyDocument"]["Statement"])


def listed(value: Any) -> list[Any]:
    """A value that may stand alone or in a list."""
    return value if isinstance(value, list) else [value]


def lines(assembly: Assembly) -> list[str]:
    """The permission table, sorted."""
    rows = {
        f"{_plain(role)} · {action} · {resource_name(resource)}"
        for role, statement in statements(assembly)
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
    }
    return sorted(rows)


def resource_name(resource: Any) -> str:
    """A resource without the hashes that change with each rename."""
    if isinstance(resource, str):
        return _plain(resource)
    ((intrinsic, value),) = resource.items()
    if intrinsic == "Fn::Join":
        return "".join(resource_name(part) for part in value[1])
    if intrinsic == "Fn::Select":  # a part of another's name
        return resource_name(value[1]["Fn::Split"][1])
    if intrinsic == "Fn::GetStackOutput":
        found = _OUTPUT.match(value["OutputName"])
        return found[1] + ("/stream" if found[2] else "") if found else value["OutputName"]
    return _plain(value if isinstance(value, str) else ".".join(value)).removesuffix(".Arn")


def _plain(name: str) -> str:
    return _HASH.sub("", name)


def write(rows: Iterable[str]) -> None:
    """Keep the table as the reviewed one."""
    SNAPSHOT.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        write(lines(synthesise("prod", Path(folder))))
    print(json.dumps({"written": SNAPSHOT.name}))  # noqa: T201
