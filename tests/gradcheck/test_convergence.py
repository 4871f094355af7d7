"""The difference against the step: a V for a right gradient, a flat line for a wrong one."""

import numpy as np
import pytest

from tests.gradcheck.networks import linear, network
from tui_tutor.gradcheck import convergence


def of(problem, **changed):
    return convergence(problem.loss, problem.right() | changed, problem.params)


@pytest.mark.parametrize("factor", [1e-6, 1, 1e6])
def test_a_right_gradient_makes_a_v(factor):
    for name, picture in of(network().scaled(factor)).items():
        differences = np.array(picture.differences)
        lowest = int(np.argmin(differences))
        assert 0 < lowest < len(differences) - 1, name
        assert differences[lowest] < 1e-4 * differences[0]
        assert differences[lowest] < 1e-2 * differences[-1]


def test_the_left_arm_of_the_v_falls_with_the_square_of_the_step():
    picture = of(network())["W1"]
    assert picture.differences[0] / picture.differences[1] == pytest.approx(100, rel=0.2)


@pytest.mark.parametrize("factor", [0.5, 2, -1, 1.01])
def test_a_wrong_gradient_makes_a_flat_line(factor):
    problem = network()
    for name, right in problem.right().items():
        between = of(problem, **{name: factor * right})[name].differences[2:8]
        assert max(between) < 1.1 * min(between)


def test_the_picture_of_one_array_is_about_that_array_alone():
    problem = network()
    spoilt = of(problem, W1=2 * problem.right()["W1"])
    assert spoilt["W2"] == of(problem)["W2"]


def test_the_steps_follow_the_size_of_the_array():
    problem = linear()
    large = {name: 1e3 * p for name, p in problem.params.items()}
    ratio = (
        np.array(convergence(problem.loss, problem.gradient(large), large)["W"].steps)
        / of(problem)["W"].steps
    )
    assert ratio == pytest.approx(1e3)


def evaluations(problem, loss):
    calls = []

    def counted(p):
        calls.append(1)
        return loss(p)

    pictures = convergence(counted, problem.right(), problem.params)
    return len(calls), pictures


def test_twenty_losses_an_array_are_carried_through_the_loss_at_once():
    problem = linear()
    together, pictures = evaluations(problem, problem.loss)
    alone, the_same = evaluations(problem, lambda p: float(problem.loss(p)))
    assert alone == 1 + 2 * (1 + 20)  # one each that finds out that it cannot be carried
    assert together < 10
    for name, picture in pictures.items():
        assert picture.steps == the_same[name].steps
        assert picture.differences[:3] == pytest.approx(the_same[name].differences[:3], rel=1e-6)


def test_what_cannot_be_compared_has_no_picture():
    problem = linear()
    pictures = of(problem, W=np.ones(7), b=np.array([[np.nan, 1.0]]))
    assert pictures == {}


def test_steps_outside_of_the_domain_are_left_out():
    picture = convergence(
        lambda p: float(np.log(p["w"][0] - 0.99)), {"w": np.array([100.0])}, {"w": np.ones(1)}
    )
    assert 0 < len(picture["w"].steps) < 10
    assert np.all(np.isfinite(picture["w"].differences))
