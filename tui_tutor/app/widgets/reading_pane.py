"""A pane that shows one page at a time: the steps of a lesson, the task of an exercise."""

from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui_tutor.app.services import Mathtext
from tui_tutor.app.widgets.lesson_markdown import LessonMarkdown


class Page(Struct, frozen=True):
    """What it belongs to, for the border; its heading; Markdown. Pages are short: long Markdown is slow."""

    source: str
    title: str
    text: str

    @property
    def markdown(self) -> str:
        return f"## {self.title}\n\n{self.text}"


class ReadingPane(VerticalScroll):
    """Scrolls with the arrow keys and j, k, g, G; left and right turn the page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,p", "turn(-1)", "Page before", show=False),
        Binding("right,n", "turn(1)", "Next page", show=False),
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("g", "scroll_home", "Top", show=False),
        Binding("G", "scroll_end", "Bottom", show=False),
        Binding("space", "page_on", "Down, then the next page", show=False),
    ]

    class Turned(Message):
        """Another page is shown."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Ended(Message):
        """The learner wants to go on from the last page."""

    def __init__(
        self, pages: tuple[Page, ...], mathtext: Mathtext, *, start: int = 0, id: str | None = None
    ) -> None:
        super().__init__(id=id, can_focus=True)
        self.pages, self.mathtext = pages, mathtext
        self.index = min(max(start, 0), len(pages) - 1)

    def compose(self) -> ComposeResult:
        yield LessonMarkdown(self.mathtext, self.pages[self.index].markdown)
        yield Static(id="page-foot", markup=False)

    def on_mount(self) -> None:
        self._say_where()

    def _say_where(self) -> None:
        self.border_title = Content(self.pages[self.index].source)
        several = len(self.pages) > 1
        self.border_subtitle = Content(f"{self.index + 1} of {len(self.pages)}") if several else None
        ways = [
            f"{key}: {self._called(at)}"
            for key, at in (("left arrow", self.index - 1), ("right arrow", self.index + 1))
            if 0 <= at < len(self.pages)
        ]
        foot = self.query_one("#page-foot", Static)
        foot.display = several
        foot.update(Content("\n".join(ways)))

    def _called(self, at: int) -> str:
        """How another page is called from here: with what it belongs to, if that is another thing."""
        page = self.pages[at]
        same = page.source == self.pages[self.index].source
        return page.title if same else f"{page.source}: {page.title}"

    async def turn_to(self, index: int) -> None:
        """Show page `index`, from its top."""
        self.index = min(max(index, 0), len(self.pages) - 1)
        await self.query_one(LessonMarkdown).update(self.pages[self.index].markdown)
        self._say_where()
        self.scroll_home(animate=False)
        self.post_message(self.Turned(self.index))

    async def action_turn(self, by: int) -> None:
        if 0 <= self.index + by < len(self.pages):
            await self.turn_to(self.index + by)
        elif by > 0:
            self.post_message(self.Ended())

    async def action_page_on(self) -> None:
        if self.scroll_offset.y < self.max_scroll_y:
            self.scroll_page_down(animate=False)
        else:
            await self.action_turn(1)
