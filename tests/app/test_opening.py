"""The loop comes around while a screen opens, takes another size or another theme: what is heavy is done in steps."""

import asyncio

import pytest

from tui_tutor.app.application import TutorApp
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.app.themes import THEMES

from .conftest import opened, settled, until_shown


async def test_a_key_is_taken_between_the_layout_of_a_workspace_and_its_paint(
    app: TutorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, order = asyncio.get_running_loop(), list[str]()
    lay_out, display = Workspace._refresh_layout, TutorApp._display

    def laid_out(screen: Workspace, *rest: object, **named: object) -> None:
        lay_out(screen, *rest, **named)  # type: ignore[arg-type]
        order.append("layout")
        loop.call_soon(order.append, "a key")

    def displayed(app: TutorApp, screen: object, *rest: object) -> None:
        if isinstance(screen, Workspace):
            order.append("paint")
        display(app, screen, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Workspace, "_refresh_layout", laid_out)
    monkeypatch.setattr(TutorApp, "_display", displayed)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Mean 0")
        app.open_exercise("mse-gradient")
        await opened(pilot)
    first = order.index("paint")
    assert order[:first].count("layout") >= 1
    assert order[first - 1] == "a key"


async def test_an_opened_screen_follows_the_size_of_the_terminal(app: TutorApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "Mean 0")
        app.open_exercise("mse-gradient")
        await opened(pilot)
        for size in ((60, 20), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert app.screen.size == size
            assert app.screen.query_one("#work-head").size.width == size[0] - 2


async def test_another_theme_reaches_the_screens_below_too(app: TutorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        app.open_exercise("mse-gradient")
        await opened(pilot)
        light = next(theme for theme in THEMES if theme.name == "tutor-light")
        app.theme = light.name
        await settled(pilot)
        assert [screen.styles.background.hex for screen in app.screen_stack] == [light.background] * 2
