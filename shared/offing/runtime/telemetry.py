"""Logs, metrics and traces, made once; ids and counts only, never personal data."""

import os

from aws_lambda_powertools import Logger, Metrics

_SERVICE = os.environ.get("POWERTOOLS_SERVICE_NAME", "offing")

logger = Logger(service=_SERVICE)
metrics = Metrics(namespace="Offing", service=_SERVICE)
