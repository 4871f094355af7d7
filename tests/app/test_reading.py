"""Reading: where a lesson opens, what its keys do, and how it leads to its exercises and back."""

from dataclasses import replace

from msgspec.structs import replace as changed
from textual.pilot import Pilot

from tui_tutor.app.application import TutorApp
from tui_tutor.app.screens.lesson import LessonScreen, exercise_at
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.course.types import Step

from .conftest import make_app, screen_text, until, until_shown
from .fakes import LESSONS, FakeChecker, FakeStore

STEPS = (
    Step("Two points", "Exercise `mse-gradient` is yours."),
    Step("The part between", "\n\n".join(f"Line {number}." for number in range(40))),
    Step("How wrong is it?", "As in `mse-gradient`. Exercise `step-size`: look."),
    Step("What you can do now", "Much."),
)
LESSON = changed(LESSONS["slopes"], steps=STEPS)


def reader(store: FakeStore) -> TutorApp:
    app = make_app(store, FakeChecker())
    app.services = replace(app.services, load_lesson=lambda course, name: LESSON)
    return app


async def opened(pilot: Pilot[int], app: TutorApp) -> None:
    await until_shown(pilot, "Mean 0")
    app.open_lesson("slopes")
    await until(pilot, lambda: isinstance(app.screen, LessonScreen))


def test_every_step_leads_to_the_next_exercise_that_the_text_names_for_the_first_time() -> None:
    leads = [exercise_at(LESSON, step) for step in range(len(STEPS))]
    assert [one.id for one in leads if one] == ["mse-gradient", "step-size", "step-size", "mse-gradient"]


async def test_enter_reads_a_long_page_to_its_end_before_it_turns(store: FakeStore) -> None:
    app = reader(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        await pilot.press("right")
        await until_shown(pilot, "Line 0.")
        seen: list[str] = []
        while "As in mse-gradient." not in screen_text(app) and len(seen) < 20:
            seen.append(screen_text(app))
            await pilot.press("enter")
            await until(pilot, lambda: screen_text(app) != seen[-1])
        assert any("Line 39." in page for page in seen)
        assert all(any(f"Line {number}." in page for page in seen) for number in range(40))


async def test_a_lesson_opens_again_where_it_was_left(store: FakeStore) -> None:
    app = reader(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        await pilot.press("right")
        await until_shown(pilot, "Line 0.")
        await pilot.press("escape")
        await opened(pilot, app)
        await until_shown(pilot, "Line 0.")


async def test_a_task_stands_between_the_step_that_leads_to_it_and_the_next(store: FakeStore) -> None:
    app = reader(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Workspace))
        await until_shown(pilot, "2 of 5")
        await pilot.press("right")
        await until_shown(pilot, "Line 0.")
        await pilot.press("left", "left")
        await until_shown(pilot, "is yours.")


async def test_the_cheat_sheet_of_a_lesson_is_one_key_away(store: FakeStore) -> None:
    app = make_app(store, FakeChecker())
    async with app.run_test(size=(100, 30)) as pilot:
        await until_shown(pilot, "Mean 0")
        app.open_lesson("slopes")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await pilot.press("s")
        await until_shown(pilot, "cheat sheet")
        await until_shown(pilot, "f(W + h) − f(W − h)")
        await until_shown(pilot, "half of it")
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))


async def test_a_lesson_without_a_cheat_sheet_says_so(store: FakeStore) -> None:
    app = make_app(store, FakeChecker())
    async with app.run_test(size=(100, 30)) as pilot:
        await until_shown(pilot, "Mean 0")
        app.open_lesson("shapes")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await pilot.press("s")
        await until(pilot, lambda: any("for a cheat sheet" in one.message for one in app._notifications))


async def test_the_palette_has_the_cheat_sheet_beside_an_exercise(store: FakeStore) -> None:
    app = make_app(store, FakeChecker())
    async with app.run_test(size=(100, 30)) as pilot:
        await until_shown(pilot, "Mean 0")
        app.open_exercise("mse-gradient")
        await until(pilot, lambda: isinstance(app.screen, Workspace))
        await pilot.press("ctrl+p", *"cheat")
        await until_shown(pilot, "typical mistakes of this lesson")
        await pilot.press("enter")
        await until_shown(pilot, "half of it")
