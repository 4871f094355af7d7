"""What the command palette offers: lessons, exercises, themes, and what the screen can do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from tui_tutor.app.screens.hunting import HuntScreen
from tui_tutor.app.screens.lesson import LessonScreen
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.progress.predictions import ASKING

if TYPE_CHECKING:
    from tui_tutor.app.application import TutorApp


def commands_for(app: "TutorApp", screen: Screen[object]) -> Iterator[SystemCommand]:
    """Everything that can be reached by name."""
    yield SystemCommand("Help", "Every key of this screen", app.action_help)
    yield SystemCommand("Review", "What is due again, and which mistakes come back", app.show_agenda)
    if isinstance(screen, Workspace | LessonScreen):
        lesson_id = screen.exercise.lesson if isinstance(screen, Workspace) else screen.lesson.id
        yield SystemCommand(
            "Cheat sheet",
            "The formulas and typical mistakes of this lesson",
            lambda: app.show_sheet(lesson_id),
        )
    if isinstance(screen, Workspace):
        yield SystemCommand(
            "Start over", "Back to the starter; undo brings your text back", screen.start_over
        )
        yield SystemCommand("Your own editor", "Which file to open in it", screen.action_own_editor)
        yield SystemCommand("History", "What you tried here, and the way back", screen.action_history)
        yield SystemCommand("Solution", "Show the solution", screen.action_solution)
        yield SystemCommand(
            "Bug hunt here",
            "Find a bug that the tutor plants in the right answer to this exercise",
            lambda: app.hunt_somewhere(screen.exercise.id),
        )
    if isinstance(screen, HuntScreen):
        yield SystemCommand(
            "Start over", "Back to the planted text; undo brings yours back", screen.start_over
        )
        yield SystemCommand("Give up", "End the hunt, and see what the bug was", screen.action_give_up)
    yield SystemCommand(
        "Bug hunt", "Find a bug that the tutor plants in a right answer, from its numbers", app.hunt_somewhere
    )
    asked = bool(app.services.store.setting(ASKING, False))
    yield SystemCommand(
        f"Predict first: {'off' if asked else 'on'}",
        "Run without being asked" if asked else "Before a run, say what the verdict will be",
        lambda: app.services.store.set_setting(ASKING, not asked),
    )
    for name in sorted(app.available_themes):
        if name.startswith("tutor-"):
            yield SystemCommand(f"Theme {name}", "Other colours", lambda name=name: _use_theme(app, name))
    yield SystemCommand("More themes", "Textual's own themes", app.action_change_theme)
    yield SystemCommand("Quit", "Save and leave", app.action_quit)
    for lesson in app.course.lessons:
        yield SystemCommand(
            f"Lesson {lesson.number}: {lesson.title}",
            lesson.summary,
            lambda lesson=lesson: app.go_to_lesson(lesson.id),
        )
        for exercise in lesson.exercises:
            yield SystemCommand(
                f"Exercise: {exercise.title}",
                f"in {lesson.title}",
                lambda exercise=exercise: app.go_to_exercise(exercise.id),
            )


def _use_theme(app: "TutorApp", name: str) -> None:
    app.theme = name
