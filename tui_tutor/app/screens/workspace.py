"""The workspace: what a learner does at the desk: run, train, play, ask for help, go on.

What lies over the desk is imported when it is wanted: the desk is painted without.
"""

from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from tui_tutor.app.formulas import with_formulas
from tui_tutor.app.screens.following import Following
from tui_tutor.app.screens.looking_back import LookingBack
from tui_tutor.app.verdict_text import failed_line
from tui_tutor.app.ways import following_exercise, solution_of
from tui_tutor.app.widgets.answer_choices import AnswerChoices
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.app.widgets.curve_view import CurveView
from tui_tutor.app.widgets.explore_view import ExploreView
from tui_tutor.app.widgets.hint_ladder import HintLadder
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.app.widgets.verdict_panel import VerdictPanel
from tui_tutor.progress.predictions import ASKING, Prediction


class Workspace(LookingBack):
    """One exercise, with everything that can be done about it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,f5", "run", "Run"),
        Binding("f2", "hint", "Hint"),
        Binding("f3", "solution", "Solution", show=False),
        Binding("f7", "train", "Train and draw the loss curve", show=False, priority=True),
        Binding("f8,ctrl+n", "next", "Next"),
        Binding("f9", "play", "Run without a check", show=False),
    ]

    class NextWanted(Message):
        """On to the exercise after this one."""

        def __init__(self, exercise: str) -> None:
            super().__init__()
            self.exercise = exercise

    class Stage(Message):
        """A check has come to another stage. Sent from the thread of the check."""

        def __init__(self, stage: str) -> None:
            super().__init__()
            self.stage = stage

    # Running

    def _submission(self) -> str | None:
        """What would be checked; None when no answer has been given yet."""
        if editor := self._editor:
            return editor.text
        return self.query_one(AnswerChoices).source()

    @on(AnswerChoices.Answered)
    def action_run(self) -> None:
        """Check what is there."""
        self.save()  # brings in, too, what was saved in the file and not heard
        source = self._submission()
        if source is None:
            self.notify("Pick or type an answer first.", markup=False)
            return
        if self._editor is None:
            self.drafts.text = source
            self.query_one(AnswerChoices).show_given(source)
            self.save()
        if self._editor and self.services.store.setting(ASKING, False):
            from tui_tutor.app.screens.dialogs import PredictionAsked

            self.app.push_screen(PredictionAsked(), lambda prediction: self._begin_check(source, prediction))
        else:
            self._begin_check(source, None)

    @on(Following.SavedOutside)
    def _check_saved(self) -> None:
        """Whoever works in another editor is not asked anything here."""
        if editor := self._editor:
            self._begin_check(editor.text, None)

    def _begin_check(self, source: str, prediction: Prediction | None) -> None:
        self._bring("Verdict")
        self._check(source, prediction)

    @work(group="work")
    async def _check(self, source: str, prediction: Prediction | None) -> None:
        def tell(stage: str) -> None:
            self.post_message(self.Stage(stage))

        following = following_exercise(self.course, self.exercise.id)
        onward = f"F8 goes on: {following.title}" if following else "That was the last exercise."
        report = await self.bench.check(source, tell, onward, prediction)
        self.look_ahead()
        if report is None:
            return
        self._say_where()
        self.renew_history()
        editor = self._editor
        if editor and editor.text == source:
            editor.mark_failed(failed_line(report))

    @on(Stage)
    def _stage(self, event: Stage) -> None:
        self.query_one(VerdictPanel).show_stage(event.stage)

    @on(CurveView.Asked)
    def action_train(self) -> None:
        if self.exercise.curve is None:
            self.notify("This exercise has no training to show.", markup=False)
        elif editor := self._editor:
            self.save()
            self._bring("Curve")
            self._train(editor.text)

    @work(group="work")
    async def _train(self, source: str) -> None:
        await self.bench.train(source)

    def action_play(self) -> None:
        """Run the code as a script: what it prints, and no verdict."""
        if editor := self._editor:
            self.save()
            self._bring("Output")
            self._play(editor.text)

    @work(group="work")
    async def _play(self, source: str) -> None:
        played = await self.bench.play(source)
        editor = self._editor
        if played and editor and editor.text == source:
            frames = played.raised.frames if played.raised else ()
            editor.mark_failed(frames[-1].line if frames else None)

    @on(ExploreView.Wanted)
    def _explore(self) -> None:
        self._draw_explored()

    @work(group="explore", exclusive=True)
    async def _draw_explored(self) -> None:
        await self.bench.explore(self.query_one(ExploreView))

    @on(VerdictPanel.EntriesWanted)
    def _look_at_entries(self, event: VerdictPanel.EntriesWanted) -> None:
        from tui_tutor.app.screens.entries import EntriesView

        self.app.push_screen(EntriesView(event.grids, event.reference, self.glyphs))

    def _bring(self, tab: str) -> None:
        """Put a tab in front. On a narrow screen its pane comes forward; else the keys stay in their pane."""
        self.query_one(ResultTabs).bring(tab)
        self.set_class(self._editor is not None, "-checked")
        if self.narrow or self._where_focus_is() == "result":
            self.show_pane("result")

    # Help along the way

    async def action_hint(self) -> None:
        """One more hint."""
        tabs, store = self.query_one(ResultTabs), self.services.store
        if not self.exercise.hints:
            self.notify("This exercise has no hints.", markup=False)
            return
        ladder = tabs.panel(HintLadder)
        if await ladder.show_next():
            store.show_hint(self.course.id, self.exercise.id)
            tabs.panel(VerdictPanel).show_ladder(ladder.asked, ladder.hints)
        self._bring("Hints")

    def action_solution(self) -> None:
        """The solution: at once when it is solved or was seen, otherwise after an explicit yes."""
        solution = solution_of(self.exercise)
        if solution is None:
            self.notify("This exercise has no written solution.", markup=False)
            return
        if self.may_see_solution:
            self._show_solution(solution)
            return
        question = (
            "Show the solution now? The map will say that you have seen it; nothing else changes, "
            "and you can still solve the exercise."
        )
        from tui_tutor.app.screens.dialogs import YesNo

        self.app.push_screen(YesNo(question), self._answered_about_solution)

    def _answered_about_solution(self, yes: bool | None) -> None:
        if not yes:
            return
        self.services.store.mark_solution_seen(self.course.id, self.exercise.id)
        self._say_where()
        self._show_solution(solution_of(self.exercise) or "")

    def _show_solution(self, solution: str) -> None:
        from tui_tutor.app.screens.dialogs import SolutionView

        title = f"A solution: {self.exercise.title}"
        if editor := self._editor:
            shown = CodeEditor(solution, read_only=True, id="solution")
            self.app.push_screen(SolutionView(title, shown, (editor.text, solution)))
        else:
            text = with_formulas(self.services.mathtext, solution)
            self.app.push_screen(SolutionView(title, Static(text, markup=False, id="solution")))

    def action_next(self) -> None:
        following = following_exercise(self.course, self.exercise.id)
        if following is None:
            self.notify("This is the last exercise. Esc leads back to the map.", markup=False)
            return
        self.leave()
        self.post_message(self.NextWanted(following.id))
