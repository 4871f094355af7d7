"""Plain questions, the slider, and the loss curve."""

import pytest
from msgspec.structs import replace
from textual.widgets import OptionList

from tui_tutor.app.application import TutorApp
from tui_tutor.app.rates import next_rate
from tui_tutor.app.screens.workspace import Workspace
from tui_tutor.app.widgets.answer_choices import given_answer
from tui_tutor.app.widgets.curve_view import CurveView
from tui_tutor.app.widgets.explore_view import ExploreView
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.app.widgets.slider import Slider
from tui_tutor.app.widgets.steps_view import StepsView

from .conftest import make_app, opened, screen_text, until, until_shown
from .fakes import FAILING, WRONG, FakeChecker, FakeStore, wrong_report

WIDE = (120, 40)


@pytest.fixture
def at_work(store: FakeStore, checker: FakeChecker) -> TutorApp:
    return make_app(store, checker, "mse-gradient")


async def test_a_question_is_answered_by_picking_and_its_message_is_shown(
    store: FakeStore, checker: FakeChecker
) -> None:
    app = make_app(store, checker, "which-shape")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "a column of shape")
        await pilot.press("down", "down", "enter")
        await until_shown(pilot, "Yes: n rows, one column.")
        assert checker.checked == ['answer = "column"\n']
    assert store.drafts["which-shape"].text == 'answer = "column"\n'
    assert store.kept["which-shape"] == [("d1", "correct")]


async def test_an_enter_too_many_is_no_answer(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "which-shape")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "a column of shape")
        await pilot.press("enter", "ctrl+j", "enter")
        assert checker.checked == []


async def test_an_answer_that_was_given_before_is_marked(store: FakeStore, checker: FakeChecker) -> None:
    store.save_draft("fake", "which-shape", 'answer = "none"\n', 0)
    app = make_app(store, checker, "which-shape")
    async with app.run_test(size=(120, 40)) as pilot:
        await until_shown(pilot, "none, NumPy refuses   (your answer)")
        assert app.screen.query_one(OptionList).highlighted == 2


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ('answer = "row"\n', "row"),
        ("answer = 0.25", "0.25"),
        ("answer = -3", "-3"),
        ("answer = print(1)", ""),
        ("import os", ""),
        ("answer = ", ""),
        ("\0", ""),
    ],
)
def test_an_answer_is_read_and_never_executed(source: str, answer: str) -> None:
    assert given_answer(source) == answer


async def test_the_slider_draws_what_belongs_to_its_value(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "step-size")
    async with app.run_test(size=WIDE) as pilot:
        await until_shown(pilot, "⣿ error")
        await pilot.press("right", "right")
        await until_shown(pilot, "h = 0.001")
        view = app.screen.query_one(ExploreView)
        await until(pilot, lambda: 0.001 in view._known)
        await pilot.press("end")
        await until_shown(pilot, "h = 1.0e-04")


async def test_the_slider_follows_the_mouse(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "step-size")
    async with app.run_test(size=WIDE) as pilot:
        await until_shown(pilot, "⣿ error")
        slider = app.screen.query_one(Slider)
        await pilot.click(Slider, offset=(slider.size.width - 1, 0))
        assert slider.value == 0.0001


async def test_a_curve_grows_while_the_training_runs_and_ends_in_words(
    at_work: TutorApp, checker: FakeChecker
) -> None:
    checker.gate.clear()
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f7")
        await until_shown(pilot, "training. Esc stops it.")
        await until_shown(pilot, "⣿ yours   • true")
        await until_shown(pilot, "0.5┤")
        checker.gate.set()
        await until_shown(pilot, "diverged  Your training left every bound")


async def test_escape_stops_a_training(at_work: TutorApp, checker: FakeChecker) -> None:
    checker.gate.clear()
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f7")
        await until(pilot, checker.started.is_set)
        await pilot.press("escape")
        await until_shown(pilot, "Stopped. F7 trains again.")
        assert isinstance(at_work.screen, Workspace)


async def test_l_makes_the_curve_logarithmic(at_work: TutorApp) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f7")
        await until_shown(pilot, "diverged")
        at_work.screen.query_one(CurveView).focus()
        await pilot.press("l")
        await until_shown(pilot, "loss by epoch (l: linear)")
        assert "1e300" in screen_text(at_work)


async def test_the_picture_of_a_check_is_said_in_words_for_each_array(at_work: TutorApp) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        editor = await opened(pilot)
        at_work.screen.query_one(ResultTabs).bring("Steps")
        await until_shown(pilot, "gradient makes a V, a wrong one a flat line.")
        editor.rewrite(WRONG)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        at_work.screen.query_one(ResultTabs).bring("Steps")
        await until_shown(pilot, "⣿ W   • b   difference by h")
        await until_shown(pilot, "W: the difference stays near 1")
        at_work.screen.query_one(StepsView).focus()
        await pilot.press("down")
        await until_shown(pilot, "b: the difference falls to 2.0e-11")
        await until_shown(pilot, "⣿ b   • W   difference by h")
        editor.rewrite(FAILING)
        await pilot.press("f5")
        await until_shown(pilot, "! error in your code")
        at_work.screen.query_one(ResultTabs).bring("Steps")
        await until_shown(pilot, "The last check has no such picture")


async def test_a_picture_of_hidden_data_says_so_in_its_words_and_beside_its_sign(at_work: TutorApp) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        at_work.screen.query_one(ResultTabs).bring("Steps")
        report = wrong_report("mse-gradient")
        W, b = report.parameters
        steps = at_work.screen.query_one(StepsView)
        steps.show(replace(report, parameters=(replace(W, draw="hidden 1"), b)))
        await until_shown(pilot, "W, on hidden data set 1: the difference stays near 1")
        await until_shown(pilot, "⣿ W (hidden 1)   • b   difference by h")


async def test_only_gradients_have_a_picture(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "standardise")
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert not app.screen.query(StepsView)


def test_rates_go_up_and_down_a_ladder_that_has_the_exercises_own() -> None:
    assert next_rate(0.1, 1, 0.1) == pytest.approx(0.2)
    assert next_rate(0.2, 1, 0.3) == 0.3
    assert next_rate(0.3, -1, 0.3) == pytest.approx(0.2)
    assert next_rate(5000.0, 1, 0.1) == 5000.0
    assert next_rate(1e-6, -5, 0.1) == 1e-6


async def test_a_training_is_run_again_with_another_rate_and_start(
    at_work: TutorApp, checker: FakeChecker
) -> None:
    async with at_work.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await pilot.press("f7")
        await until_shown(pilot, "diverged")
        at_work.screen.query_one(CurveView).focus()
        await until_shown(pilot, "rate 0.1  start own")
        await pilot.press("up", "up", "down", "s")
        await until_shown(pilot, "rate 0.2  start 1  Enter trains with them")
        await pilot.press("enter")
        await until(pilot, lambda: len(checker.trials) == 2)
        await until_shown(pilot, "(up, down: rate; s: start)")
        await pilot.press("s", "s", "s")
        await until_shown(pilot, "rate 0.2  start own")
    assert [(round(trial.rate or 0, 6), trial.start) for trial in checker.trials] == [(0.1, 0), (0.2, 1)]
