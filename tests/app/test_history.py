"""The history of an exercise: looking at attempts, comparing them, and the way back."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from tui_tutor.app.application import TutorApp
from tui_tutor.app.diff_text import diff_text
from tui_tutor.app.glyphs import UNICODE
from tui_tutor.app.history_rows import base_of, row_of, spoken_time, words_above
from tui_tutor.app.screens.attempt import AttemptView
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.app.widgets.history_view import HistoryList
from tui_tutor.progress.differences import differences
from tui_tutor.progress.history import Entry
from tui_tutor.report import encode

from .conftest import make_app, opened, screen_text, until, until_shown
from .fakes import EXERCISES, FAILING, RIGHT, STARTER, WRONG, FakeChecker, FakeStore

NAME = "mse-gradient"
WHEN = datetime(2026, 1, 5, 10, 2).astimezone()
ENTRY = Entry(2, WHEN, "a\n", "every entry is half of it.", "returned", "wrong")
SIZES = pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")


def remember(store: FakeStore, *sources: str) -> None:
    """Attempts at the exercise, judged as the fake checker would."""
    for source in sources:
        report = FakeChecker().check(EXERCISES[NAME], source)
        store.record_attempt("fake", NAME, "d1", source, report.outcome, report.verdict, encode(report))


@pytest.fixture
def at_work(store: FakeStore, checker: FakeChecker) -> TutorApp:
    remember(store, WRONG, WRONG + "# again\n")
    return make_app(store, checker, NAME)


# The pieces


def test_a_row_says_when_how_and_why() -> None:
    row = row_of(ENTRY, WHEN + timedelta(days=3), UNICODE, marked=False).plain
    assert row == "   2  2026-01-05 10:02  ✗ wrong\n      every entry is half of it."
    changed = row_of(replace(ENTRY, changed=True), WHEN, UNICODE, marked=True).plain
    assert "the exercise has changed since   marked: compared with this" in changed
    assert "kept draft" in row_of(Entry(1, WHEN, "a", "reason"), WHEN, UNICODE, marked=False).plain


def test_a_time_of_today_needs_no_date() -> None:
    noon = datetime(2026, 1, 5, 12, 0).astimezone()
    assert spoken_time(noon.astimezone(UTC), noon + timedelta(hours=2)) == "today 12:00"
    assert spoken_time(noon, noon + timedelta(hours=13)) == "2026-01-05 12:00"


def test_an_entry_is_compared_with_the_one_before_unless_another_is_marked() -> None:
    one, two, three = (replace(ENTRY, number=number) for number in (1, 2, 3))
    assert base_of((one, two, three), three, None) == two
    assert base_of((one, two, three), three, 1) == one
    assert base_of((one, two, three), three, 3) == two
    assert base_of((one, two, three), one, None) is None


def test_an_empty_history_says_how_it_fills() -> None:
    assert words_above((), code=True).startswith("Nothing was tried here yet.")
    assert words_above((ENTRY,), code=False) == "1 text, the newest first."


def test_a_difference_has_a_sign_for_every_line_and_folds_what_is_too_long() -> None:
    shown = diff_text(differences("a\nb", "a\n" + "c" * 12), ("text 1", "text 2"), 10).plain
    assert shown.splitlines() == [
        "- only in text 1   + only in text 2", "", "  a", "- b", "+ cccccccc", "  cccc",
    ]  # fmt: skip
    assert diff_text((), ("text 1", "the solution"), 40).plain == (
        "Text 1 and the solution are the same, line by line."
    )


# The screens


async def test_ctrl_r_lists_the_attempts_the_newest_first(at_work: TutorApp) -> None:
    async with at_work.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "2 texts, the newest first.")
        text = screen_text(at_work)
        assert text.index("2  2026-01-05 10:02") < text.index("1  2026-01-05 10:01")
        assert isinstance(at_work.focused, HistoryList)


async def test_an_attempt_is_looked_at_with_its_report_and_its_code(at_work: TutorApp) -> None:
    async with at_work.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "2 texts")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(at_work.screen, AttemptView))
        await until_shown(pilot, "W is not the gradient of this loss.")
        await pilot.press("right", "right")
        await until_shown(pilot, "# again")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(at_work.screen, Workspace))


async def test_d_shows_what_changed_since_the_one_before_or_the_marked_one(
    store: FakeStore, checker: FakeChecker
) -> None:
    remember(store, STARTER, WRONG, RIGHT)
    app = make_app(store, checker, NAME)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "3 texts")
        await pilot.press("d")
        await until_shown(pilot, "+     error = 2 * (X @ W + b - y)")
        assert "- only in text 2   + only in text 3" in screen_text(app)
        await pilot.press("escape", "end", "m", "home", "d")
        await until_shown(pilot, "- only in text 1   + only in text 3")


async def test_the_first_entry_has_nothing_before_it(store: FakeStore, checker: FakeChecker) -> None:
    remember(store, WRONG)
    app = make_app(store, checker, NAME)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "1 text,")
        await pilot.press("d")
        await until_shown(pilot, "there is nothing before it")


async def test_the_solution_is_compared_only_by_who_may_see_it(at_work: TutorApp, store: FakeStore) -> None:
    async with at_work.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "2 texts")
        await pilot.press("s")
        await until_shown(pilot, "once your answer is correct")
        assert "error = 2 * (X" not in screen_text(at_work)
        store.mark_solution_seen("fake", NAME)
        await pilot.press("s")
        await until_shown(pilot, "+     error = 2 * (X @ W + b - y)")
        assert "- only in text 2   + only in the solution" in screen_text(at_work)


async def test_a_restored_text_is_the_draft_the_one_before_is_kept_and_undo_works(
    at_work: TutorApp, store: FakeStore
) -> None:
    async with at_work.run_test(size=(120, 40)) as pilot:
        editor = await opened(pilot)
        editor.rewrite("mine, never checked")
        await pilot.press("ctrl+r")
        await until_shown(pilot, "2 texts")
        await pilot.press("r")
        await until(pilot, lambda: editor.text == WRONG + "# again\n")
        assert store.drafts[NAME].text == WRONG + "# again\n"
        await until(pilot, lambda: at_work.focused is editor)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "another text took its place")
        editor.focus()
        await pilot.press("ctrl+z")
        assert editor.text == "mine, never checked"
        await pilot.press("x", "ctrl+q")
    assert store.drafts[NAME].text == "xmine, never checked"


async def test_an_attempt_that_one_looks_at_can_be_restored_from_there(at_work: TutorApp) -> None:
    async with at_work.run_test(size=(60, 20)) as pilot:
        editor = await opened(pilot)
        await pilot.press("ctrl+r")
        await until_shown(pilot, "2 texts")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(at_work.screen, AttemptView))
        await pilot.press("r")
        await until(pilot, lambda: editor.text == WRONG + "# again\n")
        await until_shown(pilot, "[Code]")


async def test_a_new_check_is_in_the_history_that_is_open(at_work: TutorApp) -> None:
    async with at_work.run_test(size=(120, 40)) as pilot:
        editor = await opened(pilot)
        editor.rewrite(FAILING)
        await pilot.press("f5")
        await until_shown(pilot, "! error in your code")
        await pilot.press("ctrl+r")
        await until_shown(pilot, "3 texts")
        await until_shown(pilot, "ValueError in line 6: matmul: sizes 3 and 1 differ")


async def test_the_answers_of_a_question_are_looked_at_and_not_restored(
    store: FakeStore, checker: FakeChecker
) -> None:
    app = make_app(store, checker, "which-shape")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until_shown(pilot, "a column of shape")
        await pilot.press("down", "enter")
        await until_shown(pilot, "✗ wrong")
        await pilot.press("ctrl+r")
        await until_shown(pilot, "1 text, the newest first.")
        await pilot.press("r")
        await until_shown(pilot, "A question is answered anew")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AttemptView))
        await pilot.press("r", "right")
        await until_shown(pilot, 'answer = "row"')


async def test_a_verdict_says_what_changed_since_the_last_attempt(at_work: TutorApp) -> None:
    async with at_work.run_test(size=(120, 40)) as pilot:
        editor = await opened(pilot)
        editor.rewrite(RIGHT)
        await pilot.press("f5")
        await until_shown(pilot, "since your last attempt  W is right now.")
        await pilot.resize_terminal(110, 30)
        await until_shown(pilot, "since your last attempt  W is right now.")
        await pilot.press("f5")
        await until(pilot, lambda: "since your last attempt" not in screen_text(at_work))
