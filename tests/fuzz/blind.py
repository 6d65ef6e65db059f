"""Fuzzing of the message readers without looking at coverage, at full speed; or a second look at what broke.

python -m tests.fuzz.blind [--minutes 60] [--found FOLDER]
python -m tests.fuzz.blind FILE…      tries each file once, with the whole traceback
"""

import time
from pathlib import Path
from random import Random

from tests.fuzz.mutations import mutated
from tests.fuzz.reading import try_reading, unguarded
from tests.fuzz.run import Run, options, seeds

# So often an input is kept to be changed further, so that changes add up.
_KEPT = 0.02


def main() -> None:
    """Runs until the time is up."""
    chosen = options()
    with unguarded():
        if chosen.files:
            _again(chosen.files)
        else:
            _mutate(Run(try_reading, chosen.found, time.monotonic() + chosen.minutes * 60))


def _mutate(run: Run) -> None:
    originals, source = seeds(), Random()
    pool = list(originals)
    while not run.over:
        data = mutated(source.choice(pool), source, originals)
        run.one(data)
        if source.random() < _KEPT:
            pool[source.randrange(len(pool))] = source.choice((data, source.choice(originals)))
    run.tell()


def _again(files: list[Path]) -> None:
    for path in files:
        started = time.process_time()
        try_reading(path.read_bytes())
        print(f"{path}: as promised, {time.process_time() - started:.3f} s")


if __name__ == "__main__":
    main()
