"""Contrast, glyphs, themes, help: what makes the screen readable for everyone."""

import pytest
from rich.cells import cell_len
from textual.color import Color

from tui_tutor.app.application import TutorApp
from tui_tutor.app.ascii_lines import in_ascii, is_spelt
from tui_tutor.app.glyphs import ASCII, UNICODE, glyphs_for
from tui_tutor.app.screens.help import HelpScreen
from tui_tutor.app.themes import THEMES
from tui_tutor.app.widgets.key_line import KeyLine

from .conftest import make_app, opened, screen_text, until, until_shown
from .fakes import COURSE, WRONG, FakeChecker, FakeStore, fake_services
from .test_history import remember

TEXTS = (
    "foreground",
    "text-primary",
    "text-secondary",
    "text-accent",
    "text-warning",
    "text-error",
    "text-success",
)


def luminance(colour: Color) -> float:
    """Relative luminance, WCAG 2.1."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.name))
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_every_text_colour_is_legible(theme, ground: str) -> None:  # type: ignore[no-untyped-def]
    variables = theme.to_color_system().generate() | theme.variables
    for text in TEXTS:
        measured = contrast(Color.parse(variables[text]), Color.parse(variables[ground]))
        assert measured >= 4.5, f"{text} on {ground}: {measured:.2f}"


def test_glyphs_are_one_cell_and_ascii_where_that_is_asked_for() -> None:
    signs = [getattr(ASCII, name) for name in ASCII.__struct_fields__ if name != "ascii"]
    assert all(sign.isascii() and len(sign) == 1 for sign in signs)
    assert glyphs_for({}, "utf-8") is UNICODE
    assert glyphs_for({}, "UTF8") is UNICODE
    assert glyphs_for({}, "latin-1") is ASCII
    assert glyphs_for({"TUTOR_ASCII": "1"}, "utf-8") is ASCII
    assert glyphs_for({"TUTOR_ASCII": "0"}, "utf-8") is UNICODE


async def test_every_screen_for_an_ascii_terminal_is_ascii(store: FakeStore, checker: FakeChecker) -> None:
    remember(store, WRONG)
    app = TutorApp(COURSE, fake_services(store, checker), "mse-gradient", glyphs=ASCII)
    app.animation_level = "none"
    async with app.run_test(size=(110, 30)) as pilot:
        await opened(pilot)
        await until_shown(pilot, "\\sum_i")  # a formula that ASCII cannot show is TeX
        await pilot.press("f7")
        await until_shown(pilot, "diverged")
        assert screen_text(app).isascii()
        for key in ("f5", "f2", "ctrl+r", "enter", "escape", "f1", "escape", "ctrl+t", "escape", "ctrl+p"):
            await pilot.press(key)
            await pilot.pause()
            assert screen_text(app).isascii(), key


def test_what_ascii_cannot_show_takes_as_many_cells() -> None:
    assert in_ascii("┌─ Wᵢ × 2 ≤ √x ─┐") == "+- Wi x 2 < ?x -+"
    assert cell_len(in_ascii("🔎 é")) == cell_len("🔎 é")
    assert is_spelt("a × b")
    assert not is_spelt("√x")


async def test_a_chosen_theme_is_there_the_next_time(store: FakeStore, checker: FakeChecker) -> None:
    first = make_app(store, checker)
    async with first.run_test() as pilot:
        first.theme = "tutor-light"
        await until(pilot, lambda: store.settings.get("theme") == "tutor-light")
    assert make_app(store, checker).theme == "tutor-light"


def test_a_theme_that_is_gone_gives_way_to_ours(store: FakeStore, checker: FakeChecker) -> None:
    store.settings["theme"] = "no-such-theme"
    assert make_app(store, checker).theme == "tutor-dark"


async def test_no_color_leaves_a_readable_screen(
    store: FakeStore, checker: FakeChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f7")
        await until_shown(pilot, "diverged")
        assert app.ansi_color is True
        strips = app.screen._compositor.render_strips()
        coloured = [
            segment
            for strip in app.screen.query_one("#curve-plot").render_lines(
                app.screen.query_one("#curve-plot").size.region
            )
            for segment in strip
            if segment.style
            and segment.style.color
            and segment.style.color.triplet
            and len(set(segment.style.color.triplet)) > 1
        ]
        assert strips
        assert not [segment for segment in coloured if segment.text.strip()]


async def test_without_colours_the_highlighted_row_is_told_by_its_style(
    store: FakeStore, checker: FakeChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(store, checker)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "Mean 0")
        for keys, style in ((("down",), "reverse"), (("ctrl+p", *"quit", "down"), "underline")):
            await pilot.press(*keys)
            await pilot.pause()
            rows = [
                segment.text.strip()
                for strip in app.screen._compositor.render_strips()
                for segment in strip
                if segment.style and getattr(segment.style, style) and segment.text.strip()
            ]
            assert rows


async def test_help_names_every_key_of_the_screen_from_its_bindings(app: TutorApp) -> None:
    async with app.run_test(size=(100, 90)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("down", "enter")
        await until_shown(pilot, "a column of shape")
        await pilot.press("f8")
        await opened(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        text = screen_text(app)
        for key, words in (
            ("Ctrl+J, F5", "Run"),
            ("F2", "Hint"),
            ("Ctrl+F", "Find"),
            ("Ctrl+Z", "Undo"),
            ("Ctrl+P", "Commands"),
        ):
            assert any(key in line and words in line for line in text.splitlines())
        await pilot.press("escape")
        await opened(pilot)


async def test_the_palette_opens_exercises_and_themes_by_name(app: TutorApp) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await until_shown(pilot, "Mean 0")
        await pilot.press("ctrl+p", *"last one")
        await until_shown(pilot, "Exercise: The last one")
        await pilot.press("down", "enter")
        await opened(pilot)
        assert app.screen.exercise.id == "last"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_footer_fits_and_holds_at_most_six_keys(app: TutorApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "^p")
        await pilot.press("down", "enter")
        await until_shown(pilot, "a column of shape")
        await until_shown(pilot, "Next")
        line = app.screen.query_one(KeyLine)
        assert len(line.keys()) <= 5
        assert line.line().cell_length <= size[0] - 2
        assert screen_text(app).splitlines()[-1].endswith("palette")
