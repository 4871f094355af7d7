"""The four rules: from a report to points."""

import math

import pytest
from hypothesis import given

from tests.grading.classes.rows import CORRECT, FAULT, HALF, RAISED, UNDECIDED, refused, reports, row
from tui_tutor.report import Report


def test_a_correct_answer_earns_all_points():
    assert (row(CORRECT, points=3.0).score, row(CORRECT, points=3.0).max_score) == (3.0, 3.0)


def test_a_wrong_answer_earns_its_share_of_the_points():
    assert row(HALF, points=3.0).score == 1.5


@pytest.mark.parametrize("outcome", ["raised", "timed out", "out of memory", "crashed", "refused"])
def test_what_did_not_return_earns_nothing(outcome):
    assert row(Report("linear", outcome, score=0.7)).score == 0.0


def test_doubt_earns_nothing_and_asks_a_person():
    assert row(UNDECIDED).score == 0.0
    assert "a person decides" in row(UNDECIDED).flag


def test_a_learners_error_needs_no_person():
    assert row(RAISED).flag == row(HALF).flag == ""


def test_a_fault_is_no_mark_and_asks_a_person():
    assert row(FAULT).score is None
    assert "no mark" in row(FAULT).flag


@pytest.mark.parametrize(
    "report",
    [
        Report("linear", "returned", "correct", 0.5),
        Report("linear", "returned", "wrong", 1.0),
        Report("linear", "returned", "wrong", math.nan),
        Report("linear", "returned", None, 1.0),
        Report("linear", "fault", "correct", 1.0),
    ],
)
def test_a_report_that_contradicts_itself_is_never_a_mark(report):
    assert (row(report).outcome, row(report).score) == ("fault", None)


def test_a_file_that_cannot_be_taken_is_a_row_of_its_own():
    result = refused("it is a link", points=2.0)
    assert (result.outcome, result.verdict, result.score, result.max_score) == ("refused", None, 0.0, 2.0)
    assert result.flag


def test_the_evidence_of_a_diagnosis_stays_behind():
    assert not hasattr(row(HALF).diagnoses[0], "evidence")


@given(reports)
def test_full_points_are_given_for_correct_answers_only(report):
    result = row(report)
    if result.score == result.max_score:
        assert (report.outcome, report.verdict, report.score) == ("returned", "correct", 1.0)
    assert result.score is None or 0.0 <= result.score <= result.max_score
    assert math.isfinite(result.seconds)
