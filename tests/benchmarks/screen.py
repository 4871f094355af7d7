"""What a person sees: the first paint, the workspace, letters while a curve trains, a verdict after a key.

Everything is timed in a pseudo-terminal, from a key or the start of a program until the bytes that paint the answer
have come out. The peers are applications that someone would write with the widgets that come with Textual.
"""

import itertools
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.rows import Amount, Row
from tests.benchmarks.timing import in_turns, python
from tests.benchmarks.tty import Tty
from tests.benchmarks.unit_test import unit_test
from tui_tutor.course import load_exercise, load_lesson, open_course
from tui_tutor.progress import Store

TUTOR = ("-m", "tui_tutor")
PEERS = Path(__file__).with_name("peer_apps")
DESK = "Textual's Markdown and TextArea"
MINIMAL = str(PEERS / "minimal.py")
TRAINED, CHECKED = "perceptron-grad", "linear-regression"
F7, CHECK, END = "\x1b[18~", "\n", "\x1b[1;5F"  # Ctrl+J, Ctrl+End
LETTERS = [chr(code) for code in (*range(0x430, 0x460), *range(0x3B1, 0x3CA), *range(0x10D0, 0x10F1))]
TYPING = 0.03  # seconds between two letters
PAUSE = 0.5  # seconds before a check; a person needs longer
BATCH = 20  # letters for which one training lasts


def rows(amount: Amount) -> Iterator[Row]:
    """The part of the table about the screen."""
    with at_home(TRAINED, _slow_training()) as (text, code):
        yield from _first_paint(amount)
        yield from _workspace(amount, (str(PEERS / "desk.py"), text, code))
    yield from _echo(amount)
    with at_home(CHECKED, _scaled_solution()):
        yield from _verdict(amount)


@contextmanager
def at_home(name: str, code: str) -> Iterator[tuple[str, str]]:
    """A state folder where the learner left off at this exercise with this draft; its text and code as files."""
    course = open_course()
    exercise = load_exercise(course, name)
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        with Store.open() as store:
            store.save_draft(course.id, exercise.id, code, 0)
            store.set_place(course.id, exercise.id)
        step = load_lesson(course, exercise.lesson).steps[0]
        text_file, code_file = Path(home, "text.md"), Path(home, "code.py")
        text_file.write_text(f"{exercise.task}\n\n{step.text}", encoding="utf-8")
        code_file.write_text(code, encoding="utf-8")
        yield str(text_file), str(code_file)
        del os.environ["TUTOR_HOME"]


def _solution(name: str) -> str:
    problem: Any = load_exercise(open_course(), name).problem
    return str(problem.solution)


def _slow_training() -> str:
    """A right gradient that takes its time, so that the curve grows as long as somebody types."""
    return _solution(TRAINED).replace("    return ", "    for _ in range(20_000):\n        pass\n    return ")


def _scaled_solution() -> str:
    """A gradient that is right or wrong by the last line that is typed."""
    return _solution(CHECKED).replace("grad_W = 2", "grad_W = factor * 2") + "\nfactor = 1"


def _first_paint(amount: Amount) -> Iterator[Row]:
    def until(wanted: str, *arguments: str) -> float:
        with Tty(arguments) as terminal:
            return terminal.painted(wanted)

    found = in_turns(
        {
            "map": lambda: until("Continue", *TUTOR),
            "minimal": lambda: until("ready", MINIMAL),
            "pass": python("-c", "pass"),
        },
        amount.rounds,
    )
    yield Row("first paint of the map", found["map"], "a minimal Textual app", found["minimal"], "ms")
    yield Row("first paint of the map", found["map"], "`python -c pass`", found["pass"], "ms")


def _workspace(amount: Amount, desk: tuple[str, ...]) -> Iterator[Row]:
    def opened(arguments: tuple[str, ...], ready: str) -> float:
        with Tty(arguments) as terminal:
            return _open_desk(terminal, ready)

    found = in_turns(
        {"tutor": lambda: opened(TUTOR, "Continue"), "desk": lambda: opened(desk, "ready")},
        (amount.rounds + 1) // 2,
    )
    yield Row("Enter to the workspace, task and code", found["tutor"], DESK, found["desk"], "ms")


def _open_desk(terminal: Tty, ready: str) -> float:
    terminal.painted(ready)
    terminal.paint_for(1.5)  # what is imported after the first paint
    return terminal.answered("\r", "AND gate", "perceptron_gradients")


@contextmanager
def at_desks() -> Iterator[tuple[Tty, Tty]]:
    """The workspace of an exercise, and its peer with the same text and code, both open."""
    home = at_home(TRAINED, _slow_training())
    with home as (text, code), Tty(TUTOR) as tutor, Tty((str(PEERS / "desk.py"), text, code)) as peer:
        _open_desk(tutor, "Continue")
        _open_desk(peer, "ready")
        yield tutor, peer


def _echo(amount: Amount) -> Iterator[Row]:
    mine, theirs = [], []
    with at_desks() as (tutor, peer):
        for number, letter in enumerate(LETTERS[: amount.keys]):
            if number % BATCH == 0:
                tutor.type(F7)
                tutor.paint_for(0.5)
            for terminal, times in ((tutor, mine), (peer, theirs)):
                if number % BATCH == 0:
                    terminal.type("\r")  # a new line, as people write
                terminal.paint_for(TYPING)
                times.append(terminal.answered(letter, letter))
    beside = "Textual's TextArea, nothing else running"
    what = "a letter, while a curve trains"
    yield Row(f"{what}: median", statistics.median(mine), beside, statistics.median(theirs), "ms")
    yield Row(f"{what}: worst of {len(mine)}", max(mine), beside, max(theirs), "ms")


def _verdict(amount: Amount) -> Iterator[Row]:
    """Right and wrong answers in turns, so that what is waited for is never what was there before."""
    counted = itertools.count(1)
    with Tty(TUTOR) as terminal, unit_test() as test:
        terminal.painted("Continue")
        terminal.paint_for(1.5)
        terminal.answered("\r", "gradients", "Two samples")
        terminal.type(END)

        def check() -> float:
            number = next(counted)
            factor = f"1 + {number}e-13" if number % 2 else f"2 + {number}e-3"
            terminal.type(f"\rfactor = {factor}")
            terminal.paint_for(PAUSE)
            return terminal.answered(CHECK, "Right on the shown data" if number % 2 else "does not agree")

        found = in_turns(
            {
                "tutor": check,
                "numpy": python("-c", "import numpy"),
                "pytest": python("-m", "pytest", "-q", test),
            },
            amount.checks,
        )
    what = "a key to the verdict on the screen"
    yield Row(what, found["tutor"], '`python -c "import numpy"`', found["numpy"], "ms")
    yield Row(what, found["tutor"], "pytest on one test", found["pytest"], "ms")
