"""The application with its real collaborators, which are made when they are first used."""

import gc
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from tui_tutor.app import run
from tui_tutor.app.services import Checker, Mathtext, Services
from tui_tutor.course import Course, LessonSummary, load_exercise, load_lesson
from tui_tutor.progress import Store

if TYPE_CHECKING:
    from tui_tutor.course.sheets import Sheet
    from tui_tutor.grading.hunting.hunt import Wish
    from tui_tutor.sandbox import Level


def start(course: Course, store: Store, hunt: "Wish | None" = None) -> int:
    """Open the application where the learner left off, or at a hunt; its exit code.

    The sandbox starts after the first paint.
    """
    # Until the application has imported everything: what imports make is no garbage, and is not searched for any.
    gc.disable()
    found: list[Level] = []
    known = _remembered_level(store)

    def level() -> str:
        if known is None:
            found.append(_attacked_level())
        return known or found[-1]

    checker = Late(_make_checker)
    try:
        services = Services(
            cast(Checker, checker),
            store,
            cast(Mathtext, Late(_make_mathtext)),
            load_lesson,
            load_exercise,
            _load_sheet,
            level,
        )
        code = run(course, services, hunt)
    finally:
        if checker.is_made:
            checker.close()
    if found:
        _remember_level(store, found[-1])
    return code


class Late:
    """A collaborator that is made when something is first asked of it: its imports must not delay the first paint.

    Made once, whichever thread asks first.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._making = Lock()

    @property
    def is_made(self) -> bool:
        """Whether anything has been asked of it."""
        return "_made" in self.__dict__

    def __getattr__(self, name: str) -> Any:
        with self._making:
            if not self.is_made:
                self._made = self._make()
        return getattr(self._made, name)


def _make_checker() -> Any:
    from tui_tutor.grading import Checker as Real

    return Real()


def _make_mathtext() -> Any:
    from tui_tutor import mathtext

    return mathtext


def _load_sheet(course: Course, lesson: LessonSummary) -> "Sheet":
    from tui_tutor.course.sheets import load_sheet

    return load_sheet(course, lesson)


def _remembered_level(store: Store) -> "Level | None":
    from tui_tutor.grading.remembering import remembered_level

    return remembered_level(store)


def _remember_level(store: Store, level: "Level") -> None:
    from tui_tutor.grading.remembering import remember_level

    remember_level(store, level)


def _attacked_level() -> "Level":
    from tui_tutor.grading.trust import attacked_level

    return attacked_level()
