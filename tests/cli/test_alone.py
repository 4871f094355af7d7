"""`tutor` without a word more opens the application at once; whatever is unusual is left to the command line."""

import subprocess
import sys

import pytest

from tui_tutor.app import start as starting
from tui_tutor.cli import alone


@pytest.fixture
def at_a_terminal(monkeypatch):
    monkeypatch.setattr(alone, "is_terminal", lambda: True)
    monkeypatch.setattr(sys, "argv", ["tutor"])
    monkeypatch.delenv("TUTOR_COURSE", raising=False)


def test_the_application_opens_with_the_course_that_ships(at_a_terminal, monkeypatch):
    seen = []
    monkeypatch.setattr(starting, "start", lambda course, store: seen.append((course.id, store)) or 0)
    assert alone.application() == 0
    assert [course for course, _ in seen] == ["deep-learning-with-numpy"]


@pytest.mark.parametrize("more", [["--plain"], ["list"], ["--course", "x"]])
def test_more_words_are_for_the_command_line(at_a_terminal, monkeypatch, more):
    monkeypatch.setattr(sys, "argv", ["tutor", *more])
    assert alone.application() is None


def test_another_course_and_a_pipe_are_for_the_command_line(at_a_terminal, monkeypatch):
    monkeypatch.setenv("TUTOR_COURSE", "elsewhere")
    assert alone.application() is None
    monkeypatch.delenv("TUTOR_COURSE")
    monkeypatch.setattr(alone, "is_terminal", lambda: False)
    assert alone.application() is None


def test_a_course_that_cannot_be_read_is_told_by_the_command_line(at_a_terminal, monkeypatch):
    from tui_tutor import course

    def broken():
        raise course.CourseError("course.toml", "it is not there")

    monkeypatch.setattr(course, "open_course", broken)
    assert alone.application() is None


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "Stopped."),
        (OSError(28, "No space left on device"), 3, "The tutor could not go on: [Errno 28]"),
        (RuntimeError("odd"), 3, "The tutor itself failed. Please report the lines above; it is a bug."),
    ],
)
def test_what_nobody_foresaw_ends_with_a_sentence_and_never_with_one(
    at_a_terminal, monkeypatch, capsys, error, code, told
):
    def fails(course, store):
        raise error

    monkeypatch.setattr(starting, "start", fails)
    assert alone.application() == code
    assert told in capsys.readouterr().err


def test_nothing_of_the_command_lines_library_is_imported():
    code = (
        "import sys; sys.argv = ['tutor']\n"
        "from tui_tutor.cli import alone\n"
        "alone.is_terminal = lambda: True\n"
        "from tui_tutor.app import start\n"
        "start.start = lambda course, store: print('click' in sys.modules) or 0\n"
        "alone.application()"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
