"""Reading a lesson, a step at a time."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from tui_tutor.app.services import Mathtext
from tui_tutor.app.widgets.key_line import KeyLine
from tui_tutor.app.widgets.reading_pane import Page, ReadingPane
from tui_tutor.course.types import Lesson


def pages_of(lesson: Lesson) -> tuple[Page, ...]:
    """The steps of a lesson as pages."""
    return tuple(Page(f"{lesson.number} {lesson.title}", step.title, step.text) for step in lesson.steps)


class LessonScreen(Screen[None]):
    """A whole screen of reading; afterwards the first exercise is one key away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Page before", show=False),
        Binding("right,enter", "turn(1)", "Next page"),
        Binding("f8,ctrl+n", "exercise", "Exercise"),
        Binding("escape,q", "app.pop_screen", "Map"),
    ]

    class ExerciseWanted(Message):
        """The learner has read enough."""

        def __init__(self, exercise: str) -> None:
            super().__init__()
            self.exercise = exercise

    def __init__(self, lesson: Lesson, mathtext: Mathtext) -> None:
        super().__init__()
        self.lesson, self.mathtext = lesson, mathtext

    def compose(self) -> ComposeResult:
        pages = pages_of(self.lesson) or (Page(self.lesson.title, self.lesson.title, self.lesson.summary),)
        yield ReadingPane(pages, self.mathtext, id="lesson")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(ReadingPane).focus()

    async def action_turn(self, by: int) -> None:
        await self.query_one(ReadingPane).action_turn(by)

    @on(ReadingPane.Ended)
    def _ended(self) -> None:
        self.notify("That was the last step. F8 opens the first exercise.", markup=False)

    def action_exercise(self) -> None:
        if self.lesson.exercises:
            self.post_message(self.ExerciseWanted(self.lesson.exercises[0].id))
        else:
            self.notify("This lesson has no exercises.", markup=False)
