from pathlib import Path

import pytest

from tui_tutor.course import CourseError

from .building import CODE, PYTHON, edited, fit, guess, line, said

EXPECTED = edited(
    PYTHON,
    'def loss(params, draw):\n    return mse_loss(forward(draw["X"], params), draw["y"])\n',
    'def expected(draw):\n    return {"W": draw["X"]}\n',
)


def test_a_loss_is_judged_as_a_gradient_and_an_expected_by_value(tmp_path: Path) -> None:
    assert fit(tmp_path).judged == "gradient"
    assert fit(tmp_path, python=EXPECTED).judged == "value"


def test_what_else_the_file_has_is_known(tmp_path: Path) -> None:
    more = (
        "\n\n@given\ndef use(function, draw):\n    return {}\n"
        "\n\ndef curve_data(rng):\n    return {}\n"
        "\n\ndef series(value):\n    return {}\n"
        "\n\ndef facts(rng):\n    pass\n"
    )
    found = fit(tmp_path, python=PYTHON + more).problem
    assert found is not None
    assert (found.has_use, found.has_curve_data, found.has_series, found.has_facts) == (True,) * 4
    assert found.given_names == ("forward",)
    assert found.arguments == ("X", "y", "params")
    assert found.source == PYTHON + more


def test_the_facts_of_a_question_are_its_problem(tmp_path: Path) -> None:
    exercise = guess(tmp_path, facts="def facts(rng):\n    assert 1 + 1 == 2\n")
    assert exercise.problem is not None
    assert (exercise.judged, exercise.problem.judged, exercise.problem.has_facts) == (
        "question",
        "question",
        True,
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "def draw(rng, shown)",
            "def draw(rng)",
            "draw is called by the tutor. Write it as: def draw(rng, shown)",
        ),
        (
            "def loss(params, draw)",
            "def loss(p, draw)",
            "loss is called by the tutor. Write it as: def loss(params, draw)",
        ),
        (
            "def loss(params, draw)",
            "def loss(params, draw, loss_fn, probes)",
            "loss is called by the tutor. Write it as: def loss(params, draw, probes, loss_fn)",
        ),
        (
            "def loss(params, draw)",
            "def loss(params, draw, *more)",
            "loss is called by the tutor. Write it as: def loss(params, draw)",
        ),
    ],
)
def test_a_function_of_the_tutor_has_its_signature(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    spoiled = edited(PYTHON, old, new)
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=spoiled)
    assert said(caught.value) == ("fit.py", line(spoiled, new), sentence)


@pytest.mark.parametrize(
    "head", ["use(draw)", "curve_data()", "curve_step(f)", "curve_loss()", "series(h)", "facts()"]
)
def test_so_has_an_optional_one(tmp_path: Path, head: str) -> None:
    with pytest.raises(CourseError, match="is called by the tutor"):
        fit(tmp_path, python=f"{PYTHON}\n\n@given\ndef {head}:\n    pass\n")


def test_loss_and_expected_exclude_each_other(tmp_path: Path) -> None:
    spoiled = PYTHON + "\n\ndef expected(draw):\n    return {}\n"
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=spoiled)
    told = "there is a loss and an expected. Keep loss for a gradient, or expected for a value."
    assert said(caught.value) == ("fit.py", line(spoiled, "def expected"), told)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("def draw(", "def data(", "there is no draw(rng, shown). Add it: it makes the data."),
        (
            "def loss(",
            "def cost(",
            "there is no loss(params, draw) and no expected(draw). Add the one that this is judged by.",
        ),
        (
            "def gradients(",
            "def gradient(",
            'there is no function "gradients": the solution stands under the name that the learner writes.',
        ),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=edited(PYTHON, old, new))
    assert said(caught.value) == ("fit.py", None, sentence)


@pytest.mark.parametrize("name", ["loss", "draw", "expected"])
def test_what_is_for_the_judge_is_never_given(tmp_path: Path, name: str) -> None:
    python = EXPECTED if name == "expected" else PYTHON
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=edited(python, f"def {name}(", f"@given\ndef {name}("))
    assert caught.value.problem == f'"{name}" is for the judge, never for the learner. Take @given away.'


def test_the_solution_is_never_given(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r'"gradients" is the solution. Take @given away.'):
        fit(tmp_path, python=edited(PYTHON, "def gradients(", "@given\ndef gradients("))


@pytest.mark.parametrize("head", ["use(function, draw)", "curve_step(function, draw, rate, state)"])
def test_what_runs_beside_the_learners_code_is_always_given(tmp_path: Path, head: str) -> None:
    with pytest.raises(CourseError, match=r"runs beside the learner.s code. Decorate it with @given."):
        fit(tmp_path, python=f"{PYTHON}\n\ndef {head}:\n    return {{}}\n")


def test_code_needs_its_python_file(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=CODE, python=None)
    told = "this file is missing: a gradient exercise has its data, loss and solution here. Add it."
    assert said(caught.value) == ("fit.py", None, told)
