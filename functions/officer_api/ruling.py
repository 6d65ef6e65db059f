"""Rules at the officer's desk: found, asked for under the policies, stepped on, and announced when they change."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from offing.access.policy import Resource
from offing.kernel.errors import ForbiddenError
from offing.risk.life_cycle import APPROVE, WRITE, rights_of, steps_for
from offing.risk.register import RuleRegister
from offing.risk.rule_file import RuleFile, Step
from offing.risk.rule_views import file_view
from offing.runtime.desk import Desk
from offing.runtime.http import answer

VIEW = "rule:view"


def of_rule(of: RuleFile, person: str) -> Resource:
    """A rule as policies see it: the author is whoever asks, where the version in question is their work too."""
    hands = of.now.hands if of.versions else frozenset[str]()
    author = person if person in hands else next(iter(sorted(hands)), "")
    return Resource(type="Rule", id=of.id, agency=of.agency, attributes={"author": author})


def seen(desk: Desk, rule: str, *numbers: int) -> RuleFile:
    """A rule that the officer may see; any other does not exist for them."""
    found = RuleRegister(desk.ports.tables).get(rule, *numbers)
    if found is None:
        desk.miss(VIEW, "Rule", rule)
    desk.ask(VIEW, of_rule(found, desk.person.id))
    return found


def taken(desk: Desk, of: RuleFile, step: Step, rev: int) -> RuleFile:
    """Take a step with a rule, once one of the rights that it needs is there."""
    resource = of_rule(of, desk.person.id)
    rights = rights_of(of, step)
    right = next((r for r in rights if desk.may(r, resource)), rights[0])
    desk.ask(right, resource, step=step.kind)
    if not of.agency or of.agency != desk.person.agency:
        raise ForbiddenError("This rule is another agency's")
    after = RuleRegister(desk.ports.tables).take(of.id, step, rev)
    if _counts(of) != _counts(after):
        detail = {"rule": of.id, "step": step.kind}
        desk.ports.bus.publish("offing.rules", "RulesChanged", detail)
    return after


def shown(desk: Desk, of: RuleFile, status: int = 200) -> Response[str]:
    """The file of a rule with what this officer may do with it now."""
    register = RuleRegister(desk.ports.tables)
    resource = of_rule(of, desk.person.id)
    rights = [right for right in (WRITE, APPROVE) if desk.may(right, resource)]
    today, agency = desk.now[:10], desk.person.agency
    steps = steps_for(of, rights, today) if of.agency == agency else ()
    view = file_view(of, register.versions(of.id), register.events(of.id), steps, today, agency)
    return answer(status, view, headers={"ETag": str(of.rev)})


def _counts(of: RuleFile) -> tuple[Any, ...]:
    return tuple((v.number, v.state) for v in of.counting())
