"""The speed table: every benchmark of this folder, one after the other, in one run.

make bench            all of them
make bench ARGS=rules one of them
"""

import runpy
import sys

PARTS = ("messages", "matching", "rules", "pipeline", "interactive", "cost")


def main() -> None:
    """Run the parts asked for, or all."""
    asked = sys.argv[1:] or list(PARTS)
    unknown = [name for name in asked if name not in PARTS]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]!r}; there are: {', '.join(PARTS)}")
    for name in asked:
        print(f"\n== {name} ==", flush=True)
        sys.argv = [f"bench.{name}"]
        runpy.run_module(f"bench.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
