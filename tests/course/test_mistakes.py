from pathlib import Path

import pytest

from tui_tutor.course import CourseError

from .building import CODE, edited, fit, line, said

WHOLE = """\
```python
{code}
```

The message.
"""


def replaced(code: str) -> str:
    """The exercise with its mistake written as a whole replacement."""
    start, end = CODE.index("```diff"), CODE.index("## Afterwards")
    return CODE[:start] + WHOLE.format(code=code) + "\n" + CODE[end:]


def test_a_diff_becomes_a_whole_wrong_submission(tmp_path: Path) -> None:
    mistake = fit(tmp_path).mistakes[0]
    assert (mistake.name, mistake.source) == (
        "missing-two",
        "from exercise import forward\n\n\n"
        "def gradients(X, y, params):\n"
        "    error = forward(X, params) - y\n"
        '    return {"W": X.T @ error / len(X)}\n',
    )


def test_a_replacement_gets_the_imports_that_it_lacks(tmp_path: Path) -> None:
    code = replaced('def gradients(X, y, params):\n    return {"W": np.sign(forward(X, params))}')
    assert fit(tmp_path, code=code).mistakes[0].source == (
        "import numpy as np\nfrom exercise import forward\n\n\n"
        'def gradients(X, y, params):\n    return {"W": np.sign(forward(X, params))}\n'
    )


def test_a_replacement_may_be_a_whole_submission(tmp_path: Path) -> None:
    own = "import numpy as np\n\nloss_fn = mse_loss\n\n\ndef gradients(X, y, params):\n    return np.zeros(1)"
    assert (
        fit(tmp_path, code=replaced(own)).mistakes[0].source
        == f"from neural_network import mse_loss\n{own}\n"
    )


def test_a_change_that_does_not_apply_is_told_with_the_line_of_the_exercise(tmp_path: Path) -> None:
    spoiled = edited(CODE, '-    return {"W": 2 * X.T', '-    return {"W": 3 * X.T')
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=spoiled)
    name, at, sentence = said(caught.value)
    assert (name, at) == ("fit.md", line(spoiled, "3 * X.T"))
    assert sentence.startswith("this change does not apply:")


def test_a_change_that_breaks_python_is_told(tmp_path: Path) -> None:
    spoiled = edited(CODE, '+    return {"W": X.T @ error / len(X)}', '+    return {"W": X.T @')
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=spoiled)
    name, at, sentence = said(caught.value)
    assert (name, at) == ("fit.md", line(spoiled, '-    return {"W"'))
    assert sentence.startswith('the mistake "missing-two" is not Python:')


def test_a_replacement_that_is_not_python_is_told_with_its_own_line(tmp_path: Path) -> None:
    spoiled = replaced("def gradients(X, y, params):\n    return = 1")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=spoiled)
    assert said(caught.value)[:2] == ("fit.md", line(spoiled, "return = 1"))


def test_a_replacement_defines_the_function(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=replaced("def other(X, y, params):\n    return 1"))
    assert caught.value.problem == (
        'the mistake "missing-two" defines no function "gradients". Write the whole function.'
    )


def test_a_mistake_uses_only_what_the_problem_has(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=replaced("def gradients(X, y, params):\n    return softmax(X)"))
    assert caught.value.problem == (
        'the mistake "missing-two" uses "softmax". Import it in fit.py, or define it there.'
    )
    assert said(caught.value)[0] == "fit.md"


def test_the_solution_is_no_mistake(tmp_path: Path) -> None:
    body = '    error = forward(X, params) - y\n    return {"W": 2 * X.T @ error / len(X)}'
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=replaced(f"def gradients(X, y, params):\n{body}"))
    assert caught.value.problem == 'the mistake "missing-two" is the solution itself. Change something.'
