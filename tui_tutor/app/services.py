"""Whom the application talks to, and in which words. It knows these shapes and nothing behind them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from tui_tutor.course.types import Course, Exercise, Lesson
from tui_tutor.report import Outcome, Raised, Report, Verdict

if TYPE_CHECKING:
    from tui_tutor.grading.curve_records import CurveEnd, CurvePoints, Trial
    from tui_tutor.progress import Attempt, Habit, Judged, OldDraft


class Played(Protocol):
    """What running a script showed."""

    @property
    def printed(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def raised(self) -> Raised | None: ...


class Checker(Protocol):
    """Grading. Every call blocks, so the application makes it in a thread; `cancel` may come from any thread.

    A cancelled call returns soon, with whatever says so (`outcome == "cancelled"`). Callbacks come from the
    thread of the call. `CourseError` is the author's; anything else that is raised is the tutor's own fault.
    """

    def check(
        self, exercise: Exercise, source: str, on_stage: Callable[[str], None] | None = None
    ) -> Report: ...
    def curve(
        self, exercise: Exercise, source: str, on_points: "Callable[[CurvePoints], None]", trial: "Trial"
    ) -> "CurveEnd": ...
    def explore(self, exercise: Exercise, value: float) -> Mapping[str, Sequence[float]]: ...
    def play(self, exercise: Exercise, source: str) -> Played: ...
    def cancel(self) -> None: ...
    def prepare(self, exercise: Exercise | None = None) -> None: ...


class Draft(Protocol):
    """The learner's unfinished text, which save of it this is, and when that was."""

    @property
    def text(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def when(self) -> datetime: ...


class Saved(Protocol):
    """How a save went. `conflict` says where a text went that another tutor had overtaken."""

    @property
    def revision(self) -> int: ...
    @property
    def conflict(self) -> str | None: ...


class State(Protocol):
    """What is remembered of one exercise. `state` is one of open, started, correct, solution seen."""

    @property
    def state(self) -> str: ...
    @property
    def digest(self) -> str | None: ...
    @property
    def attempts(self) -> int: ...


class Store(Protocol):
    """Progress. Every call is short enough for the thread that draws."""

    def draft(self, course_id: str, exercise_id: str) -> Draft | None: ...
    def save_draft(self, course_id: str, exercise_id: str, text: str, revision: int) -> Saved: ...
    def reset_draft(self, course_id: str, exercise_id: str, starter: str) -> Draft: ...
    def old_drafts(self, course_id: str, exercise_id: str) -> "Sequence[OldDraft]": ...
    def record_attempt(
        self,
        course_id: str,
        exercise_id: str,
        digest: str,
        source: str,
        outcome: Outcome,
        verdict: Verdict | None,
        report: bytes,
    ) -> object: ...
    def attempts(self, course_id: str, exercise_id: str) -> "Sequence[Attempt]": ...
    def last_attempt(self, course_id: str, exercise_id: str) -> "Attempt | None": ...
    def hints_shown(self, course_id: str, exercise_id: str) -> int: ...
    def show_hint(self, course_id: str, exercise_id: str) -> int: ...
    def solution_seen(self, course_id: str, exercise_id: str) -> bool: ...
    def mark_solution_seen(self, course_id: str, exercise_id: str) -> None: ...
    def place(self, course_id: str) -> str | None: ...
    def set_place(self, course_id: str, exercise_id: str) -> None: ...
    def states(self, course_id: str) -> Mapping[str, State]: ...
    def judged(self, course_id: str) -> "Sequence[Judged]": ...
    def habits(self, course_id: str) -> "Sequence[Habit]": ...
    def setting(self, name: str, default: Any = None) -> Any: ...
    def set_setting(self, name: str, value: Any) -> None: ...
    @property
    def notices(self) -> Sequence[str]: ...


class Mathtext(Protocol):
    """Formulas as text: several lines, or one. Both raise `ValueError` for what they cannot set."""

    def render(self, tex: str) -> list[str]: ...
    def inline(self, tex: str) -> str: ...


@dataclass(frozen=True)
class Services:
    """The collaborators of the application. The two loaders raise `CourseError`.

    `level` tells how well the sandbox holds foreign code here; it may take a second, and runs in a thread.
    """

    checker: Checker
    store: Store
    mathtext: Mathtext
    load_lesson: Callable[[Course, str], Lesson]
    load_exercise: Callable[[Course, str], Exercise]
    level: Callable[[], str]
