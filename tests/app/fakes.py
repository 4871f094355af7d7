"""The collaborators of the application, played by small objects that keep the same promises.

The fake checker knows three submissions by their text and may be told to wait, so that tests can watch a
check that has not ended yet.
"""

import math
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tui_tutor.app.services import Services
from tui_tutor.course.sheets import Entry, Sheet
from tui_tutor.course.types import (
    Choice,
    Course,
    CourseError,
    Curve,
    Exercise,
    ExerciseSummary,
    Explore,
    Hint,
    Lesson,
    LessonSummary,
    Problem,
    Step,
)
from tui_tutor.grading.curve_records import CurveEnd, CurvePoints, Trial
from tui_tutor.progress import Attempt, Habit, Hunt, Judged, OldDraft, SavedHunt
from tui_tutor.report import (
    Answered,
    Convergence,
    Diagnosis,
    Frame,
    Outcome,
    ParameterResult,
    Raised,
    Report,
    Table,
    Verdict,
)

FOLDER = Path("course")
STARTER = "import numpy as np\n\n\ndef gradient(X, y, params):\n    W, b = params['W'], params['b']\n"
WRONG = STARTER + "    error = X @ W + b - y\n    return {'W': X.T @ error / len(y), 'b': error.mean()}\n"
RIGHT = (
    STARTER + "    error = 2 * (X @ W + b - y)\n    return {'W': X.T @ error / len(y), 'b': error.mean()}\n"
)
FAILING = STARTER + "    return X @ W.T\n"


def summary(name: str, title: str, lesson: str, kind: str = "gradient") -> ExerciseSummary:
    return ExerciseSummary(name, title, kind, 1, lesson, FOLDER / f"{name}.md")  # type: ignore[arg-type]


COURSE = Course(
    id="fake",
    title="Deep learning with NumPy, by hand",
    version="1",
    folder=FOLDER,
    lessons=(
        LessonSummary(
            "shapes",
            1,
            "Numbers, arrays, shapes",
            "What a shape says, and what NumPy does when two of them meet.",
            (
                summary("which-shape", "Which shape comes out?", "shapes", "predict"),
                summary("standardise", "Mean 0, deviation 1", "shapes", "function"),
            ),
            FOLDER,
        ),
        LessonSummary(
            "slopes",
            2,
            "Gradients you can check",
            "A slope from two points, and how far to trust it.",
            (
                summary("mse-gradient", "The gradient of the squared error", "slopes"),
                summary("step-size", "How small should h be?", "slopes", "explore"),
                summary("broken", "An exercise with a mistake of its author", "slopes"),
                summary("last", "The last one", "slopes"),
            ),
            FOLDER,
            requires=("shapes",),
        ),
    ),
)

LESSONS = {
    "shapes": Lesson(
        "shapes",
        1,
        "Numbers, arrays, shapes",
        "",
        (Step("A shape is a promise", "`X` has shape $(n, d)$."),),
        COURSE.lessons[0].exercises,
        FOLDER,
    ),
    "slopes": Lesson(
        "slopes",
        2,
        "Gradients you can check",
        "",
        (
            Step(
                "Two points",
                "A step $h$ to each side:\n\n$$\n\\frac{f(W+h)-f(W-h)}{2h}\n$$\n\nThat is all.",
            ),
            Step("How wrong is it?", "Halve `h`, and the error falls to a *quarter*."),
        ),
        COURSE.lessons[1].exercises,
        FOLDER,
    ),
}


def exercise(name: str, title: str, lesson: str, **more: Any) -> Exercise:
    values: dict[str, Any] = {
        "kind": "gradient",
        "level": 1,
        "judged": "gradient",
        "function": "gradient",
        "task": "Write `gradient(X, y, params)` for $L = \\frac{1}{n}\\sum_i (\\hat y_i - y_i)^2$.\n\n"
        "Return a dict with `W` and `b`, each in the shape of its parameter.",
        "starter": STARTER,
        "hints": (
            Hint("Look at the *ratio* of both."),
            Hint("A square brings a 2."),
            Hint("`2 *`"),
        ),
        "mistakes": (),
        "afterwards": "The factor **2** is why some authors write $\\frac{1}{2n}$.",
        "digest": "d1",
        "path": FOLDER / f"{name}.md",
        "problem": Problem(FOLDER / f"{name}.py", "", "gradient", solution=RIGHT),
    }
    return Exercise(id=name, title=title, lesson=lesson, **(values | more))


CHOICES = (
    Choice("row", "a row of shape $(1, n)$", "A row would need the transpose."),
    Choice("column", "a column of shape $(n, 1)$", "Yes: n rows, one column.", correct=True),
    Choice("none", "none, NumPy refuses", "The inner sizes agree, so it does not."),
)

EXERCISES = {
    "which-shape": exercise(
        "which-shape",
        "Which shape comes out?",
        "shapes",
        kind="predict",
        judged="question",
        task="`X` is $(n, d)$ and `W` is $(d, 1)$. What is `X @ W`?",
        starter="",
        hints=(),
        choices=CHOICES,
        problem=None,
        afterwards="",
    ),
    "standardise": exercise(
        "standardise", "Mean 0, deviation 1", "shapes", kind="function", judged="value", hints=()
    ),
    "mse-gradient": exercise(
        "mse-gradient", "The gradient of the squared error", "slopes", curve=Curve(rate=0.1, epochs=60)
    ),
    "step-size": exercise(
        "step-size",
        "How small should h be?",
        "slopes",
        kind="explore",
        judged="question",
        task="Move the slider. Where is the error smallest?",
        starter="",
        choices=(Choice("tiny", "as small as possible", "No."), Choice("middle", "in between", "Yes.", True)),
        explore=Explore("h", (0.1, 0.01, 0.001, 0.0001), "x", ("error",), "log"),
        problem=None,
        hints=(),
    ),
    "last": exercise("last", "The last one", "slopes"),
}


def load_exercise(course: Course, name: str) -> Exercise:
    if name not in EXERCISES:
        raise CourseError("broken.md", "`kind` is missing; write one of gradient, function.", 3)
    return EXERCISES[name]


def load_lesson(course: Course, name: str) -> Lesson:
    return LESSONS[name]


def load_sheet(course: Course, lesson: LessonSummary) -> Sheet:
    if lesson.id != "slopes":
        return Sheet(lesson.id, lesson.title, (), ())
    entry = Entry("The central difference", "$$\n\\frac{up - down}{2h}\n$$", 3)
    return Sheet(
        lesson.id,
        f"{lesson.number} {lesson.title}",
        (entry,),
        (Entry("half of it", None, 9, "mse-gradient"),),
    )


class FakeMathtext:
    """Two lines for a fraction, the TeX itself for everything else."""

    def render(self, tex: str) -> list[str]:
        if "frac" in tex:
            return ["f(W + h) − f(W − h)", "───────────────────", "        2h         "]
        return [tex]

    def inline(self, tex: str) -> str:
        if tex == "fail":
            raise ValueError(tex)
        return tex.replace("\\frac{1}{n}", "(1/n)").replace("\\sum_i", "∑ᵢ").replace("\\hat ", "")


class Played(Struct, frozen=True):
    printed: str
    message: str = ""
    raised: Raised | None = None


RAISED = Raised(
    "ValueError",
    "matmul: sizes 3 and 1 differ",
    (Frame(6, "gradient", "    return X @ W.T"),),
    ("X has shape (7, 3)", "W.T has shape (1, 3)"),
)


STEPS = tuple(10.0**-e for e in range(1, 11))
V_SHAPED = Convergence(STEPS, (1e-3, 1e-5, 1e-7, 1e-9, 2e-11, 1e-10, 3e-9, 2e-8, 1e-7, 4e-6))
FLAT = Convergence(STEPS, (1.0,) * 10)


def right_report(name: str) -> Report:
    return Report(
        name,
        "returned",
        "correct",
        1.0,
        parameters=(
            ParameterResult("W", (2, 1), "correct", 3e-12, 1e-12, 8e-11, convergence=V_SHAPED),
            ParameterResult("b", (1, 1), "correct", 1e-13, 1e-13, 8e-11, convergence=V_SHAPED),
        ),
        draws=(
            Answered("shown", {"n": 4, "d": 2}, "correct"),
            Answered("hidden 1", {"n": 7, "d": 3}, "correct"),
        ),
        message="Both gradients agree with the numerical ones.",
        printed="loss 0.25\n",
        seconds=0.2,
    )


def wrong_report(name: str) -> Report:
    return Report(
        name,
        "returned",
        "wrong",
        0.5,
        parameters=(
            ParameterResult(
                "W",
                (2, 1),
                "wrong",
                2.0,
                0.5,
                8e-11,
                (1, 0),
                2.0,
                4.0,
                table=Table((1.0, 2.0), (2.0, 4.0)),
                convergence=FLAT,
            ),
            ParameterResult("b", (1, 1), "correct", 3e-12, 1e-12, 8e-11, convergence=V_SHAPED),
        ),
        diagnoses=(
            Diagnosis(
                "factor",
                "W",
                "every entry is exactly 0.5 × the numerical one. A constant ratio is a constant that is "
                "missing: the square brings a 2.",
            ),
        ),
        draws=(Answered("shown", {"n": 4, "d": 2}, "wrong"),),
        notes=("The numbers are those of the shown data.",),
        message="W is not the gradient of this loss.",
        printed="[bold]not markup[/bold]\nshape (4, 1)\n",
        seconds=0.2,
    )


class FakeChecker:
    """`gate` is set, unless a test closes it to hold a call; `cancel` opens the way out of a held call."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.started = threading.Event()
        self.cancelled = threading.Event()
        self.checked: list[str] = []
        self.trials: list[Trial] = []
        self.prepared: list[str | None] = []
        self.failure: Exception | None = None
        self.unprepared: Exception | None = None

    def _wait(self) -> bool:
        """True when the call was cancelled while it waited."""
        self.cancelled.clear()
        self.started.set()
        while not self.gate.wait(0.005):
            if self.cancelled.is_set():
                return True
        return False

    def check(self, exercise: Exercise, source: str, on_stage: Callable[[str], None] | None = None) -> Report:
        self.checked.append(source)
        if on_stage:
            on_stage("running your code")
        if self._wait():
            return Report(exercise.id, "cancelled")
        if self.failure:
            raise self.failure
        return self._judge(exercise, source)

    def check_together(self, exercise: Exercise, sources: Sequence[str]) -> list[Report]:
        if self._wait():
            return [
                Report(exercise.id, "cancelled", message="Stopped before it was checked.") for _ in sources
            ]
        if self.failure:
            raise self.failure
        return [self._judge(exercise, source) for source in sources]

    def _judge(self, exercise: Exercise, source: str) -> Report:
        if exercise.judged == "question":
            for choice in exercise.choices:
                if source == f'answer = "{choice.id}"\n':
                    verdict: Verdict = "correct" if choice.correct else "wrong"
                    return Report(
                        exercise.id, "returned", verdict, float(choice.correct), message=choice.message
                    )
        if "W.T" in source:
            return Report(exercise.id, "raised", raised=RAISED)
        return right_report(exercise.id) if "2 *" in source else wrong_report(exercise.id)

    def curve(
        self, exercise: Exercise, source: str, on_points: Callable[[CurvePoints], None], trial: Trial
    ) -> CurveEnd:
        self.trials.append(trial)
        on_points(CurvePoints("true", tuple(range(60)), tuple(math.exp(-k / 9) + 0.02 for k in range(60))))
        on_points(CurvePoints("yours", tuple(range(30)), tuple(math.exp(-k / 20) + 0.05 for k in range(30))))
        if self._wait():
            return CurveEnd("cancelled")
        on_points(CurvePoints("yours", (30, 31), (1e300, math.nan)))
        return CurveEnd("Your training left every bound at epoch 31.", diverged=True)

    def explore(self, exercise: Exercise, value: float) -> Mapping[str, Sequence[float]]:
        return {"x": (0.0, 1.0, 2.0), "error": (value, value / 2, value / 4)}

    def play(self, exercise: Exercise, source: str) -> Played:
        if self._wait():
            return Played("", "cancelled")
        return Played("hello [b]you[/b]\n") if "W.T" not in source else Played("", "", RAISED)

    def cancel(self) -> None:
        self.cancelled.set()

    def prepare(self, exercise: Exercise | None = None) -> None:
        if self.unprepared:
            raise self.unprepared
        self.prepared.append(exercise.id if exercise else None)


class Draft(Struct, frozen=True):
    text: str
    revision: int
    when: datetime = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)


class Saved(Struct, frozen=True):
    revision: int
    conflict: str | None = None


class State(Struct, frozen=True):
    state: str
    digest: str | None
    attempts: int


class FakeStore:
    """Progress in memory, which outlives an application as a file would."""

    def __init__(self) -> None:
        self.passed: list[Judged] = []
        self.repeated: list[Habit] = []
        self.drafts: dict[str, Draft] = {}
        self.kept: dict[str, list[tuple[str, Verdict | None]]] = {}
        self.tried: dict[str, list[Attempt]] = {}
        self.replaced: dict[str, list[OldDraft]] = {}
        self.hunted: list[Hunt] = []
        self.hints: dict[str, int] = {}
        self.seen: set[str] = set()
        self.last: str | None = None
        self.settings: dict[str, Any] = {}
        self.notices: tuple[str, ...] = ()
        self.saves = 0
        self.minutes = 0

    def draft(self, course_id: str, exercise_id: str) -> Draft | None:
        return self.drafts.get(exercise_id)

    def save_draft(self, course_id: str, exercise_id: str, text: str, revision: int) -> Saved:
        self.saves += 1
        current = self.drafts.get(exercise_id)
        if current and current.text == text:
            return Saved(current.revision)
        if current and current.revision != revision:
            return Saved(revision, "Another tutor saved this exercise in between. Yours is kept beside it.")
        self.drafts[exercise_id] = Draft(text, revision + 1)
        return Saved(revision + 1)

    def reset_draft(self, course_id: str, exercise_id: str, starter: str) -> Draft:
        before = self.drafts.get(exercise_id)
        if before and before.text != starter:
            old = OldDraft(before.text, before.revision, self._clock(), "reset")
            self.replaced.setdefault(exercise_id, []).append(old)
        self.drafts[exercise_id] = Draft(starter, before.revision + 1 if before else 1)
        return self.drafts[exercise_id]

    def old_drafts(self, course_id: str, exercise_id: str) -> Sequence[OldDraft]:
        return tuple(self.replaced.get(exercise_id, ()))

    def attempts(self, course_id: str, exercise_id: str) -> Sequence[Attempt]:
        return tuple(self.tried.get(exercise_id, ()))

    def last_attempt(self, course_id: str, exercise_id: str) -> Attempt | None:
        return next(reversed(self.tried.get(exercise_id, [])), None)

    def _clock(self) -> datetime:
        """A minute later each time it is read: what is shown must not depend on the day of the test."""
        self.minutes += 1
        return datetime(2026, 1, 5, 10, 0).astimezone() + timedelta(minutes=self.minutes)

    def record_attempt(
        self,
        course_id: str,
        exercise_id: str,
        digest: str,
        source: str,
        outcome: Outcome,
        verdict: Verdict | None,
        report: bytes,
    ) -> None:
        self.kept.setdefault(exercise_id, []).append((digest, verdict))
        attempt = Attempt(digest, source, outcome, verdict, report, self._clock())
        self.tried.setdefault(exercise_id, []).append(attempt)

    def hunts(self, course_id: str) -> tuple[Hunt, ...]:
        return tuple(self.hunted)

    def begin_hunt(self, course_id: str, hunt: Hunt) -> None:
        self.hunted = [one for one in self.hunted if one.exercise != hunt.exercise or one.ending]
        self.hunted.append(hunt)

    def save_hunt(self, course_id: str, hunt: Hunt, seen: str) -> SavedHunt:
        same = (hunt.exercise, hunt.begun)
        here = next((one for one in self.hunted if (one.exercise, one.begun) == same), None)
        if here is not None and here.text not in (seen, hunt.text):
            own = replace(hunt, begun=hunt.begun + timedelta(seconds=1))
            self.hunted.append(own)
            return SavedHunt(own, "Another tutor is at this hunt too.")
        self.hunted = [hunt if (one.exercise, one.begun) == same else one for one in self.hunted]
        return SavedHunt(hunt)

    def hints_shown(self, course_id: str, exercise_id: str) -> int:
        return self.hints.get(exercise_id, 0)

    def show_hint(self, course_id: str, exercise_id: str) -> int:
        self.hints[exercise_id] = self.hints.get(exercise_id, 0) + 1
        return self.hints[exercise_id]

    def solution_seen(self, course_id: str, exercise_id: str) -> bool:
        return exercise_id in self.seen

    def mark_solution_seen(self, course_id: str, exercise_id: str) -> None:
        self.seen.add(exercise_id)

    def place(self, course_id: str) -> str | None:
        return self.last

    def set_place(self, course_id: str, exercise_id: str) -> None:
        self.last = exercise_id

    def states(self, course_id: str) -> Mapping[str, State]:
        return {name: self._state(name) for name in {*self.kept, *self.drafts, *self.hints, *self.seen}}

    def _state(self, name: str) -> State:
        solved = [digest for digest, verdict in self.kept.get(name, []) if verdict == "correct"]
        word = "solution seen" if name in self.seen else ("correct" if solved else "started")
        return State(word, solved[-1] if solved else None, len(self.kept.get(name, [])))

    def judged(self, course_id: str) -> tuple[Judged, ...]:
        return tuple(self.passed)

    def habits(self, course_id: str) -> tuple[Habit, ...]:
        return tuple(self.repeated)

    def setting(self, name: str, default: Any = None) -> Any:
        return self.settings.get(name, default)

    def set_setting(self, name: str, value: Any) -> None:
        self.settings[name] = value


def fake_services(store: FakeStore | None = None, checker: FakeChecker | None = None) -> Services:
    return Services(
        checker=checker or FakeChecker(),
        store=store or FakeStore(),
        mathtext=FakeMathtext(),
        load_lesson=load_lesson,
        load_exercise=load_exercise,
        load_sheet=load_sheet,
        level=lambda: "sealed",
    )
