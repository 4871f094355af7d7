"""`$EDITOR` in this terminal: what it saves, how it fails, and what is left of the terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import App

from tui_tutor.app.application import TutorApp
from tui_tutor.app.external_editor import UNSET, edit_outside
from tui_tutor.app.screens import following
from tui_tutor.progress.draft_file import draft_file

from .conftest import make_app, opened, until, until_shown, until_told
from .fakes import STARTER, WRONG, FakeChecker, FakeStore

FILE = "mse-gradient"


def editor_that(folder: Path, does: str) -> dict[str, str]:
    """The environment of somebody whose editor does this with `path`."""
    script = folder / "editor.py"
    script.write_text(f"import os, pathlib, signal, sys\npath = pathlib.Path(sys.argv[1])\n{does}\n")
    return {"EDITOR": f"{sys.executable} {script}"}


class Lending(App[int]):
    """The terminal of a test cannot be handed over; this one pretends."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        yield


def test_what_the_editor_saves_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "answer.py"
    path.write_text("a")
    assert edit_outside(Lending(), str(path), editor_that(tmp_path, "path.write_text('ab')")) == ""
    assert path.read_text() == "ab"


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("sys.exit(3)", "ended with code 3"),
        ("os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))", "ended"),
    ],
)
def test_an_editor_that_fails_is_told(tmp_path: Path, does: str, says: str) -> None:
    assert says in edit_outside(Lending(), str(tmp_path / "a.py"), editor_that(tmp_path, does))


def test_an_editor_that_is_missing_is_told() -> None:
    assert edit_outside(Lending(), "a.py", {}) == UNSET
    assert "could not be started" in edit_outside(Lending(), "a.py", {"VISUAL": "no-such-editor"})
    assert "could not be started" in edit_outside(Lending(), "a.py", {"EDITOR": "'half a quotation"})


async def test_a_terminal_that_cannot_be_handed_over_is_no_error(tmp_path: Path) -> None:
    app: App[int] = App()
    async with app.run_test():
        problem = edit_outside(app, "a.py", editor_that(tmp_path, ""))
        assert problem == "Another editor cannot be opened in this terminal."


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on Unix")
def test_ctrl_c_in_the_editor_is_the_editors(tmp_path: Path) -> None:
    assert (
        edit_outside(Lending(), "a.py", editor_that(tmp_path, "os.kill(os.getppid(), signal.SIGINT)")) == ""
    )


# At the desk


@pytest.fixture
def at_work(store: FakeStore, checker: FakeChecker, monkeypatch: pytest.MonkeyPatch) -> TutorApp:
    monkeypatch.setattr(TutorApp, "suspend", Lending.suspend)
    return make_app(store, checker, "mse-gradient")


def use(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]) -> None:
    monkeypatch.setattr(following, "edit_outside", lambda app, path: edit_outside(app, path, environ))


async def test_f4_brings_in_what_was_saved_and_checks_it(
    at_work: TutorApp, checker: FakeChecker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, editor_that(tmp_path, f"path.write_text({WRONG!r})"))
    async with at_work.run_test(size=(120, 40)) as pilot:
        editor = await opened(pilot)
        editor.focus()
        await pilot.press("f4")
        await until_shown(pilot, "✗ wrong")
        assert editor.text == WRONG
        assert checker.checked == [WRONG]
        editor.undo()
        assert editor.text == STARTER


async def test_f4_without_following_leaves_the_check_to_the_learner(
    at_work: TutorApp, store: FakeStore, checker: FakeChecker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.settings["follow"] = False
    use(monkeypatch, editor_that(tmp_path, f"path.write_text({WRONG!r})"))
    async with at_work.run_test(size=(120, 40)) as pilot:
        editor = await opened(pilot)
        editor.focus()
        await pilot.press("f4")
        await until(pilot, lambda: editor.text == WRONG)
        await until_shown(pilot, "file not followed")
        assert checker.checked == []


async def test_an_editor_that_dies_after_saving_has_saved(
    at_work: TutorApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, editor_that(tmp_path, f"path.write_text({WRONG!r}); sys.exit(1)"))
    async with at_work.run_test(size=(120, 40), notifications=True) as pilot:
        editor = await opened(pilot)
        editor.focus()
        await pilot.press("f4")
        await until_told(pilot, "ended with code 1.")
        assert editor.text == WRONG


async def test_an_editor_that_dies_before_leaves_the_text(
    at_work: TutorApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, editor_that(tmp_path, "sys.exit(1)"))
    async with at_work.run_test(size=(120, 40), notifications=True) as pilot:
        editor = await opened(pilot)
        editor.focus()
        await pilot.press("x", "f4")
        await until_told(pilot, "Your text is as it was.")
        assert editor.text == "x" + STARTER
        assert draft_file("fake", FILE).read_text() == "x" + STARTER
