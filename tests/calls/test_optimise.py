from typing import get_args

import numpy as np
import pytest
from numpy.testing import assert_allclose

from tui_tutor.calls.optimise import OPTIMISERS, Optimiser
from tui_tutor.course.types import Optimiser as Name

SLOPES = {"W": np.array([[1.0], [50.0]]), "b": np.array([[2.0]])}


def moved(name: str, rate: float, steps: int = 1) -> dict[str, np.ndarray]:
    """A bowl with another curvature for every entry, from 1 everywhere."""
    optimiser, params = Optimiser(name, rate), {key: np.ones(slope.shape) for key, slope in SLOPES.items()}
    for _ in range(steps):
        params = optimiser.move(params, {key: SLOPES[key] * array for key, array in params.items()})
    return params


def test_an_author_may_name_exactly_the_optimisers_that_there_are():
    assert set(get_args(Name)) == OPTIMISERS.keys()


def test_plain_descent_steps_by_the_rate_times_the_slope():
    assert_allclose(moved("descent", 0.01, 3)["W"], [[0.99**3], [0.5**3]])


def test_momentum_is_remembered_for_each_parameter_by_itself():
    for key, slope in SLOPES.items():
        first, second = moved("momentum", 0.01)[key], moved("momentum", 0.01, 2)[key]
        assert_allclose(second, first + 0.9 * (first - 1) - 0.01 * slope * first)


@pytest.mark.parametrize(("name", "first"), [("adam", 0.01), ("adamw", 0.0101), ("rmsprop", np.sqrt(1e-3))])
def test_the_dividing_ones_begin_with_one_step_length_for_all(name: str, first: float):
    for array in moved(name, 0.01).values():
        assert_allclose(1 - array, first, rtol=1e-6)


def test_adam_counts_its_steps():
    one, two = moved("adam", 0.01)["W"], moved("adam", 0.01, 2)["W"]
    assert_allclose(one - two, 0.01, rtol=5e-3)  # a steady gradient: as long as the first one


@pytest.mark.parametrize("name", OPTIMISERS)
def test_every_optimiser_goes_down_and_leaves_its_arguments_alone(name: str):
    params, gradient = {"W": np.ones((2, 1))}, {"W": SLOPES["W"].copy()}
    Optimiser(name, 0.01).move(params, gradient)
    assert params["W"].tolist() == [[1.0], [1.0]]
    assert gradient["W"].tolist() == SLOPES["W"].tolist()
    assert all(np.all(np.abs(array) < 0.7) for array in moved(name, 0.01, 200).values())
