"""An article on a screen of its own."""

from pathlib import Path

import pytest

from tui_tutor.app.article import ArticleApp
from tui_tutor.course import open_article

from .conftest import screen_text, until_shown

ARTICLE = "# Slopes\n\nThe slope is $\\frac{a}{b}$.\n\n## Measure it\n\nTwice.\n"


@pytest.fixture
def stopped() -> list[str]:
    return []


@pytest.fixture
def app(tmp_path: Path, stopped: list[str]) -> ArticleApp:
    file = tmp_path / "article.md"
    file.write_text(ARTICLE, encoding="utf-8")
    app = ArticleApp(
        open_article(file), lambda at: f"step {at} prints [b]42[/b]", lambda: stopped.append("stop")
    )
    app.animation_level = "none"
    return app


async def test_an_article_is_read_step_by_step_and_left(app: ArticleApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "The slope is a/b.")
        assert "0 Slopes" not in screen_text(app)
        assert "Exercise" not in screen_text(app)
        await pilot.press("right")
        await until_shown(pilot, "Twice.")
        await pilot.press("right")
        await until_shown(pilot, "That was the end. Esc leaves.")
        assert "exercise" not in screen_text(app)
        await pilot.press("q")
    assert app.return_code == 0


async def test_the_python_of_a_page_is_run_and_shown_as_it_is(app: ArticleApp, stopped: list[str]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "The slope is a/b.")
        await pilot.press("right", "f9")
        await until_shown(pilot, "step 1 prints [b]42[/b]")
        await pilot.press("escape")
        await until_shown(pilot, "Twice.")
    assert stopped == ["stop"]


async def test_the_theme_is_the_learners(app: ArticleApp) -> None:
    chosen = ArticleApp(app.article, app.run_step, app.stop, "tutor-light")
    async with chosen.run_test(size=(80, 24)):
        assert chosen.theme == "tutor-light"


async def test_the_keys_of_an_article_are_in_its_help(app: ArticleApp) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await until_shown(pilot, "The slope is a/b.")
        await pilot.press("f1")
        await until_shown(pilot, "Run the Python")
        assert "To the shell; fg comes back" in screen_text(app)
        await pilot.press("escape")
        await until_shown(pilot, "The slope is a/b.")
