import numpy as np
import pytest

from tests.gradcheck.networks import article, linear, network
from tui_tutor.gradcheck import check_gradient, compare, compare_values, numerical_steps
from tui_tutor.gradcheck.record import overall
from tui_tutor.neural_network import numerical_gradient
from tui_tutor.report import ParameterResult, Report, decode, encode


def test_a_check_becomes_the_record_that_crosses_rooms():
    problem = article()
    report = compare(problem.loss, {k: g / 2 for k, g in problem.right().items()}, problem.params)
    result = report.parameters["W"].result(draw="hidden 1", blocked_by="dZ")
    assert isinstance(result, ParameterResult)
    assert (result.name, result.shape, result.verdict) == ("W", (1, 1), "wrong")
    assert result.worst_index == (0, 0)
    assert result.analytic_at_worst == -8.75
    assert result.numeric_at_worst == pytest.approx(-17.5)
    assert result.relative_difference == pytest.approx(0.5)
    assert (result.draw, result.blocked_by) == ("hidden 1", "dZ")
    assert result.table.analytic == (-8.75,)
    assert result.table.index is None


def test_results_survive_the_way_through_json():
    problem = linear()
    wrong = problem.right() | {"b": np.full((1, 2), np.nan), "W": np.ones(3)}
    report = compare(problem.loss, wrong, problem.params)
    sent = Report("x", "returned", "wrong", parameters=report.results(), diagnoses=report.diagnoses)
    assert decode(encode(sent)).parameters[0].name == "W"


def test_an_array_of_another_shape_has_no_differences_and_no_table():
    problem = linear()
    check = compare(problem.loss, problem.right() | {"W": np.ones(3)}, problem.params).parameters["W"]
    assert check.max_difference is None
    assert check.result().table is None
    assert check.numeric == pytest.approx(problem.right()["W"])


def test_a_large_array_shows_a_sample_with_its_positions():
    params = {"W": np.random.RandomState(0).randn(50, 40)}
    report = compare(lambda p: np.sum(p["W"] ** 2), {"W": 2 * params["W"]}, params)
    table = report.parameters["W"].result().table
    assert report.verdict == "correct"
    assert len(table.analytic) == len(table.numeric) == len(table.index) == 8
    assert table.analytic[3] == (2 * params["W"]).ravel()[table.index[3]]


def test_a_large_array_that_disagrees_shows_more():
    params = {"W": np.random.RandomState(0).randn(50, 40)}
    report = compare(lambda p: np.sum(p["W"] ** 2), {"W": params["W"]}, params)
    assert len(report.parameters["W"].result().table.index) >= 64


def test_a_right_gradient_costs_few_losses_however_large_it_is():
    calls = []
    problem = network(n=8, d=200, h=30, k=10)

    def loss(p):
        calls.append(1)
        return problem.loss(p)

    report = compare(loss, problem.right(), problem.params)
    assert report.verdict == "correct"
    assert len(calls) < 200


def test_large_values_show_a_sample_too():
    a = np.arange(3000.0)
    assert len(compare_values({"a": a}, {"a": a}).parameters["a"].result().table.index) == 256


def test_the_text_holds_the_diagnosis_the_numbers_and_the_notes():
    problem = article()
    text = str(check_gradient(problem.loss, {k: g / 2 for k, g in problem.right().items()}, problem.params))
    for words in ("✗ wrong", "exactly 0.5", "worst at [0, 0]: yours -8.75, expected -17.5", "note: "):
        assert words in text


def test_further_diagnoses_are_in_the_text():
    problem = linear()
    right = problem.right()
    report = compare(problem.loss, {"W": 0 * right["W"], "b": 3.3 * right["b"]}, problem.params)
    assert "also: Every entry of b is exactly 3.3" in str(report)


@pytest.mark.parametrize(
    ("verdicts", "worst"),
    [
        (["correct"], "correct"),
        (["correct", "undecided"], "undecided"),
        (["undecided", "wrong"], "wrong"),
        ([], "undecided"),
    ],
)
def test_the_worst_verdict_counts_and_none_is_not_correct(verdicts, worst):
    assert overall(verdicts) == worst


def test_the_step_of_a_central_difference_is_found():
    problem = linear()
    p = problem.params
    answer = {name: np.zeros_like(array) for name, array in p.items()}
    for name, array in p.items():
        for i in np.ndindex(array.shape):
            up, down = {k: a.copy() for k, a in p.items()}, {k: a.copy() for k, a in p.items()}
            up[name][i] += 1e-3
            down[name][i] -= 1e-3
            answer[name][i] = (problem.loss(up) - problem.loss(down)) / (2 * 1e-3)
    assert numerical_steps(problem.loss, answer, p) == (1e-3,)
    assert numerical_steps(problem.loss, problem.right(), p) == ()


def test_the_librarys_numerical_gradient_is_recognised_bit_for_bit():
    problem = linear()

    def forward(X, p):
        return X @ p["W"] + p["b"]

    def loss_fn(y_pred, y):
        return np.sum((y_pred - y) ** 2) / 5

    answer = numerical_gradient(problem.inputs["X"], problem.inputs["y"], problem.params, loss_fn, forward)
    assert numerical_steps(problem.loss, answer, problem.params) == (1e-4,)
