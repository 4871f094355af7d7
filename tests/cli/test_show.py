"""`tutor show`: a lesson as text, and its cheat sheet."""

import pytest

from tests.cli.test_cli import tutor
from tests.course import building


@pytest.mark.parametrize("name", ["numerical-gradients", "4", "04"])
def test_a_lesson_is_printed_by_its_name_or_number(name):
    result = tutor("show", name)
    assert result.exit_code == 0
    assert result.output.startswith("# Debugging with numerical gradients")
    assert "## What the step h does" in result.output
    assert "$" not in result.output.replace("\\$", "")
    assert "<!--" not in result.output


def test_its_cheat_sheet_fits_a_page():
    said = tutor("show", "4", "--cheatsheet").output
    assert said.startswith("# 4 Debugging with numerical gradients")
    assert "f(x + h) − f(x − h)" in said
    assert "- twice the slope: the two points are 2h apart" in said
    assert len(said.split("\n")) <= 72


def test_for_a_screen_reader_every_formula_is_a_line():
    assert (
        "(f(x + h) − f(x − h))/(2h) = f′(x) + (h²/6) f‴(x) + ..."
        in tutor("--plain", "show", "4", "--cheatsheet").output
    )


def test_an_exercise_leads_to_its_lesson():
    result = tutor("show", "linear-regression")
    assert result.exit_code == 2
    assert "linear-regression is an exercise, in the lesson numerical-gradients." in result.output


def test_a_lesson_that_is_not_there_is_said_with_those_that_are(tmp_path):
    building.course(tmp_path)
    result = tutor("--course", tmp_path, "show", "line")
    assert result.exit_code == 2
    assert "There is no lesson 'line' in this course. Its lessons: 1 lines." in result.output


def test_a_lesson_without_marks_has_no_sheet(tmp_path):
    building.course(tmp_path)
    result = tutor("--course", tmp_path, "show", "lines", "--cheatsheet")
    assert result.exit_code == 2
    assert "Nothing in this lesson has been marked for a cheat sheet." in result.output
