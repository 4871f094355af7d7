"""The desk of one exercise: what lies on it, which pane is in front, and the draft that is never lost."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui_tutor.app.bench import Bench
from tui_tutor.app.breakpoints import BREAKPOINTS
from tui_tutor.app.drafts import DraftKeeper, Keeper
from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.panels import panels_of
from tui_tutor.app.screens.lesson import pages_of, step_of
from tui_tutor.app.screens.opening import OpensInSteps
from tui_tutor.app.services import Services
from tui_tutor.app.states import sign_of, word_of
from tui_tutor.app.turns import Turns
from tui_tutor.app.widgets.answer_choices import AnswerChoices
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.app.widgets.explore_view import ExploreView
from tui_tutor.app.widgets.find_line import FindLine
from tui_tutor.app.widgets.key_line import KeyLine
from tui_tutor.app.widgets.reading_pane import Page, ReadingPane
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.app.work import Work
from tui_tutor.course.types import Course, Exercise, Lesson

if TYPE_CHECKING:
    from textual.timer import Timer

PANES = ("reading", "work", "result")
SETTLED = 0.3  # seconds after which a desk is painted: what is done ahead must not be in the way of that
SAVE_AFTER = 1.0  # seconds: how late a draft is saved at most


class Desk(OpensInSteps[None]):
    """Reading, writing and results. From 100 columns on all are in view; below, one pane at a time."""

    CSS_PATH = "../styles/workspace.tcss"
    AUTO_FOCUS = ""  # this screen knows itself where the keys belong
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "go_round(1)", "Pane", priority=True),
        Binding("shift+f6", "go_round(-1)", "Pane before", show=False, priority=True),
        Binding("escape", "back", "Stop, or one pane back, or the map", show=False),
    ]

    def __init__(
        self,
        course: Course,
        lesson: Lesson | None,
        exercise: Exercise,
        services: Services,
        turns: Turns,
        glyphs: Glyphs,
    ) -> None:
        super().__init__()
        self.set_class(exercise.judged == "question", "-question")
        self.set_class(exercise.explore is not None, "-exploring")
        self.course, self.lesson, self.exercise = course, lesson, exercise
        self.services, self.glyphs = services, glyphs
        self.work = Work(services.checker, turns, exercise, glyphs)
        self.drafts: Keeper = DraftKeeper(services.store, course.id, exercise.id, exercise.starter)
        self.pane = "reading"
        self._saving: Timer | None = None

    # What it is made of

    def compose(self) -> ComposeResult:
        yield Static(id="work-head", markup=False)
        with Horizontal(id="work-body"):
            yield self._reading()
            with Vertical(id="work-right"):
                with Vertical(id="work"):
                    yield from self._writing()
                yield ResultTabs(self.panels(), id="result")
        yield KeyLine()

    def _reading(self) -> ReadingPane:
        """What is to be done stands behind the step that leads to it: left goes back there, right reads on."""
        steps = pages_of(self.lesson) if self.lesson else ()
        named = step_of(self.lesson, self.exercise.id) if self.lesson else None
        at = len(steps) if named is None else named + 1
        pages = (*steps[:at], *self.what_to_do(), *steps[at:])
        return ReadingPane(pages, self.services.mathtext, start=at, id="reading")

    def what_to_do(self) -> tuple[Page, ...]:
        """The pages that lie open first."""
        return (Page("Task", self.exercise.title, self.exercise.task),)

    def panels(self) -> dict[str, Widget]:
        """What stands behind the tabs of the result."""
        hints_shown = self.services.store.hints_shown(self.course.id, self.exercise.id)
        return panels_of(self.exercise, self.services.mathtext, self.glyphs, hints_shown)

    def _writing(self) -> ComposeResult:
        if self.exercise.judged != "question":
            yield CodeEditor(self.drafts.text, id="editor")
            yield FindLine()
            return
        if self.exercise.explore is not None:
            yield ExploreView(self.exercise.explore, self.glyphs)
        yield AnswerChoices(self.exercise.choices, self.services.mathtext, self.drafts.text)

    def on_mount(self) -> None:
        self.bench = Bench(
            self.work, self.services.store, self.course.id, self.exercise, self.query_one(ResultTabs)
        )
        self.query_one("#work").border_title = Content(self.work_title)
        self.query_one("#result").border_title = Content("Result")
        if editor := self._editor:
            editor.move_cursor(self.drafts.cursor())
        self.show_pane("reading" if self.task_comes_first else "work")
        self._say_where()
        self.set_timer(SETTLED, self.look_ahead)

    @work(group="ahead", exclusive=True)
    async def look_ahead(self) -> None:
        """Have the next check prepared."""
        await self.work.prepare()

    @property
    def _editor(self) -> CodeEditor | None:
        return next(iter(self.query("#editor").results(CodeEditor)), None)

    @property
    def work_title(self) -> str:
        """What the learner's part is called."""
        return "Your code" if self._editor else "Your answer"

    @property
    def task_comes_first(self) -> bool:
        """Where the code would hide a task that nobody has read yet."""
        return self.narrow and self._editor is not None and self.drafts.text == self.exercise.starter

    # Panes

    @property
    def narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self.app.size.width < BREAKPOINTS[-1][0]

    def show_pane(self, pane: str) -> None:
        """Bring one pane forward, with the keys in it."""
        self.pane = pane
        self._arrange()
        self._say_where()
        if pane == "reading":
            self.query_one("#reading").focus()
        elif pane == "result":
            self.query_one(ResultTabs).focus_panel()
        elif editor := self._editor:
            editor.focus()
        elif self.exercise.explore is not None:
            self.query_one("#slider").focus()
        else:
            self.query_one(AnswerChoices).focus_answer()

    def _arrange(self) -> None:
        """Which panes are in sight. Set pane by pane: a class on the screen would restyle every widget."""
        narrow, question = self.narrow, self.exercise.judged == "question"
        together = question and self.pane != "result"  # a question stays in sight while it is answered
        for name in PANES:
            shown = not narrow or name == self.pane or (together and name != "result")
            self.query_one(f"#{name}").display = shown
        self.query_one("#work-right").display = not narrow or together or self.pane != "reading"
        self._stack(narrow and together)

    def _stack(self, stacked: bool) -> None:
        """A question above its answer on a narrow screen, side by side on a wide one. None: as styled."""
        answer_is_short = stacked and self.exercise.explore is None
        height = "auto" if answer_is_short else ("3fr" if stacked else None)
        self.query_one("#work-body").styles.layout = "vertical" if stacked else "horizontal"
        self.query_one("#work-right").styles.height = height
        self.query_one("#work-right").styles.max_height = "60%" if answer_is_short else None
        self.query_one("#work").styles.height = "auto" if answer_is_short else None
        self.query_one("#reading").styles.height = "2fr" if stacked else None

    def _where_focus_is(self) -> str:
        """The pane with the keys, which a mouse may have moved."""
        for widget in self.focused.ancestors_with_self if self.focused else ():
            if widget.id in PANES:
                return str(widget.id)
        return self.pane

    def _say_where(self) -> None:
        """The line on top: the exercise and its state; on a narrow screen also which pane is in front."""
        panes: list[Content] = []
        if self.narrow:
            marked = {self.pane: ("[", "]")}
            words = ("Task", "Code" if self.exercise.judged != "question" else "Answer", "Result")
            for name, word in zip(PANES, words, strict=True):
                before, after = marked.get(name, (" ", " "))
                panes.append(Content.styled(before + word + after, "bold" if name in marked else "dim"))
        title = Content.styled(self.title_above, "bold")
        right = Content("  ").join([*panes, self.state_above()])
        space = self.size.width - 2 - title.cell_length - right.cell_length
        if space < 2:
            title, space = title.truncate(max(1, title.cell_length + space - 2), ellipsis=True), 2
        self.query_one("#work-head", Static).update(Content.assemble(title, " " * space, right))

    @property
    def title_above(self) -> str:
        """What lies on the desk."""
        return self.exercise.title

    def state_above(self) -> Content:
        """How far the learner is with it."""
        states = self.services.store.states(self.course.id)
        sign = sign_of(word_of(states.get(self.exercise.id)), self.glyphs)
        return Content.styled(f"{sign.glyph} {sign.word}", sign.style)

    def on_resize(self) -> None:
        self._arrange()
        self._say_where()

    def action_go_round(self, by: int) -> None:
        self.show_pane(PANES[(PANES.index(self._where_focus_is()) + by) % len(PANES)])

    @on(CodeEditor.Left)
    def action_back(self) -> None:
        """Escape: stop what runs; otherwise result, work, reading, map, one step each time."""
        if self.work.cancel():
            return
        before = {"result": "work", "work": "reading"}.get(self._where_focus_is())
        if before:
            self.show_pane(before)
        else:
            self.leave()
            self.app.pop_screen()

    # The draft

    @on(CodeEditor.Changed, "#editor")
    def _changed(self, event: CodeEditor.Changed) -> None:
        self.drafts.text = event.text_area.text
        if self.drafts.unsaved and self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self.save)

    def save(self) -> None:
        """Save the draft if it has changed, and say so when another tutor had been there."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        if editor := self._editor:
            self.drafts.text = editor.text  # a change may still be on its way here as a message
        conflict = self.drafts.save()
        if conflict:
            self.notify(conflict, title="Two tutors at once", severity="warning", timeout=12, markup=False)

    def leave(self) -> None:
        """Before this screen goes away, for whatever reason: nothing is lost, nothing goes on running."""
        self.work.cancel()
        self.save()
        if editor := self._editor:
            self.drafts.keep_cursor(editor.cursor_location)

    def start_over(self) -> None:
        """Back to the starter. One undo brings the text back."""
        self.put(self.exercise.starter)

    def put(self, text: str) -> None:
        """Another text in place of the draft, which is kept. One undo brings it back into the editor."""
        if editor := self._editor:
            self.save()
            self.drafts.put(text)
            editor.rewrite(text)
            self.show_pane("work")

    @on(CodeEditor.SearchAsked)
    def _open_search(self, event: CodeEditor.SearchAsked) -> None:
        self.query_one(FindLine).open(event.mode)

    @on(FindLine.Closed)
    def _search_closed(self) -> None:
        self.show_pane("work")

    @on(FindLine.Wanted)
    def _search(self, event: FindLine.Wanted) -> None:
        editor = self._editor
        if editor is None:
            return
        if event.mode == "line":
            if event.text.strip().isdecimal():
                editor.move_cursor((max(0, int(event.text) - 1), 0), center=True)
        elif not editor.select_next(event.text):
            self.notify(f"“{event.text}” is not in your code.", markup=False)
