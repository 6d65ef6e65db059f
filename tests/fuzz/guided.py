"""Coverage-guided fuzzing of the message readers with atheris; libFuzzer keeps what reaches new code.

    .venv/bin/uv venv --python 3.13 .offing/fuzz/venv
    .venv/bin/uv pip install --python .offing/fuzz/venv/bin/python atheris==3.1.0 orjson anyascii
    PYTHONPATH=.:shared .offing/fuzz/venv/bin/python -m tests.fuzz.guided [--minutes 60]

What breaks a promise is kept under `--found`, one input for each place in the code, and the run goes on.
"""

import hashlib
import sys
import time
from functools import partial
from random import Random

import atheris

from tests.fuzz.mutations import MOST_BYTES, mutated
from tests.fuzz.run import Run, options, seeds

with atheris.instrument_imports(include=["offing.messages", "offing.kernel", "offing.records"]):
    from tests.fuzz.reading import try_reading, unguarded

# Traced code runs so much slower than the code that is deployed.
_SLOWNESS = 4.0


def main() -> None:
    """Runs until the time is up."""
    chosen, originals = options(), seeds()
    for data in originals:
        name = hashlib.sha256(data).hexdigest()[:16]
        (chosen.corpus / name).write_bytes(data)
    run = Run(
        partial(try_reading, slowness=_SLOWNESS),
        chosen.found,
        time.monotonic() + chosen.minutes * 60,
    )

    def change(data: bytes, most: int, seed: int) -> bytes:
        """One input in four is changed by libFuzzer, the others as senders would."""
        made = mutated(data, Random(seed), originals) if seed % 4 else atheris.Mutate(data, most)
        return made[:most]

    arguments = [
        sys.argv[0],
        str(chosen.corpus),
        f"-max_len={MOST_BYTES}",
        f"-max_total_time={int(chosen.minutes * 60)}",
        f"-artifact_prefix={chosen.found}/",
        "-timeout=60",
        "-rss_limit_mb=2048",
        "-verbosity=0",
        "-print_final_stats=1",
    ]
    atheris.Setup(arguments, run.one, custom_mutator=change)
    with unguarded():
        atheris.Fuzz()


if __name__ == "__main__":
    main()
