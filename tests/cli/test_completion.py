"""What the Tab key offers."""

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from tests.course import building
from tui_tutor.cli import main


def offered(*words: str, incomplete: str = "") -> list[str]:
    completion = ShellComplete(main, {}, "tutor", "_TUTOR_COMPLETE")
    return [item.value for item in completion.get_completions(list(words), incomplete)]


def test_commands_are_completed():
    assert offered(incomplete="wa") == ["watch"]


@pytest.mark.parametrize("command", ["check", "watch", "hint", "solution", "reset"])
def test_exercises_are_completed(command):
    assert offered(command, incomplete="linear-reg") == ["linear-regression"]


def test_lessons_are_completed():
    assert offered("show", incomplete="num") == ["numerical-gradients"]


def test_exercises_are_those_of_the_course_that_is_named(tmp_path):
    building.course(tmp_path)
    assert offered("--course", str(tmp_path), "check") == ["fit", "guess"]


def test_a_course_that_cannot_be_read_offers_nothing(tmp_path):
    assert offered("--course", str(tmp_path), "check") == []


def test_a_course_that_is_not_written_plainly_is_completed_as_well(tmp_path):
    building.course(tmp_path, code=building.CODE.replace('"Fit a line"', "'''Fit a line'''"))
    assert offered("--course", str(tmp_path), "check") == ["fit", "guess"]


def test_what_is_broken_is_not_offered_and_hides_nothing(tmp_path):
    building.course(tmp_path, code="no front matter")
    assert offered("--course", str(tmp_path), "check") == ["guess"]
    assert offered("--course", str(tmp_path), "show") == ["lines"]


@pytest.mark.parametrize("words", [("check", "linear-regression"), ("run",)])
def test_a_file_is_left_to_the_shell(words):
    completion = ShellComplete(main, {}, "tutor", "_TUTOR_COMPLETE")
    (item,) = completion.get_completions(list(words), "my")
    assert (item.type, item.value) == ("file", "my")


def test_fish_shows_a_title_with_a_comma_whole():
    """Its line is the kind, a comma, the name with its title: only the first comma divides."""
    assert 'string split --max 1 "," $completion' in CliRunner().invoke(main, ["completion", "fish"]).output
