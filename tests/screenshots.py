"""The README's pictures, made from the real application: `python -m tests.screenshots` writes `.assets/*.svg`."""

import asyncio
import os
import tempfile
from pathlib import Path

ASSETS = Path(__file__).parents[1] / ".assets"


async def picture() -> None:
    """The workspace after the first check of the article's own gradient."""
    from tui_tutor import mathtext
    from tui_tutor.app.application import TutorApp
    from tui_tutor.app.services import Services
    from tui_tutor.course import load_exercise, load_lesson, open_course
    from tui_tutor.grading import Checker
    from tui_tutor.progress import Store

    with Checker() as checker, Store.open() as store:
        services = Services(checker, store, mathtext, load_lesson, load_exercise, lambda: "sealed")
        app = TutorApp(open_course(), services, "linear-regression")
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, "def gradients")
            await pilot.press("ctrl+j")
            await until(pilot, "not agree")
            await pilot.pause()
            (ASSETS / "workspace.svg").write_text(app.export_screenshot(title="tutor"), encoding="utf-8")


async def until(pilot, text: str) -> None:  # type: ignore[no-untyped-def]
    """Waits until the screen shows `text`; AssertionError after 30 s."""
    for _ in range(600):
        if text in "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips()):
            return
        await pilot.pause(0.05)
    raise AssertionError(f"{text!r} never came")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        ASSETS.mkdir(exist_ok=True)
        asyncio.run(picture())
