"""A check in a tutor that is open: from the call to the report, in a sandbox that is warm."""

import itertools
import time
from collections.abc import Iterator

from tests.benchmarks.rows import Amount, Row
from tests.benchmarks.timing import in_turns, milliseconds, python
from tests.benchmarks.unit_test import unit_test
from tui_tutor.course import load_exercise, open_course
from tui_tutor.grading import Checker

IDLE = 0.5  # seconds between two checks; a person needs longer


def rows(amount: Amount) -> Iterator[Row]:
    """The part of the table about warm checks."""
    exercise = load_exercise(open_course(), "linear-regression")
    solution = exercise.problem.solution if exercise.problem else ""
    counted = itertools.count(1)
    with Checker() as checker, unit_test() as test:

        def check() -> None:
            # Other last digits every time: equal answers are judged once, and nobody checks the same one twice.
            source = solution.replace("grad_W = 2", f"grad_W = (1 + {next(counted)}e-12) * 2")
            assert source != solution
            assert checker.check(exercise, source).verdict == "correct"

        def prepared() -> float:
            checker.prepare(exercise)
            time.sleep(IDLE)
            return milliseconds(check)

        found = in_turns(
            {
                "prepared": prepared,
                "at once": lambda: milliseconds(check),
                "numpy": python("-c", "import numpy"),
                "pytest": python("-m", "pytest", "-q", test),
            },
            2 * amount.rounds,
        )
    for what, name in (
        ("prepared", "a check, children forked ahead"),
        ("at once", "a check, nothing forked ahead"),
    ):
        yield Row(name, found[what], '`python -c "import numpy"`', found["numpy"], "ms")
        yield Row(name, found[what], "pytest on one test", found["pytest"], "ms")
