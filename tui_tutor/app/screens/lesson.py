"""Reading a lesson, a step at a time."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from tui_tutor.app.screens.opening import OpensInSteps
from tui_tutor.app.services import Mathtext
from tui_tutor.app.widgets.key_line import KeyLine
from tui_tutor.app.widgets.reading_pane import Page, ReadingPane
from tui_tutor.course.types import ExerciseSummary, Lesson


def pages_of(lesson: Lesson) -> tuple[Page, ...]:
    """The steps of a lesson as pages."""
    return tuple(Page(f"{lesson.number} {lesson.title}", step.title, step.text) for step in lesson.steps)


def step_of(lesson: Lesson, exercise: str) -> int | None:
    """The first step that speaks of an exercise, as `id`; None where the lesson never names it."""
    return next((at for at, step in enumerate(lesson.steps) if f"`{exercise}`" in step.text), None)


def exercise_at(lesson: Lesson, step: int) -> ExerciseSummary | None:
    """The first exercise that this step or a later one leads to. After all of them: the lesson's first."""
    places = [(one, step_of(lesson, one.id)) for one in lesson.exercises]
    ahead = (one for one, place in places if place is not None and place >= step)
    return next(ahead, next(iter(lesson.exercises), None))


class LessonScreen(OpensInSteps[None]):
    """A whole screen of reading; the exercise that the page leads to is one key away."""

    CSS_PATH = "../styles/workspace.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Page before", show=False),
        Binding("right", "turn(1)", "Next page", show=False),
        Binding("enter", "read_on", "Read on"),
        Binding("f8,ctrl+n", "exercise", "Exercise"),
        Binding("s", "sheet", "Cheat sheet"),
        Binding("escape,q", "app.pop_screen", "Map"),
    ]

    class ExerciseWanted(Message):
        """The learner has read enough."""

        def __init__(self, exercise: str) -> None:
            super().__init__()
            self.exercise = exercise

    class SheetWanted(Message):
        """The learner looks something up."""

        def __init__(self, lesson: str) -> None:
            super().__init__()
            self.lesson = lesson

    class Turned(Message):
        """The learner reads this step now."""

        def __init__(self, lesson: str, step: int) -> None:
            super().__init__()
            self.lesson, self.step = lesson, step

    def __init__(self, lesson: Lesson, mathtext: Mathtext, step: int = 0) -> None:
        super().__init__()
        self.lesson, self.mathtext, self.step = lesson, mathtext, step

    def compose(self) -> ComposeResult:
        pages = pages_of(self.lesson) or (Page(self.lesson.title, self.lesson.title, self.lesson.summary),)
        yield ReadingPane(pages, self.mathtext, start=self.step, id="lesson")
        yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(ReadingPane).focus()

    async def action_turn(self, by: int) -> None:
        await self.query_one(ReadingPane).action_turn(by)

    async def action_read_on(self) -> None:
        """Down, as long as there is more of this page; nothing is skipped unread."""
        await self.query_one(ReadingPane).action_page_on()

    @on(ReadingPane.Turned)
    def _turned(self, event: ReadingPane.Turned) -> None:
        self.step = event.index
        self.post_message(self.Turned(self.lesson.id, event.index))

    @on(ReadingPane.Ended)
    def _ended(self) -> None:
        first = exercise_at(self.lesson, self.step)
        onward = f"F8 opens an exercise: {first.title}" if first else "Esc leads back to the map."
        self.notify(f"That was the last step. {onward}", markup=False)

    def action_sheet(self) -> None:
        self.post_message(self.SheetWanted(self.lesson.id))

    def action_exercise(self) -> None:
        if wanted := exercise_at(self.lesson, self.step):
            self.post_message(self.ExerciseWanted(wanted.id))
        else:
            self.notify("This lesson has no exercises.", markup=False)
