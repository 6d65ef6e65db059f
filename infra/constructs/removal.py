"""What becomes of a resource when its stack goes."""

from aws_cdk import RemovalPolicy

from infra.environments import Environment


def removal(environment: Environment) -> RemovalPolicy:
    """Kept where the stage keeps its data; a bucket is never emptied by a custom resource."""
    return RemovalPolicy.RETAIN if environment.retain else RemovalPolicy.DESTROY
