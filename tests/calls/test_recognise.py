"""Known mistakes are told apart by what they return, what they leave behind, and what numpy says while they run."""

import pytest

from tests.calls.checking import checked

SIGMOID = """
import numpy as np
from exercise import given

def draw(rng, shown):
    z = np.array([0.0, 800.0]) if shown else 900 * np.arange(1.0, 5.0) * rng.choice([-1, 1], size=4)
    return {"z": z, "sizes": {"n": len(z)}}

def expected(draw):
    return 0.25 + 1 / (1 + np.exp(-np.clip(draw["z"], -700, 700)))
"""
QUIET = "import numpy as np\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n"
LOUD = "import numpy as np\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
DIVIDES = LOUD.replace("return", "np.log(0 * z[:1])\n    return")

COUNT = """
import numpy as np

def draw(rng, shown):
    x = np.arange(2.0) if shown else rng.randn(5)
    return {"x": x, "sizes": {"n": len(x)}}

def expected(draw):
    return np.array(1.0)
"""
DOUBLES = "def count(x):\n    x *= 2\n    return 2.0\n"
HALVES = "def count(x):\n    x /= 2\n    return 2.0\n"
KEEPS = "def count(x):\n    return 2.0\n"


def mistakes(**sources):
    return [{"name": name, "message": f"It is {name}.", "source": source} for name, source in sources.items()]


def recognised(source, problem, **options):
    kinds = [diagnosis.kind for diagnosis in checked(source, problem, **options).diagnoses]
    return [kind.removeprefix("mistake:") for kind in kinds if kind.startswith("mistake:")]


@pytest.mark.parametrize(("source", "name"), [(QUIET, "quiet"), (LOUD, "loud")])
def test_of_two_mistakes_with_equal_results_the_one_with_the_same_warning_is_named(source, name):
    known = mistakes(quiet=QUIET, loud=LOUD)
    assert recognised(source, SIGMOID, function="sigmoid", mistakes=known) == [name]


def test_a_warning_in_another_line_is_the_same_warning():
    lower = LOUD.replace("    return", "\n\n    return")
    known = mistakes(quiet=QUIET, loud=LOUD)
    assert recognised(lower, SIGMOID, function="sigmoid", mistakes=known) == ["loud"]


def test_a_warning_of_one_s_own_hides_no_mistake():
    known = mistakes(loud=LOUD)
    assert recognised(DIVIDES, SIGMOID, function="sigmoid", mistakes=known) == ["loud"]


@pytest.mark.parametrize(("source", "name"), [(DOUBLES, "doubles"), (HALVES, "halves"), (KEEPS, "keeps")])
def test_mistakes_with_equal_results_are_told_apart_by_what_they_leave_behind(source, name):
    known = mistakes(doubles=DOUBLES, halves=HALVES, keeps=KEEPS)
    assert recognised(source, COUNT, function="count", mistakes=known) == [name]


def test_an_input_that_is_left_in_a_way_that_no_mistake_leaves_it_is_none_of_them():
    triples = DOUBLES.replace("x *= 2", "x *= 3")
    known = mistakes(doubles=DOUBLES, halves=HALVES)
    assert recognised(triples, COUNT, function="count", mistakes=known) == []
