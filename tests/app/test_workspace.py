"""Running, cancelling, and whose mistake it was."""

import dataclasses

import pytest
from msgspec.structs import replace

from tui_tutor.app.application import TutorApp
from tui_tutor.app.screens.course_map import CourseMap
from tui_tutor.app.screens.dialogs import PredictionAsked, SolutionView, YesNo
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.course.types import Choice, CourseError
from tui_tutor.report import Diagnosis

from .conftest import make_app, opened, screen_text, until, until_shown
from .fakes import EXERCISES, FAILING, RIGHT, WRONG, FakeChecker, FakeStore, wrong_report

WIDE = (120, 40)


@pytest.fixture
def at_work(store: FakeStore, checker: FakeChecker) -> TutorApp:
    return make_app(store, checker, "mse-gradient")


async def test_a_run_says_at_once_that_it_is_checking(at_work: TutorApp, checker: FakeChecker) -> None:
    checker.gate.clear()
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "… checking…")
        await until_shown(pilot, "running your code")
        checker.gate.set()
        await until_shown(pilot, "✗ wrong")


async def test_the_next_check_is_prepared_when_an_exercise_opens_and_after_every_check(
    at_work: TutorApp, checker: FakeChecker
) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await until(pilot, lambda: checker.prepared.count("mse-gradient") == 1)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        await until(pilot, lambda: checker.prepared.count("mse-gradient") == 2)


async def test_escape_cancels_a_check_and_keeps_the_draft(
    at_work: TutorApp, checker: FakeChecker, store: FakeStore
) -> None:
    checker.gate.clear()
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        await pilot.press("f5")
        await until(pilot, checker.started.is_set)
        await pilot.press("escape")
        await until_shown(pilot, "– cancelled")
        await until(pilot, lambda: not at_work.screen.work.busy)  # type: ignore[attr-defined]
        assert isinstance(at_work.screen, Workspace)
    assert store.drafts["mse-gradient"].text == WRONG
    assert "mse-gradient" not in store.kept


async def test_a_second_run_takes_over_from_the_first(at_work: TutorApp, checker: FakeChecker) -> None:
    checker.gate.clear()
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        await pilot.press("f5")
        await until(pilot, checker.started.is_set)
        editor.rewrite(RIGHT)
        await pilot.press("f5")
        await until(pilot, lambda: len(checker.checked) == 2)
        checker.gate.set()
        await until_shown(pilot, "✓ correct")
        assert checker.checked[-1] == RIGHT


async def test_a_result_that_comes_after_one_has_gone_on_is_dropped(
    at_work: TutorApp, checker: FakeChecker, store: FakeStore
) -> None:
    checker.gate.clear()
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until(pilot, checker.started.is_set)
        await pilot.press("f8")
        await until_shown(pilot, "Move the slider.")
        checker.gate.set()
        await pilot.pause()
        assert "✗ wrong" not in screen_text(at_work)
    assert "mse-gradient" not in store.kept


async def test_a_learners_error_shows_their_lines_and_marks_the_one_that_failed(at_work: TutorApp) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        editor.rewrite(FAILING)
        await pilot.press("f5")
        await until_shown(pilot, "! error in your code")
        text = screen_text(at_work)
        assert "line 6, in gradient" in text
        assert "W.T has shape (1, 3)" in text
        assert editor.failed_line == 6
        assert "6 !    return X @ W.T" in text
        editor.insert(" ", (0, 0))
        await until(pilot, lambda: editor.failed_line is None)


async def test_an_authors_error_is_called_the_authors(at_work: TutorApp, checker: FakeChecker) -> None:
    checker.failure = CourseError("mse.py", "`loss` raises for the shown data.", 12)
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "‼ course error")
        assert "your code is not the reason" in " ".join(screen_text(at_work).replace("│", " ").split())


async def test_the_tutors_own_error_is_called_its_own_and_the_app_goes_on(
    at_work: TutorApp, checker: FakeChecker, store: FakeStore
) -> None:
    checker.failure = RuntimeError("no [bold]sandbox[/bold]")
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "‼ tutor fault")
        assert "no [bold]sandbox[/bold]" in screen_text(at_work)
        checker.failure = None
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
    assert len(store.kept["mse-gradient"]) == 1


async def test_a_checker_that_cannot_start_is_told_and_reading_goes_on(
    store: FakeStore, checker: FakeChecker
) -> None:
    checker.unprepared = RuntimeError("no [sandbox] here")
    app = make_app(store, checker)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await until_shown(pilot, "Nothing can be checked now: no [sandbox] here")
        await pilot.press("down", "enter")
        await until_shown(pilot, "a column of shape")


async def test_an_exercise_that_cannot_be_read_is_the_authors_matter(
    store: FakeStore, checker: FakeChecker
) -> None:
    app = make_app(store, checker, "broken")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "course error")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CourseMap))


async def test_printed_text_is_shown_as_it_is_and_never_as_markup(at_work: TutorApp) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        at_work.screen.query_one("ResultTabs").focus_panel()  # type: ignore[attr-defined]
        await pilot.press("right", "right", "right")
        await until_shown(pilot, "[bold]not markup[/bold]")


async def test_running_without_a_check_shows_only_what_was_printed(
    at_work: TutorApp, store: FakeStore
) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f9")
        await until_shown(pilot, "hello [b]you[/b]")
    assert store.kept == {}


async def test_hints_come_one_at_a_time_and_are_remembered(at_work: TutorApp, store: FakeStore) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f2")
        await until_shown(pilot, "Hint 1 of 3")
        assert "Hint 2 of 3" not in screen_text(at_work)
        await pilot.press("f2")
        await until_shown(pilot, "Hint 2 of 3")
        await pilot.press("f2", "f2")
        await until_shown(pilot, "All 3 hints are here")
    assert store.hints["mse-gradient"] == 3


async def test_the_solution_waits_for_an_explicit_yes(at_work: TutorApp, store: FakeStore) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(at_work.screen, YesNo))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(at_work.screen, Workspace))
        assert store.seen == set()
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(at_work.screen, YesNo))
        await pilot.press("y")
        await until(pilot, lambda: isinstance(at_work.screen, SolutionView))
        await until_shown(pilot, "error = 2 * (X @ W + b - y)")
        assert store.seen == {"mse-gradient"}
        await pilot.press("escape")
        await until_shown(pilot, "◇ solution seen")


async def test_the_solution_is_open_to_who_has_solved_it(at_work: TutorApp, store: FakeStore) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        editor.rewrite(RIGHT)
        await pilot.press("f5")
        await until_shown(pilot, "✓ correct")
        await until_shown(pilot, "why some authors write")
        editor.rewrite(RIGHT.replace("2 * (", "(2.0) * ("))
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(at_work.screen, SolutionView))
        await pilot.press("right")
        await until_shown(pilot, "-     error = (2.0) * (X @ W + b - y)")
        await until_shown(pilot, "+     error = 2 * (X @ W + b - y)")
    assert store.seen == set()


async def test_escape_leads_from_the_result_to_the_map_pane_by_pane(at_work: TutorApp) -> None:
    async with at_work.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        await pilot.press("escape")
        await until_shown(pilot, "[Code]")
        await pilot.press("escape")
        await until_shown(pilot, "[Task]")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(at_work.screen, CourseMap))


async def test_f6_goes_round_the_panes_on_a_small_screen(at_work: TutorApp) -> None:
    async with at_work.run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        await until_shown(pilot, "[Task]")
        for pane in ("[Code]", "[Result]", "[Task]"):
            await pilot.press("f6")
            await until_shown(pilot, pane)


async def test_a_resize_keeps_the_pane_and_the_text(at_work: TutorApp) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        await pilot.resize_terminal(60, 20)
        await until_shown(pilot, "[Code]")
        await pilot.resize_terminal(*WIDE)
        await until_shown(pilot, "Ctrl+J checks your code")
        assert isinstance(at_work.focused, CodeEditor)
        assert editor.text == WRONG


async def test_starting_over_can_be_undone(at_work: TutorApp) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        at_work.screen.start_over()  # type: ignore[attr-defined]
        assert editor.text == at_work.screen.exercise.starter  # type: ignore[attr-defined]
        editor.undo()
        assert editor.text == WRONG


async def test_formulas_in_a_message_are_set_and_what_was_printed_is_left_alone(
    at_work: TutorApp, checker: FakeChecker
) -> None:
    told = Diagnosis("sign", "W", "What is the slope of $\\hat y$?")
    report = replace(wrong_report("mse-gradient"), diagnoses=(told,), printed="$\\hat y$\n")
    checker.check = lambda *_: report  # type: ignore[method-assign,assignment]
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "What is the slope of y?")
        at_work.screen.query_one(ResultTabs).bring("Output")
        await until_shown(pilot, "$\\hat y$")


async def test_the_reason_of_an_answer_is_wrapped_not_cut(store: FakeStore, checker: FakeChecker) -> None:
    store.mark_solution_seen("fake", "which-shape")
    app = make_app(store, checker, "which-shape")
    choice = Choice("long", "this one", "Yes: " + "word " * 40 + "end.", correct=True)
    asked = replace(EXERCISES["which-shape"], choices=(choice,))
    app.services = dataclasses.replace(app.services, load_exercise=lambda course, name: asked)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "this one")
        await pilot.press("f3")
        await until_shown(pilot, "end.")


async def test_a_prediction_is_asked_for_only_when_that_is_wanted(
    at_work: TutorApp, store: FakeStore
) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        await pilot.press("ctrl+p", *"predict first")
        await until_shown(pilot, "Predict first: on")
        await pilot.press("down", "enter")
        await until(pilot, lambda: store.settings.get("predict-first") is True)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(at_work.screen, PredictionAsked))
        await pilot.press("w")
        await until_shown(pilot, "You foresaw it: wrong. 1 of 1 predictions came true.")
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(at_work.screen, PredictionAsked))
        await pilot.press("c")
        await until_shown(pilot, "You expected correct.")
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(at_work.screen, PredictionAsked))
        await pilot.press("f5")
        await until(pilot, lambda: "You expected" not in screen_text(at_work))
        await until_shown(pilot, "✗ wrong")
    assert store.settings["predictions/fake"] == [2, 1]


async def test_a_question_is_a_prediction_already(store: FakeStore, checker: FakeChecker) -> None:
    store.settings["predict-first"] = True
    app = make_app(store, checker, "which-shape")
    async with app.run_test(size=WIDE) as pilot:
        await until_shown(pilot, "a column of shape")
        await pilot.press("down", "enter")
        await until_shown(pilot, "✗ wrong")
