"""The README's pictures, made from the real application: `python -m tests.screenshots` writes `.assets/*.svg`."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

ASSETS = Path(__file__).parents[1] / ".assets"
ARTICLE, TRAINED = "linear-regression", "logistic-regression"
WIDE, NARROW = (120, 40), (60, 20)


async def pictures() -> None:
    """The map; the article's own gradient, found out; a right one and its training; the same in a small terminal."""
    async with tutor(ARTICLE, WIDE) as pilot:
        await until(pilot, "def gradients")
        await pilot.press("ctrl+j")
        await until(pilot, "not agree")
        keep(pilot, "workspace")
    async with tutor(TRAINED, WIDE, solved=True) as pilot:
        await until(pilot, "def ")
        await pilot.press("ctrl+j")
        await until(pilot, "Right on the shown data")
        await pilot.press("f7")
        await until(pilot, "trained")
        keep(pilot, "curve")
    async with tutor(None, WIDE) as pilot:
        await until(pilot, "Continue")
        keep(pilot, "map")
    async with tutor(ARTICLE, NARROW) as pilot:
        await until(pilot, "Task")
        await pilot.press("ctrl+j")
        await until(pilot, "not agree")
        keep(pilot, "small")


@asynccontextmanager
async def tutor(
    exercise: str | None, size: tuple[int, int], *, solved: bool = False
) -> AsyncIterator[Pilot[Any]]:
    """The application with its real sandbox and progress; with the solution as the draft if it is to be `solved`."""
    from tui_tutor import mathtext
    from tui_tutor.app.application import TutorApp
    from tui_tutor.app.services import Services
    from tui_tutor.course import load_exercise, load_lesson, open_course
    from tui_tutor.course.sheets import load_sheet
    from tui_tutor.grading import Checker
    from tui_tutor.progress import Store

    course = open_course()
    with Checker() as checker, Store.open() as store:
        if exercise and solved:
            problem = load_exercise(course, exercise).problem
            assert problem is not None
            store.save_draft(course.id, exercise, problem.solution, 0)
        services = Services(
            checker, store, mathtext, load_lesson, load_exercise, load_sheet, lambda: "sealed"
        )
        async with TutorApp(course, services, exercise).run_test(size=size) as pilot:
            yield pilot


async def until(pilot: Pilot[Any], text: str) -> None:
    """Waits until the screen shows `text`; AssertionError after 30 s."""
    for _ in range(600):
        if text in "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips()):
            await pilot.pause()
            return
        await pilot.pause(0.05)
    raise AssertionError(f"{text!r} never came")


def keep(pilot: Pilot[Any], name: str) -> None:
    """Write what is on the screen now."""
    (ASSETS / f"{name}.svg").write_text(pilot.app.export_screenshot(title="tutor"), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home
        ASSETS.mkdir(exist_ok=True)
        asyncio.run(pictures())
