"""Which uses of the customer key go with reading and with writing; listed, never `kms:*`."""

from aws_cdk import aws_kms as kms

from infra.constructs.service_function import ServiceFunction

_READ = ("kms:Decrypt", "kms:DescribeKey")
_WRITE = (*_READ, "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo")


def allow_decrypt(key: kms.IKey, function: ServiceFunction) -> None:
    """Let the function read what the key protects."""
    function.allow(_READ, [key.key_arn])


def allow_encrypt(key: kms.IKey, function: ServiceFunction) -> None:
    """Let the function read and write what the key protects."""
    function.allow(_WRITE, [key.key_arn])
