from pathlib import Path

import pytest

from tui_tutor.course import CourseError

from .building import PYTHON, edited, fit, said


def test_a_problem_may_have_a_docstring_constants_and_helpers(tmp_path: Path) -> None:
    python = '"""Lines."""\n' + edited(
        PYTHON, "SIZE = 3", "SIZE: int = 3\nA, B = 1, 2\n\n\ndef extra():\n    pass"
    )
    assert fit(tmp_path, python=python).judged == "gradient"


def test_imports_of_math_typing_and_the_future_are_fine(tmp_path: Path) -> None:
    head = "from __future__ import annotations\n\nimport math\nfrom typing import Any\nfrom math import pi\n"
    assert fit(tmp_path, python=head + PYTHON).problem is not None


SPOILED = {
    "not Python": ("SIZE = 3", "SIZE = = 3", "this line is not Python: invalid syntax."),
    "a return at the top": ("SIZE = 3", "return 3", "this line is not Python: 'return' outside function."),
    "another module": (
        "SIZE = 3",
        "import os",
        '"os" cannot be imported here. A problem uses numpy, neural_network and math.',
    ),
    "a relative import": (
        "SIZE = 3",
        "from . import fit",
        '"fit" cannot be imported here. A problem uses numpy, neural_network and math.',
    ),
    "everything": ("SIZE = 3", "from math import *", "name what you need from math instead of *."),
    "numpy under its long name": ("SIZE = 3", "import numpy", "write it as: import numpy as np"),
    "a part of numpy": ("SIZE = 3", "import numpy.linalg", "write it as: import numpy as np"),
    "a part of a module": (
        "SIZE = 3",
        "import neural_network.loss",
        "write it as: from neural_network.loss import NAME",
    ),
    "more than given": (
        "SIZE = 3",
        "from exercise import forward",
        "write it as: from exercise import given",
    ),
    "a class": (
        "SIZE = 3",
        "class Net: ...",
        "the top level holds only imports, functions and constants. Move this into a function.",
    ),
    "a call": (
        "SIZE = 3",
        "print(1)",
        "the top level holds only imports, functions and constants. Move this into a function.",
    ),
    "a changed attribute": (
        "SIZE = 3",
        "np.pi = 3",
        "the top level holds only imports, functions and constants. Move this into a function.",
    ),
    "a type without a value": (
        "SIZE = 3",
        "SIZE: int",
        "the top level holds only imports, functions and constants. Move this into a function.",
    ),
    "two on a line": (
        "SIZE = 3",
        "SIZE = 3; A = 1",
        "there are two statements on this line. Give each its own.",
    ),
    "a name twice": (
        "SIZE = 3",
        "sigmoid = 3",
        '"sigmoid" is already made on line 3. Give one another name.',
    ),
    "another decorator": ("@given", "@staticmethod", "the only decorator here is @given."),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_does_not_belong_into_a_problem_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    old, new, sentence = SPOILED[name]
    spoiled = edited(PYTHON, old, new)
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=spoiled)
    assert said(caught.value) == ("fit.py", spoiled[: spoiled.rindex(new)].count("\n") + 1, sentence)


def test_given_must_be_imported(tmp_path: Path) -> None:
    spoiled = edited(PYTHON, "from exercise import given\n", "")
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, python=spoiled)
    told = "@given is used and not imported. Write at the top: from exercise import given"
    assert said(caught.value) == ("fit.py", 13, told)


def test_nothing_of_a_problem_is_executed(tmp_path: Path) -> None:
    evil = edited(PYTHON, "SIZE = 3", "SIZE = __import__('os').mkdir('/proc/never') or 1 / 0")
    assert fit(tmp_path, python=evil).problem is not None
