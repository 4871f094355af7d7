"""Screens as text, at three sizes. TUTOR_UPDATE_GOLDEN=1 writes them anew; then read what changed."""

import pytest

from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.grading.hunting.hunt import Wish

from .conftest import make_app, opened, same_as_golden, screen_text, settled, until_shown
from .fakes import FAILING, RIGHT, WRONG, FakeChecker, FakeStore
from .test_history import remember

SIZES = pytest.mark.parametrize(
    "size", [(60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}"
)


@SIZES
async def test_the_map(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    store.kept = {"which-shape": [("d1", "correct")], "standardise": [("old", "correct")]}
    store.mark_solution_seen("fake", "step-size")
    store.hints["mse-gradient"] = 1
    app = make_app(store, checker)
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "changed")
        await until_shown(pilot, "sandbox sealed")
        await until_shown(pilot, "Open")
        same_as_golden(f"map-{size[0]}x{size[1]}", await settled(pilot))


@SIZES
async def test_the_workspace(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "Run")
        name = f"{size[0]}x{size[1]}"
        same_as_golden(f"workspace-{name}", await settled(pilot))
        app.screen.query_one("#reading").focus()
        await pilot.press("left")
        await until_shown(pilot, "Halve h")
        same_as_golden(f"lesson-{name}", await settled(pilot))


@SIZES
@pytest.mark.parametrize("name", ["which-shape", "step-size"])
async def test_a_question(store: FakeStore, checker: FakeChecker, size: tuple[int, int], name: str) -> None:
    app = make_app(store, checker, name)
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "Next")
        if name == "step-size":
            await until_shown(pilot, "error   over x")
        same_as_golden(f"{name}-{size[0]}x{size[1]}", await settled(pilot))


@SIZES
async def test_a_hunt(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    store.mark_solution_seen("fake", "mse-gradient")
    app = make_app(store, checker, Wish("mse-gradient", 1, 1))
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "Give up")
        same_as_golden(f"hunt-{size[0]}x{size[1]}", await settled(pilot))


@SIZES
async def test_a_wrong_verdict(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=size) as pilot:
        (await opened(pilot)).rewrite(WRONG)
        await pilot.press("ctrl+j")
        await until_shown(pilot, "✗ wrong")
        await until_shown(pilot, "▶ started")
        same_as_golden(f"wrong-{size[0]}x{size[1]}", await settled(pilot))


@SIZES
async def test_the_history(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    remember(store, WRONG, WRONG + "# again\n", RIGHT)
    app = make_app(store, checker, "mse-gradient")
    name = f"{size[0]}x{size[1]}"
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "3 texts")
        await until_shown(pilot, "Restore")
        same_as_golden(f"history-{name}", await settled(pilot))
        await pilot.press("s")
        await until_shown(pilot, "and the solution are the same")
        await pilot.press("left")
        await until_shown(pilot, "only in text 3")
        same_as_golden(f"attempt-{name}", await settled(pilot))


@SIZES
async def test_a_verdict_after_another(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    remember(store, FAILING)
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=size) as pilot:
        (await opened(pilot)).rewrite(WRONG)
        await pilot.press("ctrl+j")
        await until_shown(pilot, "runs to its end now")
        same_as_golden(f"changed-{size[0]}x{size[1]}", await settled(pilot))


@SIZES
async def test_the_picture_of_a_check(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=size) as pilot:
        (await opened(pilot)).rewrite(WRONG)
        await pilot.press("ctrl+j")
        await until_shown(pilot, "✗ wrong")
        app.screen.query_one(ResultTabs).bring("Steps")
        app.screen.show_pane("result")  # type: ignore[attr-defined]
        await until_shown(pilot, "stays near 1")
        same_as_golden(f"steps-{size[0]}x{size[1]}", await settled(pilot))


@SIZES
async def test_single_entries(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=size) as pilot:
        (await opened(pilot)).rewrite(WRONG)
        await pilot.press("ctrl+j")
        await until_shown(pilot, "✗ wrong")
        app.screen.show_pane("result")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until_shown(pilot, "W[0, 0]")
        await pilot.press("down")
        await until_shown(pilot, "W[1, 0]")
        await pilot.pause()
        same_as_golden(f"entries-{size[0]}x{size[1]}", screen_text(app))


@SIZES
async def test_a_loss_curve(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("f7")
        await until_shown(pilot, "diverged")
        app.screen.show_pane("result")  # type: ignore[attr-defined]
        await pilot.press("l", "up")
        await until_shown(pilot, "rate 0.2")
        same_as_golden(f"curve-{size[0]}x{size[1]}", await settled(pilot))


@SIZES
async def test_a_prediction(store: FakeStore, checker: FakeChecker, size: tuple[int, int]) -> None:
    store.settings["predict-first"] = True
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "no guess")
        await pilot.pause()
        same_as_golden(f"prediction-{size[0]}x{size[1]}", screen_text(app))
