"""Situations in which a naive checker is wrong or silent: kinks, noise, types, memory, side effects."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.gradcheck.networks import article, linear, network
from tui_tutor.gradcheck import check_gradient, compare
from tui_tutor.neural_network import bce_with_logits, binary_cross_entropy, sigmoid


def kinds(report):
    return [diagnosis.kind for diagnosis in report.diagnoses]


def noted(report, words):
    return any(words in note for note in report.notes)


def relu_sum(p):
    return float(np.sum(np.maximum(p["z"], 0)))


@pytest.mark.parametrize("subgradient", [0.0, 0.3, 0.5, 1.0])
def test_at_a_kink_every_subgradient_is_correct(subgradient):
    answer = {"z": np.array([subgradient, 1.0, 0.0])}
    report = compare(relu_sum, answer, {"z": np.array([0.0, 2.0, -1.0])})
    assert report.verdict == "correct"


@pytest.mark.parametrize("outside", [-0.1, 1.1, 2.0])
def test_at_a_kink_what_lies_outside_of_both_slopes_is_undecided_and_told(outside):
    answer = {"z": np.array([outside, 1.0, 0.0])}
    report = compare(relu_sum, answer, {"z": np.array([0.0, 2.0, -1.0])})
    assert report.verdict == "undecided"
    assert report.parameters["z"].kink
    assert "outside of both" in report.parameters["z"].note


def test_a_kink_does_not_hide_a_wrong_entry_beside_it():
    answer = {"z": np.array([0.0, 1.01, 0.0])}
    assert compare(relu_sum, answer, {"z": np.array([0.0, 2.0, -1.0])}).verdict == "wrong"


def test_relu_with_all_weights_zero_is_never_wrong_for_backpropagation():
    problem = network(activation="relu")
    params = problem.params | {"W1": np.zeros((4, 5)), "b1": np.zeros(5)}
    report = check_gradient(problem.loss, problem.gradient, params)
    assert report.verdict != "wrong", str(report)


def test_a_kink_at_the_given_point_does_not_hide_a_mistake_elsewhere():
    def relu(p):
        return float(np.sum(np.maximum(p["z"], 0) * [1.0, 2.0]))

    report = check_gradient(relu, lambda p: {"z": np.array([3.0, 3.0])}, {"z": np.zeros(2)})
    assert report.verdict == "wrong"


def test_a_kink_is_named_with_its_two_slopes():
    report = compare(relu_sum, {"z": np.array([0.0, 1.0])}, {"z": np.array([0.0, 2.0])})
    assert "kink at [0]: its slopes there are 0 and 1" in report.parameters["z"].note


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 5000), st.sampled_from([1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-11]), st.sampled_from([-1, 1]))
@example(61, 1e-5, -1)  # a step of the ladder reaches over the kink by a thirty-thousandth of itself
@example(495, 1e-6, -1)
def test_near_a_kink_the_right_gradient_is_correct_and_a_wrong_one_is_not(seed, distance, side):
    problem = network(seed, activation="relu")
    p, X = problem.params, problem.inputs["X"]
    sample, unit = seed % 6, seed % 5
    p["b1"][unit] += side * distance - (X @ p["W1"] + p["b1"])[sample, unit]
    verdict = compare(problem.loss, problem.right(), p).verdict
    assert verdict == "correct" or (distance < 1e-6 and verdict == "undecided")
    wrong = problem.right()
    wrong["W2"][0, 0] = wrong["W2"][0, 0] * 1.01 + 1e-4
    assert compare(problem.loss, wrong, p).verdict == "wrong"


@pytest.mark.parametrize("z", [33.0, 36.0, 38.0, 50.0])
def test_a_saturated_loss_is_undecided_and_never_wrong_for_the_right_formula(z):
    y = np.array([[0.0]])

    def loss(p):
        return binary_cross_entropy(sigmoid(p["Z"]), y)

    params = {"Z": np.array([[z]])}
    assert compare(loss, {"Z": sigmoid(params["Z"]) - y}, params).verdict == "undecided"


def test_the_same_point_is_judged_with_a_loss_that_does_not_saturate():
    y = np.array([[0.0]])
    params = {"Z": np.array([[33.0]])}
    assert (
        compare(lambda p: bce_with_logits(p["Z"], y), {"Z": sigmoid(params["Z"]) - y}, params).verdict
        == "correct"
    )


def test_a_dead_relu_is_flat_and_no_stair():
    report = compare(relu_sum, {"z": np.array([1.0, 1.0])}, {"z": np.array([-0.5, 2.0])})
    assert report.verdict == "wrong"


def test_a_float32_loss_is_judged_by_its_own_noise():
    X = np.random.RandomState(0).randn(6, 3).astype(np.float32)

    def loss(p):
        return np.mean((X @ p["W"].astype(np.float32)) ** 2)

    W = np.random.RandomState(1).randn(3, 2)
    right = 2 * X.astype(float).T @ (X.astype(float) @ W) / 12
    assert compare(loss, {"W": right}, {"W": W}).verdict != "wrong"
    assert compare(loss, {"W": right * 1.5}, {"W": W}).verdict == "wrong"


def test_integer_and_float32_parameters_are_checked_in_float64_and_the_report_says_so():
    problem = article()
    params = {"W": np.array([[1]]), "b": np.array([[0.5]], np.float32)}
    report = check_gradient(problem.loss, problem.gradient, params)
    assert report.verdict == "correct"
    assert noted(report, "W holds int64")
    assert noted(report, "b holds float32")


@pytest.mark.parametrize("layout", ["F", "strided", "read-only", "broadcast"])
def test_every_memory_layout_of_a_parameter_works(layout):
    problem = linear()
    W = problem.params["W"]
    if layout == "F":
        changed = np.asfortranarray(W)
    elif layout == "strided":
        changed = np.repeat(W, 2, axis=1)[:, ::2]
    elif layout == "read-only":
        changed = W.copy()
        changed.flags.writeable = False
    else:
        changed = np.broadcast_to(W[:1], W.shape)
    params = problem.params | {"W": changed}
    assert check_gradient(problem.loss, problem.gradient, params).verdict == "correct"
    assert (
        check_gradient(problem.loss, {k: 2 * g for k, g in problem.gradient(params).items()}, params).verdict
        == "wrong"
    )


def test_arrays_without_axes_and_without_entries_work():
    params = {"a": np.array(0.7), "none": np.zeros((0, 3))}
    report = check_gradient(lambda p: p["a"] ** 2, lambda p: {"a": 2 * p["a"], "none": p["none"]}, params)
    assert report.verdict == "correct"


def test_names_that_share_memory_are_checked_each_on_its_own():
    W = np.array([[0.5, -0.2], [0.1, 0.8]])
    params = {"A": W, "B": W}
    report = check_gradient(
        lambda p: np.sum(p["A"] ** 2) + np.sum(p["B"] ** 3),
        lambda p: {"A": 2 * p["A"], "B": 3 * p["B"] ** 2},
        params,
    )
    assert report.verdict == "correct"
    assert noted(report, "A and B share memory")


def test_a_loss_that_ignores_a_parameter_has_the_gradient_zero():
    problem = linear()
    params = problem.params | {"unused": np.ones(3)}
    right = problem.right() | {"unused": np.zeros(3)}
    report = compare(problem.loss, right, params)
    assert report.verdict == "correct"
    assert "does not depend" in report.parameters["unused"].note
    assert (
        compare(problem.loss, right | {"unused": np.full(3, 1e-3)}, params).parameters["unused"].verdict
        == "wrong"
    )


def test_a_loss_that_closes_over_the_parameters_is_differentiated_in_place():
    problem = article()
    params = problem.params

    def loss(p):
        return problem.loss(p) + 0.1 * np.sum(params["W"] ** 2)

    def gradient(p):
        g = problem.gradient(p)
        return g | {"W": g["W"] + 0.2 * params["W"]}

    report = check_gradient(loss, gradient, params)
    assert report.verdict == "correct", str(report)
    assert noted(report, "your own arrays were moved")
    assert params["W"] == 1.0
    assert check_gradient(loss, problem.gradient, params).verdict == "wrong"


def test_a_closure_over_an_array_that_cannot_be_moved_is_undecided():
    W = np.ones((1, 1), np.float32)
    report = check_gradient(lambda p: float(p["W"].sum() + W.sum()), {"W": np.ones((1, 1))}, {"W": W})
    assert report.verdict == "undecided"
    assert noted(report, "from outside")


def test_a_gradient_that_changes_an_input_is_wrong_and_the_input_is_put_back():
    problem = linear()
    X = problem.inputs["X"]
    kept = X.copy()

    def gradient(p):
        right = problem.gradient(p)
        X[:] -= 1
        return right

    report = check_gradient(problem.loss, gradient, problem.params, inputs=problem.inputs)
    assert report.verdict == "wrong"
    assert kinds(report)[0] == "mutated-input"
    assert "X" in report.diagnoses[0].message
    assert np.array_equal(X, kept)


def test_a_gradient_that_changes_its_parameters_is_wrong_and_they_are_named():
    problem = linear()

    def gradient(p):
        right = problem.gradient(p)
        p["W"] -= 0.1 * right["W"]
        return right

    report = check_gradient(problem.loss, gradient, problem.params)
    assert report.verdict == "wrong"
    assert "params['W']" in report.diagnoses[0].message


def test_a_gradient_that_adds_up_between_calls_is_wrong_and_told_so():
    problem = linear()
    total = {name: np.zeros_like(p) for name, p in problem.params.items()}

    def gradient(p):
        for name, g in problem.gradient(p).items():
            total[name] += g
        return total

    report = check_gradient(problem.loss, gradient, problem.params)
    assert report.verdict == "wrong"
    assert kinds(report)[0] == "non-deterministic"
    assert "twice the first" in report.diagnoses[0].message


def test_a_random_gradient_is_wrong():
    problem = linear()
    random = np.random.RandomState(0)
    noisy = lambda p: {k: g * random.rand() for k, g in problem.gradient(p).items()}
    assert kinds(check_gradient(problem.loss, noisy, problem.params))[0] == "non-deterministic"


def test_a_random_loss_is_undecided():
    problem = linear()
    random = np.random.RandomState(0)
    report = check_gradient(lambda p: problem.loss(p) + random.rand(), problem.gradient, problem.params)
    assert report.verdict == "undecided"
    assert noted(report, "two calls of the loss")


def test_a_loss_that_changes_an_input_is_undecided_and_named():
    problem = linear()

    def loss(p):
        problem.inputs["X"][0, 0] += 1
        return problem.loss(p)

    report = check_gradient(loss, problem.gradient, problem.params, inputs=problem.inputs)
    assert report.verdict == "undecided"
    assert noted(report, "changes X in place")


@pytest.mark.parametrize("value", [np.ones(3), "text", 1j, None])
def test_a_loss_that_is_not_one_number_is_undecided(value):
    report = check_gradient(lambda p: value, {"W": np.ones(2)}, {"W": np.ones(2)})
    assert report.verdict == "undecided"
    assert noted(report, "one real number")


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_loss_that_is_not_finite_is_undecided(value):
    report = check_gradient(lambda p: value, lambda p: {"W": np.ones(2)}, {"W": np.ones(2)})
    assert report.verdict == "undecided"


def test_a_one_dimensional_target_beside_a_column_of_predictions_is_warned_of():
    X, y = np.ones((5, 2)), np.ones(5)
    params = {"W": np.ones((2, 1))}
    report = check_gradient(
        lambda p: np.mean((X @ p["W"] - y) ** 2), {"W": np.zeros((2, 1))}, params, inputs={"X": X, "y": y}
    )
    assert noted(report, "(5, 5)")


def test_no_parameters_are_never_correct():
    assert check_gradient(lambda p: 1.0, {}, {}).verdict == "undecided"


def test_one_wrong_entry_of_many_is_found():
    random = np.random.RandomState(0)
    X = random.randn(3, 90)
    params = {"W": random.randn(90, 40)}

    def loss(p):
        return np.mean(np.tanh(X @ p["W"]) ** 2)

    a = np.tanh(X @ params["W"])
    right = X.T @ (2 * a * (1 - a * a) / a.size)
    assert compare(loss, {"W": right}, params).verdict == "correct"
    wrong = right.copy()
    wrong[50, 7] = 1.01 * wrong[50, 7] + 1e-6
    report = compare(loss, {"W": wrong}, params)
    assert report.verdict == "wrong"
    assert report.parameters["W"].worst_index == (50, 7)
