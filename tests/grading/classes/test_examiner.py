"""Submissions to rows, through the real sandbox."""

import shutil

import pytest

from tests.cli.test_cli import RIGHT, WRONG
from tests.grading.classes.rows import Text
from tui_tutor.course import load_exercise, open_course, shipped_course
from tui_tutor.grading import Checker
from tui_tutor.grading.classes import Examiner, Ledger, LocalWorkers, Submission, grade_all
from tui_tutor.report import as_text
from tui_tutor.sandbox import SandboxError, SubmissionError, open_sandbox

COURSE = open_course()


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path, "tests") as ledger:
        yield ledger


class Desk:
    """An examiner with the workers of this process."""

    def __init__(self, checker, ledger, course=COURSE, *, resume=False, seed=0):
        self.examiner = Examiner(course, ledger, seed=seed, level="sealed", resume=resume)
        self.workers = LocalWorkers(checker, jobs=1, seed=seed, level="sealed")

    def grade(self, *submissions):
        results = grade_all(submissions, self.examiner, self.workers, lambda result: None)
        return results[0] if len(submissions) == 1 else results

    @property
    def reused(self):
        return self.examiner.reused


def examiner(checker, ledger, course=COURSE, *, resume=False, seed=0):
    return Desk(checker, ledger, course, resume=resume, seed=seed)


def submission(text, exercise="linear-regression", problem=""):
    return Submission("ada", exercise, f"ada/{exercise}.py", Text(text), problem)


def test_a_right_answer_is_a_row_with_all_points(checker, ledger):
    result = examiner(checker, ledger).grade(submission(RIGHT))
    assert (result.verdict, result.score, result.max_score) == ("correct", 1.0, 1.0)


def test_feedback_is_what_a_check_prints(checker, ledger):
    result = examiner(checker, ledger).grade(submission(WRONG))
    alone = checker.check(load_exercise(COURSE, "linear-regression"), WRONG)
    assert result.feedback == as_text(alone)
    assert result.feedback.startswith("✗ wrong   W and b do not agree.")
    assert result.diagnoses[0].kind.startswith("mistake:")


def test_a_file_that_cannot_be_read_is_refused(checker, ledger):
    class Unreadable:
        def read(self):
            raise SubmissionError("x.py is a link; name the file itself.")

    result = examiner(checker, ledger).grade(Submission("ada", "linear-regression", "x.py", Unreadable()))
    assert (result.outcome, result.score, result.message) == (
        "refused",
        0.0,
        "x.py is a link; name the file itself.",
    )


def test_a_hostile_submission_costs_nobody_else_anything(checker, ledger):
    grade = examiner(checker, ledger).grade
    assert grade(submission("import os\nos._exit(0)\n")).outcome == "crashed"
    assert grade(submission(RIGHT)).verdict == "correct"


def test_a_resumed_grading_takes_what_is_there(checker, ledger):
    examiner(checker, ledger).grade(submission(WRONG))
    again = examiner(checker, ledger, resume=True)
    first = again.grade(submission(WRONG))
    assert (again.reused, first.verdict) == (1, "wrong")
    assert again.grade(submission(RIGHT)).verdict == "correct"
    assert again.reused == 1


def test_another_seed_is_graded_again(checker, ledger):
    examiner(checker, ledger).grade(submission(RIGHT))
    moved = examiner(checker, ledger, resume=True, seed=7)
    assert moved.grade(submission(RIGHT)).verdict == "correct"
    assert moved.reused == 0


def test_without_resume_everything_is_graded_again(checker, ledger):
    examiner(checker, ledger).grade(submission(RIGHT))
    again = examiner(checker, ledger)
    again.grade(submission(RIGHT))
    assert again.reused == 0


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(shipped_course(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def changed(course, before, after, file="linear-regression.py"):
    path = next(course.glob(f"*/{file}"))
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    return open_course(course)


def test_an_exercise_whose_own_solution_is_wrong_costs_nobody_a_point(checker, ledger, course):
    wrong = changed(course, "return loss_fn(", "return 3.0 * loss_fn(")
    result = examiner(checker, ledger, wrong).grade(submission(RIGHT))
    assert (result.outcome, result.score) == ("fault", None)
    assert "official solution of linear-regression is not correct here" in result.message


def test_a_changed_exercise_is_graded_again(checker, ledger, course):
    examiner(checker, ledger).grade(submission(RIGHT))
    other = changed(course, "title = ", "points = 4\ntitle = ", "linear-regression.md")
    again = examiner(checker, ledger, other, resume=True)
    assert again.grade(submission(RIGHT)).score == 4.0
    assert again.reused == 0


def test_an_exercise_that_cannot_be_read_is_the_courses_fault(checker, ledger, course):
    listed = open_course(course)
    changed(course, "```python starter", "```python", "linear-regression.md")
    result = examiner(checker, ledger, listed).grade(submission(RIGHT))
    assert (result.outcome, result.score) == ("fault", None)
    assert "Its author has to mend this" in result.message


def test_a_sandbox_that_fails_once_is_tried_again(ledger):
    failures = [SandboxError("no more processes")]

    def sometimes():
        if failures:
            raise failures.pop()
        return open_sandbox()

    with Checker(sometimes) as checker:
        assert examiner(checker, ledger).grade(submission(RIGHT)).verdict == "correct"


def test_a_sandbox_that_keeps_failing_is_no_mark(ledger):
    def never():
        raise SandboxError("no more processes")

    with Checker(never) as checker:
        result = examiner(checker, ledger).grade(submission(RIGHT))
    assert (result.outcome, result.score) == ("fault", None)
    assert "no more processes" in result.message


def test_a_check_that_fails_in_the_tutor_is_one_rows_fault(checker, ledger, monkeypatch):
    real = checker.check_together

    def sometimes(exercise, sources, *, seed):
        if "break" in "".join(sources):
            raise RuntimeError("broken")
        return real(exercise, sources, seed=seed)

    monkeypatch.setattr(checker, "check_together", sometimes)
    texts = [RIGHT, "break\n", WRONG]
    class_ = [Submission(f"s{n}", "linear-regression", "x.py", Text(text)) for n, text in enumerate(texts)]
    results = examiner(checker, ledger).grade(*class_)
    assert [result.outcome for result in results] == ["returned", "fault", "returned"]
    assert "The tutor itself failed (RuntimeError: broken)" in results[1].message


def test_a_bug_of_the_tutor_is_one_rows_fault(checker, ledger):
    class Broken:
        def read(self):
            raise RuntimeError("broken")

    result = examiner(checker, ledger).grade(Submission("ada", "linear-regression", "x.py", Broken()))
    assert (result.outcome, result.score) == ("fault", None)
    assert "The tutor itself failed (RuntimeError: broken)" in result.message
