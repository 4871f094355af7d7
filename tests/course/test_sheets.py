"""The format tried on seven sheets of the curriculum."""

import ast
from pathlib import Path

import pytest

from tui_tutor.course import Course, Exercise, load_exercise, load_lesson, open_course

SHEETS = Path(__file__).parent / "sheets"
CODE = ["numerical-gradient-from-scratch", "moving-mask", "mlp-backward", "he-init", "adam-step", "bug-hunt"]


@pytest.fixture(scope="module")
def course() -> Course:
    return open_course(SHEETS)


@pytest.fixture(scope="module")
def sheets(course: Course) -> dict[str, Exercise]:
    return {name: load_exercise(course, name) for name in [*CODE, "u-curve"]}


def test_no_sheet_is_broken(course: Course) -> None:
    assert course.broken == ()
    assert [exercise.id for exercise in course.lessons[0].exercises][:2] == [CODE[0], "u-curve"]


@pytest.mark.parametrize("name", CODE)
def test_every_text_that_was_cut_out_is_python(sheets: dict[str, Exercise], name: str) -> None:
    exercise = sheets[name]
    assert exercise.problem is not None
    for source in (exercise.problem.given, exercise.problem.solution, exercise.starter):
        ast.parse(source)
    for mistake in exercise.mistakes:
        assert f"def {exercise.function}(" in mistake.source
        assert mistake.source != exercise.problem.solution
        ast.parse(mistake.source)


def test_a_checker_is_written_without_the_library_s_own(sheets: dict[str, Exercise]) -> None:
    exercise = sheets["numerical-gradient-from-scratch"]
    assert exercise.withheld == ("numerical_gradient",)
    assert exercise.judged == "value"
    assert exercise.problem is not None
    assert exercise.problem.has_use
    assert exercise.problem.given_names == ("forward",)
    assert exercise.problem.given.startswith(
        "import numpy as np\nfrom neural_network import mse_loss\n\n\ndef forward"
    )
    assert exercise.task.endswith("The arrays of `params` have shapes $(d, 1)$ and $(1, 1)$.")
    assert "starter" not in exercise.task


def test_an_added_line_is_anchored_and_an_added_blank_line_stays(sheets: dict[str, Exercise]) -> None:
    mistakes = {mistake.name: mistake.source for mistake in sheets["moving-mask"].mistakes}
    assert mistakes["seed-outside"] == (
        "import numpy as np\n"
        "\n"
        "\n"
        "def make_forward(p, seed):\n"
        "    stream = np.random.RandomState(seed)\n"
        "\n"
        "    def forward(X, params):\n"
        '        Z = X @ params["W"]\n'
        "        mask = (stream.rand(*Z.shape) < p) / p\n"
        "        return Z * mask\n"
        "\n"
        "    return forward\n"
    )


def test_a_mistake_that_needs_no_numpy_imports_none(sheets: dict[str, Exercise]) -> None:
    mistakes = {mistake.name: mistake.source for mistake in sheets["he-init"].mistakes}
    assert mistakes["variance-for-std"].startswith("def he_init")
    assert mistakes["fan-out"].startswith("import numpy as np\n\n\ndef he_init")


def test_the_problem_of_he_init_is_an_expected_value(sheets: dict[str, Exercise]) -> None:
    assert sheets["he-init"].judged == "value"
    assert sheets["he-init"].problem is not None
    assert sheets["he-init"].problem.arguments == ("rng", "fan_in", "fan_out")


def test_a_constant_goes_with_the_given_function_that_needs_it(sheets: dict[str, Exercise]) -> None:
    problem = sheets["adam-step"].problem
    assert problem is not None
    assert problem.given.startswith("import numpy as np\n\nSTEPS = 5\n\n\ndef use(function, draw):\n")
    assert problem.solution.startswith("import numpy as np\n\n\ndef adam_step(w, g, m, v, t, lr=0.001,")
    assert "STEPS" not in problem.solution
    assert sheets["adam-step"].points == 2.0


def test_a_backward_pass_lists_its_intermediates_and_its_curve(sheets: dict[str, Exercise]) -> None:
    exercise = sheets["mlp-backward"]
    assert exercise.judged == "gradient"
    assert exercise.intermediates == ("D2", "D1")
    assert (exercise.h, exercise.limits.wall) == (1e-5, 4.0)
    assert exercise.curve is not None
    assert (exercise.curve.rate, exercise.curve.epochs, exercise.curve.metric) == (0.5, 500, "accuracy")
    assert exercise.problem is not None
    assert exercise.problem.has_curve_data
    assert exercise.problem.given_names == ("forward",)
    assert exercise.problem.given.startswith("from neural_network import relu, softmax\n\n\ndef forward")


def test_a_solution_keeps_its_comments(sheets: dict[str, Exercise]) -> None:
    problem = sheets["mlp-backward"].problem
    assert problem is not None
    assert "    # relu lets through what was positive\n" in problem.solution
    assert problem.solution.endswith("    }  # in backward order\n")


def test_five_bugs_are_five_mistakes(sheets: dict[str, Exercise]) -> None:
    exercise = sheets["bug-hunt"]
    assert [mistake.name for mistake in exercise.mistakes] == ["mean", "transpose", "mask", "penalty", "axis"]
    assert exercise.problem is not None
    assert exercise.problem.solution.startswith(
        "import numpy as np\nfrom neural_network import softmax\n\n\ndef"
    )
    assert exercise.problem.given == ""
    assert 'X.T @ D1 + lam * params["W1"]' in exercise.mistakes[3].source


def test_an_exploration_has_a_slider_choices_and_series(sheets: dict[str, Exercise]) -> None:
    exercise = sheets["u-curve"]
    assert (exercise.kind, exercise.judged, exercise.function) == ("explore", "question", "")
    assert exercise.explore is not None
    assert exercise.explore.values[0] == 1.0
    assert (exercise.explore.slider, exercise.explore.y, exercise.explore.scale) == ("h", ("error",), "log")
    assert [choice.id for choice in exercise.choices if choice.correct] == ["hundred-thousandth"]
    assert exercise.problem is not None
    assert exercise.problem.has_series
    assert exercise.problem.has_facts


def test_the_lesson_of_the_sheets_has_steps(course: Course) -> None:
    lesson = load_lesson(course, "paper-trials")
    assert [step.title for step in lesson.steps] == ["Paper trials", "A step", "Another step"]
    assert lesson.extra == {"author": "the tests"}
