"""The two user pools: officers, who sign in, and machines, which present credentials."""

from aws_cdk import Aws, Duration
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.removal import removal
from infra.environments import Environment

GROUPS = (
    "targeting_officer",
    "examining_officer",
    "analyst",
    "supervisor",
    "auditor",
    "admin",
)
RESOURCE_SERVER = "offing.carrier"
SCOPES = {
    "push": "Send messages",
    "read": "Read the state and findings of messages sent",
    "interactive": "Ask whether travellers may board",
}
# What decides on rights beside the group; only administrators write it.
ATTRIBUTES = ("agency", "office", "clearances")
_AUTHENTICATOR = cognito.MfaSecondFactor(sms=False, otp=True)
_MFA = {
    "required": cognito.Mfa.REQUIRED,
    "optional": cognito.Mfa.OPTIONAL,
    "off": cognito.Mfa.OFF,
}


class Officers(Construct):
    """People of the administration: roles are groups; agency and office are attributes only admins set."""

    def __init__(self, scope: Construct, *, environment: Environment) -> None:
        super().__init__(scope, "Officers")
        self.pool = self._pool(environment)
        for group in GROUPS:
            cognito.CfnUserPoolGroup(
                self,
                "".join(part.capitalize() for part in group.split("_")),
                user_pool_id=self.pool.user_pool_id,
                group_name=group,
            )
        self.domain = _domain(self.pool, f"offing-{environment.stage}-officers")
        self._acknowledge(environment)

    def _pool(self, environment: Environment) -> cognito.UserPool:
        full = cognito.StandardThreatProtectionMode.FULL_FUNCTION
        plus, mfa = environment.threat_protection, environment.mfa
        return cognito.UserPool(
            self,
            "Pool",
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(username=True, email=True),
            mfa=_MFA[mfa],
            mfa_second_factor=None if mfa == "off" else _AUTHENTICATOR,
            password_policy=_passwords(),
            custom_attributes={
                name: cognito.StringAttribute(max_len=200, mutable=True) for name in ATTRIBUTES
            },
            # `name` is a standard attribute; a custom one of that name cannot be had.
            standard_attributes=cognito.StandardAttributes(
                fullname=cognito.StandardAttribute(mutable=True)
            ),
            account_recovery=cognito.AccountRecovery.NONE,  # an administrator resets an officer
            feature_plan=cognito.FeaturePlan.PLUS if plus else cognito.FeaturePlan.ESSENTIALS,
            standard_threat_protection_mode=full if plus else None,
            deletion_protection=environment.retain,
            removal_policy=removal(environment),
        )

    def _acknowledge(self, environment: Environment) -> None:
        if environment.mfa != "required":
            acknowledge(
                self.pool, "AwsSolutions-COG2", f"Stage {environment.stage} holds no real persons."
            )
        if not environment.threat_protection:
            acknowledge(
                self.pool, "AwsSolutions-COG8", f"Stage {environment.stage} holds no real persons."
            )


class Machines(Construct):
    """Systems of carriers and filers, by client credentials; each is a client with its scopes."""

    def __init__(self, scope: Construct, *, environment: Environment) -> None:
        super().__init__(scope, "Machines")
        self.pool = cognito.UserPool(
            self,
            "Pool",
            self_sign_up_enabled=False,
            password_policy=_passwords(),
            account_recovery=cognito.AccountRecovery.NONE,
            feature_plan=cognito.FeaturePlan.ESSENTIALS,
            deletion_protection=environment.retain,
            removal_policy=removal(environment),
        )
        scopes = [
            cognito.ResourceServerScope(scope_name=name, scope_description=text)
            for name, text in SCOPES.items()
        ]
        self.pool.add_resource_server("Carrier", identifier=RESOURCE_SERVER, scopes=scopes)
        self.domain = _domain(self.pool, f"offing-{environment.stage}-machines")
        for rule in ("COG2", "COG8"):
            reason = "The pool has no people, only clients with client credentials."
            acknowledge(self.pool, f"AwsSolutions-{rule}", reason)

    @staticmethod
    def scopes(*names: str) -> list[str]:
        """These scopes as they stand in tokens."""
        return [f"{RESOURCE_SERVER}/{name}" for name in names]


def _passwords() -> cognito.PasswordPolicy:
    return cognito.PasswordPolicy(
        min_length=12,
        require_digits=True,
        require_lowercase=True,
        require_uppercase=True,
        require_symbols=True,
        temp_password_validity=Duration.days(3),
    )


def _domain(pool: cognito.UserPool, prefix: str) -> cognito.UserPoolDomain:
    # Prefixes are unique over all accounts of a region.
    options = cognito.CognitoDomainOptions(domain_prefix=f"{prefix}-{Aws.ACCOUNT_ID}")
    return pool.add_domain("Domain", cognito_domain=options)
