"""The Cedar schema, written from the tables of actions and attributes, so that policies are checked against them."""

from offing.access.actions import ACTIONS, RESOURCES
from offing.access.policy import ATTRIBUTES, SYSTEM


def schema_text() -> str:
    """The Cedar schema of people, resources and actions, written from the tables."""
    texts = "\n".join(f"    {name}: String," for name in ATTRIBUTES)
    asking = """{
    id: String,
    agency: String,
    offices: Set<String>,
    clearances: Set<String>,
    mfa: Bool,
    carrier: String,
    scopes: Set<String>,
  }"""
    lines = ["namespace Offing {", "  entity Role;"]
    lines += [f"  entity {kind} in [Role] = {asking};" for kind in ("Person", SYSTEM)]
    lines += [f"  entity {kind} = {{\n{texts}\n  }};" for kind in RESOURCES]
    lines.append("  action personal;")
    for action in ACTIONS.values():
        group = " in [personal]" if action.personal else ""
        lines.append(
            f'  action "{action.name}"{group} appliesTo {{\n'
            f"    principal: [Person, {SYSTEM}],\n    resource: [{action.resource}],\n"
            "    context: { purpose: String, purposes: Set<String> },\n  };"
        )
    return "\n".join([*lines, "}", ""])
