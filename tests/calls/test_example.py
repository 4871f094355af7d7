"""A wrong function is shown the first call that differs; hidden data are never shown."""

import pytest

from tests.calls.checking import checked
from tests.calls.test_judge import GIVEN, USE, VALUE

STEPS = {"function": "step", "given": GIVEN, "has_use": True}


def note(report):
    return next(parameter.note for parameter in report.parameters if parameter.note)


def test_a_call_by_name_is_shown_with_its_arguments():
    report = checked("def scale(x, factor):\n    return x + factor\n", VALUE, function="scale")
    assert note(report) == "in the call scale(x=[1, 2], factor=3) yours is [4, 5], expected [3, 6]"


def test_of_several_calls_the_first_that_differs_is_shown():
    source = """
def step(w, g, calls=[]):
    calls.append(1)
    return w - 0.1 * g if len(calls) % 3 else w + 0.1 * g
"""
    right = checked("def step(w, g):\n    return w - 0.1 * g\n", USE, **STEPS)
    report = checked(source, USE, **STEPS)
    path = next(parameter for parameter in report.parameters if parameter.name == "path")
    third = right.parameters[0].table.numeric
    assert f"step(w=[{third[2]:.4g}, {third[3]:.4g}]" in path.note


def test_other_results_of_the_same_function_stay_without_a_call():
    source = USE.replace('"kept": np.array([True, True])', '"kept": np.array([True, False])')
    report = checked("def step(w, g):\n    return w - 0.1 * g\n", source, **STEPS)
    kept = next(parameter for parameter in report.parameters if parameter.name == "kept")
    assert kept.verdict == "wrong"
    assert kept.note is None


@pytest.mark.parametrize("length", [7, 5000])
def test_a_long_array_is_told_by_its_shape(length):
    problem = VALUE.replace("np.array([1.0, 2.0])", f"np.arange({length}.0)")
    report = checked("def scale(x, factor):\n    return x + factor\n", problem, function="scale")
    assert f"x=an array of shape ({length},)" in note(report)


def test_of_hidden_data_only_the_sizes_are_told():
    source = "def scale(x, factor):\n    return factor * x if len(x) == 2 else x\n"
    report = checked(source, VALUE, function="scale")
    assert note(report) == "it differs where n = 5"


def test_none_and_texts_among_the_arguments_are_shown():
    problem = VALUE.replace('"factor": 3.0', '"factor": 3.0, "rule": None, "word": "a"').replace(
        "def scale(x, factor)", "def scale(x, factor, rule, word)"
    )
    source = "def scale(x, factor, rule, word):\n    return x\n"
    assert "rule=None, word='a'" in note(checked(source, problem, function="scale"))
