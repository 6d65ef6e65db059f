"""Logs, metrics and traces, made once; ids and counts only, never personal data."""

import os
import warnings

from aws_lambda_powertools import Logger, Metrics

_SERVICE = os.environ.get("POWERTOOLS_SERVICE_NAME", "offing")

logger = Logger(service=_SERVICE)
metrics = Metrics(namespace="Offing", service=_SERVICE)
# A call that counts nothing is an ordinary call.
warnings.filterwarnings("ignore", message="No application metrics")


def place(error: BaseException) -> str:
    """Where an exception arose: function and line only, as messages of unknown exceptions may quote personal data."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "?"
