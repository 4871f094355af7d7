"""Every figure that the README stands on: one command, one table, every row a ratio that is measured in this run.

    python -m tests.benchmarks [--smoke] [PART ...]

PART is one of: screen, command, check, judge, gradient, class, hour, size; all of them without one. Each row measures
the tutor and the peer that a user would pick, in turns, so that a machine that is busy slows both. `--smoke` measures
each once, which proves that everything can be measured and nothing else. Peers that are not installed say so; they
come with the extra `peers`.
"""

import argparse
import multiprocessing
import os
import platform
import sys
from datetime import date

from tests.benchmarks.compiled import compile_package
from tests.benchmarks.parts import PARTS, show
from tests.benchmarks.rows import FULL, HEAD, SMOKE
from tests.benchmarks.versions import versions


def main() -> None:
    """Print the table, row by row as it is measured."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Ratios, measured here and now."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--smoke", action="store_true", help="each once: can everything be measured?")
    wanted = parser.parse_args()
    if unknown := [part for part in wanted.parts if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]!r}: {', '.join(PARTS)}")
    compile_package()
    amount = SMOKE if wanted.smoke else FULL
    print(f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, {versions()}\n\n{HEAD}", flush=True)
    for part in wanted.parts or PARTS:
        # Each in a process of its own: what one imports must not stand in the memory of the next.
        process = multiprocessing.get_context("spawn").Process(target=show, args=(part, amount))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(f"the part {part!r} failed")


if __name__ == "__main__":
    main()
