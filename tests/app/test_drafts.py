"""Nothing that was written is lost."""

import pytest

from tui_tutor.app.application import TutorApp
from tui_tutor.app.screens import desk
from tui_tutor.app.screens.course_map import CourseMap

from .conftest import make_app, opened, until, until_shown
from .fakes import WRONG, Draft, FakeChecker, FakeStore


@pytest.fixture
def at_work(store: FakeStore, checker: FakeChecker) -> TutorApp:
    return make_app(store, checker, "mse-gradient")


async def test_a_change_is_saved_by_itself(
    at_work: TutorApp, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "SAVE_AFTER", 0.01)
    async with at_work.run_test() as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        await until(pilot, lambda: "mse-gradient" in store.drafts)
        assert store.drafts["mse-gradient"].text == WRONG


async def test_typing_waits_a_second_and_then_saves_once(at_work: TutorApp, store: FakeStore) -> None:
    async with at_work.run_test() as pilot:
        editor = await opened(pilot)
        editor.focus()
        await pilot.press(*"abc")
        assert editor.text.startswith("abc")
        assert store.saves == 0
        await pilot.press("ctrl+q")
    assert store.saves == 1
    assert store.drafts["mse-gradient"].text.startswith("abc")


async def test_leaving_for_the_map_saves(at_work: TutorApp, store: FakeStore) -> None:
    async with at_work.run_test() as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        at_work.screen.query_one("#reading").focus()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(at_work.screen, CourseMap))
    assert store.drafts["mse-gradient"].text == WRONG


async def test_an_untouched_starter_is_not_saved(at_work: TutorApp, store: FakeStore) -> None:
    async with at_work.run_test() as pilot:
        await opened(pilot)
        await pilot.press("ctrl+q")
    assert store.drafts == {}


async def test_another_tutors_save_is_told(at_work: TutorApp, store: FakeStore) -> None:
    async with at_work.run_test(size=(120, 40), notifications=True) as pilot:
        editor = await opened(pilot)
        store.drafts["mse-gradient"] = Draft("from elsewhere", 7)
        editor.rewrite(WRONG)
        at_work.screen.save()  # type: ignore[attr-defined]
        await until_shown(pilot, "Two tutors at once")
    assert store.drafts["mse-gradient"].text == "from elsewhere"


async def test_a_notice_of_the_store_is_shown(store: FakeStore, checker: FakeChecker) -> None:
    store.notices = ("The old progress file was [damaged] and set aside.",)
    app = make_app(store, checker)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "was [damaged] and set aside")
