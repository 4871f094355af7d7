"""The proof of one exercise: what must be right is right, what must be wrong is wrong and gets its own message."""

import math
from collections.abc import Callable, Iterator

from tui_tutor.course import CourseError, Exercise
from tui_tutor.course.places import Places, places_of
from tui_tutor.grading.checker import Checker
from tui_tutor.grading.curve_records import CurvePoints
from tui_tutor.grading.proof.data import unsound_data
from tui_tutor.grading.proof.records import Finding
from tui_tutor.grading.requests import problem_of
from tui_tutor.report import Report, headline

HIDDEN = 20  # hidden draws that a solution has to be right on

Part = Callable[[Checker, Exercise, Places], Iterator[Finding]]


def prove_exercise(checker: Checker, exercise: Exercise) -> list[Finding]:
    """Everything that is wrong with one exercise. Raises CourseError when its files change under the proof.

    Mistakes are changes of the solution: as long as that is not right, nothing is said about them.
    """
    places = places_of(exercise)
    question = exercise.judged == "question"
    first: list[Part] = [_facts, _series, _messages, _answers if question else _solution]
    found = [finding for part in first for finding in part(checker, exercise, places)]
    if found or question:
        return found
    then: list[Part] = [_starter, _mistakes, _curve]
    return [finding for part in then for finding in part(checker, exercise, places)]


def _in_prose(exercise: Exercise, line: int | None, problem: str) -> Finding:
    return Finding(str(exercise.path), problem, line, exercise.id)


def _in_problem(exercise: Exercise, line: int | None, problem: str) -> Finding:
    return Finding(str(problem_of(exercise).path), problem, line, exercise.id)


def _facts(checker: Checker, exercise: Exercise, places: Places) -> Iterator[Finding]:
    """The assertions that the text rests on."""
    if exercise.problem is None or not exercise.problem.has_facts:
        return
    report = checker.facts(exercise)
    if report is not None:
        problem = f"facts(rng) does not hold: {_reason(report)} Mend the text or the fact."
        yield _in_problem(exercise, _line(report) or places.functions.get("facts"), problem)


def _series(checker: Checker, exercise: Exercise, places: Places) -> Iterator[Finding]:
    """The live plot can be drawn at every position of its slider."""
    explore = exercise.explore
    if explore is None:
        return
    line = places.functions.get("series")
    for value in explore.values:
        try:
            drawn = checker.explore(exercise, value)
        except CourseError as error:
            yield _in_problem(exercise, error.line or line, f"{error.problem} Mend series(value).")
            return
        missing = ", ".join(sorted({explore.x, *explore.y} - drawn.keys()))
        if missing:
            problem = f"series({value:g}) does not return {missing}, which [explore] names. Return it."
            yield _in_problem(exercise, line, problem)
            return
        lengths = {len(drawn[name]) for name in (explore.x, *explore.y)}
        if len(lengths) > 1 or not all(lengths):
            listed = ", ".join(map(str, sorted(lengths)))
            problem = f"series({value:g}) returns arrays of the lengths {listed}. Give all the same one."
            yield _in_problem(exercise, line, problem)
            return


def _messages(checker: Checker, exercise: Exercise, places: Places) -> Iterator[Finding]:
    """Every known wrong answer is told something of its own."""
    seen: dict[str, str] = {}
    told = [(one.name, one.message, places.mistakes.get(one.name)) for one in exercise.mistakes]
    for number, choice in enumerate(exercise.choices):
        told.append((choice.id, choice.message, places.key(f"choices[{number}]")))
    for name, message, line in told:
        words = " ".join(message.split())
        if words in seen:
            problem = f'"{name}" has the message of "{seen[words]}". Say of each what is its own.'
            yield _in_prose(exercise, line, problem)
        seen.setdefault(words, name)


def _answers(checker: Checker, exercise: Exercise, places: Places) -> Iterator[Finding]:
    """The right answer of a question is taken as right, and no other."""
    if exercise.number is not None:
        report = checker.check(exercise, f"answer = {exercise.number.value!r}\n")
        if report.verdict != "correct":
            problem = f"the right number is judged as {headline(report)}"
            yield _in_prose(exercise, places.key("number.value"), problem)
    for number, choice in enumerate(exercise.choices):
        report = checker.check(exercise, f"answer = {choice.id!r}\n")
        if (report.verdict == "correct") != choice.correct:
            problem = f'the choice "{choice.id}" is judged as {headline(report)}'
            yield _in_prose(exercise, places.key(f"choices[{number}]"), problem)


def _solution(checker: Checker, exercise: Exercise, places: Places) -> Iterator[Finding]:
    """Right on the shown and on many hidden draws, in the learner's own way and time."""
    report = checker.check(exercise, problem_of(exercise).solution, hidden=HIDDEN)
    line = places.functions.get(exercise.function)
    if report.fault is not None:
        problem = f"this exercise cannot {report.fault.task}: {_reason(report)}"
        yield _in_problem(exercise, report.fault.line or line, problem)
        return
    if report.verdict != "correct":
        where = ", ".join(draw.draw for draw in report.draws if draw.verdict != "correct")
        on = f" (not correct on: {where})" if where else ""
        remedy = "Mend it, or what it is judged by."
        yield _in_problem(
            exercise, line, f"the official solution is not correct{on}. {_reason(report)} {remedy}"
        )
        return
    for note in report.notes:
        problem = f"checking the official solution leaves a doubt: {note}. Choose data that leave none."
        yield _in_problem(exercise, line, problem)
    for problem in unsound_data(checker, exercise, HIDDEN):
        yield _in_problem(exercise, places.functions.get("draw"), problem)


def _starter(checker: Checker, exercise: Exercise, places: Places) -> Iterator[Finding]:
    report = checker.check(exercise, exercise.starter)
    if report.verdict == "correct":
        yield _in_prose(exercise, places.starter, "the starter is correct already. Leave something to do.")
    elif report.outcome == "fault":
        problem = f"the starter cannot be judged: {_reason(report)} Mend the starter, or the problem file."
        yield _in_prose(exercise, places.starter, problem)


def _mistakes(checker: Checker, exercise: Exercise, places: Places) -> Iterator[Finding]:
    """Each is rejected, and answered with its own message and no other's.

    Every check of a wrong answer runs them all, so that after one that does not end nothing can be said.
    """
    for mistake in exercise.mistakes:
        report = checker.check(exercise, mistake.source)
        problem = _mistaken(mistake.name, report)
        if problem is not None:
            about = f'the mistake "{mistake.name}"'
            yield _in_prose(exercise, places.mistakes.get(mistake.name), f"{about} {problem}")
        if report.outcome == "timed out":
            return


def _mistaken(name: str, report: Report) -> str | None:
    """What is wrong with a mistake that was judged like this; None when it is rejected with its own message."""
    kinds = [diagnosis.kind for diagnosis in report.diagnoses]
    named = [kind.removeprefix("mistake:") for kind in kinds if kind.startswith("mistake:")]
    if report.outcome == "fault":
        return f"cannot be judged: {_reason(report)} Change it, or take it away."
    if report.outcome == "timed out":
        return f"does not end in time: {_reason(report)} Every check runs it: write one that ends."
    if report.verdict in ("correct", "undecided"):
        return f"is not rejected: {headline(report)} Draw data on which it matters, or take it away."
    if name not in named:
        got = f'it gets the message of "{named[0]}"' if named else "it gets no message of this exercise"
        return f"is not recognised: {got}. {_reason(report)} It has to end in the same way every time."
    if (error := _stops_without_shapes(report)) is not None:
        return (
            f"stops with {error} where no arrays meet, so that every {error} gets its message. Write it so that it "
            "returns something wrong."
        )
    if len(named) > 1:
        others = ", ".join(f'"{other}"' for other in named if other != name)
        return f"cannot be told from {others} on any draw. Merge them, or draw data that differ."
    return None


def _stops_without_shapes(report: Report) -> str | None:
    """The type of an exception that nothing but its type tells from others. A missing key says enough by itself."""
    hidden = next((one.evidence for one in report.diagnoses if "operands" in one.evidence), None)
    if report.raised is not None:
        error, shapes = report.raised.type, bool(report.raised.operands)
    elif hidden is not None:
        error, shapes = str(hidden["type"]), bool(hidden["operands"])
    else:
        return None
    return None if shapes or error == "KeyError" else error


def _curve(checker: Checker, exercise: Exercise, places: Places) -> Iterator[Finding]:
    """The right gradient trains: the loss stays finite and ends lower than it began."""
    if exercise.curve is None:
        return
    losses: list[float] = []

    def keep(points: CurvePoints) -> None:
        losses.extend(points.losses)

    end = checker.right_curve(exercise, keep)
    if not losses or not math.isfinite(losses[-1]) or losses[-1] >= losses[0]:
        problem = f"the loss curve of the official solution does not fall. {end.message} Choose another rate."
        yield _in_prose(exercise, places.key("curve"), problem)


def _line(report: Report) -> int | None:
    return report.fault.line if report.fault is not None else None


def _reason(report: Report) -> str:
    """Why a check ended as it did, as a sentence for an author."""
    if report.fault is not None:
        reason = report.fault.reason
    else:
        notes = [parameter.note for parameter in report.parameters if parameter.note]
        detail = report.diagnoses[0].message if report.diagnoses else notes[0] if notes else ""
        reason = f"{headline(report)} {detail}".strip()
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
