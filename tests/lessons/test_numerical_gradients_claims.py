"""Lesson 4: what its text, its messages and its printed output claim is what is measured."""

import contextlib
import io
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tui_tutor import neural_network

from .lesson_four import (
    HIDDEN,
    Arrays,
    agrees,
    answered,
    drawn,
    executed,
    fences,
    front_matter,
    function_of,
    mistakes,
    problem,
    sections,
    truth,
)

HALF, SAME, TWICE, OPPOSITE = (lambda n: 0.5), (lambda n: 1), (lambda n: 2), (lambda n: -1)
N, HALF_N = (lambda n: n), (lambda n: n / 2)


@pytest.mark.parametrize("seed", [0, *HIDDEN])
@pytest.mark.parametrize(
    ("name", "mistake", "ratio_of_w", "ratio_of_b"),
    [
        ("linear-regression", "missing-factor-2", HALF, HALF),
        ("linear-regression", "two-wrongs-cancel", HALF_N, HALF_N),
        ("linear-regression", "only-W-doubled", SAME, HALF),
        ("linear-regression", "only-b-doubled", HALF, SAME),
        ("linear-regression", "missing-mean", N, N),
        ("linear-regression", "bias-summed", SAME, N),
        ("linear-regression", "sign", OPPOSITE, OPPOSITE),
        ("logistic-regression", "missing-mean", N, SAME),
        ("logistic-regression", "doubled", TWICE, TWICE),
        ("logistic-regression", "sign", OPPOSITE, OPPOSITE),
        ("transpose-bug", "missing-factor-2", HALF, SAME),
        ("transpose-bug", "missing-both-constants", HALF_N, SAME),
        ("transpose-bug", "missing-mean", N, SAME),
    ],
)
def test_the_ratio_that_a_message_names_is_the_measured_one(
    name: str, mistake: str, ratio_of_w: Callable[[int], float], ratio_of_b: Callable[[int], float], seed: int
) -> None:
    posed = problem(name)
    draw = drawn(posed, seed)
    found = answered(posed, function_of(name, mistakes(name)[mistake], posed), draw)
    right, n = answered(posed, posed["gradients"], draw), draw["sizes"]["n"]
    np.testing.assert_allclose(found["W"], ratio_of_w(n) * right["W"], rtol=1e-12)
    np.testing.assert_allclose(found["b"], ratio_of_b(n) * right["b"], rtol=1e-12)


@pytest.mark.parametrize(
    ("mistake", "ratio"),
    [("extra-sigmoid-slope", 0.25), ("missing-sigmoid-slope", 4), ("squared-error", 0.5)],
)
def test_a_forgotten_or_extra_slope_looks_like_a_constant_at_zero_only(mistake: str, ratio: float) -> None:
    name = "logistic-regression"
    posed = problem(name)
    wrong = function_of(name, mistakes(name)[mistake], posed)
    for seed in (0, *HIDDEN):
        draw = drawn(posed, seed)
        found = answered(posed, wrong, draw)["W"] / answered(posed, posed["gradients"], draw)["W"]
        assert np.allclose(found, ratio, rtol=1e-12) == (seed == 0)


@pytest.mark.parametrize(
    ("mistake", "ratio"),
    [("divided-by-h", lambda h: 2), ("upside-down", lambda h: -1), ("precedence", lambda h: h**2)],
)
def test_a_wrong_quotient_has_the_ratio_that_its_message_names(
    mistake: str, ratio: Callable[[Any], Any]
) -> None:
    name = "forward-vs-central"
    posed = problem(name)
    for seed in (0, *HIDDEN):
        draw = drawn(posed, seed)
        found = answered(posed, function_of(name, mistakes(name)[mistake], posed), draw)
        for key, right in posed["expected"](draw).items():
            np.testing.assert_allclose(found[key], ratio(draw["steps"]) * right, rtol=1e-9)


def test_the_learning_rate_limits_of_the_lesson_are_two_over_the_largest_curvature() -> None:
    design = np.column_stack([np.arange(1.0, 6.0), np.ones(5)])
    largest = np.linalg.eigvalsh(design.T @ design / 5)[-1]
    assert (round(2 / largest, 3), round(2 / (2 * largest), 4)) == (0.169, 0.0845)


def test_the_first_published_lines_are_half_the_gradient_on_w_and_on_b() -> None:
    posed, draw = problem("linear-regression"), drawn(problem("linear-regression"), 0)
    (starter,) = fences(sections("linear-regression")[0][1], "python starter")
    found = answered(posed, executed(starter)["gradients"], draw)
    assert (found["W"].item(), found["b"].item()) == (-2.0, -1.25)
    measured = neural_network.numerical_gradient(
        draw["X"], draw["y"], draw["params"], neural_network.mse_loss, lambda X, p: X @ p["W"] + p["b"]
    )
    assert abs(measured["W"].item() + 4) < 1e-9
    assert abs(measured["b"].item() + 2.5) < 1e-9


@pytest.mark.parametrize("seed", [0, *HIDDEN])
def test_both_repairs_are_right_and_both_together_are_not(seed: int) -> None:
    posed = problem("linear-regression")
    draw = drawn(posed, seed)
    (starter,) = fences(sections("linear-regression")[0][1], "python starter")
    half = truth(posed, draw, neural_network.half_mse_loss)
    assert agrees(answered(posed, executed(starter)["gradients"], draw), half)
    assert not agrees(answered(posed, posed["gradients"], draw), half)


def test_the_starter_names_its_loss_on_a_line_of_its_own() -> None:
    (starter,) = fences(sections("linear-regression")[0][1], "python starter")
    assert re.search(r"^loss_fn = mse_loss\b", starter, re.MULTILINE)
    repaired = executed(starter.replace("loss_fn = mse_loss", "loss_fn = half_mse_loss"))
    assert repaired["loss_fn"] is neural_network.half_mse_loss


def test_the_logistic_curve_starts_at_log_two_and_ends_where_the_task_says() -> None:
    posed, curve = problem("logistic-regression"), front_matter("logistic-regression")["curve"]
    draw = posed["curve_data"](np.random.RandomState(0))
    params = {name: p.copy() for name, p in draw["params"].items()}
    assert round(float(posed["loss"](params, draw)), 4) == 0.6931
    for _ in range(curve["epochs"]):
        slopes = posed["gradients"](draw["X"], draw["y"], params)
        params = {name: p - curve["rate"] * slopes[name] for name, p in params.items()}
    assert round(float(posed["loss"](params, draw)), 4) == 0.1054


def test_the_silent_transpose_gives_the_numbers_of_its_task() -> None:
    posed, draw = problem("transpose-bug"), drawn(problem("transpose-bug"), 0)
    wrong = {name: function_of("transpose-bug", s, posed) for name, s in mistakes("transpose-bug").items()}
    right = answered(posed, posed["gradients"], draw)["W"]
    assert right.ravel().tolist() == [-8.0, -12.0]
    assert answered(posed, wrong["transposed"], draw)["W"].ravel().tolist() == [-6.0, -14.0]
    assert (answered(posed, wrong["squared"], draw)["W"] / right).round(2).ravel().tolist() == [2.5, 3.33]


def test_the_disguises_of_the_transpose_are_as_good_as_its_afterwards_says() -> None:
    symmetric, error = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([[0.3], [-0.7]])
    assert np.array_equal(symmetric @ error, symmetric.T @ error)
    draw = drawn(problem("linear-regression"), 0)
    error = draw["X"] @ draw["params"]["W"] + draw["params"]["b"] - draw["y"]
    assert (draw["X"].T ** 2 @ error / 2).item() == -3.5
    assert (draw["X"].T @ error / 2).item() == -2.0


def test_the_cross_entropy_check_is_exact_at_zero_even_for_a_step_of_one() -> None:
    draw = drawn(problem("logistic-regression"), 0)
    measured = neural_network.numerical_gradient(
        draw["X"],
        draw["y"],
        draw["params"],
        neural_network.binary_cross_entropy,
        lambda X, p: neural_network.sigmoid(X @ p["W"] + p["b"]),
        1.0,
    )
    assert abs(measured["W"].item() + 1 / 12) < 1e-13
    assert abs(measured["b"].item() - 1 / 6) < 1e-13


@pytest.mark.parametrize(("power", "below"), [(-4, 2e-9), (-5, 1e-10), (-8, 1e-6), (-12, 1e-3)])
def test_the_valley_of_h_lies_where_the_lesson_puts_it(power: int, below: float) -> None:
    """The rows that the lesson only describes: the machine decides their last digits, not their size."""
    X, y = drawn(problem("logistic-regression"), 0)["X"], np.array([[0.0], [0.0], [1.0]])
    params = {"W": np.array([[0.7]]), "b": np.array([[-0.3]])}

    def forward(X: Any, params: Arrays) -> Any:
        return neural_network.sigmoid(X @ params["W"] + params["b"])

    def off(h: float) -> float:
        loss = neural_network.binary_cross_entropy
        measured = neural_network.numerical_gradient(X, y, params, loss, forward, h)
        return abs((measured["W"] - X.T @ (forward(X, params) - y) / 3).item())

    assert off(10.0**power) < below
    assert off(1e-5) < min(off(1e-3), off(1e-8))


@pytest.mark.parametrize("seed", HIDDEN)
def test_a_checker_that_restores_by_arithmetic_is_caught_by_the_bits_alone(seed: int) -> None:
    name = "numerical-gradient-from-scratch"
    posed = problem(name)
    draw = drawn(posed, seed)
    wrong = function_of(name, mistakes(name)["restored-by-arithmetic"], posed)
    found, right = answered(posed, wrong, draw), truth(posed, draw)
    differing = [key for key in right if not agrees({key: found[key]}, {key: right[key]})]
    assert differing
    assert all(key.endswith("unchanged") for key in differing)


def blocks() -> list[Any]:
    """(step, code, printed) of every python block that is followed by its output."""
    return [
        pytest.param(code, printed, id=heading)
        for heading, text in sections("lesson")
        for code, printed in re.findall(
            r"^```python\n(.*?)^```\n\n?```output\n(.*?)^```$", text, re.MULTILINE | re.DOTALL
        )
    ]


@pytest.mark.parametrize(("code", "printed"), blocks())
def test_a_block_prints_exactly_what_the_lesson_shows(code: str, printed: str) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        executed(code)
    assert out.getvalue() == printed


def test_every_block_of_the_lesson_shows_its_output() -> None:
    assert len(blocks()) == sum(len(fences(text, "python")) for _, text in sections("lesson")) > 0


def test_a_step_fits_on_a_screen() -> None:
    for heading, text in sections("lesson"):
        assert len(text.splitlines()) <= 46, heading


def test_every_exercise_is_named_in_the_lesson() -> None:
    text = "".join(text for _, text in sections("lesson"))
    for name in front_matter("lesson")["exercises"]:
        assert f"`{name}`" in text
