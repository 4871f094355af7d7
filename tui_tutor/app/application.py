"""The application itself: it owns the course and the services, and opens screens."""

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui_tutor.app.forgetting import collect, forget_closed, freeze_imports
from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.program import Program
from tui_tutor.app.screens.course_map import CourseMap, Progress
from tui_tutor.app.services import Services, State
from tui_tutor.app.states import FINISHED, words_of
from tui_tutor.app.themes import DEFAULT
from tui_tutor.app.turns import Turns
from tui_tutor.app.warming import warm_imports
from tui_tutor.course.types import Course, CourseError, Exercise, Lesson
from tui_tutor.progress.onward import to_go_on
from tui_tutor.progress.pages import keep_step, kept_step
from tui_tutor.progress.review import due_ids

if TYPE_CHECKING:
    # Known to the type checker only: these bring Markdown, TextArea and tree-sitter, which the first paint
    # does not wait for.
    from tui_tutor.app.screens.hunting import HuntScreen
    from tui_tutor.app.screens.lesson import LessonScreen
    from tui_tutor.app.screens.workspace import Workspace
    from tui_tutor.grading.hunting.hunt import OpenHunt, Wish

STYLES: list[str | PurePath] = ["styles/app.tcss", "styles/map.tcss"]  # other screens bring their own


@runtime_checkable
class Leavable(Protocol):
    """A screen that has something to save before it goes."""

    def leave(self) -> None: ...


class TutorApp(Program):
    """`tutor` without arguments. `glyphs` is for tests; otherwise the terminal decides."""

    TITLE = "tutor"
    CSS_PATH = STYLES
    BINDINGS: ClassVar[list[BindingType]] = [
        # Not a priority key: it must not overtake what was typed before it.
        Binding("ctrl+q", "quit", "Quit", show=False, priority=False),
    ]

    def __init__(
        self,
        course: Course,
        services: Services,
        start: "str | Wish | None" = None,
        *,
        glyphs: Glyphs | None = None,
    ) -> None:
        super().__init__(services.store.setting("theme", DEFAULT), glyphs)
        self.course, self.services, self.start = course, services, start
        if self.glyphs.ascii:
            from tui_tutor.app.formulas import InAscii  # here: it brings the setting of formulas

            self.services = replace(services, mathtext=InAscii(services.mathtext))
        self.turns = Turns(lambda: services.checker.cancel())  # one for all screens, as there is one checker
        self._changed: frozenset[str] = frozenset()
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    def get_default_screen(self) -> CourseMap:
        return CourseMap(self.course, self._progress(), self.glyphs)

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep_theme(theme.name))
        for notice in self.services.store.notices:
            self.notify(notice, severity="warning", timeout=15, markup=False)
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        if isinstance(self.start, str):
            self.open_exercise(self.start)
        elif self.start is not None:
            self.open_hunt(self.start)
        self.run_worker(self._warm(), group="warm")

    async def _warm(self) -> None:
        await warm_imports(self._at_rest)
        freeze_imports()
        self.set_interval(1.0, collect)
        try:
            await asyncio.to_thread(lambda: self.services.checker.prepare())  # made there, too
        except Exception as error:  # reading and writing go on; a check will say the same again
            problem = f"Nothing can be checked now: {error}. `tutor doctor` tells more."
            self.notify(problem, title="tutor fault", severity="error", timeout=15, markup=False)
        states = self.services.store.states(self.course.id)  # here: the store belongs to this thread
        self._changed = await asyncio.to_thread(self._find_changed, states)
        if self._changed:
            self._refresh_map()
        from tui_tutor.sandbox import SandboxError  # here: the map is painted by now

        with contextlib.suppress(SandboxError):  # a sandbox that cannot start has been told above
            self._show_level(await asyncio.to_thread(self.services.level))

    def _show_level(self, level: str) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CourseMap):
                screen.show_level(level)
        from tui_tutor.grading.trust import risk  # here: the map is painted by now

        if said := risk(level):
            self.notify(f"{said} `tutor doctor` says why.", severity="warning", timeout=15, markup=False)

    def _keep_theme(self, name: str) -> None:
        self.services.store.set_setting("theme", name)

    # Progress

    def _progress(self) -> Progress:
        store = self.services.store
        again = due_ids(store.judged(self.course.id), datetime.now(UTC))
        words = words_of(self.course, store.states(self.course.id), self._changed, again)
        hunted = self._hunted()
        kept = self.services.store.place(self.course.id)
        if kept is None and set(words.values()) <= {"open"}:
            return Progress(words, None, hunted)
        last = self.course.find(kept or "")
        finished = {exercise for exercise, word in words.items() if word in FINISHED}
        return Progress(words, to_go_on(self.course, finished, kept) or (last.id if last else None), hunted)

    def _hunted(self) -> str:
        hunts = self.services.store.hunts(self.course.id)
        if not hunts:
            return ""
        from tui_tutor.grading.hunting.standing import in_short, standing  # here: a newcomer's map needs none

        return in_short(standing(hunts))

    def _find_changed(self, states: Mapping[str, State]) -> frozenset[str]:
        """Solved exercises whose files are no longer what was solved."""
        return frozenset(
            exercise.id
            for lesson in self.course.lessons
            for exercise in lesson.exercises
            if exercise.id in states and self._has_changed(exercise.id, states[exercise.id].digest)
        )

    def _has_changed(self, exercise_id: str, digest: str | None) -> bool:
        if digest is None:
            return False
        try:
            return self.services.load_exercise(self.course, exercise_id).digest != digest
        except CourseError:
            return False  # it says so itself when it is opened

    @on(CourseMap.Returned)
    def _returned(self) -> None:
        self._refresh_map()
        forget_closed()

    def _refresh_map(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CourseMap):
                screen.show_progress(self._progress())

    # Opening

    @on(CourseMap.ExerciseChosen)
    def _exercise_chosen(self, event: CourseMap.ExerciseChosen) -> None:
        self.open_exercise(event.exercise)

    @on(CourseMap.HuntWanted)
    def _hunt_wanted(self, event: CourseMap.HuntWanted) -> None:
        self.hunt_somewhere(event.exercise)

    async def on_hunt_screen_another_wanted(self) -> None:
        self.hunt_somewhere()

    def hunt_somewhere(self, exercise_id: str | None = None) -> None:
        """The next bug, at the learner's level: in that exercise, or where the tutor chooses."""
        from tui_tutor.grading.hunting.hunt import Wish

        self.open_hunt(Wish(exercise_id))

    @on(CourseMap.LessonChosen)
    def _lesson_chosen(self, event: CourseMap.LessonChosen) -> None:
        self.open_lesson(event.lesson)

    def open_exercise(self, exercise_id: str) -> None:
        """The workspace of one exercise, above the map. An author's error is shown, and the app goes on."""
        summary = self.course.find(exercise_id)
        try:
            exercise = self.services.load_exercise(self.course, summary.id if summary else exercise_id)
        except CourseError as error:
            self._show_course_error(error)
            return
        workspace = self._workspace(exercise)
        self._show_above_map(workspace)
        # A write waits for the disk; the paint does not wait for it.
        workspace.call_after_refresh(self.services.store.set_place, self.course.id, exercise.id)

    def open_hunt(self, wish: "Wish") -> None:
        """A bug hunt above the map, as soon as a bug is planted; what is open stays until then."""

        async def begin() -> None:
            from tui_tutor.app.hunts import begin_hunt

            hunt = await begin_hunt(self, wish)
            if hunt is not None:
                self._leave_open()
                self._show_above_map(self._hunt_screen(hunt))

        self.run_worker(begin(), group="hunt", exclusive=True)

    def _hunt_screen(self, hunt: "OpenHunt") -> "HuntScreen":
        from tui_tutor.app.screens.hunting import HuntScreen

        lesson = self._lesson_of(hunt.exercise)
        return HuntScreen(self.course, lesson, hunt, self.services, self.turns, self.glyphs)

    def go_to_exercise(self, exercise_id: str) -> None:
        """Leave what is open, saved, for that exercise."""
        self._leave_open()
        self.open_exercise(exercise_id)

    def go_to_lesson(self, lesson_id: str) -> None:
        """Leave what is open, saved, for that lesson."""
        self._leave_open()
        self.open_lesson(lesson_id)

    def open_lesson(self, lesson_id: str) -> None:
        """A lesson to read, above the map."""
        try:
            lesson = self.services.load_lesson(self.course, lesson_id)
        except CourseError as error:
            self._show_course_error(error)
            return
        self._show_above_map(self._lesson_screen(lesson))

    def _workspace(self, exercise: Exercise) -> "Workspace":
        from tui_tutor.app.screens.workspace import Workspace

        lesson = self._lesson_of(exercise)
        return Workspace(self.course, lesson, exercise, self.services, self.turns, self.glyphs)

    def _lesson_of(self, exercise: Exercise) -> Lesson | None:
        try:
            return self.services.load_lesson(self.course, exercise.lesson)
        except CourseError:
            return None  # the exercise can be done without its lesson

    def _lesson_screen(self, lesson: Lesson) -> "LessonScreen":
        from tui_tutor.app.screens.lesson import LessonScreen

        start = kept_step(self.services.store, self.course.id, lesson.id, len(lesson.steps))
        return LessonScreen(lesson, self.services.mathtext, start)

    def _show_above_map(self, screen: Screen[None]) -> None:
        """Whatever was above the map makes room. Nothing is warmed up while this is painted."""
        self._at_rest.clear()
        screen.call_after_refresh(self._at_rest.set)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _show_course_error(self, error: CourseError) -> None:
        from tui_tutor.app.screens.dialogs import Trouble
        from tui_tutor.app.verdict_text import course_error

        self.push_screen(Trouble(course_error(str(error), self.glyphs).content()))

    async def on_workspace_next_wanted(self, event: "Workspace.NextWanted") -> None:
        self.open_exercise(event.exercise)

    async def on_lesson_screen_turned(self, event: "LessonScreen.Turned") -> None:
        """A lesson opens again at the step where it was left."""
        keep_step(self.services.store, self.course.id, event.lesson, event.step)

    async def on_lesson_screen_sheet_wanted(self, event: "LessonScreen.SheetWanted") -> None:
        self.show_sheet(event.lesson)

    def show_sheet(self, lesson_id: str) -> None:
        """The cheat sheet of a lesson, over what is open."""
        from tui_tutor.app.screens.sheet import SheetView

        summary = self.course.lesson(lesson_id)
        if summary is None:
            return
        try:
            sheet = self.services.load_sheet(self.course, summary)
        except CourseError as error:
            self._show_course_error(error)
            return
        if sheet.is_empty:
            self.notify("Nothing in this lesson has been marked for a cheat sheet.", markup=False)
        else:
            self.push_screen(SheetView(sheet, self.services.mathtext))

    async def on_lesson_screen_exercise_wanted(self, event: "LessonScreen.ExerciseWanted") -> None:
        self.open_exercise(event.exercise)

    # Help and leaving

    def show_agenda(self) -> None:
        """What is due for review, and which mistakes come back."""
        from tui_tutor.app.screens.dialogs import TextView
        from tui_tutor.progress.agenda import agenda
        from tui_tutor.progress.agenda_text import agenda_text

        now = datetime.now(UTC)
        found = agenda(self.course, self.services.store, now)
        self.push_screen(TextView("Review", agenda_text(self.course, found, now)))

    async def action_quit(self) -> None:
        """Save, stop what runs, and leave."""
        self._leave_open()
        self.services.checker.cancel()
        self.exit(0)

    def _leave_open(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Leavable):
                screen.leave()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from tui_tutor.app.commands import commands_for

        yield from commands_for(self, screen)
