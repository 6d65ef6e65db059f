"""Steps of an answer, each within its time: check-in waits, and what does not answer costs the check only."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from offing.kernel.errors import OffingError
from offing.runtime.telemetry import logger, place

# Step → the longest it may take, in seconds. What is in memory needs a thousandth of it.
SECONDS = {
    "door": 1.0,
    "archive": 1.5,
    "index": 1.0,
    "rules": 0.5,
    "statistics": 0.5,
    "authorisations": 0.5,
    "check": 1.0,
    "judgements": 0.5,
    "records": 0.5,
    "answers": 0.5,
}
# A step that hangs keeps its thread until its connection times out: with all taken, answers are "unchecked" at once.
_threads = ThreadPoolExecutor(max_workers=32, thread_name_prefix="step")
_SERVER = 500


class StepFailedError(Exception):
    """A step that did not answer in its time, or failed."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class Steps:
    """The steps of one call, which together have `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def run[T](self, step: str, work: Callable[[], T]) -> T:
        """What the work gives; refusals pass as they are, everything else becomes StepFailedError."""
        left = self._until - time.monotonic()
        future = _threads.submit(work)
        try:
            return future.result(timeout=max(0.0, min(SECONDS[step], left)))
        except OffingError as error:
            if error.status < _SERVER:
                raise
            raise self._failed(step, error) from None
        except Exception as error:  # noqa: BLE001  # whatever it is, the carrier gets an answer
            future.cancel()
            raise self._failed(step, error) from None

    @staticmethod
    def _failed(step: str, error: Exception) -> StepFailedError:
        logger.warning(
            "step failed", extra={"step": step, "kind": type(error).__name__, "place": place(error)}
        )
        return StepFailedError(step)
