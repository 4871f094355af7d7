"""What is really painted can be read: the contrast of every word on every screen, in each of our themes."""

from collections.abc import Iterator

import pytest
from textual.app import App
from textual.color import Color
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets.text_area import Selection

from tui_tutor.app.themes import THEMES

from .conftest import make_app, opened, screen_text, until_shown
from .fakes import FAILING, WRONG, FakeChecker, FakeStore
from .test_history import remember
from .test_looks import contrast

LEAST = 4.5  # WCAG 2.1, AA
CODE = "# comment\ndef f(x):\n    '''doc'''\n    return x @ 1.5 if True else None\n"


def painted(app: App[int]) -> list[Strip]:
    """The screen; of a dialog only itself, because what lies below is meant to step back."""
    strips: list[Strip] = app.screen._compositor.render_strips()
    if not isinstance(app.screen, ModalScreen):
        return strips
    parts = app.screen.query(".dialog, #--input, CommandList")
    dialog = Region.from_union([part.region for part in parts])
    assert dialog.area
    return [strip.crop(dialog.x, dialog.right) for strip in strips[dialog.y : dialog.bottom]]


def faint(app: App[int]) -> Iterator[str]:
    """Every text with too little contrast; lines and blocks that form borders and plots are no text."""
    for segment in (segment for strip in painted(app) for segment in strip):
        text = "".join(
            sign for sign in segment.text if not "─" <= sign <= "▟" and not "⠀" <= sign <= "⣿"
        ).strip()
        style = segment.style
        if not text or style is None or style.color is None or style.bgcolor is None:
            continue
        front, back = style.color.triplet, style.bgcolor.triplet
        if (
            front is not None
            and back is not None
            and (measured := contrast(Color(*front), Color(*back))) < LEAST
        ):
            yield f"{text!r}: {measured:.2f}, {front.hex} on {back.hex}"


async def legible(pilot: Pilot[int], shown: str) -> None:
    """Once that is on the screen, everything on it can be read."""
    await until_shown(pilot, shown)
    assert list(faint(pilot.app)) == [], screen_text(pilot.app)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_word_on_every_screen_can_be_read(
    store: FakeStore, checker: FakeChecker, theme: str
) -> None:
    store.settings["theme"] = theme
    store.kept = {"which-shape": [("d1", "correct")], "standardise": [("old", "correct")]}
    store.hints["mse-gradient"] = 1
    remember(store, FAILING, WRONG)
    app = make_app(store, checker)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.notify("plain")
        app.notify("warning", severity="warning")
        app.notify("error", title="tutor fault", severity="error")
        await until_shown(pilot, "changed")
        await pilot.press("down")
        await legible(pilot, "tutor fault")
        app.clear_notifications()
        app.open_exercise("mse-gradient")
        editor = await opened(pilot)
        editor.rewrite(CODE * 2)
        editor.selection = Selection((4, 0), (8, 0))
        await pilot.press("ctrl+f")
        await legible(pilot, "find: Enter")
        for source, shown in ((FAILING, "ValueError"), (WRONG, "every entry is exactly")):
            editor.rewrite(source)
            await pilot.press("ctrl+j")
            await legible(pilot, shown)
        await pilot.press("f7")
        await legible(pilot, "diverged")
        await pilot.press("f2")
        await legible(pilot, "Hint 1")
        for keys, shown in (
            (("ctrl+r",), "texts, the newest"),
            (("enter",), "r makes it your draft"),
            (("escape", "ctrl+t"), "c copies the path"),
            (("escape", "f1"), "Page before"),
            (("escape", "ctrl+p"), "Bug hunt here"),
        ):
            await pilot.press(*keys)
            await legible(pilot, shown)
