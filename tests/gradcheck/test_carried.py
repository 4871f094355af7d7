"""Many single-entry changes carried through a loss: the numbers of the loop, or no numbers at all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gradcheck.networks import linear, network
from tui_tutor.gradcheck import compare
from tui_tutor.gradcheck.carried import Batch, Columns
from tui_tutor.gradcheck.many import can_be_carried, losses_of_entries, one_by_one
from tui_tutor.gradcheck.point import Point, private_copies
from tui_tutor.neural_network import bce_with_logits, mse_loss

OFFSETS = (1e-3, -1e-3)


def carries(loss, params, name="W"):
    point = Point(loss, private_copies(params))
    return can_be_carried(point, name, np.arange(point.kept[name].size), OFFSETS, 0.0)


def matrix(rows=9, columns=9, seed=0):
    return np.random.RandomState(seed).randn(rows, columns)


@pytest.mark.parametrize("activation", ["tanh", "relu"])
@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_a_network_gets_the_losses_of_the_loop(activation, name):
    problem = network(n=7, d=9, h=8, k=4, activation=activation)
    point = Point(problem.loss, private_copies(problem.params))
    where = np.arange(point.kept[name].size)
    carried = losses_of_entries(point, name, where, OFFSETS, 0.0)
    assert carried == pytest.approx(one_by_one(point, name, where, OFFSETS), rel=1e-13)
    assert can_be_carried(point, name, where, OFFSETS, 0.0)


X = matrix(6, 9, 1)
V = matrix(9, 3, 2)
CARRIED = {
    "a penalty": lambda p: mse_loss(X @ p["W"], X) + 0.1 * np.sum(p["W"] ** 2),
    "scores of a row": lambda p: np.mean(np.max(X @ p["W"], axis=-1)),
    "a product of the array with itself": lambda p: np.sum(np.tanh(p["W"]) * p["W"]),
    "logits": lambda p: bce_with_logits(X @ p["W"] @ V, 1.0),
    "methods": lambda p: ((X @ p["W"]).sum(axis=1, keepdims=True) ** 2).mean(),
    "a choice": lambda p: np.mean(np.where(X @ p["W"] > 0, X @ p["W"], 0.1)),
    "batch norm": lambda p: np.mean((X @ p["W"] - np.mean(X @ p["W"], axis=0)) ** 4),
    "a transpose": lambda p: np.sum((X @ p["W"].T) ** 2) + np.mean(np.tanh(p["W"] @ V).T),
    "an array that is repeated": lambda p: np.mean(p["W"] * np.ones((4, 9, 9))),
}


@pytest.mark.parametrize("loss", CARRIED.values(), ids=CARRIED.keys())
def test_what_numpy_does_elementwise_by_products_and_sums_is_carried(loss):
    assert carries(loss, {"W": matrix()})


REFUSED = {
    "an index": lambda p: np.sum(p["W"][0] ** 2),
    "a float": lambda p: float(np.sum(p["W"] ** 2)),
    "a decision": lambda p: np.sum(p["W"] ** 2) if np.sum(p["W"]) > 0 else np.sum(p["W"]),
    "a loop over rows": lambda p: sum(np.sum(row**2) for row in p["W"]),
    "a plain copy": lambda p: np.sum(np.array(p["W"]) ** 2),
    "another library function": lambda p: np.linalg.norm(p["W"]),
}


@pytest.mark.parametrize("loss", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_known_is_not_carried(loss):
    assert not carries(loss, {"W": matrix()})


def test_a_loss_that_looks_at_the_type_is_caught_by_the_spot_checks():
    def loss(p):
        return np.sum(p["W"] ** 2) * (1.0 if isinstance(p["W"], np.ndarray) else 2.0)

    assert not carries(loss, {"W": matrix()})


def test_a_loss_that_reads_the_array_from_outside_is_caught_too():
    arrays = {"W": matrix()}
    point = Point(lambda p: np.sum(p["W"] ** 2) + np.sum(arrays["W"]), arrays)
    assert not can_be_carried(point, "W", np.arange(81), OFFSETS, 0.0)


@pytest.mark.parametrize("refused", [bool, np.asarray, float, iter])
def test_a_carried_array_never_pretends_to_be_one(refused):
    columns = Columns.with_entries_moved(matrix(), np.arange(3), np.ones(3))
    for carried in (columns, columns.whole()):
        with pytest.raises(TypeError):
            refused(carried)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_copies_differ_in_the_moved_entry_alone(seed, shape):
    random = np.random.RandomState(seed)
    array, where = random.randn(*shape), random.randint(int(np.prod(shape)), size=5)
    whole = Columns.with_entries_moved(array, where, np.full(5, 0.5)).whole()
    assert isinstance(whole, Batch)
    for copy, at in zip(np.moveaxis(whole.values, -1, 0), where, strict=True):
        moved = array.copy()
        moved.flat[at] += 0.5
        assert np.array_equal(copy, moved)


def test_a_large_wrong_array_is_measured_in_full_where_that_is_quick():
    problem = network(n=8, d=40, h=40, k=5)
    W1 = problem.right()["W1"].T.copy()
    report = compare(problem.loss, problem.right() | {"W1": W1}, problem.params)
    assert report.parameters["W1"].measured is None
    assert [d.kind for d in report.diagnoses] == ["transposed"]


def test_a_large_wrong_array_is_sampled_where_it_is_not():
    problem = linear(n=4, d=50, k=40)
    answer = problem.right() | {"W": 2 * problem.right()["W"]}
    report = compare(lambda p: float(problem.loss(p)), answer, problem.params)
    assert 64 <= report.parameters["W"].measured.size < 100
    assert report.diagnoses[0].kind == "factor"


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
@pytest.mark.parametrize("entries", [0, 1024])
def test_every_array_beside_a_large_one_may_be_the_wrong_one(name, entries):
    problem = network(n=6, d=60, h=20, k=10)
    answer = problem.right() | {name: 2 * problem.right()[name]}
    report = compare(problem.loss, answer, problem.params, entries=entries)
    assert [n for n, check in report.parameters.items() if check.verdict == "wrong"] == [name]
