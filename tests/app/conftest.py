"""What the tests of the application share: a way to look at a screen, a way to wait for it."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from tui_tutor.app.application import TutorApp
from tui_tutor.app.glyphs import UNICODE
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.grading.hunting.hunt import Wish

from .fakes import COURSE, FakeChecker, FakeStore, fake_services

GOLDEN = Path(__file__).parent / "golden"
PATIENCE = 30.0  # seconds, on a machine that is busy with other things; nothing is measured by it
UPDATE = "TUTOR_UPDATE_GOLDEN"


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def checker() -> FakeChecker:
    return FakeChecker()


@pytest.fixture
def app(store: FakeStore, checker: FakeChecker, monkeypatch: pytest.MonkeyPatch) -> TutorApp:
    monkeypatch.delenv("NO_COLOR", raising=False)
    return make_app(store, checker)


def make_app(store: FakeStore, checker: FakeChecker, start: str | Wish | None = None) -> TutorApp:
    app = TutorApp(COURSE, fake_services(store, checker), start, glyphs=UNICODE)
    app.animation_level = "none"
    return app


def screen_text(app: App[int]) -> str:
    """What a person reads on the screen, without trailing blanks. The one use of a private name."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    """Let the app work until `condition` holds; a wait in vain ends with the screen as it was."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return
        await pilot.pause()
    pytest.fail(f"waited in vain, with this on the screen:\n{screen_text(pilot.app)}")


async def until_shown(pilot: Pilot[int], text: str) -> None:
    """Wait until `text` can be read on the screen."""
    await until(pilot, lambda: text in screen_text(pilot.app))


async def until_told(pilot: Pilot[int], text: str) -> None:
    """Wait until a notification says `text`, however it is wrapped on the screen."""
    await until(pilot, lambda: any(text in told.message for told in pilot.app._notifications))


async def settled(pilot: Pilot[int]) -> str:
    """The screen once the keys belong to something and three looks in a row see the same."""
    looks = [""]
    await until(pilot, lambda: pilot.app.focused is not None)
    while len(looks) < 4 or len(set(looks[-3:])) > 1:
        await pilot.pause()
        looks.append(screen_text(pilot.app))
    return looks[-1]


def same_as_golden(name: str, text: str) -> None:
    """Compare with `golden/NAME.txt`; with TUTOR_UPDATE_GOLDEN=1 write it instead."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get(UPDATE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


async def opened(pilot: Pilot[int]) -> CodeEditor:
    """Wait for a workspace with an editor, and give the editor."""
    await until(
        pilot, lambda: isinstance(pilot.app.screen, Workspace) and bool(pilot.app.screen.query("#editor"))
    )
    await pilot.pause()
    return pilot.app.screen.query_one(CodeEditor)
