"""Logs, metrics and traces, made once; ids and counts only, never personal data."""

import os
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any

from aws_lambda_powertools import Logger, Metrics

from offing.kernel.errors import OffingError

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
    where = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "?"
    # AWS's own refusals name the call and a code.
    call = getattr(error, "operation_name", "")
    code = getattr(error, "response", {}).get("Error", {}).get("Code", "") if call else ""
    return f"{where} {call} {code}".strip()


class WorkFailedError(Exception):
    """What an unknown exception becomes on its way out: its kind and place."""


def discreet[E, A](
    *passing: type[Exception],
) -> Callable[[Callable[[E, Any], A]], Callable[[E, Any], A]]:
    """A handler whose unknown exceptions leave without their words, which may quote personal data.

    The runtime writes what leaves a handler into the log, and Step Functions into its history. Our own errors and
    those `passing` have words that we chose.
    """

    def decorated(handler: Callable[[E, Any], A]) -> Callable[[E, Any], A]:
        @wraps(handler)
        def guarded(event: E, context: Any) -> A:
            try:
                return handler(event, context)
            except Exception as error:
                if isinstance(error, (OffingError, *passing)):
                    raise
                raise WorkFailedError(f"{type(error).__name__} at {place(error)}") from None

        return guarded

    return decorated
