"""Partial credit begins where the starter ends."""

import pytest

from tests.calls.checking import HALF, RIGHT
from tests.grading.building import gradient_exercise
from tui_tutor.grading import Checker
from tui_tutor.grading.credit import beyond_the_starter
from tui_tutor.report import ParameterResult, Report

HALF_W = RIGHT.replace("2 * X.T", "X.T")


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


def test_one_right_array_of_two_earns_half(checker):
    assert checker.check(gradient_exercise(starter=HALF), HALF_W).score == 0.5


def test_the_untouched_starter_earns_nothing(checker):
    exercise = gradient_exercise(starter=HALF_W, digest="half done")
    assert checker.check(exercise, HALF_W).score == 0.0
    assert checker.check(exercise, HALF_W + "# mine now\n").score == 0.0


def test_a_finished_starter_earns_everything(checker):
    assert checker.check(gradient_exercise(starter=HALF_W, digest="half done"), RIGHT).score == 1.0


def test_without_a_checked_starter_there_is_no_credit():
    right = ParameterResult("b", (1,), "correct")
    report = Report("linear", "returned", "wrong", 0.5, (ParameterResult("W", (1,), "wrong"), right))
    assert beyond_the_starter(report, Report("linear", "fault")).score == 0.0
    assert beyond_the_starter(report, Report("linear", "raised")).score == 0.5
