"""The map: where one is, what there is, and how to find it."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace as changed
from textual.widgets import OptionList

from tui_tutor.app.application import TutorApp
from tui_tutor.app.glyphs import UNICODE
from tui_tutor.app.screens.course_map import CourseMap
from tui_tutor.app.screens.lesson import LessonScreen
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.progress import Habit, Judged

from .conftest import make_app, screen_text, until, until_shown
from .fakes import COURSE, FakeChecker, FakeStore, fake_services

FIRST_PAINT = """
import asyncio, sys
sys.path.insert(0, {tests!r})
from app.fakes import COURSE, fake_services
import tui_tutor.app
from tui_tutor.app.application import TutorApp
from tui_tutor.app.glyphs import UNICODE

def look(app):
    app.heavy = {heavy!r} & set(sys.modules)
    app.exit(0)

TutorApp._after_first_paint = look
app = TutorApp(COURSE, fake_services())
asyncio.run(app.run_async(headless=True))
print(sorted(app.heavy))
"""
HEAVY = {
    "markdown_it",
    "textual.widgets._text_area",
    "textual.widgets._markdown",
    "plotext",
    "tree_sitter",
    "numpy",
}


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    source = FIRST_PAINT.format(tests=str(Path(__file__).parents[1]), heavy=HEAVY)
    ended = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "[]\n"), ended.stderr


async def test_a_lesson_opens_to_be_read_and_leads_to_its_first_exercise(app: TutorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Gradients you can check")
        app.screen.query_one(OptionList).highlighted = 3
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await until_shown(pilot, "f(W + h) − f(W − h)")
        await pilot.press("right")
        await until_shown(pilot, "falls to a quarter")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Workspace))
        assert app.screen.exercise.id == "mse-gradient"  # type: ignore[attr-defined]


async def test_a_search_leaves_only_what_matches_and_escape_brings_everything_back(app: TutorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("/", *"small")
        await until(pilot, lambda: "Mean 0" not in screen_text(app))
        assert "How small should h be?" in screen_text(app)
        await pilot.press("escape")
        await until_shown(pilot, "The last one")


async def test_enter_in_the_search_opens_the_first_match(app: TutorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("/", *"small")
        await until(pilot, lambda: "Mean 0" not in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Workspace))


async def test_a_search_without_a_match_says_so(app: TutorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("/", *"zzz")
        await until_shown(pilot, "Nothing here is called “zzz”.")
        await pilot.press("enter", "enter")
        assert isinstance(app.screen, CourseMap)


async def test_continue_leads_to_the_first_open_exercise_when_the_last_one_is_solved(
    store: FakeStore, checker: FakeChecker
) -> None:
    store.last = "which-shape"
    store.kept = {"which-shape": [("d1", "correct")]}
    app = make_app(store, checker)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "✓ correct")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Workspace))
        assert app.screen.exercise.id == "standardise"  # type: ignore[attr-defined]


async def test_an_exercise_that_changed_since_it_was_solved_says_so(
    store: FakeStore, checker: FakeChecker
) -> None:
    store.kept = {"standardise": [("another digest", "correct")]}
    app = make_app(store, checker)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "↻ changed        Mean 0, deviation 1")


async def test_a_place_that_the_course_no_longer_has_is_no_error(
    store: FakeStore, checker: FakeChecker
) -> None:
    store.last = "vanished"
    app = make_app(store, checker)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("c")
        await until_shown(pilot, "Which shape comes out?")


async def test_the_map_says_how_well_the_sandbox_holds(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker)
    app.services = replace(app.services, level=lambda: "partial")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "sandbox partial")
        await until(pilot, lambda: any("run your own code" in one.message for one in app._notifications))


TWO_DOORS = changed(COURSE, doors=("slopes", "shapes"), placement=("which-shape", "standardise"))


def newcomer() -> TutorApp:
    return TutorApp(TWO_DOORS, fake_services(), glyphs=UNICODE)


async def test_a_newcomer_is_told_where_to_begin_and_who_may_begin_later() -> None:
    app = newcomer()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Begin with lesson 1.")
        await until_shown(pilot, "Or with lesson 2, Gradients")
        words = screen_text(app)
        assert words.count("Which shape comes out?") == words.count("Mean 0, deviation 1") == 2


async def test_a_newcomer_on_a_narrow_screen_reads_the_same_above_the_list() -> None:
    app = newcomer()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "New here? Begin with lesson 1.")
        await pilot.pause()
        assert screen_text(app).count("Which shape comes out?") == 2


async def test_a_newcomers_first_enter_reads_the_first_lesson() -> None:
    for key in ("enter", "c"):
        app = newcomer()
        async with app.run_test(size=(80, 24)) as pilot:
            await until_shown(pilot, "Mean 0")
            await pilot.press(key)
            await until_shown(pilot, "A shape is a promise")


async def test_who_has_begun_is_no_longer_called_new(store: FakeStore, checker: FakeChecker) -> None:
    store.last = "which-shape"
    app = make_app(store, checker)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Enter opens the exercise.")
        assert "New here" not in screen_text(app)


async def test_an_exercise_is_found_by_the_id_that_lessons_call_it_by(app: TutorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("/", *"mse-gr")
        await until(pilot, lambda: "Mean 0" not in screen_text(app))
        assert "The gradient of the squared error" in screen_text(app)


async def test_what_was_solved_a_while_ago_comes_back_and_still_counts_as_solved(
    store: FakeStore, checker: FakeChecker
) -> None:
    store.kept = {"which-shape": [("d1", "correct")]}
    store.passed = [Judged("which-shape", datetime.now(UTC) - timedelta(days=2), "correct")]
    app = make_app(store, checker)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "◔ due again")
        assert "1 of 6 correct" in screen_text(app)


async def test_what_is_due_and_what_comes_back_can_be_read(store: FakeStore, checker: FakeChecker) -> None:
    store.passed = [Judged("which-shape", datetime.now(UTC) - timedelta(days=2), "correct")]
    store.repeated = [Habit("factor", "n", 4, ("standardise", "slope"))]
    app = make_app(store, checker)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("ctrl+p", *"review")
        await until_shown(pilot, "which mistakes come back")
        await pilot.press("enter")
        await until_shown(pilot, "Due for review: 1")
        assert "missing 1/n: 4 times, in standardise, slope" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CourseMap))


async def test_a_search_keeps_to_the_exercise_when_progress_arrives_meanwhile(
    store: FakeStore, checker: FakeChecker
) -> None:
    store.last = "which-shape"
    app = make_app(store, checker)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("/", *"small")
        await until(pilot, lambda: "Mean 0" not in screen_text(app))
        app.screen.post_message(CourseMap.Returned())
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Workspace))
