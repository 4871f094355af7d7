from pathlib import Path

import pytest

from tui_tutor.course import CourseError, Problem

from .building import CODE, PYTHON, edited, fit, line, said


def problem(folder: Path, python: str) -> Problem:
    found = fit(folder, python=python).problem
    assert found is not None
    return found


def test_the_given_module_has_only_what_the_given_functions_need(tmp_path: Path) -> None:
    assert problem(tmp_path, PYTHON).given == (
        'def forward(X, params):\n    return X @ params["W"]\n'  # no import, no @given
    )


def test_a_given_function_takes_its_imports_and_constants_along(tmp_path: Path) -> None:
    python = edited(PYTHON, '    return X @ params["W"]\n', '    return sigmoid(X @ params["W"]) * SIZE\n')
    assert problem(tmp_path, python).given == (
        "from neural_network import sigmoid\n\n"
        "SIZE = 3\n\n\n"
        'def forward(X, params):\n    return sigmoid(X @ params["W"]) * SIZE\n'
    )


def test_a_constant_takes_along_what_it_needs_itself(tmp_path: Path) -> None:
    python = edited(PYTHON, "SIZE = 3", "ONE = np.ones(1)\nSIZE = 3 * len(ONE)")
    python = edited(python, '    return X @ params["W"]\n', '    return X[:, :SIZE] @ params["W"]\n')
    assert problem(tmp_path, python).given.startswith(
        "import numpy as np\n\nONE = np.ones(1)\nSIZE = 3 * len(ONE)\n\n\ndef forward"
    )


def test_given_functions_may_call_each_other(tmp_path: Path) -> None:
    python = edited(PYTHON, "@given\n", "@given\ndef twice(X):\n    return 2 * X\n\n\n@given\n")
    python = edited(python, '    return X @ params["W"]\n', '    return twice(X) @ params["W"]\n')
    found = problem(tmp_path, python)
    assert found.given_names == ("twice", "forward")
    assert found.given.startswith("def twice(X):\n    return 2 * X\n\n\ndef forward")


def test_a_given_function_cannot_use_what_is_not_given(tmp_path: Path) -> None:
    python = edited(PYTHON, '    return X @ params["W"]\n', "    return loss(params, {})\n")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=python)
    told = 'uses "loss", which the learner does not have. Decorate "loss" with @given.'
    assert said(caught.value) == (
        "fit.py",
        line(python, "return loss("),
        f'the given function "forward" {told}',
    )


def test_a_given_function_cannot_use_what_is_nowhere(tmp_path: Path) -> None:
    python = edited(PYTHON, '    return X @ params["W"]\n', "    return scipy.linalg.norm(X)\n")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=python)
    told = 'the given function "forward" uses "scipy". Import it in fit.py, or define it there.'
    assert said(caught.value) == ("fit.py", line(python, "return scipy"), told)


def test_the_solution_is_a_submission_with_the_imports_that_it_uses(tmp_path: Path) -> None:
    assert problem(tmp_path, PYTHON).solution == (
        "from exercise import forward\n\n\n"
        "def gradients(X, y, params):\n"
        "    error = forward(X, params) - y\n"
        '    return {"W": 2 * X.T @ error / len(X)}\n'
    )


def test_the_solution_takes_its_constants_along(tmp_path: Path) -> None:
    python = edited(PYTHON, "SIZE = 3", "# two, from the square\nTWO = np.sqrt(4)\nSIZE = 3")
    python = edited(python, "2 * X.T", "TWO * X.T")
    code = edited(CODE, '-    return {"W": 2 * X.T', '-    return {"W": TWO * X.T')
    found = fit(tmp_path, code=code, python=python).problem
    assert found is not None
    assert found.solution.startswith(
        "import numpy as np\nfrom exercise import forward\n\nTWO = np.sqrt(4)\n\n\ndef gradients"
    )


def test_names_that_the_solution_makes_itself_need_no_import(tmp_path: Path) -> None:
    body = (
        "    def inner(a, *rest, b=1, **more):\n"
        "        import math as m\n"
        "        try:\n"
        "            return [i for i in rest if (j := i)], m, more, j\n"
        "        except ValueError as error:\n"
        "            return error\n"
        "    match X:\n"
        "        case {'k': 1, **others}:\n"
        "            return others\n"
        "        case [first, *tail]:\n"
        "            return first, tail\n"
        "    error = forward(X, params) - y\n"
    )
    python = edited(PYTHON, "    error = forward(X, params) - y\n", body)
    assert problem(tmp_path, python).solution.startswith("from exercise import forward\n\n\ndef gradients")


def test_the_solution_cannot_use_a_function_that_is_not_given(tmp_path: Path) -> None:
    python = edited(PYTHON, "    error = forward(X, params) - y\n", "    error = draw(X, y)\n")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=python)
    told = (
        'the solution "gradients" uses "draw", which the learner does not have. Decorate "draw" with @given.'
    )
    assert said(caught.value) == ("fit.py", line(python, "error = draw"), told)


def test_the_solution_leaves_use_alone(tmp_path: Path) -> None:
    python = edited(PYTHON, "@given\n", "@given\ndef use(function, draw):\n    return {}\n\n\n@given\n")
    python = edited(python, "    error = forward(X, params) - y\n", "    error = use(X, y)\n")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=python)
    assert caught.value.problem == (
        'the solution "gradients" uses "use", which is the tutor\'s own. Leave it out.'
    )


def test_an_import_under_another_name_keeps_it(tmp_path: Path) -> None:
    python = edited(PYTHON, "import mse_loss, sigmoid", "import mse_loss, sigmoid as s")
    python = edited(python, "    error = forward(X, params) - y\n", "    error = s(forward(X, params)) - y\n")
    assert problem(tmp_path, python).solution.startswith(
        "from neural_network import sigmoid as s\nfrom exercise import forward\n"
    )


def test_a_long_import_is_wrapped(tmp_path: Path) -> None:
    names = [f"a_rather_long_name_{n}" for n in range(5)]
    python = edited(PYTHON, "import mse_loss, sigmoid", f"import {', '.join(['mse_loss', *names])}")
    python = edited(python, "    error = forward(X, params) - y\n", f"    error = {' + '.join(names)} - y\n")
    assert problem(tmp_path, python).solution.startswith(
        "from neural_network import (\n    a_rather_long_name_0,\n    a_rather_long_name_1,\n"
    )
