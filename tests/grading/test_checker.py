"""One check from exercise and source to report, through the real sandbox."""

import threading

import msgspec
import pytest

from tests.calls.checking import HALF, LINEAR, RIGHT
from tests.grading.building import gradient_exercise, with_curve, with_mistake
from tui_tutor.course.types import Choice, Explore, Limit
from tui_tutor.grading import Checker, Trial
from tui_tutor.grading import checker as checker_module


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


QUICK = Limit(wall=0.3)


def test_the_right_gradient_is_correct(checker):
    report = checker.check(gradient_exercise(), RIGHT)
    assert (report.outcome, report.verdict, report.score) == ("returned", "correct", 1.0)
    assert report.seconds > 0


def test_a_wrong_gradient_is_wrong_and_named(checker):
    report = checker.check(gradient_exercise(), HALF)
    assert (report.outcome, report.verdict, report.score) == ("returned", "wrong", 0.0)
    assert "0.5" in report.diagnoses[0].message


def timeless(reports):
    return [msgspec.structs.replace(report, seconds=0.0) for report in reports]


BITTEN = "raise KeyError('gone')\n"
TOGETHER = (RIGHT, HALF, "import os\nos._exit(0)\n", BITTEN, HALF + "# again\n", RIGHT.replace("2 *", "3 *"))


@pytest.mark.parametrize("held", [checker_module.MOST_HELD, 0])
def test_submissions_judged_together_get_the_reports_of_single_checks(monkeypatch, checker, held):
    monkeypatch.setattr(checker_module, "MOST_HELD", held)
    with Checker() as fresh:
        together = fresh.check_together(gradient_exercise(), TOGETHER)
    alone = [checker.check(gradient_exercise(), source) for source in TOGETHER]
    assert timeless(together) == timeless(alone)
    assert [report.verdict for report in together] == ["correct", "wrong", None, None, "wrong", "wrong"]


BY_CHANCE = """
import random
import numpy as np

def gradients(X, y, params):
    order = sum(n * len(name) for n, name in enumerate({"alpha", "be", "c", "delta_", "epsilon"}))
    print(order)
    return {"W": np.random.rand(*params["W"].shape) + random.random(), "b": order * np.random.randn(1, 1)}
"""


def test_an_answer_that_draws_random_numbers_gets_the_same_report_again(checker):
    reports = [checker.check(gradient_exercise(), BY_CHANCE)]
    with Checker() as another:
        reports.append(another.check(gradient_exercise(), BY_CHANCE))
    assert timeless(reports)[0] == timeless(reports)[1]
    assert reports[0].diagnoses[0].kind == "non-deterministic"


def test_a_script_that_draws_random_numbers_draws_others_every_time(checker):
    script = "import random, numpy as np\nprint(random.random(), np.random.rand())"
    first, second = (checker.play(None, script).printed.split() for _ in range(2))
    assert all(a != b for a, b in zip(first, second, strict=True))


def test_an_answer_that_the_problem_cannot_judge_costs_the_others_nothing():
    stumbles = LINEAR + (
        "\nimport sys\nfrom tui_tutor import gradcheck\nof = gradcheck.compared\n"
        "def compared(ruler, answer):\n"
        "    assert 'Z' not in answer, 'stumbled'\n"
        "    return of(ruler, answer)\n"
        "gradcheck.compared = compared\n"
    )
    odd = RIGHT.replace('{"W"', '{"Z": 0, "W"')
    with Checker() as fresh:
        reports = fresh.check_together(gradient_exercise(stumbles), [RIGHT, odd, HALF])
    assert [report.outcome for report in reports] == ["returned", "fault", "returned"]
    assert [report.verdict for report in reports] == ["correct", None, "wrong"]


def test_cancelling_ends_what_is_checked_together():
    with Checker() as fresh:
        fresh.prepare(gradient_exercise())
        threading.Timer(0.2, fresh.cancel).start()
        reports = fresh.check_together(gradient_exercise(), ["while True: pass\n", RIGHT, RIGHT])
    assert [report.outcome for report in reports] == ["cancelled"] * 3


def test_an_honest_check_after_a_hostile_one_is_still_correct(checker):
    checker.check(gradient_exercise(), "import os\nos._exit(0)\n")
    assert checker.check(gradient_exercise(), RIGHT).verdict == "correct"


ALWAYS_EQUAL = """
import numpy as np
class Equal(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __sub__(self, other): return np.zeros(self.shape)
    __rsub__ = __sub__
def gradients(X, y, params):
    return {"W": np.zeros((X.shape[1], 1)).view(Equal), "b": np.zeros((1, 1)).view(Equal)}
"""
PATCHED = """
import sys, builtins
import numpy as np
np.allclose = np.array_equal = lambda *a, **k: True
np.abs = lambda x: np.zeros_like(x)
for name, module in list(sys.modules.items()):
    if name.startswith("tui_tutor"):
        for key, value in list(vars(module).items()):
            if callable(value) and key in ("compare", "compare_values", "judge", "judge_draw", "same_arrays"):
                setattr(module, key, lambda *a, **k: {"verdict": "correct"})
print("correct")
def gradients(X, y, params):
    print("verdict: correct, score 1.0")
    return {"W": np.zeros((X.shape[1], 1)), "b": np.zeros((1, 1))}
"""


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("print('correct')\nimport sys\nsys.exit(0)\n", "raised"),
        ("def gradients(X, y, params):\n    import sys\n    sys.exit(0)\n", "raised"),
        ("import os\nos._exit(0)\n", "crashed"),
        ("while True: pass\n", "timed out"),
        ("def gradients(X, y, params):\n    while True: pass\n", "timed out"),
        ("import numpy as np\nx = np.ones(2**34)\n", "out of memory"),
        ("while True: print('correct' * 1000)\n", "refused"),
        (PATCHED, "returned"),
        (ALWAYS_EQUAL, "returned"),
        ("def gradients(X, y, params):\n    return {}\n", "returned"),
        ("def gradients(X, y, params):\n    return {'W': float('nan'), 'b': float('nan')}\n", "returned"),
    ],
)
def test_no_trick_is_ever_correct(checker, source, outcome):
    report = checker.check(gradient_exercise(limits=QUICK), source)
    assert report.outcome == outcome
    assert report.verdict in (None, "wrong")
    assert report.score == 0.0
    assert report.message


def test_a_key_that_goes_on_below_is_one_name_on_one_line(checker):
    source = "def gradients(X, y, params):\n    return {**params, 'W\\n\\n✓ correct': 1.0}\n"
    report = checker.check(gradient_exercise(), source)
    assert report.verdict == "wrong"
    assert "W  ✓ correct: no parameter has that name" in str(report.diagnoses[0].message)


def test_a_forged_reply_is_refused(checker):
    forged = """
import sys
def gradients(X, y, params):
    frame = sys._getframe()
    while frame:
        if "runs" in frame.f_locals and isinstance(frame.f_locals["runs"], list):
            frame.f_locals["runs"].append({"label": "everything", "verdict": "correct"})
        frame = frame.f_back
    return {"W": X.T, "b": X}
"""
    report = checker.check(gradient_exercise(), forged)
    assert report.outcome == "refused"
    assert report.verdict is None


def test_an_exception_names_the_learners_line_and_the_shapes(checker):
    report = checker.check(gradient_exercise(), HALF.replace("X.T @ error", "X @ error"))
    assert report.outcome == "raised"
    assert report.raised.frames[-1].line == 6
    assert "X has shape (2, 1)" in report.raised.operands
    assert "line 6" in report.message


def test_an_exception_that_is_a_known_mistake_gets_its_message(checker):
    source = RIGHT.replace("X.T @ error", "X @ error")
    report = checker.check(with_mistake(source, "Which one is transposed?"), "# my own\n" + source)
    assert report.diagnoses[0].message == "Which one is transposed?"


def test_a_missing_function_is_one_sentence(checker):
    report = checker.check(gradient_exercise(), "def gradient(X): return X\n")
    assert report.outcome == "raised"
    assert "defines no function `gradients`" in report.message


def test_a_broken_problem_is_the_courses_fault_and_names_file_and_line(checker):
    report = checker.check(gradient_exercise(LINEAR.replace("def draw", "1 / 0\ndef draw")), RIGHT)
    assert (report.outcome, report.verdict) == ("fault", None)
    assert "linear.py, line 5" in report.message
    assert "not at fault" in report.message


def test_hidden_seeds_move_with_the_seed(checker):
    only_two = LINEAR.replace("n, d = 5, 3", "n, d = 5, 3\n    rng.randn()")
    assert checker.check(gradient_exercise(only_two), RIGHT, seed=41).verdict == "correct"


def test_cancelling_ends_an_endless_check_at_once(checker):
    exercise = gradient_exercise(limits=Limit(wall=60.0))
    timer = []

    def stage(text):
        if text == "running your code":
            timer.append(threading.Timer(0.05, checker.cancel))
            timer[0].start()

    report = checker.check(exercise, "while True: pass\n", stage)
    assert (report.outcome, report.verdict) == ("cancelled", None)


def test_a_question_is_read_and_never_executed(checker):
    choices = (Choice("a", "first", "No: count again."), Choice("b", "second", "Yes.", correct=True))
    exercise = gradient_exercise(judged="question", kind="predict", choices=choices, problem=None)
    assert checker.check(exercise, 'answer = "b"\n').verdict == "correct"
    wrong = checker.check(exercise, 'answer = "a"\n')
    assert (wrong.verdict, wrong.diagnoses[0].message) == ("wrong", "No: count again.")
    unknown = checker.check(exercise, 'answer = "c"\n')
    assert (unknown.outcome, unknown.verdict) == ("refused", None)
    assert checker.check(exercise, "import os\nanswer = os.getcwd()\n").verdict is None


def test_a_curve_has_both_series_from_start_to_end(checker):
    points = []
    end = checker.curve(with_curve(), HALF, points.append)
    by_series = {
        series: [loss for one in points if one.series == series for loss in one.losses]
        for series in ("true", "yours")
    }
    assert by_series["true"][0] == by_series["yours"][0] == pytest.approx(1.625)
    assert by_series["true"][-1] < by_series["yours"][-1]
    assert not end.diverged
    assert end.message.endswith("A curve alone proves no gradient; the verdict does.")


def test_the_ends_of_both_are_told_with_where_they_began(checker):
    end = checker.curve(with_curve(), HALF, lambda _: None)
    assert end.message.count(", from 1.625") == 2
    uphill = checker.curve(with_curve(), RIGHT.replace("2 *", "-2 *"), lambda _: None)
    assert "Yours climbs to " in uphill.message
    assert "the right gradient ends at " in uphill.message


def test_a_diverging_curve_says_so_and_how_the_other_one_ended(checker):
    end = checker.curve(with_curve(epochs=4000), RIGHT.replace("2 *", "-2 *"), lambda _: None)
    assert end.diverged
    assert end.message.startswith("With your gradient the training diverges: after epoch ")
    assert "The right gradient ends at" in end.message


def test_another_rate_may_be_too_large_for_both_or_for_the_right_gradient_alone(checker):
    both = checker.curve(with_curve(epochs=4000), RIGHT, lambda _: None, Trial(rate=10.0))
    assert both.diverged
    assert both.message.startswith("Both trainings diverge: after epoch ")
    half = checker.curve(with_curve(epochs=4000), HALF, lambda _: None, Trial(rate=0.4))
    assert half.diverged
    assert half.message.startswith("The right gradient diverges: after epoch ")
    assert "Yours ends at " in half.message


def test_another_start_is_the_same_for_both_and_the_same_again(checker):
    def first_losses(start: int) -> set[float]:
        points = []
        checker.curve(with_curve(), HALF, points.append, Trial(start=start))
        return {one.losses[0] for one in points if one.epochs[0] == 0}

    assert [*first_losses(0)] == [pytest.approx(1.625)]
    assert len(first_losses(1)) == 1
    assert first_losses(1) == first_losses(1)
    assert len(first_losses(0) | first_losses(1) | first_losses(2)) == 3


def test_a_curve_reports_its_metric_under_the_name_that_the_author_gave_it(checker):
    problem = LINEAR + "\n\ndef slope_found(params, draw):\n    return params['W'][0, 0]\n"
    exercise = with_curve(epochs=2000, metric="slope_found", problem=problem)
    assert "Slope found: 2 with both." in checker.curve(exercise, RIGHT, lambda _: None).message
    stopped = RIGHT.replace("2 *", "0 *")
    assert "Slope found: 1.5 with yours, 2 with the right gradient." in (
        checker.curve(exercise, stopped, lambda _: None).message
    )


def test_a_metric_that_fails_is_not_told_as_a_training_that_diverges(checker):
    problem = LINEAR + "\n\ndef broken(params, draw):\n    return params['V']\n"
    end = checker.curve(with_curve(metric="broken", problem=problem), RIGHT, lambda _: None)
    assert "KeyError" in end.message
    assert not end.diverged


def test_an_explore_plot_comes_for_every_value(checker):
    problem = (
        LINEAR + "\n\ndef series(value):\n    return {'x': np.array([1.0, 2.0]), 'y': value * np.ones(2)}\n"
    )
    explore = Explore(slider="h", values=(0.5, 2.0), x="x", y=("y",))
    exercise = gradient_exercise(problem, kind="explore", explore=explore)
    assert checker.explore(exercise, 2.0) == {"x": (1.0, 2.0), "y": (2.0, 2.0)}


def test_play_runs_a_script_with_the_library(checker):
    played = checker.play(None, "from neural_network import sigmoid\nprint(sigmoid(0.0))\n")
    assert (played.outcome, played.printed.strip()) == ("returned", "0.5")
