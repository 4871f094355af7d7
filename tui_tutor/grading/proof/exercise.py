"""The proof of one exercise: what must be right is right, what must be wrong is wrong and gets its own message."""

import math
from collections.abc import Callable, Iterator

from tui_tutor.course import CourseError, Exercise
from tui_tutor.grading.checker import Checker
from tui_tutor.grading.curve_records import CurvePoints
from tui_tutor.grading.proof.records import Finding
from tui_tutor.grading.proof.sizes import unequal_sizes
from tui_tutor.grading.requests import problem_of
from tui_tutor.report import Report, headline

HIDDEN = 20  # hidden draws that a solution has to be right on

Part = Callable[[Checker, Exercise], Iterator[Finding]]


def prove_exercise(checker: Checker, exercise: Exercise) -> list[Finding]:
    """Everything that is wrong with one exercise."""
    parts: list[Part] = [_facts, _series]
    parts += [_choices] if exercise.judged == "question" else [_solution, _starter, _mistakes, _curve]
    return [found for part in parts for found in part(checker, exercise)]


def _in_prose(exercise: Exercise, problem: str) -> Finding:
    return Finding(str(exercise.path), problem, None, exercise.id)


def _in_problem(exercise: Exercise, problem: str) -> Finding:
    return Finding(str(problem_of(exercise).path), problem, None, exercise.id)


def _solution(checker: Checker, exercise: Exercise) -> Iterator[Finding]:
    """Right on the shown and on many hidden draws, in the learner's own way and time."""
    report = checker.check(exercise, problem_of(exercise).solution, hidden=HIDDEN)
    if report.verdict != "correct":
        where = ", ".join(draw.draw for draw in report.draws if draw.verdict != "correct")
        on = f" (not correct on: {where})" if where else ""
        yield _in_problem(exercise, f"the official solution is not correct{on}. {_why(report)}")
        return
    for note in report.notes:
        yield _in_problem(exercise, f"checking the official solution leaves a doubt: {note}")
    for problem in unequal_sizes(checker.draws(exercise, hidden=HIDDEN)):
        yield _in_problem(exercise, problem)


def _starter(checker: Checker, exercise: Exercise) -> Iterator[Finding]:
    report = checker.check(exercise, exercise.starter)
    if report.verdict == "correct":
        yield _in_prose(exercise, "the starter is correct already. Leave something to do.")
    elif report.outcome == "fault":
        yield _in_problem(exercise, f"the starter cannot be judged. {_why(report)}")


def _mistakes(checker: Checker, exercise: Exercise) -> Iterator[Finding]:
    """Each is rejected, and answered with its own message and no other's."""
    for mistake in exercise.mistakes:
        report = checker.check(exercise, mistake.source)
        kinds = [diagnosis.kind for diagnosis in report.diagnoses]
        named = [kind.removeprefix("mistake:") for kind in kinds if kind.startswith("mistake:")]
        about = f'the mistake "{mistake.name}"'
        if report.outcome == "fault" or report.verdict == "correct":
            yield _in_prose(exercise, f"{about} is not rejected: {headline(report)}")
        elif mistake.name not in named:
            got = f'it gets the message of "{named[0]}"' if named else "it gets no message of this exercise"
            yield _in_prose(exercise, f"{about} is not recognised: {got}. {_why(report)}")
        elif len(named) > 1:
            others = ", ".join(f'"{name}"' for name in named if name != mistake.name)
            yield _in_prose(
                exercise,
                f"{about} cannot be told from {others} on any draw. Merge them, or draw data that differ.",
            )


def _choices(checker: Checker, exercise: Exercise) -> Iterator[Finding]:
    if exercise.number is not None:
        report = checker.check(exercise, f"answer = {exercise.number.value!r}\n")
        if report.verdict != "correct":
            yield _in_prose(exercise, f"the right number is judged as {headline(report)}")
    for choice in exercise.choices:
        report = checker.check(exercise, f"answer = {choice.id!r}\n")
        if (report.verdict == "correct") != choice.correct:
            yield _in_prose(exercise, f'the choice "{choice.id}" is judged as {headline(report)}')


def _facts(checker: Checker, exercise: Exercise) -> Iterator[Finding]:
    """The assertions that a question rests on."""
    if exercise.problem is None or not exercise.problem.has_facts:
        return
    reason = checker.facts(exercise)
    if reason:
        yield _in_problem(exercise, f"facts(rng) does not hold: {reason}")


def _series(checker: Checker, exercise: Exercise) -> Iterator[Finding]:
    """The live plot can be drawn at every position of its slider."""
    if exercise.explore is None:
        return
    for value in exercise.explore.values:
        try:
            drawn = checker.explore(exercise, value)
        except CourseError as error:
            yield _in_problem(exercise, error.problem)
            return
        missing = {exercise.explore.x, *exercise.explore.y} - drawn.keys()
        if missing:
            yield _in_problem(exercise, f"series({value:g}) does not return {', '.join(sorted(missing))}")
            return


def _curve(checker: Checker, exercise: Exercise) -> Iterator[Finding]:
    """The right gradient trains: the loss stays finite and ends lower than it began."""
    if exercise.curve is None:
        return
    losses: list[float] = []

    def keep(points: CurvePoints) -> None:
        if points.series == "true":
            losses.extend(points.losses)

    end = checker.curve(exercise, problem_of(exercise).solution, keep)
    if not losses or not math.isfinite(losses[-1]) or losses[-1] >= losses[0]:
        yield _in_problem(exercise, f"the loss curve of the official solution does not fall. {end.message}")


def _why(report: Report) -> str:
    detail = report.diagnoses[0].message if report.diagnoses else ""
    return f"{headline(report)} {detail}".strip()
