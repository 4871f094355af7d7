"""One learner's way: the map, a wrong answer, a right one, on to the next, out, and back."""

from tui_tutor.app.application import TutorApp
from tui_tutor.app.screens.course_map import CourseMap
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.app.widgets.code_editor import CodeEditor

from .conftest import make_app, opened, screen_text, settled, until, until_shown
from .fakes import RIGHT, STARTER, WRONG, FakeChecker, FakeStore


def exercise_on(app: TutorApp) -> str | None:
    """The exercise whose workspace is in front."""
    return app.screen.exercise.id if isinstance(app.screen, Workspace) else None


async def test_from_the_map_to_a_wrong_answer_to_a_right_one_and_on(app: TutorApp, store: FakeStore) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Deep learning with NumPy")
        await pilot.press("/", *"squared", "enter", "enter")
        editor = await opened(pilot)

        editor.rewrite(WRONG)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong  W is not the gradient of this loss.")
        assert "every entry is exactly 0.5 ×" in screen_text(app)

        editor.rewrite(RIGHT)
        await pilot.press("ctrl+j")
        await until_shown(pilot, "✓ correct  Both gradients agree")
        await until_shown(pilot, "F8 goes on: How small should h be?")
        assert exercise_on(app) == "mse-gradient"

        await pilot.press("f8")
        await until_shown(pilot, "Move the slider.")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, CourseMap))
        await until_shown(pilot, "✓ correct")
        await until_shown(pilot, "1 of 6 correct")
    assert [verdict for _, verdict in store.kept["mse-gradient"]] == ["wrong", "correct"]


async def test_the_same_draft_and_cursor_are_there_after_a_restart(
    store: FakeStore, checker: FakeChecker
) -> None:
    first = make_app(store, checker, "mse-gradient")
    async with first.run_test(size=(80, 24)) as pilot:
        editor = await opened(pilot)
        await settled(pilot)  # the desk puts the cursor where it was, once
        editor.rewrite(STARTER + "    half = 1")
        editor.move_cursor((5, 8))
        await pilot.press("ctrl+q")

    second = make_app(store, checker)
    async with second.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "▶ started")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(second.screen, Workspace))
        editor = second.screen.query_one(CodeEditor)
        await until(pilot, lambda: editor.cursor_location == (5, 8))
        assert editor.text == STARTER + "    half = 1"


async def test_nothing_moves_on_by_itself_after_a_correct_answer(
    store: FakeStore, checker: FakeChecker
) -> None:
    app = make_app(store, checker, "standardise")
    async with app.run_test(size=(80, 24)) as pilot:
        editor = await opened(pilot)
        editor.rewrite(RIGHT)
        await pilot.press("f5")
        await until_shown(pilot, "✓ correct")
        assert exercise_on(app) == "standardise"
        await pilot.press("ctrl+n")
        await until(pilot, lambda: exercise_on(app) == "mse-gradient")
