"""Layers of third-party wheels, made once in each stack that uses them.

A layer's ARN changes with each update, so no stack may import one of another stack
(aws/aws-cdk#1972); the asset is the same file in each.
"""

from collections.abc import Sequence

from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.bundling import layer_code
from infra.environments import Environment

RUNTIME = lambda_.Runtime.PYTHON_3_13
ARCHITECTURES = {"arm64": lambda_.Architecture.ARM_64, "x86_64": lambda_.Architecture.X86_64}


class Layers(Construct):
    """The layers of one stack, made when first asked for."""

    def __init__(self, scope: Construct, environment: Environment) -> None:
        super().__init__(scope, "Layers")
        self._environment = environment
        self._made: dict[str, lambda_.LayerVersion] = {}

    def named(self, names: Sequence[str]) -> list[lambda_.ILayerVersion]:
        """These layers, or none where the stage runs functions in an environment of its own."""
        return [self._layer(name) for name in names] if self._environment.layers else []

    def _layer(self, name: str) -> lambda_.LayerVersion:
        if name not in self._made:
            architecture = self._environment.architecture
            self._made[name] = lambda_.LayerVersion(
                self,
                name.capitalize(),
                code=layer_code(name, architecture),
                compatible_runtimes=[RUNTIME],
                compatible_architectures=[ARCHITECTURES[architecture]],
                description=f"Wheels of layers/{name}/requirements.txt",
            )
        return self._made[name]
