"""How long a person waits, as ratios measured in one run: `python -m tests.benchmarks.latency`.

Everything is compared with what the same machine needs at the same moment for `python -c pass` or
`python -c "import numpy"`, in alternation, and medians are printed.
"""

import itertools
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tui_tutor.course import Exercise, load_exercise, open_course
from tui_tutor.grading import Checker

ROUNDS = 11
IDLE = 0.5  # seconds between two checks; a person needs longer
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("ready")
Minimal().run()
"""


def seconds(work: Callable[[], object]) -> float:
    """The time of one piece of work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run(*arguments: str) -> Callable[[], object]:
    """A Python process from start to end; its exit code does not matter."""
    return lambda: subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False)


def paint(wanted: bytes, *arguments: str) -> Callable[[], object]:
    """A Python process in a pseudo-terminal until `wanted` is painted."""

    def work() -> None:
        pid, master = pty.fork()
        if pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
            os.execv(sys.executable, [sys.executable, *arguments])
        seen = b""
        while wanted not in seen:
            seen += os.read(master, 1 << 16)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(master)

    return work


def alternating(*works: Callable[[], object]) -> list[float]:
    """Medians of several pieces of work, measured in turns so that a busy moment hits all of them."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(ROUNDS):
        for kept, work in zip(times, works, strict=True):
            kept.append(seconds(work))
    return [statistics.median(kept) for kept in times]


def row(what: str, mine: float, peer: str, theirs: float) -> None:
    """One line of the table."""
    print(f"{what:<46} {mine * 1e3:8.1f} ms   {mine / theirs:6.2f} x   {peer} ({theirs * 1e3:.1f} ms)")


def exercise_and_solution() -> tuple[Exercise, str]:
    """What is checked here."""
    exercise = load_exercise(open_course(), "linear-regression")
    return exercise, exercise.problem.solution if exercise.problem else ""


def warm_checks() -> None:
    """A whole check from call to report, in a sandbox that is warm."""
    exercise, solution = exercise_and_solution()
    numpy_import = run("-c", "import numpy")
    with Checker() as checker:
        checker.check(exercise, solution)

        counted = itertools.count(1)

        def unprepared() -> None:
            # Other last digits every time: equal answers are judged once, and nobody checks the same one twice.
            source = solution.replace("grad_W = 2", f"grad_W = (1 + {next(counted)}e-12) * 2")
            assert source != solution
            assert checker.check(exercise, source).verdict == "correct"

        prepared_times, unprepared_times, numpy_times = [], [], []
        for _ in range(3 * ROUNDS):
            checker.prepare(exercise)
            time.sleep(IDLE)
            prepared_times.append(seconds(unprepared))
            unprepared_times.append(seconds(unprepared))
            numpy_times.append(seconds(numpy_import))
    theirs = statistics.median(numpy_times)
    row("check, children forked ahead", statistics.median(prepared_times), 'python -c "import numpy"', theirs)
    row(
        "check, nothing forked ahead", statistics.median(unprepared_times), 'python -c "import numpy"', theirs
    )


def main() -> None:
    """Prints the table."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever uses it has compiled files
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        answer = Path(home, "answer.py")
        answer.write_text(exercise_and_solution()[1], "utf-8")
        tutor = ("-m", "tui_tutor")
        version, listed, nothing = alternating(
            run(*tutor, "--version"), run(*tutor, "list"), run("-c", "pass")
        )
        click, check, numpy_import = alternating(
            run("-c", "import click"),
            run(*tutor, "check", "linear-regression", str(answer)),
            run("-c", "import numpy"),
        )
        row("tutor --version", version, "python -c pass", nothing)
        row("tutor --version", version, 'python -c "import click"', click)
        row("tutor list", listed, "python -c pass", nothing)
        row("tutor check, cold", check, 'python -c "import numpy"', numpy_import)
        warm_checks()
        map_painted, minimal = alternating(paint(b"Continue", *tutor), paint(b"ready", "-c", MINIMAL))
        row("first paint of the map", map_painted, "minimal Textual application", minimal)


if __name__ == "__main__":
    main()
