"""The map of a course: what there is, what is solved, and where to go on. The first thing that is painted."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui_tutor.app.breakpoints import BREAKPOINTS, WIDE
from tui_tutor.app.glyphs import Glyphs, progress_bar
from tui_tutor.app.states import FINISHED, SOLVED, Word, sign_of
from tui_tutor.app.ways import beginning, doors_of
from tui_tutor.app.widgets.key_line import KeyLine
from tui_tutor.app.widgets.rows import Rows
from tui_tutor.course.types import Course, ExerciseSummary, LessonSummary
from tui_tutor.progress.review import AGAIN, CHANGED

_LESSON = "lesson:"
_EXERCISE = "exercise:"
_STATE_WIDTH = len("solution seen") + 2
_MARGIN = 2  # cells beside the head, as in map.tcss


class Progress(Struct, frozen=True):
    """What the map shows besides the course: a word for every exercise, and where the learner was last.

    `place` is None as long as nothing has been begun. `hunted` says in a few words what was found in bug hunts.
    """

    words: dict[str, Word]
    place: str | None
    hunted: str = ""


class MapList(Rows):
    """The list with its most important key in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Open")]


class CourseMap(Screen[None]):
    """Lessons and their exercises in one list. It posts what was chosen; the app opens it."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "continue", "Continue"),
        Binding("slash", "filter", "Find", key_display="/", priority=True),  # before what is typed next
        Binding("j", "move(1)", "Down", show=False),
        Binding("k", "move(-1)", "Up", show=False),
        Binding("n", "next_open", "Next open exercise", show=False),
        Binding("b", "hunt", "Bug hunt"),
        Binding("escape", "clear_filter", "Leave the search", show=False),
        Binding("q", "app.quit", "Quit"),
    ]

    class LessonChosen(Message):
        """Read this lesson."""

        def __init__(self, lesson: str) -> None:
            super().__init__()
            self.lesson = lesson

    class ExerciseChosen(Message):
        """Work at this exercise."""

        def __init__(self, exercise: str) -> None:
            super().__init__()
            self.exercise = exercise

    class HuntWanted(Message):
        """Hunt a bug in this exercise; None: wherever the tutor chooses."""

        def __init__(self, exercise: str | None) -> None:
            super().__init__()
            self.exercise = exercise

    class Returned(Message):
        """The map is in front again: what it shows may be old."""

    def __init__(self, course: Course, progress: Progress, glyphs: Glyphs) -> None:
        super().__init__()
        self.course, self.progress, self.glyphs = course, progress, glyphs
        self._described: str | None = None
        self._has_been_left = False
        self._level = ""

    def compose(self) -> ComposeResult:
        # Few widgets, and no field as long as nothing is searched: each takes its time before the first paint.
        yield Static(self._head(self.app.size.width), id="map-head", markup=False)
        options = list(self._options(""))
        with Horizontal(id="map-body"):
            yield MapList(*options, id="map-list", markup=False)
            self._described = self._place_in(options)
            yield Static(self._description(self._described), id="map-detail", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        # All words are there from the beginning: each later change would lay out and paint the screen once more.
        self._highlight()
        self.set_focus(self.query_one("#map-list"))
        self.query_one(KeyLine).show_keys()

    def on_screen_suspend(self) -> None:
        self._has_been_left = True

    def on_screen_resume(self) -> None:
        if self._has_been_left:
            self.post_message(self.Returned())

    def on_resize(self, event: events.Resize) -> None:
        self._show_head()

    def show_progress(self, progress: Progress) -> None:
        """New states; the highlight goes to where the learner was."""
        self.progress, self._described = progress, None
        self._fill(self._wanted)
        self._highlight()
        self._show_head()

    def show_level(self, level: str) -> None:
        """How well the sandbox holds foreign code here: sealed, partial or open."""
        self._level = f"sandbox {level}"
        self._show_head()

    # What is on the list

    def _fill(self, wanted: str) -> None:
        options = self.query_one("#map-list", OptionList)
        options.set_options(list(self._options(wanted.casefold().strip())))
        if options.option_count == 0:
            options.add_option(Option(Content(f"Nothing here is called “{wanted}”."), disabled=True))

    def _options(self, wanted: str) -> Iterator[Option]:
        for lesson in self.course.lessons:
            whole = wanted in lesson.title.casefold()
            exercises = [one for one in lesson.exercises if whole or wanted in _names(one)]
            if whole or exercises:
                yield Option(self._lesson_line(lesson), id=_LESSON + lesson.id)
            for exercise in exercises:
                yield Option(self._exercise_line(exercise), id=_EXERCISE + exercise.id)
        if self.course.broken and not wanted:
            yield Option(
                Content.styled("Cannot be read; the course's author has to mend it", "bold"), disabled=True
            )
            for broken in self.course.broken:
                yield Option(Content(f"   {self.glyphs.fault} {broken}"), disabled=True)

    def _lesson_line(self, lesson: LessonSummary) -> Content:
        words = [self.progress.words[exercise.id] for exercise in lesson.exercises]
        count = f"{sum(word in SOLVED for word in words)} of {len(words)}" if words else ""
        return Content.assemble((f"{lesson.number:>2}  {lesson.title}", "bold"), (f"   {count}", "dim"))

    def _exercise_line(self, exercise: ExerciseSummary) -> Content:
        sign = sign_of(self.progress.words[exercise.id], self.glyphs)
        return Content.assemble(
            "    ",
            (f"{sign.glyph} {sign.word:<{_STATE_WIDTH}}", sign.style),
            exercise.title,
        )

    # What stands above the list

    def _show_head(self) -> None:
        head, shown = self._head(self.size.width), self.query_one("#map-head", Static)
        if head != shown.content:
            shown.update(head)

    def _head(self, width: int) -> Content:
        """The title and how well the sandbox holds, the progress; where there is no room for it beside, advice."""
        lines = [self._title(width), self._bar(width)]
        if width < WIDE and (advice := self._first_advice(" ", ", ")):
            lines += [Content(), Content(" ".join(advice))]
        return Content("\n").join(lines)

    def _title(self, width: int) -> Content:
        title = Content.styled(self.course.title, "bold")
        space = width - 2 * _MARGIN - title.cell_length - len(self._level)
        if not self._level or space < 1:
            return title
        return Content.assemble(title, " " * space, (self._level, "dim"))

    def _bar(self, width: int) -> Content:
        words = list(self.progress.words.values())
        done, total = sum(word in SOLVED for word in words), len(words)
        hunted = f"   {self.progress.hunted}" if self.progress.hunted else ""
        wide = max(10, min(48, width - 30 - len(hunted)))
        full, empty = progress_bar(self.glyphs, done, total, wide)
        percent = f"  {100 * done // total if total else 0}%"
        return Content.assemble(
            (full, "$text-success"),
            (empty, "dim"),
            (percent, "bold"),
            f"   {done} of {total} correct",
            (hunted, "dim"),
        )

    # What is highlighted

    def _highlight(self) -> None:
        """Where the learner was; a newcomer finds the lesson to begin with."""
        options = self.query_one("#map-list", OptionList)
        ids = [option.id for option in options.options]
        place = self._place_in(options.options)
        options.highlighted = ids.index(place) if place in ids else None

    def _place_in(self, options: Sequence[Option]) -> str | None:
        """The option to begin with, of those that are listed."""
        ids = [option.id for option in options]
        exercise, first = self.progress.place, beginning(self.course)
        wanted = _EXERCISE + exercise if exercise else (_LESSON + first.id if first else None)
        if wanted in ids:
            return wanted
        at = _first_exercise(ids)
        return None if at is None else ids[at]

    @on(OptionList.OptionHighlighted, "#map-list")
    def _describe(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_id != self._described:
            self._described = event.option_id
            detail = self.query_one("#map-detail", Static)
            detail.update(self._description(event.option_id), layout=False)  # its size is given

    def _description(self, option_id: str | None) -> Content:
        line = f"\n{self.glyphs.open} "
        advice = "\n\n".join(["", *self._first_advice(line, line)])
        return self._detail(option_id or "") + Content(advice)

    def _first_advice(self, before: str, between: str) -> list[str]:
        """For a newcomer: where to begin, and how to tell whether a later lesson would do.

        `before` and `between` stand around the titles of the exercises that tell.
        """
        doors = doors_of(self.course)
        if self.progress.place or not doors:
            return []
        found = [one for one in map(self.course.find, self.course.placement) if one]
        later = [f"lesson {door.number}, {door.title}" for door in doors[1:]]
        advice = [f"New here? Begin with lesson {doors[0].number}."]
        if later and found:
            titles = before + between.join(one.title for one in found)
            advice.append(f"Or with {' or '.join(later)}, if these are easy for you:{titles}")
        return advice

    def _detail(self, option_id: str) -> Content:
        if option_id.startswith(_LESSON):
            lesson = next(one for one in self.course.lessons if _LESSON + one.id == option_id)
            return self._lesson_detail(lesson)
        exercise = self.course.find(option_id.removeprefix(_EXERCISE))
        return self._exercise_detail(exercise) if exercise else Content("")

    def _lesson_detail(self, lesson: LessonSummary) -> Content:
        titles = {one.id: one.title for one in self.course.lessons}
        advice = [titles.get(one, one) for one in lesson.requires]
        after = f"\n\nGood to have read before: {', '.join(advice)}." if advice else ""
        return Content.assemble(
            (lesson.title, "bold"), f"\n\n{lesson.summary}{after}\n\nEnter reads the lesson."
        )

    def _exercise_detail(self, exercise: ExerciseSummary) -> Content:
        sign = sign_of(self.progress.words[exercise.id], self.glyphs)
        news = {
            "changed": f"\n\n{CHANGED}",
            "due again": f"\n\n{AGAIN}.",
        }
        changed = news.get(sign.word, "")
        return Content.assemble(
            (exercise.title, "bold"),
            "\n\n",
            (f"{sign.glyph} {sign.word}", sign.style),
            f"   {exercise.kind}, level {exercise.level}\n",
            (exercise.id, "dim"),
            f"{changed}\n\nEnter opens the exercise.",
        )

    # What the learner does

    @on(OptionList.OptionSelected, "#map-list")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_id or "")

    def _open(self, option_id: str) -> None:
        if option_id.startswith(_LESSON):
            self.post_message(self.LessonChosen(option_id.removeprefix(_LESSON)))
        elif option_id.startswith(_EXERCISE):
            self.post_message(self.ExerciseChosen(option_id.removeprefix(_EXERCISE)))

    def action_hunt(self) -> None:
        """In the exercise that is highlighted; from a lesson's line, wherever the tutor chooses."""
        chosen = self.query_one("#map-list", OptionList).highlighted_option
        name = chosen.id or "" if chosen else ""
        exercise = name.removeprefix(_EXERCISE) if name.startswith(_EXERCISE) else None
        self.post_message(self.HuntWanted(exercise))

    def action_continue(self) -> None:
        if self.progress.place:
            self.post_message(self.ExerciseChosen(self.progress.place))
        elif first := beginning(self.course):
            self.post_message(self.LessonChosen(first.id))

    def action_move(self, by: int) -> None:
        options = self.query_one("#map-list", OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_next_open(self) -> None:
        """Highlight the next exercise that is not correct yet, going round."""
        options = self.query_one("#map-list", OptionList)
        count, start = options.option_count, (options.highlighted or 0) + 1
        for at in (where % count for where in range(start, start + count)):
            option_id = options.get_option_at_index(at).id or ""
            word = self.progress.words.get(option_id.removeprefix(_EXERCISE), "correct")
            if option_id.startswith(_EXERCISE) and word not in FINISHED:
                options.highlighted = at
                return

    # The search

    @property
    def _field(self) -> Input | None:
        """Where one types what is searched for; None as long as nobody has."""
        return next(iter(self.query("#map-filter").results(Input)), None)

    @property
    def _wanted(self) -> str:
        return self._field.value if self._field else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Inside the search, a slash is a character like any other."""
        return action != "filter" or not isinstance(self.focused, Input)

    def action_filter(self) -> None:
        field = self._field
        if field is None:
            field = Input(
                placeholder="part of a title or id; Esc shows everything again", id="map-filter", compact=True
            )
            self.mount(field, before="#map-body")
        field.display = True
        self.set_focus(field)  # at once: `focus()` would leave the next letters to the list

    def action_clear_filter(self) -> None:
        if self._field:
            self._field.value, self._field.display = "", False
        self.query_one("#map-list").focus()

    @on(Input.Changed, "#map-filter")
    def _narrow(self, event: Input.Changed) -> None:
        options = self.query_one("#map-list", OptionList)
        before = options.highlighted_option
        self._fill(event.value)
        ids = [option.id for option in options.options]
        same = before.id if before else None
        options.highlighted = ids.index(same) if same in ids else _first_exercise(ids)

    @on(Input.Submitted, "#map-filter")
    def _take_highlighted(self, event: Input.Submitted) -> None:
        """Enter in the search opens what is highlighted, by default the first match."""
        options = self.query_one("#map-list", OptionList)
        options.focus()
        if event.value and options.highlighted_option is not None and options.highlighted_option.id:
            self._open(options.highlighted_option.id)


def _names(exercise: ExerciseSummary) -> str:
    """What an exercise is found by: its title, and the id by which lessons speak of it."""
    return f"{exercise.title} {exercise.id}".casefold()


def _first_exercise(ids: list[str | None]) -> int | None:
    """Where the first exercise stands among what is listed; else the top; None when nothing is."""
    at = (at for at, name in enumerate(ids) if name and name.startswith(_EXERCISE))
    return next(at, 0 if ids else None)
