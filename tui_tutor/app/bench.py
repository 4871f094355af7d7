"""What happens in the result pane: a check, a training, a run; each asks the checker and shows what came."""

from collections.abc import Callable, Mapping, Sequence

from tui_tutor.app.services import Played, Store
from tui_tutor.app.verdict_text import Around, Heading
from tui_tutor.app.widgets.curve_view import CurveView
from tui_tutor.app.widgets.explore_view import ExploreView
from tui_tutor.app.widgets.output_view import OutputView
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.app.widgets.steps_view import StepsView
from tui_tutor.app.widgets.verdict_panel import VerdictPanel
from tui_tutor.app.work import Work
from tui_tutor.course.types import Exercise
from tui_tutor.progress.history import since
from tui_tutor.progress.predictions import Prediction, keep
from tui_tutor.report import Report, encode

UNRECORDED = ("cancelled", "fault")  # neither says anything about the learner


class Bench:
    """One exercise's work and the tabs that show it. Lives as long as its screen."""

    def __init__(
        self, work: Work, store: Store, course_id: str, exercise: Exercise, tabs: ResultTabs
    ) -> None:
        self._work, self._store, self._course, self._exercise = work, store, course_id, exercise
        self._tabs = tabs

    async def check(
        self, source: str, on_stage: Callable[[str], None], onward: str, prediction: Prediction | None = None
    ) -> Report | None:
        """Check and show, also whether the learner's prediction came true. Returns the report when there is one."""
        found = await self.ask(source, on_stage)
        if found is None:
            return None
        foreseen = prediction and keep(self._store, self._course, prediction, found)
        changed = self._remember(source, found) if found.outcome not in UNRECORDED else None
        solved = found.verdict == "correct"
        around = Around(foreseen, changed, *((self._exercise.afterwards, onward) if solved else ("", "")))
        await self.show(found, around)
        return found

    async def ask(self, source: str, on_stage: Callable[[str], None]) -> Report | None:
        """Check. The panel says that it runs, and why there is nothing where there is no report."""
        panel = self._tabs.panel(VerdictPanel)
        ticket = panel.show_busy()
        found = await self._work.check(source, on_stage)
        if isinstance(found, Heading):
            panel.show_heading(found)
            return None
        if found is None or found.exercise != self._exercise.id:
            panel.give_up(ticket)
            return None
        return found

    async def show(self, report: Report, around: Around) -> None:
        """Show a report in every tab that has something of it."""
        await self._tabs.panel(VerdictPanel).show_report(report, around)
        for output in self._tabs.all(OutputView):
            output.show(report.printed)
        for steps in self._tabs.all(StepsView):
            steps.show(report)

    def _remember(self, source: str, report: Report) -> str | None:
        """Record the attempt; returns what changed since the one before, where both reports show it."""
        exercise = self._exercise
        last = self._store.last_attempt(self._course, exercise.id)
        self._store.record_attempt(
            self._course, exercise.id, exercise.digest, source, report.outcome, report.verdict, encode(report)
        )
        return since(last, exercise.digest, source, report)

    async def train(self, source: str) -> None:
        """Train and draw, while it runs."""
        view = self._tabs.panel(CurveView)
        ticket = view.begin()
        found = await self._work.curve(source, view.add, view.trial)
        if isinstance(found, Heading):
            view.end_early(f"{found.glyph} {found.word}: {found.sentence}")
        elif found is not None:
            view.end(found)
        else:
            view.give_up(ticket)

    async def play(self, source: str) -> Played | None:
        """Run without a check, and show what was printed."""
        output = self._tabs.panel(OutputView)
        output.show("", "running. Esc stops it.")
        found = await self._work.play(source)
        if found is None:
            output.show("", "Stopped.")
            return None
        if isinstance(found, Heading):
            output.show("", f"{found.glyph} {found.word}: {found.sentence}")
            return None
        output.show(found.printed, found.message, found.raised)
        return found

    async def explore(self, view: ExploreView) -> None:
        """Fetch the series of the slider's value; if it has moved on meanwhile, those of the new value."""
        value = None
        while value != view.value:
            value = view.value
            found = await self._work.explore(value)
            if isinstance(found, Heading):
                view.say(f"{found.glyph} {found.word}: {found.sentence}")
                return
            if isinstance(found, Mapping):
                series: Mapping[str, Sequence[float]] = found
                view.give(value, series)
