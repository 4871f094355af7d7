"""Pieces of work in turns, so that a busy moment of the machine hits all of them."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping


def milliseconds(work: Callable[[], object]) -> float:
    """The time of one piece of work."""
    started = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - started)


def python(*arguments: str, **environment: str) -> Callable[[], float]:
    """Milliseconds of a Python process from start to end; its exit code does not matter."""

    def run() -> None:
        subprocess.run(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment},
            check=False,
        )

    return lambda: milliseconds(run)


def in_turns(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of what each piece of work measures, after one turn that does not count."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            value = work()
            if turn:
                found[name].append(value)
    return {name: statistics.median(values) for name, values in found.items()}
