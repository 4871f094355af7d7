"""Texts to marks, a batch at a time: checked together, a broken exercise found out first. Names are not needed."""

import threading
from collections.abc import Sequence

import msgspec

from tui_tutor.course import Exercise
from tui_tutor.grading.checker import Checker
from tui_tutor.grading.classes.marking import mark, refuse
from tui_tutor.grading.classes.records import Mark
from tui_tutor.report import Report
from tui_tutor.sandbox import Level


class Marker:
    """Marks texts in one sandbox, from any number of threads."""

    def __init__(self, checker: Checker, *, seed: int, level: Level) -> None:
        """`level` is written into every report when it is less than sealed."""
        self._checker, self._seed = checker, seed
        self._overridden = None if level == "sealed" else level
        self._lock = threading.Lock()
        self._unfit: dict[str, str] = {}

    def marks(self, exercise: Exercise, sources: Sequence[str]) -> list[Mark]:
        """A mark for each text, in their order. Never raises: what fails here is that text's fault alone."""
        try:
            return self._marks(exercise, sources)
        except Exception as error:
            if len(sources) > 1:
                return [mark for source in sources for mark in self.marks(exercise, [source])]
            told = (
                f"The tutor itself failed ({type(error).__name__}: {error}). Please report this; it is a bug."
            )
            return [refuse(exercise.id, told, exercise.points, outcome="fault") for _ in sources]

    def stop(self) -> None:
        """Ends what is under way; its marks have the outcome `cancelled`."""
        self._checker.cancel()

    def _marks(self, exercise: Exercise, sources: Sequence[str]) -> list[Mark]:
        unfit = self._reason(exercise)
        if unfit:
            return [refuse(exercise.id, unfit, exercise.points, outcome="fault") for _ in sources]
        reports = self._checker.check_together(exercise, sources, seed=self._seed)
        marks = []
        for report, source in zip(reports, sources, strict=True):
            report = self._tried_again(exercise, source, report)
            marks.append(mark(exercise, msgspec.structs.replace(report, sandbox=self._overridden), source))
        return marks

    def _reason(self, exercise: Exercise) -> str:
        """Why nobody can be graded on this exercise here: its own solution does not come out correct.

        Asked once, before the first submission, so that a broken exercise never costs anybody a point.
        """
        with self._lock:
            if exercise.digest not in self._unfit:
                self._unfit[exercise.digest] = self._own_solution(exercise)
            return self._unfit[exercise.digest]

    def _own_solution(self, exercise: Exercise) -> str:
        if exercise.judged == "question" or exercise.problem is None:
            return ""
        solution = exercise.problem.solution
        report = self._checker.check(exercise, solution, seed=self._seed)
        report = self._tried_again(exercise, solution, report)
        if report.verdict == "correct":
            return ""
        told = f"the official solution of {exercise.id} is not correct here"
        return f"Nobody can be graded on this: {told} ({report.verdict or report.outcome}: {report.message})"

    def _tried_again(self, exercise: Exercise, source: str, report: Report) -> Report:
        """A failure of the sandbox is tried once more."""
        return self._checker.check(exercise, source, seed=self._seed) if report.outcome == "fault" else report
