"""An article on a screen of its own."""

from pathlib import Path

import pytest

from tui_tutor.app.article import ArticleApp
from tui_tutor.course import open_article

from .conftest import until_shown


@pytest.fixture
def app(tmp_path: Path) -> ArticleApp:
    file = tmp_path / "article.md"
    file.write_text("# Slopes\n\nThe slope is $\\frac{a}{b}$.\n\n## Measure it\n\nTwice.\n", encoding="utf-8")
    app = ArticleApp(open_article(file))
    app.animation_level = "none"
    return app


async def test_an_article_is_read_step_by_step_and_left(app: ArticleApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "The slope is a/b.")
        await pilot.press("right")
        await until_shown(pilot, "Twice.")
        await pilot.press("q")
    assert app.return_code == 0


async def test_the_theme_is_the_learners(tmp_path: Path, app: ArticleApp) -> None:
    chosen = ArticleApp(app.article, "tutor-light")
    async with chosen.run_test(size=(80, 24)):
        assert chosen.theme == "tutor-light"
