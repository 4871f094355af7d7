"""Mistakes about samples are recognised by what the loss would give on other data."""

import numpy as np
import pytest

from tests.gradcheck.networks import Problem, linear, network
from tui_tutor.gradcheck import check_gradient, compare
from tui_tutor.neural_network import mse_loss, one_hot, softmax, softmax_cross_entropy


def reading(X, y, params):
    """Linear regression whose loss reads the very arrays that it is given, and the gradient per sample."""

    def loss(p):
        return mse_loss(X @ p["W"] + p["b"], y)

    def per_sample(p):
        error = 2 * (X @ p["W"] + p["b"] - y)
        return {"W": X[:, :, None] * error[:, None, :], "b": error[:, None, :]}

    def gradient(p):
        return {name: g.mean(axis=0) for name, g in per_sample(p).items()}

    problem = Problem(params, loss, gradient, {"X": X, "y": y}, {"n": len(X)})
    return problem, per_sample(params)


def line(n=6, d=3, seed=0):
    random = np.random.RandomState(seed)
    params = {"W": random.randn(d, 1), "b": random.randn(1, 1)}
    return reading(random.randn(n, d), random.randn(n, 1), params)


def diagnosed(problem, answer):
    report = compare(problem.loss, answer, problem.params, inputs=problem.inputs, sizes=problem.sizes)
    assert report.verdict == "wrong"
    return report.diagnoses


@pytest.mark.parametrize(("sample", "kind"), [(0, "first-sample"), (-1, "last-sample")])
@pytest.mark.parametrize(
    ("factor", "words"), [(1, "are exactly the"), (1 / 6, "1/n"), (2, "exactly 2 times")]
)
def test_the_gradient_of_one_sample_is_named(sample, kind, factor, words):
    problem, per_sample = line()
    [diagnosis] = diagnosed(problem, {name: factor * g[sample] for name, g in per_sample.items()})
    assert (diagnosis.kind, diagnosis.parameter) == (kind, None)
    assert words in diagnosis.message


def test_one_array_of_the_first_sample_alone_is_named():
    problem, per_sample = line()
    [diagnosis] = diagnosed(problem, problem.right() | {"W": per_sample["W"][0]})
    assert (diagnosis.kind, diagnosis.parameter) == ("first-sample", "W")


def test_a_sample_in_the_middle_is_not_called_the_first():
    problem, per_sample = line()
    kinds = {d.kind for d in diagnosed(problem, {name: g[2] for name, g in per_sample.items()})}
    assert kinds.isdisjoint({"first-sample", "last-sample"})


def test_an_odd_multiple_of_one_sample_gets_no_name():
    problem, per_sample = line()
    kinds = {d.kind for d in diagnosed(problem, {name: 0.37 * g[0] for name, g in per_sample.items()})}
    assert "first-sample" not in kinds


def test_one_number_is_never_taken_for_one_sample():
    problem, per_sample = line(d=1)
    [diagnosis] = diagnosed(problem, problem.right() | {"W": per_sample["W"][0]})
    assert diagnosis.kind in ("entry", "factor")


def test_every_target_against_every_prediction_is_a_broadcast():
    problem, _ = line()
    X, y, p = problem.inputs["X"], problem.inputs["y"], problem.params
    error = 2 * (X @ p["W"] + p["b"] - y.ravel()).mean(axis=1, keepdims=True)
    [diagnosis] = diagnosed(problem, {"W": X.T @ error / 6, "b": error.mean(keepdims=True)})
    assert (diagnosis.kind, diagnosis.parameter) == ("broadcast", "W")
    assert diagnosis.evidence["array"] == "y"


@pytest.mark.parametrize("flat", ["targets", "predictions"])
def test_a_broadcast_shows_in_the_shape_too(flat):
    problem, _ = line()
    X, y, p = problem.inputs["X"], problem.inputs["y"], problem.params
    prediction = X @ p["W"] + p["b"]
    error = prediction - y.ravel() if flat == "targets" else prediction.ravel() - y
    diagnosis = diagnosed(problem, problem.right() | {"W": X.T @ error / 6})[0]
    assert (diagnosis.kind, diagnosis.parameter) == ("broadcast", "W")
    assert "(6, 6)" in diagnosis.message


def test_columns_of_another_kind_are_only_a_shape():
    problem, _ = line()
    diagnosis = diagnosed(problem, problem.right() | {"W": np.random.RandomState(3).randn(3, 6)})[0]
    assert diagnosis.kind == "shape"


def test_the_data_are_put_back_bit_for_bit():
    problem, per_sample = line()
    kept = {name: a.copy() for name, a in problem.inputs.items()}
    diagnosed(problem, {name: g[0] for name, g in per_sample.items()})
    assert all(np.array_equal(problem.inputs[name], kept[name]) for name in kept)


def test_a_loss_that_fails_on_other_data_costs_the_diagnosis_only():
    problem, per_sample = line()
    X = problem.inputs["X"]

    def picky(p):
        if np.all(X[0] == X):
            raise RuntimeError("these are not the data")
        return problem.loss(p)

    answer = {name: g[0] for name, g in per_sample.items()}
    report = compare(picky, answer, problem.params, inputs=problem.inputs)
    assert report.verdict == "wrong"
    assert np.ptp(X) > 0


def test_read_only_data_are_left_alone():
    problem, per_sample = line()
    for array in problem.inputs.values():
        array.flags.writeable = False
    kinds = {d.kind for d in diagnosed(problem, {name: g[0] for name, g in per_sample.items()})}
    assert "first-sample" not in kinds


def test_check_gradient_recognises_one_sample_through_its_inputs():
    problem, per_sample = line()
    first = {name: g[0] for name, g in per_sample.items()}
    report = check_gradient(problem.loss, lambda p: dict(first), problem.params, inputs=problem.inputs)
    assert report.diagnoses[0].kind == "first-sample"


def scores(n=7, d=3, k=4):
    random = np.random.RandomState(1)
    X, Y = random.randn(n, d), one_hot(random.randint(0, k, n), k)
    p = {"W": random.randn(d, k), "b": random.randn(k)}
    q = softmax(X @ p["W"] + p["b"])

    def from_signal(D):
        return {"W": X.T @ D, "b": D.sum(axis=0)}

    problem = Problem(
        p, lambda p: softmax_cross_entropy(X @ p["W"] + p["b"], Y), lambda p: from_signal((q - Y) / n)
    )
    return problem, q, Y, from_signal


@pytest.mark.parametrize("way", ["diagonal", "no target"])
def test_a_part_of_a_softmax_is_seen_by_rows_that_do_not_sum_to_zero(way):
    problem, q, Y, from_signal = scores()
    signal = {"diagonal": -Y * (1 - q) / 7, "no target": q / 7}[way]
    diagnosis = compare(problem.loss, from_signal(signal), problem.params).diagnoses[0]
    assert diagnosis.kind == "softmax"
    assert "diagonal" in diagnosis.message


def test_without_a_softmax_nobody_speaks_of_one():
    problem = linear()
    random = np.random.RandomState(0)
    report = compare(problem.loss, {"W": random.randn(3, 2), "b": random.randn(1, 2)}, problem.params)
    assert "softmax" not in {d.kind for d in report.diagnoses}


def backwards_with(problem, rate):
    """The network's gradient when W2 is updated before the signal goes back through it."""
    p, X = problem.params, problem.inputs["X"]
    right, a = problem.right(), np.tanh(X @ p["W1"] + p["b1"])
    dZ2 = (softmax(a @ p["W2"] + p["b2"]) - problem.inputs["Y"]) / len(X)
    dZ1 = dZ2 @ (p["W2"] - rate * right["W2"]).T * (1 - a**2)
    return right | {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0)}


def test_weights_updated_too_early_are_hinted_at_where_all_is_off_by_little():
    problem = network()
    [diagnosis] = compare(problem.loss, backwards_with(problem, 0.01), problem.params).diagnoses
    assert diagnosis.kind == "inner-layer"
    assert "updated before" in diagnosis.message
    assert diagnosis.evidence["stale-weights"] < 0.1


def test_a_large_difference_is_no_hint_at_stale_weights():
    problem = network()
    [diagnosis] = compare(problem.loss, backwards_with(problem, 10.0), problem.params).diagnoses
    assert "stale-weights" not in diagnosis.evidence
    assert "carries the gradient back to W1" in diagnosis.message


def test_a_parameter_with_a_row_for_each_sample_is_not_called_the_gradient_of_one():
    y, A = np.array([[1.0], [0.0], [1.0]]), np.array([[0.8], [0.5], [0.2]])

    def loss(p):
        return -np.mean(y * np.log(p["A"]) + (1 - y) * np.log(1 - p["A"]))

    as_if_all_were_1 = {"A": -1 / A / 3}
    report = compare(loss, as_if_all_were_1, {"A": A}, inputs={"y": y}, sizes={"n": 3})
    assert report.verdict == "wrong"
    assert "first-sample" not in [diagnosis.kind for diagnosis in report.diagnoses]
