"""Lessons 7 to 9: what a message says about ratios, signs and what agrees is what is measured."""

import numpy as np
import pytest

from tests.lessons.claims import (
    SEEDS,
    Ratio,
    answers,
    drawn,
    ends_with_a_question_and_never_gives_the_line,
    every_mistake,
    exercise,
    has_the_ratios,
    names_every_exercise,
    posed,
)

LESSONS = ("perceptron", "activations", "mlp-backprop")

SAME, HALF, OPPOSITE, ZERO = (lambda s: 1), (lambda s: 0.5), (lambda s: -1), (lambda s: 0)
N, N_TH, K_TH = (lambda s: s["n"]), (lambda s: 1 / s["n"]), (lambda s: 1 / s["k"])
W_AND_B, LAYERS = ("W", "b"), ("W1", "b1", "W2", "b2")

RATIOS: list[tuple[str, str, dict[str, Ratio]]] = [
    ("perceptron-grad", "missing-mean", dict.fromkeys(W_AND_B, N)),
    ("perceptron-grad", "double-mean", {"W": SAME, "b": N_TH}),
    ("perceptron-grad", "sign", dict.fromkeys(W_AND_B, OPPOSITE)),
    ("bias-mean-multi-output", "mean-of-all", {"W": SAME, "b": ZERO}),
    ("bias-mean-multi-output", "scalar", {"W": SAME}),
    ("bias-mean-multi-output", "summed", {"W": SAME, "b": N}),
    ("bias-mean-multi-output", "divided-by-all", {"W": SAME, "b": K_TH}),
    ("bias-mean-multi-output", "wrong-axis", {"W": SAME}),
    ("hinge-grad", "sign", dict.fromkeys(W_AND_B, OPPOSITE)),
    ("hinge-grad", "missing-mean", dict.fromkeys(W_AND_B, N)),
    ("leaky-relu-backward", "relu-mask", {"alpha": SAME}),
    ("leaky-relu-backward", "alpha-on-both-sides", {"alpha": SAME}),
    ("leaky-relu-backward", "alpha-everywhere", {"Z": SAME}),
    ("leaky-relu-backward", "alpha-wrong-side", {"Z": SAME}),
    ("leaky-relu-backward", "alpha-mean", {"Z": SAME, "alpha": lambda s: 1 / (s["n"] * s["k"])}),
    ("leaky-relu-backward", "alpha-without-upstream", {"Z": SAME}),
    ("leaky-relu-backward", "alpha-not-summed", {"Z": SAME}),
    ("softmax-ce-grad", "missing-mean", {"Z": N}),
    ("softmax-ce-grad", "mean-over-everything", {"Z": K_TH}),
    ("softmax-ce-grad", "sign", {"Z": OPPOSITE}),
    ("affine-backward", "averaged", {"X": SAME, "W": N_TH, "b": N_TH}),
    ("affine-backward", "only-bias-averaged", {"X": SAME, "W": SAME, "b": N_TH}),
    ("affine-backward", "bias-not-summed", {"X": SAME, "W": SAME}),
    ("affine-backward", "bias-along-the-row", {"X": SAME, "W": SAME}),
    ("affine-backward", "weights-by-rows", {"X": SAME, "b": SAME}),
    ("mlp-backward", "no-relu-mask", {"W2": SAME, "b2": SAME}),
    ("mlp-backward", "mask-from-the-error", {"W2": SAME, "b2": SAME}),
    ("mlp-backward", "input-instead-of-hidden", {"W1": SAME, "b1": SAME, "b2": SAME}),
    ("mlp-backward", "hidden-without-bias", {"W1": SAME, "b1": SAME, "b2": SAME}),
    ("mlp-backward", "averaged-twice", {"W1": N_TH, "b1": N_TH, "W2": SAME, "b2": SAME}),
    ("mlp-backward", "missing-mean", dict.fromkeys(LAYERS, N)),
    ("mlp-backward", "mean-missing-in-the-first-layer", {"W1": N, "b1": N, "W2": SAME, "b2": SAME}),
    ("mlp-backward", "sign", dict.fromkeys(LAYERS, OPPOSITE)),
    ("mlp-bug-square-hidden", "no-transpose", {"dZ2": SAME, "W2": SAME, "b2": SAME}),
    ("mlp-bug-square-hidden", "wrong-matrix", {"dZ2": SAME, "W2": SAME, "b2": SAME}),
    ("mlp-bug-square-hidden", "tanh-twice", {"dA1": SAME}),
    ("mlp-bug-square-hidden", "no-tanh-slope", {"dA1": SAME}),
    ("mlp-bug-square-hidden", "slope-before-the-matrix", {"dZ2": SAME}),
    ("mlp-bug-square-hidden", "updated-weights", {"dZ2": SAME, "W2": SAME, "b2": SAME}),
    ("reused-weight", "averaged", {"W": HALF}),
    ("xor-capstone", "no-tanh-slope", {"W2": SAME, "b2": SAME}),
    ("xor-capstone", "sigmoid-slope-for-tanh", {"W2": SAME, "b2": SAME}),
    ("xor-capstone", "relu-slope-for-tanh", {"W2": SAME, "b2": SAME}),
    ("xor-capstone", "tanh-twice", {"W2": SAME, "b2": SAME}),
    ("xor-capstone", "missing-mean", dict.fromkeys(LAYERS, N)),
    ("xor-capstone", "averaged-twice", {"W1": N_TH, "b1": N_TH, "W2": SAME, "b2": SAME}),
    ("xor-capstone", "sign", dict.fromkeys(LAYERS, OPPOSITE)),
]

TOO_LARGE = [
    ("tanh-backward", "tanh-twice", "Z"),
    ("tanh-backward", "tangent-rule", "Z"),
    ("softmax-backward", "lost-factor", "Z"),
    ("mlp-bug-square-hidden", "tanh-twice", "dZ1"),
    ("mlp-bug-square-hidden", "no-tanh-slope", "dZ1"),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "ratios"), RATIOS)
def test_the_ratio_that_a_message_names_is_the_measured_one(
    name: str, mistake: str, ratios: dict[str, Ratio], seed: int
) -> None:
    has_the_ratios(name, mistake, ratios, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "key"), TOO_LARGE)
def test_where_a_message_says_too_large_every_entry_is(name: str, mistake: str, key: str, seed: int) -> None:
    found, right, _ = answers(name, mistake, seed)
    assert np.all(found[key] * right[key] > 0)
    assert np.all(np.abs(found[key]) > np.abs(right[key]))


@pytest.mark.parametrize("seed", SEEDS)
def test_averaging_over_the_samples_that_pull_has_the_ratio_of_the_two_counts(seed: int) -> None:
    found, right, sizes = answers("hinge-grad", "mean-of-active", seed)
    draw = drawn("hinge-grad", seed)
    pulling = np.sum(draw["t"] * (draw["X"] @ draw["params"]["W"] + draw["params"]["b"]) < 1)
    assert seed or (sizes["n"], pulling) == (4, 3)
    np.testing.assert_allclose(found["W"], right["W"] * sizes["n"] / pulling, rtol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_wrong_softmax_gradient_has_rows_that_do_not_add_up_to_0(seed: int) -> None:
    for mistake in exercise("softmax-backward").mistakes:
        found, right, _ = answers("softmax-backward", mistake.name, seed)
        assert np.allclose(np.sum(right["Z"], axis=1), 0, atol=1e-15)
        assert np.max(np.abs(np.sum(found["Z"], axis=1))) > 0.01


@pytest.mark.parametrize(
    ("mistake", "alpha"), [("alpha-everywhere", -0.5), ("alpha-wrong-side", -1.5), ("alpha-mean", 1 / 6)]
)
def test_the_wrong_leaks_of_the_shown_data_are_the_numbers_of_their_messages(
    mistake: str, alpha: float
) -> None:
    found, right, _ = answers("leaky-relu-backward", mistake, 0)
    np.testing.assert_allclose((found["alpha"], right["alpha"]), ([alpha], [1.0]), rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "losses"), [("perceptron-grad", "0.6931 0.0174"), ("xor-capstone", "1.1836 0.0034")]
)
def test_a_curve_starts_and_ends_where_the_task_says(name: str, losses: str) -> None:
    problem, curve = posed(name), exercise(name).curve
    assert curve is not None
    draw = problem["curve_data"](np.random.RandomState(0))
    first, params = problem["loss"](draw["params"], draw), draw["params"]
    for _ in range(curve.epochs):
        slopes = problem[exercise(name).function](draw["X"], draw["y"], params)
        params = {key: array - curve.rate * slopes[key] for key, array in params.items()}
    assert f"{first:.4f} {problem['loss'](params, draw):.4f}" == losses
    assert all(number in exercise(name).task for number in losses.split())


@pytest.mark.parametrize(("name", "message"), every_mistake(LESSONS))
def test_a_message_ends_with_a_question_and_never_gives_the_line(name: str, message: str) -> None:
    ends_with_a_question_and_never_gives_the_line(name, message)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_names_every_exercise_of_its_own(lesson: str) -> None:
    names_every_exercise(lesson)
