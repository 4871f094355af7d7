"""The loop of `tutor watch`, its keyboard a pipe."""

import os

import msgspec
import pytest

from tests.course import building
from tui_tutor.course import load_exercise
from tui_tutor.grading import Checker
from tui_tutor.plain.watch import Watch
from tui_tutor.progress import Store
from tui_tutor.progress.working_copy import WorkingCopy


@pytest.fixture
def keyboard():
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def watched(tmp_path, keyboard, keys: bytes, **changes) -> list[str]:
    """What is said while these keys come; the keyboard is gone after them."""
    course = building.course(tmp_path)
    exercise = msgspec.structs.replace(load_exercise(course, "fit"), **changes)
    said: list[str] = []
    os.write(keyboard[1], keys)
    os.close(keyboard[1])
    with Store.open() as store, Checker() as checker:
        copy = WorkingCopy(store, course.id, exercise.id, exercise.starter)
        Watch(course, exercise, store, checker, copy, said.append).run(keyboard[0])
    return said


def test_it_says_which_file_to_edit(tmp_path, keyboard):
    said = watched(tmp_path, keyboard, b"q\n")
    assert said[0].startswith("fit: Fit a line\nYour file: ")
    assert "fit.py\nEvery save is checked. Enter checks it by hand" in said[0]


def test_a_keyboard_that_goes_away_ends_it(tmp_path, keyboard):
    assert len(watched(tmp_path, keyboard, b"")) == 1


def test_a_fault_of_the_tutors_own_is_not_swallowed(tmp_path, keyboard):
    with pytest.raises(ValueError, match="has no problem file"):
        watched(tmp_path, keyboard, b"\n", problem=None)
