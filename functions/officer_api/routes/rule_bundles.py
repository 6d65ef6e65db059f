"""Criteria to and from other offices: `/rules/bundles`, `/rules/bundles/import`."""

from functools import reduce
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body
from pydantic import BaseModel, Field

from functions.officer_api.ruling import of_rule, seen
from offing.kernel.errors import InvalidInputError, NotFoundError, OffingError
from offing.risk.bundles import MOST_BYTES, MOST_RULES, bundled, drafted, opened, signature
from offing.risk.life_cycle import APPROVE, WRITE, apply
from offing.risk.register import RULE_ID, RuleRegister, begun
from offing.risk.rule_file import row
from offing.runtime.desk import Desk, desk_of
from offing.runtime.http import answer, routes
from offing.runtime.webhooks import secrets_of

router = routes()
_RuleId = Annotated[str, Field(pattern=RULE_ID)]
_Partner = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")]


class ExportBody(BaseModel):
    """Which rules, for whom."""

    rules: Annotated[list[_RuleId], Field(min_length=1, max_length=MOST_RULES)]
    partner: _Partner


class BundleBody(BaseModel):
    """A signed bundle."""

    bundle: Annotated[str, Field(min_length=2, max_length=MOST_BYTES)]
    partner: _Partner
    signature: Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{64}$")]


@router.post("/rules/bundles", summary="Export rules", tags=["Rules"])
def export(body: Annotated[ExportBody, Body()]) -> dict[str, Any]:
    """A signed bundle of what rules say and why; only a supervisor gives criteria out of the house."""
    desk = desk_of(router)
    rows = []
    for rule in dict.fromkeys(body.rules):
        file = seen(desk, rule)
        desk.ask(APPROVE, desk.own("Rule", file.id), step="export", partner=body.partner)
        rows.append(row(file, file.now))
    bundle = bundled(rows, desk.person.agency, desk.now)
    signed = signature(bundle, _secret(desk, body.partner))
    return {"bundle": bundle, "partner": body.partner, "signature": signed}


@router.post("/rules/bundles/import", summary="Import rules", tags=["Rules"])
def take_over(body: Annotated[BundleBody, Body()]) -> Response[str]:
    """Take the rules of a bundle over as drafts of the officer's agency; each goes its whole way here."""
    desk = desk_of(router)
    desk.ask(WRITE, desk.own("Rule", "bundles"), step="import", partner=body.partner)
    told = opened(body.bundle, body.signature, [_secret(desk, body.partner)])
    imported, refused = [], []
    for number, rule in enumerate(told["rules"]):
        name = str(rule.get("id", number))[:63] if isinstance(rule, dict) else str(number)
        try:
            imported.append(_draft(desk, rule, body))
        except OffingError as error:
            refused.append({"rule": name, "why": error.detail})
    return answer(201, {"imported": imported, "refused": refused})


def _draft(desk: Desk, rule: Any, body: BundleBody) -> dict[str, Any]:
    identity, steps = drafted(rule, body.bundle, body.partner, desk.person.id, desk.now)
    register = RuleRegister(desk.ports.tables)
    known = register.get(identity)
    file = known or begun(identity, desk.person.agency)
    resource = of_rule(file, desk.person.id)
    if not desk.may(WRITE, resource) or file.agency != desk.person.agency:
        raise NotFoundError("Another agency has a rule of this id: rename it in the bundle")
    reduce(
        apply, steps, file
    )  # what would be refused half-way is refused before anything is written
    for step in steps:
        file = register.take(identity, step, file.rev, desk.person.agency)
    return {"rule": identity, "number": file.working}


def _secret(desk: Desk, partner: str) -> str:
    secrets = secrets_of(desk.ports.secret("PARTNER_SECRETS_ARN"))
    if partner not in secrets:
        raise InvalidInputError(
            "There is no secret shared with this partner: have it registered", where="body.partner"
        )
    return secrets[partner]
