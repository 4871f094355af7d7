"""Keys at random, with a seed: whatever is pressed, the app lives and the draft is the editor's text."""

import random

import pytest

from tui_tutor.app.screens.workspace import Workspace

from .conftest import make_app, until
from .fakes import FakeChecker, FakeStore

KEYS = (
    *("w", "a", "(", "enter", "tab", "left", "up", "down", "backspace", "escape", "shift+tab"),
    *(
        "f1",
        "f2",
        "f3",
        "f5",
        "f6",
        "f7",
        "f8",
        "f9",
        "ctrl+j",
        "shift+f6",
        "ctrl+f",
        "ctrl+g",
        "ctrl+r",
        "d",
        "m",
        "r",
        "s",
        "y",
        "n",
        "c",
        "/",
    ),
)


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_keys_neither_end_the_app_nor_lose_the_draft(
    store: FakeStore, checker: FakeChecker, seed: int
) -> None:
    fingers = random.Random(seed)
    app = make_app(store, checker, "mse-gradient")
    size = fingers.choice([(60, 20), (80, 24), (120, 40)])
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Workspace))
        for key in fingers.choices(KEYS, k=25):
            await pilot.press(key)
        for screen in app.screen_stack:
            if isinstance(screen, Workspace) and (editor := screen._editor):
                screen.save()
                saved = store.drafts.get(screen.exercise.id)
                assert editor.text == (saved.text if saved else screen.exercise.starter)
    assert app.return_code in (0, None)
