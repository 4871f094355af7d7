"""Every kind of mistake gets its own name, from numbers alone."""

import re

import numpy as np
import pytest

from tests.gradcheck.networks import linear, network
from tui_tutor.gradcheck import compare


def diagnosed(problem, **changed):
    """The diagnoses of the right gradient with some arrays changed."""
    answer = problem.right() | changed
    report = compare(problem.loss, answer, problem.params, sizes=problem.sizes)
    assert report.verdict == "wrong"
    return report.diagnoses


def only(problem, **changed):
    [diagnosis] = diagnosed(problem, **changed)
    return diagnosis


def signal(problem):
    """2 (y_pred - y) / n of the linear problem, shape (n, k)."""
    X, y = problem.inputs["X"], problem.inputs["y"]
    return 2 * (X @ problem.params["W"] + problem.params["b"] - y) / len(X)


@pytest.mark.parametrize(
    ("factor", "text"),
    [
        (2, "2"),
        (0.5, "1/2"),
        (7, "n"),
        (1 / 7, "1/n"),
        (3, "k"),
        (1 / 21, "1/(n*k)"),
        (5**0.5, "sqrt(d)"),
        (21, "n*k"),
    ],
)
def test_a_constant_ratio_is_named(factor, text):
    problem = linear(n=7, d=5, k=3)
    diagnosis = only(problem, **{name: factor * g for name, g in problem.right().items()})
    assert (diagnosis.kind, diagnosis.parameter) == ("factor", None)
    assert diagnosis.evidence["constant"] == text
    assert f"exactly {factor:.6g}" in diagnosis.message


def test_a_ratio_without_a_name_is_told_as_a_number():
    problem = linear(n=7, d=5, k=3)
    assert only(problem, W=0.37 * problem.right()["W"]).evidence["constant"] == "0.37"


def test_without_sizes_the_shapes_explain_a_constant():
    problem = linear(n=7, d=5, k=3)
    [diagnosis] = compare(
        problem.loss, {k: g / 5 for k, g in problem.right().items()}, problem.params
    ).diagnoses
    assert "W has 5 rows" in diagnosis.message


def test_a_plain_two_that_may_be_a_size_says_both():
    problem = linear(k=2)
    assert "or k, k = 2" in only(problem, W=2 * problem.right()["W"]).message


def test_an_opposite_sign_is_named():
    problem = linear()
    assert only(problem, W=-problem.right()["W"]).kind == "sign"


def test_zeros_are_named():
    problem = network()
    assert only(problem, W2=0 * problem.right()["W2"]).kind == "zero"


def test_a_transposed_square_matrix_is_named():
    problem = network(d=4, h=4)
    assert only(problem, W1=problem.right()["W1"].T).kind == "transposed"


@pytest.mark.parametrize("order", [[1, 0, 2, 3], [3, 2, 1, 0], [1, 2, 3, 0]])
def test_rows_in_another_order_are_named(order):
    problem = network()
    assert only(problem, W1=problem.right()["W1"][order]).kind == "permuted"


def test_one_wrong_entry_is_named_with_its_place():
    problem = network()
    W1 = problem.right()["W1"]
    W1[2, 3] += 0.1
    diagnosis = only(problem, W1=W1)
    assert diagnosis.kind == "entry"
    assert "W1[2, 3]" in diagnosis.message


def test_one_wrong_row_and_one_wrong_column_are_named():
    problem = network()
    row, column = problem.right()["W1"], problem.right()["W1"]
    row[1] *= [1.5, 2, 3, 4, 5]
    column[:, 2] = 0
    assert only(problem, W1=row).message.startswith("Only row 1")
    assert only(problem, W1=column).message.startswith("Only column 2")


@pytest.mark.parametrize("rate", [0.1, -0.02, 1e-4])
def test_a_penalty_too_many_or_missing_is_named_with_its_constant(rate):
    problem = network()
    diagnosis = only(problem, W1=problem.right()["W1"] + rate * problem.params["W1"])
    assert diagnosis.kind == "penalty"
    assert diagnosis.evidence["coefficient"] == pytest.approx(rate, rel=1e-3)


def test_an_l1_term_is_a_penalty_too():
    problem = network()
    diagnosis = only(problem, W1=problem.right()["W1"] + 0.05 * np.sign(problem.params["W1"]))
    assert diagnosis.evidence["term"] == "sign(W1)"


@pytest.mark.parametrize(("rule", "kind"), [(np.sign, "sign-only"), (np.abs, "absolute")])
def test_lost_sizes_and_lost_signs_are_named(rule, kind):
    problem = network()
    assert only(problem, W2=rule(problem.right()["W2"])).kind == kind


def test_clipping_is_named_with_its_limit():
    problem = network()
    W1 = problem.right()["W1"]
    limit = float(np.median(np.abs(W1)))
    diagnosis = only(problem, W1=W1.clip(-limit, limit))
    assert diagnosis.kind == "clipped"
    assert diagnosis.evidence["limit"] == pytest.approx(limit)


def test_the_gradient_of_another_parameter_is_named():
    problem = network(d=4, h=4, k=4)
    right = problem.right()
    found = diagnosed(problem, W1=right["W2"], W2=right["W1"])
    assert {(d.kind, d.evidence["holds"]) for d in found} == {("swapped", "W2"), ("swapped", "W1")}


@pytest.mark.parametrize("way", ["mean", "first row", "all outputs alike"])
def test_a_bias_that_is_not_the_sum_is_named_beside_its_right_weight(way):
    problem = linear(n=7, k=3)
    D = signal(problem)
    b = {"mean": D.mean(0), "first row": D[0], "all outputs alike": np.full(3, D.mean())}[way]
    diagnosis = only(problem, b=b.reshape(1, 3))
    assert (diagnosis.kind, diagnosis.parameter) == ("bias-reduction", "b")
    assert "W beside it is right" in diagnosis.message


def test_a_missing_slope_is_found_between_the_layers():
    problem = network()
    right, p, X = problem.right(), problem.params, problem.inputs["X"]
    slope = 1 - np.tanh(X @ p["W1"] + p["b1"]) ** 2
    signal = np.linalg.lstsq(X.T, right["W1"], rcond=None)[0] / slope
    diagnosis = only(problem, W1=X.T @ signal, b1=signal.sum(0))
    assert diagnosis.kind == "inner-layer"
    assert diagnosis.parameter == "W1"
    assert diagnosis.evidence == {"wrong": "W1, b1", "right": "W2, b2", "from": "W1"}


def test_one_ratio_in_the_first_layer_is_the_step_back_to_it():
    problem = network()
    right = problem.right()
    diagnosis = only(problem, W1=4 * right["W1"], b1=4 * right["b1"])
    assert diagnosis.kind == "inner-layer"
    assert "exactly 4" in diagnosis.message


def test_a_weight_beside_a_right_bias_is_wrong_in_its_own_line():
    problem = network()
    random = np.random.RandomState(1)
    assert only(problem, W2=random.randn(5, 3)).kind == "own-line"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda W, D: W.T, "Its transpose is the numerical one"),
        (lambda W, D: W.ravel(), "only the axes differ"),
        (lambda W, D: np.ones(4), "one number for every number"),
    ],
)
def test_a_wrong_shape_is_told_with_what_would_mend_it(change, words):
    problem = linear(n=5, d=3, k=2)
    diagnosis = only(problem, W=change(problem.right()["W"], signal(problem)))
    assert diagnosis.kind == "shape"
    assert words in diagnosis.message


def test_a_missing_sum_is_told_with_its_axis():
    problem = linear()
    diagnosis = only(problem, b=signal(problem))
    assert diagnosis.kind == "shape"
    assert "axis=0, keepdims=True" in diagnosis.message


def test_a_flat_bias_for_a_row_is_not_accepted():
    problem = linear()
    assert only(problem, b=problem.right()["b"][0]).kind == "shape"


def test_a_plain_number_is_accepted_for_one_entry_and_noted():
    report = compare(lambda p: float(p["b"].sum()) ** 2, {"b": 2.0}, {"b": np.ones((1, 1))})
    assert report.verdict == "correct"
    assert "plain number" in report.notes[0]


def test_keys_are_named():
    problem = linear()
    report = compare(problem.loss, {"W": problem.right()["W"], "B": 1.0}, problem.params)
    [diagnosis] = report.diagnoses
    assert diagnosis.kind == "keys"
    assert diagnosis.evidence == {"missing": "b", "unknown": "B"}
    assert report.parameters["W"].verdict == "correct"


def test_a_gradient_that_returns_nothing_is_told_so():
    problem = linear()
    [diagnosis] = compare(problem.loss, None, problem.params).diagnoses
    assert "return line" in diagnosis.message


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_entries_that_are_not_finite_are_counted(bad):
    problem = linear()
    W = problem.right()["W"]
    W[1, 1] = bad
    diagnosis = only(problem, W=W)
    assert diagnosis.kind == "non-finite"
    assert diagnosis.message.startswith("1 of 6 entries of W")


@pytest.mark.parametrize("bad", [np.array(["a"]), [[1], [2, 3]], 1j, np.array([None])])
def test_what_is_no_array_of_numbers_is_told_so(bad):
    problem = linear()
    assert only(problem, b=bad).kind == "dtype"


def test_one_number_gets_both_readings_and_no_story():
    report = compare(lambda p: float(p["b"].sum()) ** 2, {"b": np.array([1.0])}, {"b": np.ones(1)})
    [diagnosis] = report.diagnoses
    assert diagnosis.kind == "factor"
    assert "0.5 (1/2) times it, or a difference of -1" in diagnosis.message


def test_what_fits_no_hypothesis_gets_no_diagnosis():
    random = np.random.RandomState(0)
    problem = linear()
    assert diagnosed(problem, W=random.randn(3, 2), b=random.randn(1, 2)) == ()


def test_a_sample_is_not_called_every_entry():
    params = {"W": np.random.RandomState(0).randn(50, 40)}
    [diagnosis] = compare(lambda p: float(np.sum(p["W"] ** 2)), {"W": params["W"]}, params).diagnoses
    assert re.match("Each of the 6. measured entries of W", diagnosis.message)
    assert "0.5 (1/2)" in diagnosis.message


def test_the_step_back_is_not_blamed_for_a_layer_whose_bias_is_right():
    problem, random = network(), np.random.RandomState(1)
    found = diagnosed(problem, W1=random.randn(4, 5), b1=random.randn(5), W2=random.randn(5, 3))
    assert [(diagnosis.kind, diagnosis.parameter) for diagnosis in found] == [("own-line", "W2")]


def test_a_half_that_may_be_one_over_a_size_asks_about_both():
    problem = linear(n=2, d=5, k=3)
    message = only(problem, W=0.5 * problem.right()["W"]).message
    assert "a square, as in a mean of squares" in message
    assert "And if it is 1/n?" in message


def test_a_rival_of_a_negative_constant_has_the_same_sign():
    problem = linear(n=2, d=5, k=3)
    assert "-0.5 (-1/2, or -1/n, n = 2)" in only(problem, W=-0.5 * problem.right()["W"]).message


def test_two_results_that_are_exchanged_are_named_although_their_shapes_differ():
    problem = network()
    right = problem.right()
    found = diagnosed(problem, W1=right["W2"], W2=right["W1"])
    assert [diagnosis.kind for diagnosis in found] == ["shape", "shape"]
    assert "It is the gradient of W2: are two results exchanged on return?" in found[0].message
