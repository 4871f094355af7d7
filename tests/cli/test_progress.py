"""`tutor progress` and `tutor review`."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.test_cli import RIGHT, WRONG, checked, tutor
from tui_tutor.course import open_course
from tui_tutor.progress import Store
from tui_tutor.progress.predictions import keep
from tui_tutor.report import Diagnosis, Report, encode


def attempt(exercise: str, days_ago: float, verdict: str = "correct", kind: str = "", source: str = ""):
    diagnoses = (Diagnosis(kind, None, "told"),) if kind else ()
    report = encode(Report(exercise, "returned", verdict, diagnoses=diagnoses))
    when = datetime.now(UTC) - timedelta(days=days_ago)
    with Store.open() as store:
        store.record_attempt(open_course().id, exercise, "v1", source, "returned", verdict, report, when)


def test_nothing_is_due_at_the_beginning():
    result = tutor("review")
    assert (result.exit_code, result.output) == (0, "Nothing is due for review.\n")


def test_what_was_right_a_while_ago_is_listed_and_what_follows_is_named():
    attempt("linear-regression", 3)
    attempt("transpose-bug", 0.2)
    said = tutor("review").output
    assert "Due for review: 1\n  linear-regression  The check that finds" in said
    assert "right once, due for 2 days" in said
    assert "Then: transpose-bug, in 1 day." in said


def test_a_wrong_answer_brings_it_back_at_once():
    attempt("linear-regression", 2)
    attempt("linear-regression", 0.1, "wrong")
    assert "right once, and wrong since" in tutor("review").output


def test_repeated_mistakes_are_counted_across_exercises():
    for number, exercise in enumerate(("linear-regression", "linear-regression", "logistic-regression")):
        attempt(exercise, 1, "wrong", "mistake:missing-factor-2", str(number))
    assert "missing factor 2: 3 times, in linear-regression, logistic-regression" in tutor("review").output


def test_what_is_due_stands_on_the_map():
    attempt("linear-regression", 3)
    attempt("transpose-bug", 0.2)
    lines = tutor("list").output.split("\n")
    assert [line.split()[2] for line in lines if line.endswith(", due again")] == ["linear-regression"]
    told = json.loads(tutor("list", "--json").output)
    due = [one["id"] for lesson in told["lessons"] for one in lesson["exercises"] if one["due"]]
    assert due == ["linear-regression"]


def test_review_json_is_one_object():
    attempt("linear-regression", 3)
    for number in range(2):
        attempt("transpose-bug", 1, "wrong", "bias-reduction", str(number))
    told = json.loads(tutor("review", "--json").output)
    assert (told["schema"], told["next"]) == (1, None)
    assert [(one["exercise"], one["passes"]) for one in told["due"]] == [("linear-regression", 1)]
    assert told["mistakes"] == [
        {
            "kind": "bias-reduction",
            "name": "a bias that is not summed over the samples",
            "times": 2,
            "exercises": ["transpose-bug"],
        }
    ]


def test_an_exercise_that_the_course_no_longer_has_is_not_due():
    attempt("gone", 3)
    assert "Nothing is due" in tutor("review").output


def test_progress_moves_to_another_machine(tmp_path, monkeypatch):
    checked(tmp_path, WRONG)
    checked(tmp_path, RIGHT)
    file = tmp_path / "progress.json"
    assert tutor("progress", "export", file).exit_code == 0
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "elsewhere"))
    result = tutor("progress", "import", file)
    assert result.exit_code == 0
    assert "2 attempts came in, and 0 drafts newer than yours." in result.output
    assert "✓ correct        linear-regression" in tutor("list").output


def test_a_file_that_is_there_is_not_written_over_unasked(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    result = tutor("progress", "export", file)
    assert (result.exit_code, file.read_text()) == (2, "mine")
    assert "--force" in result.output
    assert tutor("progress", "export", file, "--force").exit_code == 0


@pytest.mark.parametrize("text", [None, "", "{}", "mine"])
def test_a_file_that_is_no_progress_changes_nothing(tmp_path, text):
    file = tmp_path / "notes.txt"
    if text is not None:
        file.write_text(text)
    result = tutor("progress", "import", file)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_show_counts_and_names_the_file(tmp_path):
    checked(tmp_path, RIGHT)
    said = tutor("progress", "show").output
    assert "1 correct" in said
    assert "attempts: 1, the last work on " in said
    assert str(tmp_path / "home") in said


def test_show_counts_predictions_once_there_are_some(tmp_path):
    assert "came true" not in tutor("progress", "show").output
    with Store.open() as store:
        keep(store, open_course().id, "wrong", Report("e", "returned", "wrong"))
    assert "1 of 1 predictions came true" in tutor("progress", "show").output
