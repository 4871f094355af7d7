"""File names of learning platforms."""

import re

import pytest

from tui_tutor.grading.classes import PatternError, compile_pattern

KNOWN = ("linear-regression", "adam")


def match(pattern, *parts, given=False):
    return compile_pattern(pattern, KNOWN, exercise_is_known=given).match(parts)


@pytest.mark.parametrize(
    ("pattern", "path", "student", "exercise"),
    [
        (
            "{student}_{number}_{exercise}.py",
            "Doe_Jane_12345_linear-regression.py",
            "Doe_Jane",
            "linear-regression",
        ),
        ("{student}_{number}_{number}_{exercise}.py", "doejane_123_456_adam.py", "doejane", "adam"),
        ("{student}_LATE_*_{exercise}.py", "doejane_LATE_123_456_adam.py", "doejane", "adam"),
        ("{exercise}-{student}.py", "linear-regression-jane.py", "jane", "linear-regression"),
        (
            "{student}_{number}_assignsubmission_file/*.py",
            "Jane Doe_77_assignsubmission_file/x.py",
            "Jane Doe",
            None,
        ),
        ("{student}.{exercise}.py", "jane.no-such-thing.py", "jane", "no-such-thing"),
    ],
)
def test_a_pattern_says_who_wrote_what(pattern, path, student, exercise):
    found = match(pattern, *path.split("/"), given=exercise is None)
    assert found["student"] == student
    assert found.get("exercise") == exercise


def test_another_name_does_not_fit():
    assert match("{student}_{number}_{exercise}.py", "linear-regression.py") is None


def test_the_rest_of_a_pattern_is_taken_literally():
    assert match("{student}.+_{exercise}.py", "jane.+_adam.py")["student"] == "jane"
    assert match("{student}.+_{exercise}.py", "janexx_adam.py") is None


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{exercise}.py", "needs {student}"),
        ("{student}.py", "needs {exercise}"),
        ("{student}_{student}_{exercise}.py", "{attempt} once"),
        ("{name}_{student}_{exercise}.py", "{name} cannot stand there"),
        ("{student}{exercise}.py", "Something must stand before {exercise}"),
        ("*_*_*_{student}_{exercise}.py", "* at most 2 times"),
        ("x" * 300, "at most 200"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_one_sentence(pattern, says):
    with pytest.raises(PatternError, match=re.escape(says)):
        match(pattern, "x.py")


def test_a_long_name_is_matched_at_once():
    assert match("{student}_*_*_{number}_{exercise}.py", "_" * 250 + ".py") is None


def test_attempts_are_counted_where_a_name_counts_them():
    found = match("{student}_{number}_{exercise}-{attempt}.py", "jane_7_adam-2.py")
    assert (found["student"], found["exercise"], found["attempt"]) == ("jane", "adam", "2")
