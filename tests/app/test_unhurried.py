"""The loop comes around while a screen works: what is heavy is done in steps."""

import asyncio

from tui_tutor.app.application import TutorApp
from tui_tutor.app.themes import THEMES

from .conftest import opened, settled, until_shown


async def test_a_key_comes_in_between_two_things_that_a_screen_does(app: TutorApp) -> None:
    loop, order = asyncio.get_running_loop(), list[str]()

    def first() -> None:
        order.append("first")
        loop.call_soon(order.append, "a key")

    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        app.screen.call_later(first)
        app.screen.call_later(order.append, "second")
        await pilot.pause()
    assert order == ["first", "a key", "second"]


async def test_an_opened_screen_follows_the_size_of_the_terminal(
    app: TutorApp,
) -> None:
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
