"""A ruler is laid out once, and every answer is measured by it as if it were the only one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gradcheck.networks import linear, network
from tui_tutor.gradcheck import Ruler, agrees, compare, compared, explained, named_sizes


def counted(problem):
    calls = []

    def loss(p):
        calls.append(1)
        return problem.loss(p)

    return loss, calls


def test_a_second_answer_costs_no_losses_when_it_is_right():
    problem = network()
    loss, calls = counted(problem)
    ruler = Ruler.at(loss, problem.params)
    assert compared(ruler, problem.right()).verdict == "correct"
    before = len(calls)
    assert compared(ruler, problem.right()).verdict == "correct"
    assert len(calls) == before


@settings(max_examples=25, deadline=None)
@given(st.permutations(["right", "half", "entry", "transposed", "right again"]))
def test_the_order_of_answers_changes_no_report(order):
    problem = network(n=6, d=4, h=4, k=3)
    right = problem.right()
    entry = {name: g.copy() for name, g in right.items()}
    entry["W1"][1, 2] += 0.01
    answers = {
        "right": right,
        "right again": right,
        "half": {name: g / 2 for name, g in right.items()},
        "entry": entry,
        "transposed": right | {"W1": right["W1"].T},
    }
    ruler, sizes = Ruler.at(problem.loss, problem.params), named_sizes({})
    for name in order:
        shared = explained(compared(ruler, answers[name]), ruler, {}, sizes)
        alone = compare(problem.loss, answers[name], problem.params, sizes={})
        assert str(shared) == str(alone)


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
@pytest.mark.parametrize("relative", [1e-1, 1e-3, 1e-5])
def test_one_entry_that_is_off_never_agrees_along_directions(name, relative):
    problem = network()
    answer = {key: g.copy() for key, g in problem.right().items()}
    worst = np.unravel_index(np.argmax(np.abs(answer[name])), answer[name].shape)
    answer[name][worst] *= 1 + relative
    assert not agrees(Ruler.at(problem.loss, problem.params), answer)


@pytest.mark.parametrize("factor", [1e-6, 1.0, 1e6])
def test_a_right_gradient_agrees_along_directions_at_every_scale(factor):
    problem = network().scaled(factor)
    loss, calls = counted(problem)
    assert agrees(Ruler.at(loss, problem.params), problem.right())
    assert len(calls) < 40


NEVER = {
    "a missing array": lambda g: {"W": g["W"]},
    "an array more": lambda g: g | {"c": np.zeros(2)},
    "another shape": lambda g: g | {"b": np.zeros(7)},
    "NaN": lambda g: g | {"W": np.full(g["W"].shape, np.nan)},
    "no dict": lambda g: None,
}


@pytest.mark.parametrize("change", NEVER.values(), ids=NEVER.keys())
def test_what_cannot_be_compared_does_not_agree(change):
    problem = linear()
    assert not agrees(Ruler.at(problem.loss, problem.params), change(problem.right()))


def test_nothing_agrees_where_there_is_nothing_to_compare():
    assert not agrees(Ruler.at(lambda p: 1.0, {"W": np.zeros((0, 2))}), {"W": np.zeros((0, 2))})
    assert not agrees(Ruler.at(lambda p: np.inf, {"W": np.ones(2)}), {"W": np.zeros(2)})


def test_a_clear_disagreement_is_confirmed_with_few_losses():
    problem = network()
    loss, calls = counted(problem)
    ruler = Ruler.at(loss, problem.params)
    compared(ruler, problem.right())
    before = len(calls)
    assert compared(ruler, {name: g / 2 for name, g in problem.right().items()}).verdict == "wrong"
    assert len(calls) - before <= 12 * len(problem.params)


@pytest.mark.parametrize("at", [0.0, 1e-11, 3e-10, 1e-8, 1e-6])
@pytest.mark.parametrize("given", [0.0, 1.0])
def test_a_kink_at_or_beside_the_point_is_never_confirmed_as_wrong_in_haste(at, given):
    x = np.array([at, 1.0, -1.0])

    def loss(p):
        return np.maximum(p["x"], 0).sum()

    report = compare(loss, {"x": np.array([given, 1.0, 0.0])}, {"x": x})
    right = given == float(at > 0) or at < 1e-10
    assert report.verdict == ("correct" if right else "wrong")
