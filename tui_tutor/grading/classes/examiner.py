"""One submission to its row: read, looked up, checked, marked. Whatever happens is that row and no other's."""

import threading

import msgspec

from tui_tutor.course import Course, CourseError, Exercise, load_exercise
from tui_tutor.grading.checker import Checker
from tui_tutor.grading.classes.ledger import Ledger, fingerprint
from tui_tutor.grading.classes.marking import mark, refuse
from tui_tutor.grading.classes.records import Result, Submission
from tui_tutor.report import Report
from tui_tutor.sandbox import Level, SubmissionError


class Examiner:
    """Grades submissions of one course, from any number of threads. Each is answered in a fresh process."""

    def __init__(
        self, course: Course, checker: Checker, ledger: Ledger, *, seed: int, level: Level, resume: bool
    ) -> None:
        self._course, self._checker, self._ledger = course, checker, ledger
        self._seed, self._level, self._resume = seed, level, resume
        self._lock = threading.Lock()
        self._exercises: dict[str, Exercise | CourseError] = {}
        self._unfit: dict[str, str] = {}
        self._reused = 0

    @property
    def reused(self) -> int:
        """How many results were taken from an earlier grading."""
        return self._reused

    def grade(self, submission: Submission) -> Result:
        """The row of one submission. Never raises: what fails here is this row's fault."""
        try:
            return self._graded(submission)
        except Exception as error:
            told = (
                f"The tutor itself failed ({type(error).__name__}: {error}). Please report this; it is a bug."
            )
            return refuse(submission, told, outcome="fault")

    def _graded(self, submission: Submission) -> Result:
        exercise = (
            None if self._course.find(submission.exercise) is None else self._loaded(submission.exercise)
        )
        points = exercise.points if isinstance(exercise, Exercise) else 0.0
        if submission.problem or exercise is None:
            return refuse(submission, submission.problem, points)
        if isinstance(exercise, CourseError):
            told = f"This exercise cannot be read. Its author has to mend this: {exercise}"
            return refuse(submission, told, outcome="fault")
        try:
            source = submission.origin.read()
        except SubmissionError as error:
            return refuse(submission, str(error), points)
        key = fingerprint(exercise, source, self._seed, self._level)
        known = self._ledger.known(submission, key) if self._resume else None
        if known is not None:
            with self._lock:
                self._reused += 1
            return known
        result = mark(submission, exercise, self._checked(exercise, source))
        self._ledger.keep(submission, key, result)
        return result

    def _loaded(self, exercise: str) -> Exercise | CourseError:
        with self._lock:
            if exercise not in self._exercises:
                try:
                    self._exercises[exercise] = load_exercise(self._course, exercise)
                except CourseError as error:
                    self._exercises[exercise] = error
            return self._exercises[exercise]

    def _checked(self, exercise: Exercise, source: str) -> Report:
        unfit = self._reason(exercise)
        if unfit:
            return Report(exercise.id, "fault", message=unfit)
        report = self._tried(exercise, source)
        return msgspec.structs.replace(report, sandbox=self._level)

    def _reason(self, exercise: Exercise) -> str:
        """Why nobody can be graded on this exercise here: its own solution does not come out correct.

        Asked once, before the first submission, so that a broken exercise never costs anybody a point.
        """
        with self._lock:
            if exercise.id not in self._unfit:
                self._unfit[exercise.id] = self._own_solution(exercise)
            return self._unfit[exercise.id]

    def _own_solution(self, exercise: Exercise) -> str:
        if exercise.judged == "question" or exercise.problem is None:
            return ""
        report = self._tried(exercise, exercise.problem.solution)
        if report.verdict == "correct":
            return ""
        told = f"the official solution of {exercise.id} is not correct here"
        return f"Nobody can be graded on this: {told} ({report.verdict or report.outcome}: {report.message})"

    def _tried(self, exercise: Exercise, source: str) -> Report:
        """One check; a failure of the sandbox is tried once more."""
        report = self._checker.check(exercise, source, seed=self._seed)
        return self._checker.check(exercise, source, seed=self._seed) if report.outcome == "fault" else report
