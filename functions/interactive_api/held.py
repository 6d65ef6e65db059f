"""What a warm function holds in memory, looked at anew every few seconds."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from offing.kernel.errors import UnavailableError
from offing.kernel.ports import Blobs, Tables
from offing.risk.rules import RuleSet
from offing.risk.scoring import Priors
from offing.risk.weights import WeightsStore
from offing.runtime.artefacts import NoIndex, current_index
from offing.runtime.rulebooks import current_rules
from offing.runtime.settings import InteractiveApiSettings
from offing.watchlists.authorisations import AuthorisationStore, Standing


class Held[T]:
    """One value that is loaded again when it is older than so many seconds; a load that fails keeps nothing."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: tuple[float, T] | None = None

    def get(self, load: Callable[[], T]) -> T:
        """The value, fresh enough."""
        if self._known is None or time.monotonic() - self._known[0] > self._seconds:
            self._known = None
            self._known = (time.monotonic(), load())
        return self._known[1]

    def forget(self) -> None:
        """Load at the next call."""
        self._known = None


_authorised: Held[Standing] = Held(5.0)
_priors: Held[Priors] = Held(60.0)


def index(blobs: Blobs) -> Any:
    """The open watchlist index; none yet is a check that cannot be made."""
    found = current_index(blobs)
    if isinstance(found, NoIndex):
        raise UnavailableError("No watchlist index has been published yet")
    return found


def rules(blobs: Blobs) -> RuleSet:
    """The rules in use."""
    return current_rules(blobs)


def priors(tables: Tables) -> Priors:
    """What results have taught."""
    frozen = InteractiveApiSettings.read().eu_mode
    return _priors.get(lambda: WeightsStore(tables).priors(frozen=frozen))


def authorised(tables: Tables, now: str) -> Standing:
    """The authorisations that stand, by list and entry."""
    return _authorised.get(partial(AuthorisationStore(tables).standing, now))


def forget() -> None:
    """Hold nothing, as in a new process."""
    _authorised.forget()
    _priors.forget()
