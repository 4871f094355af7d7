"""The workspace: read, write, run, and see what came of it."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from tui_tutor.app.bench import Bench
from tui_tutor.app.breakpoints import BREAKPOINTS
from tui_tutor.app.drafts import DraftKeeper
from tui_tutor.app.external_editor import edit_outside
from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.screens.dialogs import SolutionView, YesNo
from tui_tutor.app.screens.lesson import pages_of
from tui_tutor.app.services import Services
from tui_tutor.app.states import sign_of, word_of
from tui_tutor.app.verdict_text import failed_line
from tui_tutor.app.ways import following_exercise, solution_of
from tui_tutor.app.widgets.answer_choices import AnswerChoices
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.app.widgets.curve_view import CurveView
from tui_tutor.app.widgets.explore_view import ExploreView
from tui_tutor.app.widgets.hint_ladder import HintLadder
from tui_tutor.app.widgets.output_view import OutputView
from tui_tutor.app.widgets.reading_pane import Page, ReadingPane
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.app.widgets.verdict_panel import VerdictPanel
from tui_tutor.app.work import Work
from tui_tutor.course.types import Course, Exercise, Lesson

if TYPE_CHECKING:
    from textual.timer import Timer

PANES = {"reading": "Task", "work": "Code", "result": "Result"}
SAVE_AFTER = 1.0  # seconds: how late a draft is saved at most


class Workspace(Screen[None]):
    """One exercise. From 100 columns on everything is in view; below, one pane at a time."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,f5", "run", "Run"),
        Binding("f6", "go_round(1)", "Pane", priority=True),
        Binding("shift+f6", "go_round(-1)", "Pane before", show=False, priority=True),
        Binding("f2", "hint", "Hint"),
        Binding("f3", "solution", "Solution", show=False),
        Binding("f7", "train", "Train and draw the loss curve", show=False, priority=True),
        Binding("f8,ctrl+n", "next", "Next"),
        Binding("f9", "play", "Run without a check", show=False),
        Binding("escape", "back", "Stop, or one pane back, or the map", show=False),
    ]

    class NextWanted(Message):
        """On to the exercise after this one."""

        def __init__(self, exercise: str) -> None:
            super().__init__()
            self.exercise = exercise

    class Stage(Message):
        """A check has come to another stage. Sent from the thread of the check."""

        def __init__(self, source: str, stage: str) -> None:
            super().__init__()
            self.source, self.stage = source, stage

    def __init__(
        self, course: Course, lesson: Lesson | None, exercise: Exercise, services: Services, glyphs: Glyphs
    ) -> None:
        super().__init__()
        self.course, self.lesson, self.exercise = course, lesson, exercise
        self.services, self.glyphs = services, glyphs
        self.work = Work(services.checker, exercise, glyphs)
        self.drafts = DraftKeeper(services.store, course.id, exercise.id, exercise.starter)
        self.pane = "reading"
        self._saving: Timer | None = None
        self._checking: str | None = None

    # What it is made of

    def compose(self) -> ComposeResult:
        yield Static(id="work-head", markup=False)
        with Horizontal(id="work-body"):
            yield self._reading()
            with Vertical(id="work-right"):
                with Vertical(id="work"):
                    yield from self._writing()
                yield ResultTabs(self._panels())
        yield Footer()

    def _reading(self) -> ReadingPane:
        steps = pages_of(self.lesson) if self.lesson else ()
        task = Page("Task", f"## {self.exercise.title}\n\n{self.exercise.task}")
        return ReadingPane((*steps, task), self.services.mathtext, start=len(steps), id="reading")

    def _writing(self) -> ComposeResult:
        if self.exercise.judged != "question":
            yield CodeEditor(self.drafts.text, id="editor")
            return
        if self.exercise.explore is not None:
            yield ExploreView(self.exercise.explore, self.glyphs)
        yield AnswerChoices(self.exercise.choices, self.glyphs, self.services.mathtext, self.drafts.text)

    def _panels(self) -> dict[str, Widget]:
        services, exercise = self.services, self.exercise
        question = exercise.judged == "question"
        reference = "numerical" if exercise.judged == "gradient" else "expected"
        invitation = (
            "Pick an answer and press Enter." if question else "Ctrl+J checks your code. F5 does the same."
        )
        panels: dict[str, Widget] = {
            "Verdict": VerdictPanel(self.glyphs, services.mathtext, reference, invitation)
        }
        if exercise.curve is not None:
            log = bool(services.store.setting("curve/log", exercise.curve.log))
            panels["Curve"] = CurveView(ascii=self.glyphs.ascii, log_y=log)
        if not question:
            panels["Output"] = OutputView()
        if exercise.hints:
            shown = services.store.hints_shown(self.course.id, exercise.id)
            panels["Hints"] = HintLadder(exercise.hints, services.mathtext, shown)
        return panels

    def on_mount(self) -> None:
        self.bench = Bench(
            self.work, self.services.store, self.course.id, self.exercise, self.query_one(ResultTabs)
        )
        self.set_class(self.exercise.judged == "question", "-question")
        self.query_one("#work").border_title = Content("Your code" if self._editor else "Your answer")
        self.query_one("#result").border_title = Content("Result")
        if editor := self._editor:
            editor.move_cursor(self.drafts.cursor())
        self.show_pane("reading" if self._untouched and self.has_class("-narrow") else "work")
        self._say_where()

    @property
    def _editor(self) -> CodeEditor | None:
        return next(iter(self.query("#editor").results(CodeEditor)), None)

    @property
    def _untouched(self) -> bool:
        return self.drafts.text == self.exercise.starter

    # Panes

    def show_pane(self, pane: str) -> None:
        """Bring one pane forward, with the keys in it."""
        self.pane = pane
        for name in PANES:
            self.set_class(name == pane, f"-show-{name}")
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

    def _where_focus_is(self) -> str:
        """The pane with the keys, which a mouse may have moved."""
        for widget in self.focused.ancestors_with_self if self.focused else ():
            if widget.id in PANES:
                return str(widget.id)
        return self.pane

    def _say_where(self) -> None:
        """The line on top: the exercise and its state; on a narrow screen also which pane is in front."""
        states = self.services.store.states(self.course.id)
        sign = sign_of(word_of(states.get(self.exercise.id)), self.glyphs)
        panes: list[Content] = []
        if self.has_class("-narrow"):
            marked = {self.pane: ("[", "]")}
            for name, word in PANES.items():
                before, after = marked.get(name, (" ", " "))
                panes.append(Content.styled(before + word + after, "bold" if name in marked else "dim"))
        state = Content.styled(f"{sign.glyph} {sign.word}", sign.style)
        title = Content.styled(self.exercise.title, "bold")
        right = Content("  ").join([*panes, state])
        space = self.size.width - 2 - title.cell_length - right.cell_length
        if space < 2:
            title, space = title.truncate(max(1, title.cell_length + space - 2), ellipsis=True), 2
        self.query_one("#work-head", Static).update(Content.assemble(title, " " * space, right))

    def on_resize(self) -> None:
        self.call_after_refresh(self._say_where)

    def action_go_round(self, by: int) -> None:
        names = list(PANES)
        self.show_pane(names[(names.index(self._where_focus_is()) + by) % len(names)])

    @on(CodeEditor.Left)
    def action_back(self) -> None:
        """Escape: stop what runs; otherwise result, work, reading, map, one step each time."""
        if self.work.cancel():
            self.bench.cancelled()
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
        if editor := self._editor:
            editor.rewrite(self.exercise.starter)
            self.show_pane("work")

    @on(CodeEditor.OutsideAsked)
    def _open_outside(self) -> None:
        if editor := self._editor:
            edited = edit_outside(self.app, editor.text)
            self.app.refresh(layout=True)
            if edited.problem:
                self.notify(edited.problem, severity="warning", markup=False)
            elif edited.text != editor.text:
                editor.rewrite(edited.text)

    # Running

    def _submission(self) -> str | None:
        """What would be checked; None when no answer has been given yet."""
        if editor := self._editor:
            return editor.text
        return self.query_one(AnswerChoices).source()

    @on(AnswerChoices.Answered)
    def action_run(self) -> None:
        """Check what is there."""
        source = self._submission()
        if source is None:
            self.notify("Pick or type an answer first.", markup=False)
            return
        if self._editor is None:
            self.drafts.text = source
            self.query_one(AnswerChoices).show_given(source)
        self.save()
        self._bring_result()
        self.run_worker(self._check(source), group="work", exclusive=True)

    async def _check(self, source: str) -> None:
        def tell(stage: str) -> None:
            self.post_message(self.Stage(source, stage))

        following = following_exercise(self.course, self.exercise.id)
        onward = f"F8 goes on: {following.title}" if following else "That was the last exercise."
        self._checking = source
        report = await self.bench.check(source, tell, onward)
        self._checking = None
        if report is None:
            return
        self._say_where()
        editor = self._editor
        if editor and editor.text == source:
            editor.mark_failed(failed_line(report))

    @on(Stage)
    def _stage(self, event: Stage) -> None:
        if event.source == self._checking:
            self.query_one(VerdictPanel).show_busy(event.stage)

    @on(CurveView.Asked)
    def action_train(self) -> None:
        if self.exercise.curve is None:
            self.notify("This exercise has no training to show.", markup=False)
        elif editor := self._editor:
            self.save()
            self._bring_result()
            self.run_worker(self.bench.train(editor.text), group="work", exclusive=True)

    def action_play(self) -> None:
        """Run the code as a script: what it prints, and no verdict."""
        if editor := self._editor:
            self.save()
            self._bring_result()
            self.run_worker(self._play(editor.text), group="work", exclusive=True)

    async def _play(self, source: str) -> None:
        played = await self.bench.play(source)
        editor = self._editor
        if played and editor and editor.text == source:
            frames = played.raised.frames if played.raised else ()
            editor.mark_failed(frames[-1].line if frames else None)

    @on(ExploreView.Wanted)
    def _explore(self) -> None:
        self.run_worker(self.bench.explore(self.query_one(ExploreView)), group="explore", exclusive=True)

    def _bring_result(self) -> None:
        """On a narrow screen the result comes forward; on a wide one the keys stay where they are."""
        if self.has_class("-narrow"):
            self.show_pane("result")

    # Help along the way

    async def action_hint(self) -> None:
        """One more hint."""
        tabs, store = self.query_one(ResultTabs), self.services.store
        if not self.exercise.hints:
            self.notify("This exercise has no hints.", markup=False)
            return
        if await tabs.panel(HintLadder).show_next():
            store.show_hint(self.course.id, self.exercise.id)
        tabs.bring("Hints")
        self._bring_result()

    def action_solution(self) -> None:
        """The solution: at once when it is solved or was seen, otherwise after an explicit yes."""
        solution = solution_of(self.exercise)
        if solution is None:
            self.notify("This exercise has no written solution.", markup=False)
            return
        remembered = self.services.store.states(self.course.id).get(self.exercise.id)
        if remembered is not None and remembered.state in ("correct", "solution seen"):
            self.app.push_screen(SolutionView(f"A solution: {self.exercise.title}", solution))
            return
        question = (
            "Show the solution now? The map will say that you have seen it; nothing else changes, "
            "and you can still solve the exercise."
        )
        self.app.push_screen(YesNo(question), self._answered_about_solution)

    def _answered_about_solution(self, yes: bool | None) -> None:
        if not yes:
            return
        self.services.store.mark_solution_seen(self.course.id, self.exercise.id)
        self._say_where()
        solution = solution_of(self.exercise) or ""
        self.app.push_screen(SolutionView(f"A solution: {self.exercise.title}", solution))

    def action_next(self) -> None:
        following = following_exercise(self.course, self.exercise.id)
        if following is None:
            self.notify("This is the last exercise. Esc leads back to the map.", markup=False)
            return
        self.leave()
        self.post_message(self.NextWanted(following.id))
