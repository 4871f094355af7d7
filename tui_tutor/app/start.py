"""The application with its real collaborators."""

from tui_tutor import mathtext
from tui_tutor.app import run
from tui_tutor.app.services import Services
from tui_tutor.course import Course, load_exercise, load_lesson
from tui_tutor.grading import Checker
from tui_tutor.progress import Store


def start(course: Course, store: Store) -> int:
    """Open the application where the learner left off; its exit code. The sandbox starts after the first paint."""
    with Checker() as checker:
        return run(course, Services(checker, store, mathtext, load_lesson, load_exercise))
