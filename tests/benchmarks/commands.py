"""How long a shell waits: version, list, completion, and a check by a process that has to start."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.rows import Amount, Row
from tests.benchmarks.timing import in_turns, python
from tests.benchmarks.unit_test import unit_test
from tui_tutor.course import load_exercise, open_course

TUTOR = ("-m", "tui_tutor")
TABS = {"a command": "tutor wa", "an option": "tutor check --js", "an exercise": "tutor check lin"}
NOTHING, CLICK, NUMPY = "`python -c pass`", '`python -c "import click"`', '`python -c "import numpy"`'


def rows(amount: Amount) -> Iterator[Row]:
    """The part of the table about the command line."""
    with tempfile.TemporaryDirectory() as home, unit_test() as test:
        os.environ["TUTOR_HOME"] = home
        answer = Path(home, "linear-regression.py")
        exercise = load_exercise(open_course(), "linear-regression")
        answer.write_text(exercise.problem.solution if exercise.problem else "", encoding="utf-8")
        # The installed `tutor` calls itself so; this way it needs not be on the path.
        program = ("-c", "import sys; sys.argv[0] = 'tutor'; from tui_tutor.__main__ import main; main()")
        found = in_turns(
            {
                "version": python(*TUTOR, "--version"),
                "list": python(*TUTOR, "list"),
                **{what: python(*program, **_tab(words)) for what, words in TABS.items()},
                NOTHING: python("-c", "pass"),
                CLICK: python("-c", "import click"),
                "check": python(*TUTOR, "check", "linear-regression", str(answer)),
                NUMPY: python("-c", "import numpy"),
                "pytest": python("-m", "pytest", "-q", test),
            },
            amount.rounds,
        )
    for what, name in (
        ("tutor --version", "version"),
        ("tutor list", "list"),
        *((f"Tab completes {what}", what) for what in TABS),
    ):
        yield Row(what, found[name], NOTHING, found[NOTHING], "ms")
        yield Row(what, found[name], CLICK, found[CLICK], "ms")
    yield Row("tutor check, cold", found["check"], NUMPY, found[NUMPY], "ms")
    yield Row("tutor check, cold", found["check"], "pytest on one test", found["pytest"], "ms")


def _tab(words: str) -> dict[str, str]:
    """What bash says when Tab is pressed behind the last of these words."""
    return {"_TUTOR_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
