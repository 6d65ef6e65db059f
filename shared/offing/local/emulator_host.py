"""Runs the AWS emulator with our repairs; started with the Python of `.tools/emulator`, not ours."""

from __future__ import annotations

import asyncio
import os
import sys
from importlib import metadata

VERSION = "1.5.33"


def main() -> None:
    """Check the version, apply the repairs, serve until stopped."""
    found = metadata.version("ministack")
    if found != VERSION:
        sys.exit(
            f"The local emulator is ministack {found}, but the repairs in emulator_fixes.py are for "
            f"{VERSION} only. Run `make clean setup`, or adapt the repairs and requirements-emulator.in."
        )
    os.environ.pop(
        "PYTHONPATH", None
    )  # ours, for this import; the Lambda processes must not see it
    from offing.local.emulator_fixes import FIXES  # noqa: PLC0415  # only after the version is known to fit

    for fix in FIXES:
        fix()
    serve(int(os.environ["OFFING_LISTEN"]))


def serve(descriptor: int) -> None:
    """Serve on a socket that is open already, so that no other program can have taken the port."""
    # Known to the emulator's Python only.
    from hypercorn.asyncio import serve as answer  # type: ignore[import-not-found]  # noqa: PLC0415
    from hypercorn.config import Config  # type: ignore[import-not-found]  # noqa: PLC0415
    from ministack.app import app  # noqa: PLC0415  # reads the repaired names

    config = Config()
    config.bind = [f"fd://{descriptor}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.5  # idle connections of clients must not hold up `offing down`
    config.loglevel = os.environ.get("LOG_LEVEL", "WARNING")
    asyncio.run(answer(app, config))


if __name__ == "__main__":
    main()
