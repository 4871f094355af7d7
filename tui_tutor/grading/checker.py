"""One exercise and one submission through pose, answer and judge."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self

import msgspec
from msgspec.structs import replace

from tui_tutor.course import Exercise
from tui_tutor.grading import requests
from tui_tutor.grading.calling import Caller
from tui_tutor.grading.credit import beyond_the_starter
from tui_tutor.grading.curve_records import CurveEnd, CurvePoints, Trial
from tui_tutor.grading.curves import draw_curve, draw_right_curve
from tui_tutor.grading.exploring import explore
from tui_tutor.grading.judgements import Judgements
from tui_tutor.grading.playing import Played, play
from tui_tutor.grading.questions import check_question
from tui_tutor.report import Diagnosis, Fault, Raised, Report, strict
from tui_tutor.sandbox import Array, Call, CallResult, Sandbox, clean_name, open_sandbox

Stage = Callable[[str], None]
HIDDEN = 2  # hidden draws of a usual check
MOST_HELD = 16 << 20  # bytes of answers that wait to be judged together


class Draws(msgspec.Struct, frozen=True):
    """Posed draws as they go into an answer call: packed trees and arrays."""

    trees: list[dict[str, Any]]
    arrays: dict[str, Array]

    @property
    def labels(self) -> list[str]:
        """The names of the runs that an honest answer reports: the shown draw comes twice."""
        labels = [tree["label"] for tree in self.trees]
        return [labels[0], *labels]


class _Run(msgspec.Struct, frozen=True, omit_defaults=True):
    label: str
    names: list[str] = []
    mutated: list[str] = []
    warned: list[str] = []
    raised: Raised | None = None


class _Answer(msgspec.Struct, frozen=True):
    runs: list[_Run]
    loss: str | None = None


class _Asked(msgspec.Struct, frozen=True):
    """An answer that came back, and what the judge is asked about it."""

    answered: CallResult
    question: Call


class Checker:
    """Checks submissions in one sandbox. Draws are posed once for each version of an exercise.

    Every method blocks; `cancel` may come from any thread. Nothing that foreign code does raises here.
    """

    def __init__(self, open_sandbox: Callable[[], Sandbox] = open_sandbox) -> None:
        self._call = Caller(open_sandbox)
        self._posed: dict[tuple[str, tuple[int, ...], bool], Draws] = {}
        self._judgements = Judgements(self._call)
        self._starters: dict[tuple[str, tuple[int, ...]], Report] = {}
        self._explored: dict[str, dict[float, dict[str, tuple[float, ...]]]] = {}

    def prepare(self, exercise: Exercise | None = None) -> None:
        """Does ahead what the next check will need: the draws of `exercise`, and children that wait."""
        if exercise is None:
            self._call.prepare(requests.learner_limits())
        elif exercise.judged != "question":
            seeds = requests.seeds_for(0, HIDDEN)
            self._pose(exercise, seeds)
            self._call.prepare(requests.learner_limits(exercise))
            self._call.prepare(requests.COURSE_LIMITS, requests.judge_ahead(exercise, seeds))

    def cancel(self) -> None:
        """Ends whatever is being checked, trained or played now."""
        self._call.cancel()

    def close(self) -> None:
        """Ends everything that was started."""
        self._call.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def check(
        self,
        exercise: Exercise,
        source: str,
        on_stage: Stage | None = None,
        *,
        seed: int = 0,
        hidden: int = HIDDEN,
    ) -> Report:
        """The report on one submission. `on_stage` hears what is being done.

        `hidden` draws are made besides the shown one, from seeds that `seed` moves.
        """
        if exercise.judged == "question":
            return check_question(exercise, source)
        seeds = requests.seeds_for(seed, hidden)
        return self._earned(exercise, seeds, self._called(exercise, source, seeds, on_stage or _nobody))

    def check_together(self, exercise: Exercise, sources: Sequence[str], *, seed: int = 0) -> list[Report]:
        """`check` for several submissions: each is answered in its own process, the answers are judged together.

        The reports are those of `check`, apart from their seconds. After `cancel` the rest is `cancelled`.
        """
        if exercise.judged == "question":
            return [check_question(exercise, source) for source in sources]
        seeds, before = requests.seeds_for(seed, HIDDEN), self._call.cancellations
        draws = self._pose(exercise, seeds)
        if isinstance(draws, CallResult):
            return [_fault(exercise, draws, "make its data") for _ in sources]
        reports: list[Report] = []
        waiting: list[Report | _Asked] = []
        for source in sources:
            if self._call.cancellations != before:
                waiting.append(Report(exercise.id, "cancelled", message="Stopped before it was checked."))
                continue
            waiting.append(self._answered(exercise, source, seeds, draws))
            if _size(waiting) > MOST_HELD:
                reports += self._judged_together(exercise, waiting)
                waiting = []
        reports += self._judged_together(exercise, waiting)
        return [self._earned(exercise, seeds, report) for report in reports]

    def curve(
        self,
        exercise: Exercise,
        source: str,
        on_points: Callable[[CurvePoints], None],
        trial: Trial = Trial(),  # noqa: B008 (frozen)
    ) -> CurveEnd:
        """Trains with the right gradient and with the learner's; points come while it runs."""
        posed = self._pose(exercise, [0], curve=True)
        if isinstance(posed, CallResult):
            return CurveEnd(_fault(exercise, posed, "make the data of its curve").message)
        tree, arrays = posed.trees[0]["tree"], posed.arrays
        return draw_curve(self._call, exercise, source, tree, arrays, on_points, trial)

    def right_curve(self, exercise: Exercise, on_points: Callable[[CurvePoints], None]) -> CurveEnd:
        """Trains with the right gradient alone."""
        posed = self._pose(exercise, [0], curve=True)
        if isinstance(posed, CallResult):
            return CurveEnd(_fault(exercise, posed, "make the data of its curve").message)
        return draw_right_curve(self._call, exercise, posed.trees[0]["tree"], posed.arrays, on_points)

    def explore(self, exercise: Exercise, value: float) -> dict[str, tuple[float, ...]]:
        """The series that an explore exercise draws at one position of its slider. Raises CourseError."""
        if exercise.digest not in self._explored:
            self._explored[exercise.digest] = explore(self._call, exercise)
        return self._explored[exercise.digest][value]

    def facts(self, exercise: Exercise) -> Report | None:
        """Why the facts that a question rests on do not hold; None when they do."""
        result = self._call(requests.facts_call(exercise))
        return None if result.outcome == "returned" else _fault(exercise, result, "prove its facts")

    def draws(self, exercise: Exercise, hidden: int = HIDDEN) -> Draws:
        """The draws of an exercise, packed; none when they cannot be made."""
        posed = self._pose(exercise, requests.seeds_for(0, hidden))
        return Draws([], {}) if isinstance(posed, CallResult) else posed

    def kinks(self, exercise: Exercise, hidden: int = HIDDEN) -> list[str]:
        """Where the loss has a kink within the exercise's step: one place for each draw that has one."""
        result = self._call(requests.kinks_call(exercise, requests.seeds_for(0, hidden)))
        return [str(one) for one in result.reply.get("kinks", ())] if result.outcome == "returned" else []

    def play(self, exercise: Exercise | None, source: str) -> Played:
        """Runs a script, without verdict."""
        return play(self._call, source, exercise)

    def _called(self, exercise: Exercise, source: str, seeds: list[int], tell: Stage) -> Report:
        """Through the three calls."""
        tell("making the data")
        draws = self._pose(exercise, seeds)
        if isinstance(draws, CallResult):
            return _fault(exercise, draws, "make its data")
        tell("running your code")
        ahead = requests.judge_ahead(exercise, seeds)
        judge = partial(self._call.prepare, requests.COURSE_LIMITS, ahead, hurry=True)
        asked = self._answered(exercise, source, seeds, draws, meanwhile=judge)
        if isinstance(asked, Report):
            return asked
        tell("comparing")
        return _judged(exercise, asked.answered, self._judgements.ask(asked.question))

    def _answered(
        self,
        exercise: Exercise,
        source: str,
        seeds: list[int],
        draws: Draws,
        meanwhile: Callable[[], None] | None = None,
    ) -> Report | _Asked:
        """Through the second call: an answer to be judged, or the report when there is none."""
        call = requests.answer_call(exercise, source, draws.trees, draws.arrays)
        answered = self._call(call, meanwhile=meanwhile)
        if answered.outcome != "returned":
            return self._without_answer(exercise, seeds, answered)
        answer = _validated(answered, draws.labels)
        if answer is None:
            return Report(
                exercise.id,
                "refused",
                message="What came back is not what a check returns. Does your code write to open files?",
                printed=answered.printed,
                seconds=answered.seconds,
            )
        runs = [strict(run) for run in answer.runs]
        runs = [{key: value for key, value in run.items() if value is not None} for run in runs]
        return _Asked(answered, requests.judge_call(exercise, seeds, runs, answer.loss, answered.arrays))

    def _judged_together(self, exercise: Exercise, waiting: Sequence[Report | _Asked]) -> list[Report]:
        asked = [one for one in waiting if isinstance(one, _Asked)]
        judged = iter(self._judgements.ask_together([one.question for one in asked]))
        return [
            one if isinstance(one, Report) else _judged(exercise, one.answered, next(judged))
            for one in waiting
        ]

    def _earned(self, exercise: Exercise, seeds: list[int], report: Report) -> Report:
        """Without credit for what the untouched starter gets right."""
        if report.verdict == "wrong" and report.score:
            return beyond_the_starter(report, self._started(exercise, seeds))
        return report

    def _pose(self, exercise: Exercise, seeds: list[int], *, curve: bool = False) -> Draws | CallResult:
        key = (exercise.digest, tuple(seeds), curve)
        if key not in self._posed:
            result = self._call(requests.pose_call(exercise, seeds, curve=curve))
            if result.outcome != "returned":
                return result
            self._posed[key] = Draws(result.reply["draws"], result.arrays)
        return self._posed[key]

    def _started(self, exercise: Exercise, seeds: list[int]) -> Report:
        """The report on the untouched starter: what it gets right, nobody has earned."""
        key = (exercise.digest, tuple(seeds))
        report = self._starters.get(key)
        if report is None:
            report = self._called(exercise, exercise.starter, seeds, _nobody)
            if report.outcome not in ("fault", "cancelled"):
                self._starters[key] = report
        return report

    def _without_answer(self, exercise: Exercise, seeds: list[int], answered: CallResult) -> Report:
        """The learner's code gave no arrays: say how it ended, and which known mistake ends like that."""
        raised, message = _told(answered)
        return Report(
            exercise.id,
            answered.outcome,
            diagnoses=self._recognised(exercise, seeds, raised),
            message=message,
            printed=answered.printed,
            raised=raised,
            seconds=answered.seconds,
        )

    def _recognised(
        self, exercise: Exercise, seeds: list[int], raised: Raised | None
    ) -> tuple[Diagnosis, ...]:
        if raised is None or not exercise.mistakes:
            return ()
        result = self._judgements.ask(requests.recognise_call(exercise, seeds, strict(raised)))
        if result.outcome != "returned":
            return ()
        return msgspec.convert(result.reply["diagnoses"], tuple[Diagnosis, ...], strict=False)


def _nobody(stage: str) -> None:
    """Nobody listens."""


def _size(waiting: Sequence[Report | _Asked]) -> int:
    """Bytes of arrays that are held."""
    return sum(
        len(array.data)
        for one in waiting
        if isinstance(one, _Asked)
        for array in one.question.arrays.values()
    )


def _validated(answered: CallResult, labels: list[str]) -> _Answer | None:
    """The answer's own account, or None when it is not one: that process belongs to the learner's code."""
    try:
        answer = msgspec.convert(answered.reply, _Answer, strict=False)
    except msgspec.ValidationError:
        return None
    if [run.label for run in answer.runs] != labels:
        return None
    # Its arrays have their names on one line; what it lists are the same names.
    runs = [replace(run, names=[clean_name(name) for name in run.names]) for run in answer.runs]
    return replace(answer, runs=runs)


def _judged(exercise: Exercise, answered: CallResult, judged: CallResult) -> Report:
    if judged.outcome != "returned":
        return _fault(exercise, judged, "judge your answer")
    try:
        report = msgspec.convert(judged.reply, Report, strict=False)
    except msgspec.ValidationError as error:
        return Report(exercise.id, "fault", message=f"The judge's report cannot be read: {error}.")
    return msgspec.structs.replace(
        report, printed=answered.printed, seconds=round(answered.seconds + judged.seconds, 6)
    )


def _fault(exercise: Exercise, result: CallResult, task: str) -> Report:
    """A call without learner's code that did not return: the course's fault, or the sandbox's."""
    if result.outcome == "cancelled":
        return Report(exercise.id, "cancelled", message=result.message)
    if result.outcome == "fault":
        return Report(exercise.id, "fault", message=result.message)
    raised, where = result.raised, requests.problem_of(exercise).path.name
    if raised is not None and not raised.frames and raised.type != "ProblemError":
        message = f"The tutor itself failed to {task} ({raised.type}: {raised.text}). Please report this; it is a bug."
        return Report(exercise.id, "fault", message=message)
    if raised is not None:
        at = raised.frames[-1].line if raised.frames else None
        line = f", line {at}" if at else ""
        what = f"{raised.type} in {where}{line}: {raised.text}"
        fault = Fault(task, f"{raised.type}: {raised.text}" if raised.text else raised.type, at)
    else:
        what = f"{where}: {result.message}"
        fault = Fault(task, result.message)
    message = (
        f"This exercise could not {task} ({what}). Its author has to mend that; your code is not at fault."
    )
    return Report(exercise.id, "fault", message=message, fault=fault)


def _told(answered: CallResult) -> tuple[Raised | None, str]:
    """The exception worth showing, and one sentence. What the answer call says by itself needs no traceback."""
    raised = answered.raised
    if raised is None:
        return None, answered.message
    if raised.type == "AnswerError" and not raised.frames:
        return None, _sentence(raised.text)
    return raised, _raised_sentence(raised)


def _raised_sentence(raised: Raised) -> str:
    line = f" in line {raised.frames[-1].line}" if raised.frames else ""
    article = "an" if raised.type[:1] in "AEIOU" else "a"
    return f"Your code stopped with {article} {raised.type}{line}."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
