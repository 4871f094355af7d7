"""`tutor history` and `tutor restore`: what was tried, what changed, and the way back."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from tui_tutor.cli import main
from tui_tutor.course import load_exercise, open_course
from tui_tutor.progress import Store
from tui_tutor.report import Diagnosis, Report, encode

NAME = "linear-regression"
BEGIN = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)


def tutor(*arguments: object):
    return CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)


@pytest.fixture
def course():
    return open_course(None)


@pytest.fixture
def tried(course):
    """Three attempts, the last one right."""
    factor = Diagnosis("factor", "W", "every entry of W is exactly 0.5 times it. A constant is missing.")
    wrong = Report(NAME, "returned", "wrong", message="W does not agree.", diagnoses=(factor,))
    right = Report(NAME, "returned", "correct", message="Right on the shown data.")
    with Store.open() as store:
        for minute, (source, report) in enumerate([("a\n", wrong), ("a\nb\n", wrong), ("a\nc\n", right)]):
            store.record_attempt(
                course.id,
                NAME,
                load_exercise(course, NAME).digest,
                source,
                report.outcome,
                report.verdict,
                encode(report),
                BEGIN + timedelta(minutes=minute),
            )


@pytest.mark.usefixtures("tried")
def test_attempts_are_listed_with_time_verdict_and_reason():
    lines = tutor("history", NAME).output.splitlines()
    when = f"{BEGIN.astimezone():%Y-%m-%d %H:%M}"
    assert lines[0] == f"  1  {when}  ✗ wrong    every entry of W is exactly 0.5 times it."
    assert lines[2].endswith("✓ correct  Right on the shown data.")


@pytest.mark.usefixtures("tried")
def test_one_number_shows_the_report_and_the_text():
    output = tutor("history", NAME, 2).output
    assert "✗ wrong   W does not agree." in output
    assert output.endswith("Your text:\na\nb\n")


@pytest.mark.usefixtures("tried")
def test_two_numbers_show_what_changed():
    assert tutor("history", NAME, 2, 3).output == "From text 2 to text 3:\n  a\n- b\n+ c\n"
    assert "are the same, line by line" in tutor("history", NAME, 2, 2).output


@pytest.mark.usefixtures("tried")
def test_the_solution_is_compared_with_the_best_answer_once_it_is_correct():
    output = tutor("history", NAME, "--solution").output
    assert output.startswith("From your text 3 to the solution:\n- a\n- c\n+ import numpy as np")


def test_the_solution_is_not_compared_before(course):
    with Store.open() as store:
        store.record_attempt(course.id, NAME, "d", "a", "returned", "wrong", b"{}")
    refused = tutor("history", NAME, "--solution")
    assert refused.exit_code == 2
    assert "def gradients" not in refused.output
    tutor("solution", NAME, "--yes")
    assert "+ def gradients" in tutor("history", NAME, "--solution").output


@pytest.mark.usefixtures("tried")
def test_a_restored_text_is_the_draft_and_the_one_before_is_kept(course):
    with Store.open() as store:
        store.save_draft(course.id, NAME, "mine, unchecked", 0)
    assert tutor("restore", NAME, 1).exit_code == 0
    with Store.open() as store:
        assert store.draft(course.id, NAME).text == "a\n"
    assert "kept     another text took its place" in tutor("history", NAME).output
    assert "mine, unchecked" in tutor("history", NAME, 4).output


@pytest.mark.usefixtures("tried")
def test_json_is_one_strict_object():
    told = json.loads(tutor("history", NAME, "--json").output)
    assert (told["schema"], told["exercise"]) == (1, NAME)
    keys = {"number", "when", "outcome", "verdict", "reason", "changed", "source"}
    assert [set(one) for one in told["history"]] == [keys] * 3
    assert json.loads(tutor("history", NAME, 1, "--json").output)["report"]["verdict"] == "wrong"
    compared = json.loads(tutor("history", NAME, 2, 3, "--json").output)
    assert compared["differences"][1] == {"sign": "removed", "text": "b"}


@pytest.mark.usefixtures("tried")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("history", NAME, 9), "has texts 1 to 3"),
        (("history", NAME, 0), "has texts 1 to 3"),
        (("history", NAME, 1, 2, 3), "two to compare them"),
        (("restore", NAME, 9), "has texts 1 to 3"),
        (("history", "mse-grad", 1), "Nothing was tried at mse-grad"),
        (("restore", "shape-error", 1), "shape-error is a question"),
    ],
)
def test_what_is_not_there_is_one_sentence_and_exit_code_two(arguments, says):
    result = tutor(*arguments)
    assert (result.exit_code, says in result.output) == (2, True), result.output


def test_an_empty_history_says_so():
    result = tutor("history", NAME)
    assert (result.exit_code, result.output) == (0, f"Nothing was tried at {NAME} yet.\n")
