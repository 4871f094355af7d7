"""Lessons 1 to 3: what a message says about ratios and about what agrees is what is measured."""

import numpy as np
import pytest

from tests.lessons.claims import (
    SEEDS,
    Ratio,
    ends_with_a_question_and_never_gives_the_line,
    every_mistake,
    exercise,
    has_the_ratios,
    names_every_exercise,
    posed,
)

LESSONS = ("shapes", "losses", "gradient-descent")

HALF, SAME, TWICE, OPPOSITE = (lambda s: 0.5), (lambda s: 1), (lambda s: 2), (lambda s: -1)
N, N_TH, HALF_N = (lambda s: s["n"]), (lambda s: 1 / s["n"]), (lambda s: s["n"] / 2)

RATIOS: list[tuple[str, str, dict[str, Ratio]]] = [
    ("scalar-chain", "forgot-2", {"w": HALF, "b": HALF, "x": HALF}),
    ("scalar-chain", "forgot-inner", {"b": SAME}),
    ("scalar-chain", "w-without-its-partner", {"b": SAME, "x": SAME}),
    ("scalar-chain", "x-without-its-partner", {"w": SAME, "b": SAME}),
    ("scalar-chain", "swapped", {"b": SAME}),
    ("scalar-chain", "sign", {"w": OPPOSITE, "b": OPPOSITE, "x": OPPOSITE}),
    ("bias-is-a-sum", "mean-not-sum", {"A": SAME, "b": N_TH}),
    ("bias-is-a-sum", "summed-all", {"A": SAME}),
    ("matmul-backward", "averaged", {"X": SAME, "W": N_TH}),
    ("matmul-backward", "dW-transposed", {"X": SAME}),
    ("matmul-backward", "dX-transposed", {"W": SAME}),
    ("sigmoid-derivative", "opposite-sign", {"result": OPPOSITE}),
    ("mse-grad", "missing-factor-2", {"result": HALF}),
    ("mse-grad", "divided-by-rows", {"result": lambda s: s["k"]}),
    ("mse-grad", "divided-by-columns", {"result": N}),
    ("mse-grad", "missing-mean", {"result": lambda s: s["n"] * s["k"]}),
    ("mse-grad", "no-constants", {"result": lambda s: s["n"] * s["k"] / 2}),
    ("mse-grad", "sign", {"result": OPPOSITE}),
    ("bce-grad-prob", "missing-mean", {"result": N}),
    ("bce-grad-prob", "sign", {"result": OPPOSITE}),
    ("bce-grad-logit", "missing-mean", {"result": N}),
    ("bce-grad-logit", "doubled", {"result": TWICE}),
    ("bce-grad-logit", "sign", {"result": OPPOSITE}),
    ("linear-grad-mse", "missing-factor-2", {"W": HALF, "b": HALF}),
    ("linear-grad-mse", "missing-mean", {"W": N, "b": N}),
    ("linear-grad-mse", "no-constants", {"W": HALF_N, "b": HALF_N}),
    ("linear-grad-mse", "bias-averaged", {"W": SAME, "b": N_TH}),
    ("linear-grad-mse", "weights-averaged", {"W": N_TH, "b": SAME}),
    ("linear-grad-mse", "bias-halved", {"W": SAME, "b": HALF}),
    ("linear-grad-mse", "weights-halved", {"W": HALF, "b": SAME}),
    ("linear-grad-mse", "sign", {"W": OPPOSITE, "b": OPPOSITE}),
    ("minibatch-average", "sum-over-samples", {"result": N}),
    ("minibatch-average", "divided-by-batches", {"result": lambda s: s["n"] / s["m"]}),
    ("mse-sigmoid-mismatch", "missing-factor-2", {"W": HALF, "b": HALF}),
    ("mse-sigmoid-mismatch", "missing-mean", {"W": N, "b": N}),
    ("mse-sigmoid-mismatch", "sign", {"W": OPPOSITE, "b": OPPOSITE}),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "ratios"), RATIOS)
def test_the_ratio_that_a_message_names_is_the_measured_one(
    name: str, mistake: str, ratios: dict[str, Ratio], seed: int
) -> None:
    has_the_ratios(name, mistake, ratios, seed)


@pytest.mark.parametrize(("name", "message"), every_mistake(LESSONS))
def test_a_message_ends_with_a_question_and_never_gives_the_line(name: str, message: str) -> None:
    ends_with_a_question_and_never_gives_the_line(name, message)


def test_the_first_model_ends_where_its_noise_begins() -> None:
    problem, curve = posed("linear-grad-mse"), exercise("linear-grad-mse").curve
    assert curve is not None
    draw = problem["curve_data"](np.random.RandomState(0))
    params = draw["params"]
    for _ in range(curve.epochs):
        slopes = problem["gradients"](draw["X"], draw["y"], params)
        params = {name: array - curve.rate * slopes[name] for name, array in params.items()}
    assert 0.005 < problem["loss"](params, draw) < 0.015


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_names_every_exercise_of_its_own(lesson: str) -> None:
    names_every_exercise(lesson)
