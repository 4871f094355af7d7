"""The application with its real collaborators."""

from tui_tutor import mathtext
from tui_tutor.app import run
from tui_tutor.app.services import Services
from tui_tutor.course import Course, load_exercise, load_lesson
from tui_tutor.grading import Checker
from tui_tutor.grading.trust import attacked_level, remember_level, remembered_level
from tui_tutor.progress import Store
from tui_tutor.sandbox import Level


def start(course: Course, store: Store) -> int:
    """Open the application where the learner left off; its exit code. The sandbox starts after the first paint."""
    known = remembered_level(store)
    found: list[Level] = []

    def level() -> Level:
        if known is None:
            found.append(attacked_level())
        return known or found[-1]

    with Checker() as checker:
        code = run(course, Services(checker, store, mathtext, load_lesson, load_exercise, level))
    if found:
        remember_level(store, found[-1])
    return code
