"""What both kinds of fuzzing share: seeds, options, and a run that keeps what broke and goes on."""

import argparse
import hashlib
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "events" / "samples"
_TELL_EVERY_S = 60


@dataclass
class Run:
    """One run: what is tried, when it ends, which places in the code broke a promise and how often."""

    attempt: Callable[[bytes], object]
    found: Path
    until: float
    tried: int = 0
    places: dict[str, int] = field(default_factory=dict)
    told: float = field(default_factory=time.monotonic)

    def one(self, data: bytes) -> None:
        """Tries one input; what it raises is kept, not raised."""
        self.tried += 1
        try:
            self.attempt(data)
        except Exception as error:  # noqa: BLE001  # finding these is the purpose
            self._keep(data, error)
        if time.monotonic() - self.told > _TELL_EVERY_S:
            self.told = time.monotonic()
            self.tell()

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self.until

    def _keep(self, data: bytes, error: Exception) -> None:
        """The first input for each place; thousands that break the same line say nothing more."""
        frame = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}"
        where = f"{Path(frame.filename).name}:{frame.lineno} {what}"[:140]
        known = self.places.get(where, 0)
        self.places[where] = known + 1
        if not known:
            name = hashlib.sha256(where.encode()).hexdigest()[:12]
            (self.found / name).write_bytes(data)
            print(f"BROKEN {where} ({len(data)} bytes, {name})", flush=True)

    def tell(self) -> None:
        """How far the run is."""
        now = time.strftime("%H:%M:%S")
        print(f"{now} {self.tried:,} inputs, {len(self.places)} places broken", flush=True)


def options() -> argparse.Namespace:
    """The command line, its folders made."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--found", type=Path, default=ROOT / ".offing/fuzz/found")
    parser.add_argument("--corpus", type=Path, default=ROOT / ".offing/fuzz/corpus")
    parser.add_argument("files", nargs="*", type=Path)
    chosen = parser.parse_args()
    chosen.found.mkdir(parents=True, exist_ok=True)
    chosen.corpus.mkdir(parents=True, exist_ok=True)
    return chosen


def seeds() -> list[bytes]:
    """The sample messages."""
    return [p.read_bytes() for p in sorted(SAMPLES.rglob("*")) if p.suffix in (".edi", ".xml")]
