"""A secret of the house and who may read it."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as sm
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge
from infra.constructs.encryption import allow_decrypt
from infra.constructs.removal import removal
from infra.constructs.service_function import ServiceFunction
from infra.environments import Environment


class HouseSecret(Construct):
    """A secret under the customer key; functions get its ARN, never its value."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        key: kms.IKey,
        variable: str,
        description: str,
        unrotated: str,
        generate: sm.SecretStringGenerator,
    ) -> None:
        super().__init__(scope, name)
        self.variable = variable
        self._key = key
        self.secret = sm.Secret(
            self,
            "Secret",
            description=description,
            encryption_key=key,
            generate_secret_string=generate,
            removal_policy=removal(environment),
        )
        acknowledge(self.secret, "AwsSolutions-SMG4", unrotated)

    def allow_read(self, function: ServiceFunction) -> None:
        """Tell the function where the secret is and let it read it."""
        function.tell(self.variable, self.secret.secret_arn)
        function.allow(["secretsmanager:GetSecretValue"], [self.secret.secret_arn])
        allow_decrypt(self._key, function)
