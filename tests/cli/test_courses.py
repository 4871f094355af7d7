"""Which courses there are, and using one by its id."""

import json

import pytest

from tests.cli.test_cli import tutor
from tests.course.test_installed import distribution, package, site

__all__ = ["site"]


@pytest.fixture
def lines(site):
    distribution(site, "lines", "[tui_tutor.courses]\nsmall = lines_course\nlost = nowhere_course\n")
    return package(site, "lines_course")


def test_courses_are_listed_with_where_they_are(lines):
    said = tutor("course", "list").output
    assert said.startswith("deep-learning-with-numpy  Deep learning with NumPy")
    assert f"small  A small course, 2 exercises, version 1, from lines\n    {lines.resolve()}" in said
    assert "lost  from lines: cannot be used, there is no folder nowhere_course" in said


def test_courses_as_json(lines):
    told = json.loads(tutor("course", "list", "--json").output)
    assert told["schema"] == 1
    small = next(course for course in told["courses"] if course["id"] == "small")
    assert (small["exercises"], small["folder"], small["problem"]) == (2, str(lines.resolve()), None)


def test_an_installed_course_is_used_by_its_id(lines):
    assert "Fit a line" in tutor("--course", "small", "list").output
    assert "numerical-gradient-from-scratch" in tutor("--course", "deep-learning-with-numpy", "list").output


def test_a_course_that_cannot_be_used_says_why(lines):
    result = tutor("--course", "lost", "list")
    assert result.exit_code == 2
    assert "no folder nowhere_course" in result.output


def test_an_id_that_is_none_is_said():
    result = tutor("--course", "nothing", "list")
    assert result.exit_code == 2
    assert "no installed course has that id" in result.output
