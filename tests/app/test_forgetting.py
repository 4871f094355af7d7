"""What is closed leaves memory: an editor, and every line that was painted of its screen."""

import gc
import weakref

import pytest
from textual.document._syntax_aware_document import SyntaxAwareDocument

from tui_tutor.app.application import TutorApp
from tui_tutor.app.forgetting import collect
from tui_tutor.app.screens.course_map import CourseMap
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.app.widgets.code_editor import CodeEditor

from .conftest import until


async def test_an_exercise_that_is_closed_is_forgotten_with_its_editor_and_its_paint(app: TutorApp) -> None:
    editors, paints = [], []
    async with app.run_test(size=(120, 40)) as pilot:
        for exercise in ("mse-gradient", "last") * 2:
            app.open_exercise(exercise)
            await until(pilot, lambda: isinstance(app.screen, Workspace) and app.screen.is_mounted)
            editor = app.screen.query_one(CodeEditor)
            editors.append(weakref.ref(editor))
            paints.append(weakref.ref(editor._styles_cache))
            del editor
            while not isinstance(app.screen, CourseMap):
                await pilot.press("escape")
            await pilot.pause()
        gc.collect()
        # Textual itself still holds the last ones: what was focused, a timer that has not run out.
        assert sum(one() is not None for one in editors) <= 2
        assert sum(one() is not None for one in paints) <= 2


def test_a_text_is_forgotten_with_its_editor() -> None:
    """Its syntax tree must not hold it: no garbage collector looks into one."""
    before = _texts()
    for editor in [CodeEditor("x = 1\n") for _ in range(3)]:
        editor.text = "x = 2\n"
    del editor
    gc.collect()
    assert _texts() == before


def _texts() -> int:
    return sum(isinstance(one, SyntaxAwareDocument) for one in gc.get_objects())


def test_garbage_is_looked_for_when_much_was_made_since(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(gc, "collect", lambda: looked.append("looked"))
    for made, times in ((0, 0), (1, 1)):
        monkeypatch.setattr(gc, "get_count", lambda made=made: (0, made, 0))
        collect()
        assert len(looked) == times
