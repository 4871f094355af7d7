"""One's own editor: the app follows the draft's file, and nothing is lost between the two."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui_tutor.app import drafts
from tui_tutor.app.application import TutorApp
from tui_tutor.app.drafts import DraftKeeper
from tui_tutor.app.screens import desk, following
from tui_tutor.app.screens.own_editor import OwnEditor
from tui_tutor.progress.draft_file import draft_file

from .conftest import make_app, opened, until, until_shown, until_told
from .fakes import RIGHT, STARTER, WRONG, Draft, FakeChecker, FakeStore

WIDE = (120, 40)


@pytest.fixture
def file() -> Path:
    return draft_file("fake", "mse-gradient")


@pytest.fixture
def at_work(store: FakeStore, checker: FakeChecker) -> TutorApp:
    return make_app(store, checker, "mse-gradient")


def saved_outside(path: Path, text: str) -> None:
    """As many editors do: a new file, renamed over the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name("4913~")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


async def deaf(path: Path) -> AsyncIterator[None]:
    """Saves where nothing is ever heard, as on some network drives."""
    return
    yield


@pytest.fixture
def nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "saves", deaf)


async def test_a_save_in_another_editor_comes_in_and_is_checked(at_work: TutorApp, file: Path) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        await pilot.press("ctrl+t")
        await until_shown(pilot, "The file is followed")
        assert file.read_text(encoding="utf-8") == STARTER
        await pilot.press("escape")
        saved_outside(file, WRONG)
        await until_shown(pilot, "✗ wrong  W is not the gradient")
        assert editor.text == WRONG
        await until_shown(pilot, "from your file, ")
        saved_outside(file, RIGHT)
        await until_shown(pilot, "✓ correct  Both gradients agree")
        editor.undo()
        editor.undo()
        assert editor.text == STARTER


async def test_the_path_is_shown_on_request(at_work: TutorApp, file: Path) -> None:
    async with at_work.run_test(size=(200, 40)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+t")
        await until_shown(pilot, file.name)


async def test_what_is_typed_here_is_in_the_file_within_a_second(
    at_work: TutorApp, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "SAVE_AFTER", 0.01)
    async with at_work.run_test() as pilot:
        editor = await opened(pilot)
        editor.focus()
        await pilot.press("x")
        await until(pilot, lambda: file.exists() and file.read_text(encoding="utf-8") == "x" + STARTER)


async def test_a_starter_that_nobody_touched_makes_no_file(at_work: TutorApp, file: Path) -> None:
    async with at_work.run_test() as pilot:
        await opened(pilot)
        await pilot.press("ctrl+q")
    assert not file.exists()


async def test_typing_and_a_save_outside_are_both_kept(
    at_work: TutorApp, store: FakeStore, file: Path, nothing_is_heard: None
) -> None:
    async with at_work.run_test(size=WIDE, notifications=True) as pilot:
        editor = await opened(pilot)
        editor.focus()
        await pilot.press("x")
        saved_outside(file, WRONG)
        await pilot.press("ctrl+j")
        await until_told(pilot, "What you had typed here is kept")
        await until_shown(pilot, "✗ wrong")
        assert editor.text == WRONG == store.drafts["mse-gradient"].text
        assert "x" + STARTER in [old.text for old in store.old_drafts("fake", "mse-gradient")]
        editor.undo()
        assert editor.text == "x" + STARTER


async def test_what_was_saved_outside_is_not_written_over_by_typing(
    at_work: TutorApp, file: Path, nothing_is_heard: None
) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        saved_outside(file, WRONG)
        editor.focus()
        await pilot.press("x", "escape", "escape")
    assert file.read_text(encoding="utf-8") == WRONG


async def test_where_saves_are_not_heard_a_check_by_hand_reads_the_file(
    at_work: TutorApp, checker: FakeChecker, file: Path, nothing_is_heard: None
) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        saved_outside(file, WRONG)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        assert checker.checked == [WRONG]


async def test_following_can_be_switched_off_and_on_again(
    at_work: TutorApp, store: FakeStore, checker: FakeChecker, file: Path
) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        await pilot.press("ctrl+t", "f")
        await until_shown(pilot, "file not followed")
        assert store.settings["follow"] is False
        saved_outside(file, WRONG)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        assert checker.checked == [STARTER]
        await pilot.press("ctrl+t")
        await until(pilot, lambda: isinstance(at_work.screen, OwnEditor))
        await pilot.press("f")
        await until(pilot, lambda: editor.text == WRONG)
        assert store.settings["follow"] is True
        assert file.read_text(encoding="utf-8") == WRONG


async def test_a_file_that_was_saved_while_the_tutor_was_away_is_the_draft(
    at_work: TutorApp, store: FakeStore, file: Path
) -> None:
    store.drafts["mse-gradient"] = Draft(RIGHT, 3, datetime(2020, 1, 1, tzinfo=UTC))
    saved_outside(file, WRONG)
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        await until(pilot, lambda: editor.text == WRONG)
        editor.undo()
        assert editor.text == RIGHT


async def test_an_older_file_gives_way_to_the_draft(at_work: TutorApp, store: FakeStore, file: Path) -> None:
    store.drafts["mse-gradient"] = Draft(RIGHT, 3, datetime(2020, 1, 1, tzinfo=UTC))
    saved_outside(file, WRONG)
    os.utime(file, (0, 0))
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        assert editor.text == RIGHT
    assert file.read_text(encoding="utf-8") == RIGHT


async def test_a_file_that_is_no_text_is_told_and_left_alone(at_work: TutorApp, file: Path) -> None:
    async with at_work.run_test(size=WIDE, notifications=True) as pilot:
        editor = await opened(pilot)
        file.write_bytes(b"\xff\xfe")
        await until_told(pilot, "Save it again, and it is read again.")
        editor.focus()
        await pilot.press("x", "ctrl+j")
        await until_shown(pilot, "✗ wrong")
        assert editor.text == "x" + STARTER
    assert file.read_bytes() == b"\xff\xfe"


async def test_without_a_place_for_the_file_the_desk_works(
    at_work: TutorApp, store: FakeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file, no folder"
    blocked.write_text("")
    monkeypatch.setattr(drafts, "draft_file", lambda course, exercise: blocked / "x" / f"{exercise}.py")
    async with at_work.run_test(size=WIDE, notifications=True) as pilot:
        editor = await opened(pilot)
        await until_told(pilot, "The draft is safe here, without a file.")
        editor.focus()
        await pilot.press("x", "ctrl+j")
        await until_shown(pilot, "✗ wrong")
    assert store.drafts["mse-gradient"].text == "x" + STARTER


async def test_a_question_has_no_file(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "which-shape")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await until_shown(pilot, "a column of shape")
        await pilot.press("ctrl+t")
        await until_told(pilot, "there is no file to edit")
    assert not draft_file("fake", "which-shape").parent.exists()


# Between the store and the file


def keeper(store: FakeStore) -> DraftKeeper:
    kept = DraftKeeper(store, "fake", "mse-gradient", STARTER)
    kept.follow()
    return kept


def test_what_another_tutor_saved_is_known_as_such(store: FakeStore) -> None:
    one, other = keeper(store), keeper(store)
    one.text = WRONG
    one.save()
    news = other.take_news()
    assert news is not None
    assert news.by_tutor
    other.text = RIGHT
    assert other.save() is None  # it goes on from what the first one saved
    back = one.take_news()
    assert back is not None
    assert one.text == RIGHT == store.drafts["mse-gradient"].text


def test_news_are_told_once(store: FakeStore, file: Path) -> None:
    kept = keeper(store)
    saved_outside(file, WRONG)
    assert kept.take_news() is not None
    assert kept.take_news() is None


def test_line_ends_of_windows_are_no_news(store: FakeStore, file: Path) -> None:
    kept = keeper(store)
    kept.text = WRONG
    kept.save()
    file.write_bytes(WRONG.replace("\n", "\r\n").encode())
    assert kept.take_news() is None
    assert b"\r\n" in file.read_bytes()


def test_a_draft_that_another_tutor_overtook_is_kept_beside_the_file(store: FakeStore, file: Path) -> None:
    kept = keeper(store)
    store.drafts["mse-gradient"] = Draft(RIGHT, 7)
    saved_outside(file, WRONG)
    assert kept.take_news() is not None
    assert store.drafts["mse-gradient"].text == WRONG
    assert [old.text for old in store.old_drafts("fake", "mse-gradient")] == [RIGHT]
