"""A bug hunt at the desk: a right answer with something wrong in it, and the numbers to find it by."""

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui_tutor.app.external_editor import edit_outside
from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.hunt_keeper import HuntKeeper
from tui_tutor.app.panels import verdict_panel
from tui_tutor.app.screens.desk import Desk
from tui_tutor.app.screens.dialogs import YesNo
from tui_tutor.app.screens.entries import EntriesView
from tui_tutor.app.services import Services
from tui_tutor.app.turns import Turns
from tui_tutor.app.verdict_text import Around, failed_line
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.app.widgets.output_view import OutputView
from tui_tutor.app.widgets.reading_pane import Page
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.app.widgets.verdict_panel import VerdictPanel
from tui_tutor.course.types import Course, Lesson
from tui_tutor.grading.hunting.hunt import OpenHunt
from tui_tutor.grading.hunting.standing import in_runs
from tui_tutor.report import Report
from tui_tutor.sandbox import SubmissionError

ONWARD = "F8 plants another bug. Esc leads back to the map."


class HuntScreen(Desk):
    """The desk with a planted text on it. Hints, history and solution stay away until the hunt has ended."""

    drafts: HuntKeeper
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,f5", "run", "Run"),
        Binding("f3", "give_up", "Give up"),
        Binding("f8,ctrl+n", "another", "Another bug"),
    ]

    class AnotherWanted(Message):
        """Plant the next bug."""

    class Stage(Message):
        """A check has come to another stage. Sent from the thread of the check."""

        def __init__(self, stage: str) -> None:
            super().__init__()
            self.stage = stage

    def __init__(
        self,
        course: Course,
        lesson: Lesson | None,
        hunt: OpenHunt,
        services: Services,
        turns: Turns,
        glyphs: Glyphs,
    ) -> None:
        super().__init__(course, lesson, hunt.asked, services, turns, glyphs)
        self.hunt = hunt
        self.drafts = HuntKeeper(hunt, course.id)
        self.last = hunt.shown

    # What it is made of

    def what_to_do(self) -> tuple[Page, ...]:
        return (Page("Hunt", "Bug hunt", self.hunt.invitation), *super().what_to_do())

    def panels(self) -> dict[str, Widget]:
        verdict = verdict_panel(self.exercise, self.services.mathtext, self.glyphs)
        return {"Verdict": verdict, "Output": OutputView()}

    @property
    def work_title(self) -> str:
        return "The code"

    @property
    def task_comes_first(self) -> bool:
        return self.narrow and self.hunt.runs == 0

    @property
    def title_above(self) -> str:
        return f"Bug hunt: {self.exercise.title}"

    def state_above(self) -> Content:
        return Content(f"level {self.hunt.level.number}, {in_runs(self.hunt.runs)}")

    def on_mount(self) -> None:
        """Besides what every desk does: Textual calls the handlers of all classes."""
        self.add_class("-checked")
        self.call_after_refresh(self._begin)

    # Hunting

    def action_run(self) -> None:
        """Check what is there."""
        if editor := self._editor:
            self.save()
            self.query_one(ResultTabs).bring("Verdict")
            if self.narrow:
                self.show_pane("result")
            self._check(editor.text)

    @work(group="work")
    async def _check(self, source: str) -> None:
        def tell(stage: str) -> None:
            self.post_message(self.Stage(stage))

        report = await self.bench.ask(source, tell)
        self.look_ahead()
        if report is None:
            return
        was_open = self.hunt.is_open
        self.last = self.hunt.judged(source, report)
        await self.bench.show(self.last, Around())
        if was_open and not self.hunt.is_open:
            await self._tell()
        self._say_where()
        if (editor := self._editor) and editor.text == source:
            editor.mark_failed(failed_line(report))

    @on(Stage)
    def _stage(self, event: Stage) -> None:
        self.query_one(VerdictPanel).show_stage(event.stage)

    @work(group="show", exclusive=True)
    async def _begin(self) -> None:
        await self.bench.show(self.last, Around())

    async def _tell(self) -> None:
        """What it was, and the way on, in place of the numbers; a check brings them back, with all their causes."""
        end = Report(self.last.exercise, self.last.outcome, self.last.verdict, message=self.last.message)
        await self.bench.show(end, Around(afterwards=self.hunt.story, onward=ONWARD))
        self.refresh_bindings()

    @on(VerdictPanel.EntriesWanted)
    def _look_at_entries(self, event: VerdictPanel.EntriesWanted) -> None:
        self.app.push_screen(EntriesView(event.grids, event.reference, self.glyphs))

    @on(CodeEditor.OutsideAsked)
    def _open_outside(self) -> None:
        """Open the code in `$EDITOR`; what was saved there comes in."""
        editor, file = self._editor, self.drafts.file
        if editor is None:
            return
        try:
            file.write(editor.text)
            problem = edit_outside(self.app, str(file.path))
            self.app.refresh(layout=True)
            news = file.news()
        except (OSError, SubmissionError) as error:
            problem, news = f"{error}", None
        if news is not None:
            editor.rewrite(news)
        if problem:
            self.notify(problem, severity="warning", markup=False)

    def start_over(self) -> None:
        """Back to the planted text. One undo brings the learner's back."""
        self.put(self.hunt.planted.source)

    # Its end

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be given up once it is over."""
        return action != "give_up" or self.hunt.is_open

    def action_give_up(self) -> None:
        """After an explicit yes, say what it was."""
        if self.hunt.is_open:
            question = (
                "Give up, and see what it was? The hunt ends; your own code of this exercise stays as it is."
            )
            self.app.push_screen(YesNo(question), self._answered_about_giving_up)

    async def _answered_about_giving_up(self, yes: bool | None) -> None:
        if yes:
            self.work.cancel()
            self.hunt.give_up()
            self.query_one(ResultTabs).bring("Verdict")
            self.show_pane("result")
            await self._tell()

    def action_another(self) -> None:
        if self.hunt.is_open:
            self.notify("This hunt is open: F3 gives it up, Esc leaves it for later.", markup=False)
        else:
            self.post_message(self.AnotherWanted())
