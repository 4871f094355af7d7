"""Whether the application answers while it works: `python -m tests.benchmarks.responsiveness [PART ...]`.

The program in a pseudo-terminal, with real keys and the course that ships. Two things are measured:

- for every flow that a person has (`flows.py`), the longest time for which the event loop did not come around, in
  processor time of the thread that draws, because others use the machine too: median and worst of several runs. One
  over 50 ms is a failure, and the exit code is 1;
- how long it takes from the start until a workspace with its lesson stands there, beside the start of a minimal one.

PART is a function of `flows.py`, such as `checking`: only the first is measured then, and only there.
"""

import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.compiled import compile_package
from tests.benchmarks.flows import PARTS, flows
from tests.benchmarks.learner import course_with_large_arrays, remember_attempts
from tests.benchmarks.loop_steps import Step
from tests.benchmarks.screen import MINIMAL
from tests.end_to_end.terminal import Terminal

Row = tuple[str, float, float]
LIMIT = 0.050  # seconds
RUNS = 3
ROUNDS = 5


# How long the loop is away


def longest_steps(parts: Sequence[str]) -> Mapping[str, list[Step]]:
    """For every flow the longest step of the loop in each run."""
    found: dict[str, list[Step]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder, "course")
        course_with_large_arrays(course)
        for run in range(RUNS):
            home = Path(folder, f"home{run}")
            remember_attempts(home, course)
            for name, step in one_run(home, course, parts):
                found[name].append(step)
    return found


def one_run(home: Path, course: Path, parts: Sequence[str]) -> Iterator[tuple[str, Step]]:
    """Every flow once, with its longest step."""
    notes, begin, ended = home / "steps.json", time.monotonic(), []
    command = [sys.executable, "-m", "tests.benchmarks.loop_steps", str(notes), "--course", str(course)]
    with Terminal(command, home) as terminal:
        for name in flows(terminal, parts):
            ended.append((name, time.monotonic()))
        terminal.press("ctrl+q")
        terminal.wait_for_end()
    steps: list[Step] = [tuple(step) for step in json.loads(notes.read_text(encoding="utf-8"))]
    for name, end in ended:
        mine = [step for step in steps if begin <= step[0] < end]
        yield name, max(mine, key=lambda step: step[1], default=(begin, 0.0, 0.0, ""))
        begin = end


def show_steps(parts: Sequence[str]) -> bool:
    """Print a row for every flow; whether none of them kept the loop for too long."""
    print(f"{'the loop is away for at most':<52} {'median':>10} {'worst':>10}   in")
    found = longest_steps(parts)
    for name, steps in found.items():
        _, worst, _, what = max(steps, key=lambda step: step[1])
        median = statistics.median(step[1] for step in steps)
        over = "over 50 ms: " if worst > LIMIT else ""
        print(f"{name:<52} {1e3 * median:7.1f} ms {1e3 * worst:7.1f} ms   {over}{what}", flush=True)
    return all(step[1] <= LIMIT for steps in found.values() for step in steps)


def prepare(home: Path, exercise: str) -> None:
    """A learner who was at this exercise last and has solved it."""
    from tui_tutor.course import load_exercise, open_course
    from tui_tutor.progress import Store

    course = open_course()
    problem = load_exercise(course, exercise).problem
    with Store.open(home) as store:
        store.save_draft(course.id, exercise, (problem.solution if problem else "") + "\n", 0)
        store.set_place(course.id, exercise)


# From nothing to work


def until_shown(home: Path, command: list[str], *shown: str, typed_ahead: str = "") -> float:
    """Seconds from the start of a program until all of that is on its screen."""
    begun = time.perf_counter()
    with Terminal([sys.executable, *command], home) as terminal:
        terminal.press(*typed_ahead)
        terminal.wait_for(*shown)
        return time.perf_counter() - begun


def workspace_ready(home: Path) -> Iterator[Row]:
    """`tutor`, `c`, and the task and the code stand there; in turns with a minimal application's start."""
    prepare(home, "logistic-regression")
    mine, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(until_shown(home, [MINIMAL], "ready"))
        mine.append(until_shown(home, ["-m", "tui_tutor"], "Your code", "def ", "of 13", typed_ahead="c"))
    yield "from the start to a workspace with its lesson", statistics.median(mine), statistics.median(theirs)


def rows() -> Iterator[Row]:
    """Name, value and the value beside which it stands, all in seconds."""
    with tempfile.TemporaryDirectory() as home:
        yield from workspace_ready(Path(home))


def main(parts: Sequence[str]) -> int:
    """Prints both tables; the exit code."""
    compile_package()
    quick = show_steps(parts or PARTS)
    for name, mine, theirs in rows() if not parts else ():
        print(
            f"{name:<60} {1e3 * mine:8.1f} ms   {mine / theirs:6.2f} x   {1e3 * theirs:8.1f} ms", flush=True
        )
    return 0 if quick else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
