"""The web firewall before the APIs."""

from collections.abc import Sequence

from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.constructs.rest_api import HouseApi
from infra.environments import Environment

# Managed groups, and their rules that only count: messages are large and look odd to a firewall.
GROUPS: tuple[tuple[str, Sequence[str]], ...] = (
    ("AWSManagedRulesAmazonIpReputationList", ()),
    ("AWSManagedRulesKnownBadInputsRuleSet", ()),
    (
        "AWSManagedRulesCommonRuleSet",
        (
            "SizeRestrictions_BODY",
            "CrossSiteScripting_BODY",
            "GenericLFI_BODY",
            "GenericRFI_BODY",
            "EC2MetaDataSSRF_BODY",
        ),
    ),
)


class Firewall(Construct):
    """Known attackers, bad inputs and too many requests from one address are turned away."""

    def __init__(
        self, scope: Construct, *, environment: Environment, apis: Sequence[HouseApi]
    ) -> None:
        super().__init__(scope, "Firewall")
        rate = _rate(environment.traffic.requests_per_address)
        managed = [_managed(n, *group) for n, group in enumerate(GROUPS, start=1)]
        acl = waf.CfnWebACL(
            self,
            "Acl",
            scope="REGIONAL",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_visible("OffingFirewall"),
            rules=[rate, *managed],
        )
        for api in apis:
            waf.CfnWebACLAssociation(
                api,
                "Firewall",
                resource_arn=api.api.deployment_stage.stage_arn,
                web_acl_arn=acl.attr_arn,
            )


def _visible(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )


def _rate(limit: int) -> waf.CfnWebACL.RuleProperty:
    statement = waf.CfnWebACL.RateBasedStatementProperty(limit=limit, aggregate_key_type="IP")
    return waf.CfnWebACL.RuleProperty(
        name="PerAddress",
        priority=0,
        action=waf.CfnWebACL.RuleActionProperty(block={}),
        statement=waf.CfnWebACL.StatementProperty(rate_based_statement=statement),
        visibility_config=_visible("PerAddress"),
    )


def _managed(priority: int, group: str, counted: Sequence[str]) -> waf.CfnWebACL.RuleProperty:
    overrides = [
        waf.CfnWebACL.RuleActionOverrideProperty(
            name=rule, action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
        )
        for rule in counted
    ]
    statement = waf.CfnWebACL.ManagedRuleGroupStatementProperty(
        vendor_name="AWS", name=group, rule_action_overrides=overrides or None
    )
    return waf.CfnWebACL.RuleProperty(
        name=group,
        priority=priority,
        override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
        statement=waf.CfnWebACL.StatementProperty(managed_rule_group_statement=statement),
        visibility_config=_visible(group),
    )
