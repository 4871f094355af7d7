"""A bug hunt in the application: planted, hunted from numbers, found or given up; the exercise's own draft stays."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tui_tutor.app.application import TutorApp
from tui_tutor.app.screens import hunting
from tui_tutor.app.screens.course_map import CourseMap
from tui_tutor.app.screens.dialogs import YesNo
from tui_tutor.app.screens.hunting import HuntScreen
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.grading.hunting.hunt import Wish

from .conftest import make_app, screen_text, until, until_shown
from .fakes import RIGHT, STARTER, FakeChecker, FakeStore

WIDE = (120, 40)
PLANTED = RIGHT.replace("2 * (X @ W + b - y)", "X @ W + b - y")


HERE = Wish("mse-gradient", 1, 2)


@pytest.fixture
def store() -> FakeStore:
    store = FakeStore()
    store.mark_solution_seen("fake", "mse-gradient")
    return store


@pytest.fixture
def hunt(store: FakeStore, checker: FakeChecker) -> TutorApp:
    return make_app(store, checker, HERE)


async def planted(pilot) -> CodeEditor:
    await until(
        pilot, lambda: isinstance(pilot.app.screen, HuntScreen) and bool(pilot.app.screen.query("#editor"))
    )
    await until_shown(pilot, "✗ wrong")
    return pilot.app.screen.query_one(CodeEditor)


def words(app: TutorApp) -> str:
    return " ".join(screen_text(app).replace("│", " ").replace("┃", " ").split())


async def test_it_shows_the_planted_code_its_numbers_and_nothing_of_the_cause(hunt: TutorApp) -> None:
    async with hunt.run_test(size=WIDE) as pilot:
        editor = await planted(pilot)
        assert editor.text == PLANTED
        text = words(hunt)
        assert "Bug hunt: The gradient of the squared error" in text
        assert "level 2, 0 runs" in text
        assert "You see every number of a check, and no cause." in text
        assert "W is not the gradient of this loss." in text
        assert "A constant ratio is a constant" not in text
        assert "Hints" not in text
        assert "History" not in text


async def test_mending_it_ends_the_hunt_and_tells_what_it_was(hunt: TutorApp, store: FakeStore) -> None:
    async with hunt.run_test(size=WIDE) as pilot:
        editor = await planted(pilot)
        editor.rewrite(PLANTED + "\n")
        await pilot.press("f5")
        await until_shown(pilot, "level 2, 1 run")
        editor.rewrite(RIGHT)
        await pilot.press("f5")
        await until_shown(pilot, "Found in 2 runs.")
        await until_shown(pilot, "✓ correct")
        await until_shown(pilot, "F8 plants another bug.")
        assert "Give up" not in screen_text(hunt)
        await until_shown(pilot, "A factor was missing.")
        assert "-    error = X @ W + b - y" in screen_text(hunt)
        assert "+    error = 2 * (X @ W + b - y)" in screen_text(hunt)
    assert [(one.runs, one.ending) for one in store.hunted] == [(2, "found")]


async def test_the_exercises_own_draft_and_state_stay_as_they_were(hunt: TutorApp, store: FakeStore) -> None:
    store.save_draft("fake", "mse-gradient", STARTER, 0)
    before = store.states("fake")
    async with hunt.run_test(size=WIDE) as pilot:
        editor = await planted(pilot)
        editor.rewrite(RIGHT)
        await pilot.press("f5")
        await until_shown(pilot, "Found in 1 run.")
    assert store.drafts["mse-gradient"].text == STARTER
    assert store.kept == {}
    assert store.states("fake") == before
    assert store.last is None


async def test_another_tutor_at_the_same_hunt_is_told_and_nothing_is_lost(
    hunt: TutorApp, store: FakeStore
) -> None:
    async with hunt.run_test(size=WIDE, notifications=True) as pilot:
        editor = await planted(pilot)
        store.hunted = [replace(store.hunted[0], text="from elsewhere")]
        editor.rewrite("from here")
        hunt.screen.save()  # type: ignore[attr-defined]
        await until_shown(pilot, "Two tutors at once")
        await until_shown(pilot, "Another tutor is at this hunt too.")
    assert [one.text for one in store.hunted] == ["from elsewhere", "from here"]


async def test_giving_up_asks_first_and_then_tells_what_it_was(hunt: TutorApp, store: FakeStore) -> None:
    async with hunt.run_test(size=WIDE) as pilot:
        await planted(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(hunt.screen, YesNo))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(hunt.screen, HuntScreen))
        assert store.hunted[0].ending is None
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(hunt.screen, YesNo))
        await pilot.press("y")
        await until_shown(pilot, "Given up after 0 runs.")
        await until_shown(pilot, "A factor was missing.")
    assert store.hunted[0].ending == "given up"


async def test_it_goes_on_where_it_was_left(store: FakeStore, checker: FakeChecker) -> None:
    first = make_app(store, checker, HERE)
    async with first.run_test(size=WIDE) as pilot:
        editor = await planted(pilot)
        editor.rewrite(PLANTED + "# a thought\n")
        await pilot.press("f5")
        await until_shown(pilot, "level 2, 1 run")
        await pilot.press("ctrl+q")
    again = make_app(store, checker, Wish())
    async with again.run_test(size=WIDE) as pilot:
        editor = await planted(pilot)
        assert editor.text == PLANTED + "# a thought\n"
        assert "level 2, 1 run" in screen_text(again)


async def test_the_next_bug_waits_for_the_end_of_this_one(hunt: TutorApp, store: FakeStore) -> None:
    async with hunt.run_test(size=WIDE, notifications=True) as pilot:
        editor = await planted(pilot)
        await pilot.press("f8")
        await until_shown(pilot, "This hunt is open")
        editor.rewrite(RIGHT)
        await pilot.press("f5")
        await until_shown(pilot, "Found in 1 run.")
        await pilot.press("f8")
        await until(pilot, lambda: len(store.hunted) == 2)
        await until(pilot, lambda: isinstance(hunt.screen, HuntScreen) and hunt.screen.hunt.is_open)
        assert store.hunted[1].seed == 2


async def test_ones_own_editor_changes_the_hunt_and_no_draft(
    hunt: TutorApp, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_there(app, path, environ=None) -> str:
        Path(path).write_text(RIGHT, "utf-8")
        return ""

    monkeypatch.setattr(hunting, "edit_outside", save_there)
    async with hunt.run_test(size=WIDE) as pilot:
        editor = await planted(pilot)
        editor.post_message(CodeEditor.OutsideAsked())
        await until(pilot, lambda: editor.text == RIGHT)
        await pilot.press("f5")
        await until_shown(pilot, "Found in 1 run.")
    assert store.drafts == {}


async def test_starting_over_brings_the_planted_text_back(hunt: TutorApp) -> None:
    async with hunt.run_test(size=WIDE) as pilot:
        editor = await planted(pilot)
        editor.rewrite(RIGHT)
        hunt.screen.start_over()  # type: ignore[attr-defined]
        assert editor.text == PLANTED
        editor.undo()
        assert editor.text == RIGHT


async def test_a_key_on_the_map_hunts_in_the_exercise_under_it(
    store: FakeStore, checker: FakeChecker
) -> None:
    app = make_app(store, checker)
    store.set_place("fake", "mse-gradient")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CourseMap))
        app.screen.query_one("#map-list").highlighted = 4  # type: ignore[attr-defined]
        await pilot.press("b")
        editor = await planted(pilot)
        assert editor.text == PLANTED
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, CourseMap))


async def test_an_exercise_that_is_not_solved_asks_before_its_solution_is_seen(checker: FakeChecker) -> None:
    store = FakeStore()
    app = make_app(store, checker, HERE)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, YesNo))
        assert "You have not solved The gradient of the squared error yet" in words(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, CourseMap))
        assert (store.hunted, store.seen) == ([], set())
        app.open_hunt(Wish("mse-gradient"))
        await until(pilot, lambda: isinstance(app.screen, YesNo))
        await pilot.press("y")
        await planted(pilot)
    assert store.seen == {"mse-gradient"}


async def test_without_a_solved_gradient_the_map_says_what_to_do(checker: FakeChecker) -> None:
    app = make_app(FakeStore(), checker)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CourseMap))
        app.hunt_somewhere()
        await until(pilot, lambda: "solved no gradient exercise yet" in words(app))


async def test_a_question_is_no_hunting_ground(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CourseMap))
        app.hunt_somewhere("which-shape")
        await until_shown(pilot, "does not ask for a gradient")


async def test_a_tutor_that_fails_to_plant_says_that_it_failed(
    store: FakeStore, checker: FakeChecker
) -> None:
    checker.failure = RuntimeError("no sandbox")
    app = make_app(store, checker, HERE)
    async with app.run_test(size=WIDE) as pilot:
        await until_shown(pilot, "‼ tutor fault")
        assert "no sandbox" in screen_text(app)
    assert store.hunted == []


async def test_what_was_found_stands_in_the_corner_of_the_map(hunt: TutorApp) -> None:
    async with hunt.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: isinstance(hunt.screen, HuntScreen))
        await until_shown(pilot, "[Task]")
        assert "Bug hunt" in screen_text(hunt)
        await pilot.press("f6")
        hunt.screen.query_one(CodeEditor).rewrite(RIGHT)
        await pilot.press("f5")
        await until_shown(pilot, "Found in 1 run.")
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: isinstance(hunt.screen, CourseMap))
        await until_shown(pilot, "1 bug found")
