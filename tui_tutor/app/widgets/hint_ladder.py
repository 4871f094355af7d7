"""The hints of an exercise, one more each time the learner asks."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui_tutor.app.services import Mathtext
from tui_tutor.app.widgets.lesson_markdown import LessonMarkdown
from tui_tutor.course.ladder import heading, next_one
from tui_tutor.course.types import Hint


class HintLadder(VerticalScroll):
    """Shows the hints that were asked for, the newest in view, and how many there are."""

    def __init__(self, hints: tuple[Hint, ...], mathtext: Mathtext, shown: int) -> None:
        super().__init__(id="hint-ladder", can_focus=True)
        self.hints, self.mathtext = hints, mathtext
        self.asked = min(shown, len(hints))

    def compose(self) -> ComposeResult:
        yield Static(id="hint-count", markup=False)

    async def on_mount(self) -> None:
        for number in range(self.asked):
            await self._add(number)
        self._say_how_many()

    async def show_next(self) -> bool:
        """Bring the next hint; False when all are there already."""
        if self.asked == len(self.hints):
            return False
        self.asked += 1
        await self._add(self.asked - 1)
        self._say_how_many()
        return True

    async def _add(self, number: int) -> None:
        title = Static(Content.styled(heading(self.hints, number + 1), "bold"), classes="hint-title")
        await self.mount(title, LessonMarkdown(self.mathtext, self.hints[number].text))
        self.call_after_refresh(title.scroll_visible, top=True, animate=False)

    def _say_how_many(self) -> None:
        self.query_one("#hint-count", Static).update(Content.styled(self._how_many(), "dim"))

    def _how_many(self) -> str:
        total, left = len(self.hints), len(self.hints) - self.asked
        if not total:
            return "This exercise has no hints."
        if not left:
            return f"All {total} hints are here. F3 shows the solution, if you want it."
        further = f"F2 brings {next_one(self.hints, self.asked)}."
        return (
            f"{self.asked} of {total} shown. {further}"
            if self.asked
            else f"{total} hints wait here. {further}"
        )
