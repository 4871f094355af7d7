"""`tutor course check`: exit codes, JSON, and parts of a course."""

import json

import pytest

from tests.cli.test_cli import tutor
from tests.grading.proving import PROSE, TEXT, change, course, line_of, pattern

__all__ = ["course", "pattern"]


def test_a_course_that_is_proved_ends_with_0(course):
    result = tutor("course", "check", course)
    assert result.exit_code == 0
    assert "1 lesson, 2 exercises: no errors in " in result.stdout


def test_an_error_of_the_author_ends_with_1_and_names_the_line(course):
    change(course, PROSE, r"\frac{k}{2}", r"\fracc{k}{2}")
    result = tutor("course", "check", course)
    assert result.exit_code == 1
    line = line_of(course, PROSE, r"\fracc")
    assert (
        f'{course / PROSE}:{line}: this formula has an unknown command: \\fracc. Did you mean "\\frac"?'
        in (result.stdout)
    )
    found = json.loads(tutor("course", "check", course, "--json").stdout)
    assert (found["schema"], found["findings"][0]["line"]) == (1, line)


def test_parts_of_a_course_are_proved_alone(course):
    change(course, TEXT, "print(round(", "print(1 / 0, round(")
    result = tutor("course", "check", course, "--exercise", "spring-direction")
    assert (result.exit_code, result.stdout.split(":")[0]) == (0, "0 lessons, 1 exercise")
    result = tutor("course", "check", course, "--lesson", "first-steps")
    assert (result.exit_code, result.stdout.split("\n")[1].split(":")[0]) == (1, "1 lesson, 2 exercises")


@pytest.mark.parametrize(("option", "name"), [("--lesson", "first-step"), ("--exercise", "spring-gradent")])
def test_a_part_that_is_not_there_is_said(course, option, name):
    result = tutor("course", "check", course, option, name)
    assert result.exit_code == 2
    assert name in result.output
