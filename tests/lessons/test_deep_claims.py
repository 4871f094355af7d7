"""Lessons 10 and 11: what a message says about ratios, about what agrees and about other losses is what is measured."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.lessons.claims import (
    SEEDS,
    Answers,
    Ratio,
    answered,
    answers,
    drawn,
    ends_with_a_question_and_never_gives_the_line,
    every_mistake,
    executed,
    exercise,
    has_the_ratios,
    names_every_exercise,
    posed,
)
from tui_tutor.gradcheck import check_gradient
from tui_tutor.neural_network import half_mse_loss, l1_regularization

LESSONS = ("deep-and-init", "regularisation")

SAME, HALF, OPPOSITE = (lambda s: 1), (lambda s: 0.5), (lambda s: -1)
N, N_TH, N_TH_SQUARED = (lambda s: s["n"]), (lambda s: 1 / s["n"]), (lambda s: 1 / s["n"] ** 2)
MIDDLE = ("dZ3", "dA2", "dZ2", "dA1", "dZ1")
WEIGHTS, BIASES = ("W1", "W2", "W3"), ("b1", "b2", "b3")
BEHIND_LAYER_2 = ("dZ3", "W3", "b3", "dA2")
BEHIND_LAYER_1 = (*BEHIND_LAYER_2, "dZ2", "W2", "b2")


def every(*names: str, ratio: Ratio) -> dict[str, Ratio]:
    return dict.fromkeys(names, ratio)


RATIOS: list[tuple[str, str, dict[str, Ratio]]] = [
    ("mlp3-backward", "no-relu-in-layer-2", every(*BEHIND_LAYER_2, ratio=SAME)),
    ("mlp3-backward", "no-relu-in-layer-1", every(*BEHIND_LAYER_1, "dA1", ratio=SAME)),
    ("mlp3-backward", "no-relu-at-all", every(*BEHIND_LAYER_2, ratio=SAME)),
    ("mlp3-backward", "skipped-a-mask", every(*BEHIND_LAYER_1, ratio=SAME)),
    ("mlp3-backward", "mask-from-the-error", every(*BEHIND_LAYER_2, ratio=SAME)),
    ("mlp3-backward", "scores-for-W2", every(*MIDDLE, *BIASES, "W1", "W3", ratio=SAME)),
    ("mlp3-backward", "scores-for-activations", every(*MIDDLE, *BIASES, "W1", ratio=SAME)),
    ("mlp3-backward", "missing-mean", every(*MIDDLE, *WEIGHTS, *BIASES, ratio=N)),
    (
        "mlp3-backward",
        "averaged-twice",
        every(*MIDDLE, ratio=SAME) | every(*WEIGHTS, *BIASES, ratio=N_TH),
    ),
    (
        "mlp3-backward",
        "bias-averaged",
        every(*MIDDLE, *WEIGHTS, ratio=SAME) | every(*BIASES, ratio=N_TH),
    ),
    (
        "mlp3-backward",
        "a-mean-per-layer",
        every("dZ3", "W3", "b3", ratio=SAME)
        | every("dA2", "dZ2", "W2", "b2", ratio=N_TH)
        | every("dA1", "dZ1", "W1", "b1", ratio=N_TH_SQUARED),
    ),
    ("mlp3-backward", "sign", every(*MIDDLE, *WEIGHTS, *BIASES, ratio=OPPOSITE)),
    ("clip-by-norm", "by-value", every("short", "zero", ratio=SAME)),
    ("clip-by-norm", "per-array", every("short", "zero", ratio=SAME)),
    ("clip-by-norm", "always-scaled", every("long", ratio=SAME)),
    ("clip-by-norm", "always-scaled-but-not-zero", every("long", "zero", ratio=SAME)),
    *(("l2-grad", name, every("b", ratio=SAME)) for name in ("no-penalty", "half-penalty", "divided-by-n")),
    *(("l2-grad", name, every("b", ratio=SAME)) for name in ("penalty-itself", "penalty-as-a-number")),
    *(("l2-grad", name, every("b", ratio=SAME)) for name in ("subtracted", "length-of-W")),
    ("l2-grad", "bias-too", every("W", ratio=SAME)),
    ("l2-grad", "data-halved", every("b", ratio=HALF)),
    ("l2-grad", "all-halved", every("W", "b", ratio=HALF)),
    ("dropout-after-the-fact", "mask-only-forward", every("dZ2", "dH", "W2", "b2", ratio=SAME)),
    ("dropout-after-the-fact", "no-scale-back", every("dZ2", "dH", "W2", "b2", ratio=SAME)),
    (
        "dropout-after-the-fact",
        "full-layer-for-W2",
        every("W1", "b1", "b2", "dZ2", "dH", "dA1", "dZ1", ratio=SAME),
    ),
    ("dropout-after-the-fact", "no-relu-mask", every("dZ2", "dH", "dA1", "W2", "b2", ratio=SAME)),
    ("dropout-after-the-fact", "open-gates-by-mask", every("dZ2", "dH", "W2", "b2", ratio=SAME)),
]

OF_P: list[tuple[str, str, tuple[str, ...], Callable[[float], float]]] = [
    ("dropout-backward", "no-scale", ("A",), lambda p: p),
    ("dropout-backward", "times-p", ("A",), lambda p: p**2),
    ("dropout-backward", "scaled-by-the-rest", ("A",), lambda p: p / (1 - p)),
    ("dropout-after-the-fact", "no-scale-back", ("dA1", "dZ1", "W1", "b1"), lambda p: p),
]

OF_WIDTH: list[tuple[str, Callable[[int, int], float]]] = [
    ("series-constant", lambda fan_in, fan_out: 0.01 / np.sqrt(2 / fan_in)),
    ("variance-for-deviation", lambda fan_in, fan_out: np.sqrt(2 / fan_in)),
    ("root-of-the-two-only", lambda fan_in, fan_out: 1 / np.sqrt(fan_in)),
    ("fan-out", lambda fan_in, fan_out: np.sqrt(fan_in / fan_out)),
    ("xavier", lambda fan_in, fan_out: np.sqrt(fan_in / (fan_in + fan_out))),
    ("without-the-two", lambda fan_in, fan_out: np.sqrt(0.5)),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "ratios"), RATIOS)
def test_the_ratio_that_a_message_names_is_the_measured_one(
    name: str, mistake: str, ratios: dict[str, Ratio], seed: int
) -> None:
    has_the_ratios(name, mistake, ratios, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "keys", "ratio"), OF_P)
def test_a_ratio_with_the_share_that_stays_is_the_measured_one(
    name: str, mistake: str, keys: tuple[str, ...], ratio: Callable[[float], float], seed: int
) -> None:
    p = drawn(name, seed)["p"]
    has_the_ratios(name, mistake, dict.fromkeys(keys, lambda sizes: ratio(p)), seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("mistake", "ratio"), OF_WIDTH)
def test_a_wrong_width_is_the_right_numbers_times_the_constant_that_is_named(
    mistake: str, ratio: Callable[[int, int], float], seed: int
) -> None:
    found, right, s = answers("he-init", mistake, seed)
    np.testing.assert_allclose(found["first layer"], ratio(s["d"], s["h"]) * right["first layer"])
    np.testing.assert_allclose(found["second layer"], ratio(s["h"], s["k"]) * right["second layer"])


def test_the_widths_of_the_shown_layers_are_the_numbers_of_the_messages() -> None:
    found, right, _ = answers("he-init", "series-constant", 0)
    np.testing.assert_allclose(found["first layer"], 0.02 * right["first layer"])
    np.testing.assert_allclose(found["second layer"], 0.01 * right["second layer"])
    found, right, _ = answers("he-init", "variance-for-deviation", 0)
    np.testing.assert_allclose(found["second layer"], right["second layer"])


def test_the_uniform_start_has_the_mean_and_the_variance_of_the_normal_one() -> None:
    (source,) = [known.source for known in exercise("he-init").mistakes if known.name == "uniform"]
    W = executed(source)["he_init"](np.random.RandomState(0), 400, 300)
    np.testing.assert_allclose([np.mean(W), np.var(W) * 200], [0, 1], atol=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_masks_from_the_error_leave_no_negative_entry(seed: int) -> None:
    found, right, _ = answers("mlp3-backward", "mask-from-the-error", seed)
    assert np.min(found["dZ2"]) >= 0 > np.min(right["dZ2"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_second_slope_of_the_softmax_keeps_the_signs_and_makes_everything_smaller(seed: int) -> None:
    found, right, _ = answers("mlp3-backward", "softmax-slope-again", seed)
    assert np.all(found["dZ3"] * right["dZ3"] > 0)
    assert np.all(np.abs(found["dZ3"]) < np.abs(right["dZ3"]))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("mistake", "longer"), [("without-the-root", False), ("sum-of-lengths", False), ("mean-square", True)]
)
def test_a_wrong_length_keeps_the_direction_and_misses_c_on_the_side_that_is_named(
    mistake: str, longer: bool, seed: int
) -> None:
    found, right, _ = answers("clip-by-norm", mistake, seed)
    ratio = found["long"] / right["long"]
    np.testing.assert_allclose(ratio, ratio[0])
    assert (ratio[0] > 1) == longer


@pytest.mark.parametrize("seed", SEEDS)
def test_a_leash_that_always_pulls_stretches_what_is_short(seed: int) -> None:
    c = drawn("clip-by-norm", seed)["c"]
    for mistake in ("always-scaled", "always-scaled-but-not-zero", "never-shortened"):
        found, right, _ = answers("clip-by-norm", mistake, seed)
        np.testing.assert_allclose(np.linalg.norm(found["short"]), c)
        assert np.linalg.norm(right["short"]) < c


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_out_of_a_penalty_is_proportional_to_the_weights(seed: int) -> None:
    draw = drawn("l2-grad", seed)
    W, lam, n = draw["params"]["W"], draw["lam"], draw["sizes"]["n"]
    for mistake, missing in (("no-penalty", 2), ("half-penalty", 1), ("divided-by-n", 2 - 2 / n)):
        found, right, _ = answers("l2-grad", mistake, seed)
        np.testing.assert_allclose(right["W"] - found["W"], missing * lam * W)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_the_price_of_sizes_every_entry_is_off_by_lam(seed: int) -> None:
    draw = drawn("l1-grad", seed)
    found, right, _ = answers("l1-grad", "no-penalty", seed)
    np.testing.assert_allclose(np.abs(right["W"] - found["W"]), draw["lam"])
    found, right, _ = answers("l1-grad", "one-for-all", seed)
    negative = draw["params"]["W"] < 0
    np.testing.assert_allclose(found["W"] - right["W"], np.where(negative, 2 * draw["lam"], 0), atol=1e-15)


@pytest.mark.parametrize("slope", [-0.9, -0.8, -0.3, 0.2, 0.3])
def test_at_the_corner_of_a_price_the_slopes_between_the_two_sides_are_accepted_and_no_others(
    slope: float,
) -> None:
    def loss(params: dict[str, Any]) -> float:
        w = params["w"]
        return half_mse_loss(w, np.array([0.3])) + l1_regularization([w], 0.5)

    verdict = check_gradient(loss, {"w": np.array([slope])}, {"w": np.array([0.0])}).verdict
    assert (verdict == "correct") == (-0.8 <= slope <= 0.2)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("mistake", "other"), [("dropout-off", {"p": 1.0, "mask": None}), ("never-scaled", {"p": 1.0})]
)
def test_two_passes_that_fit_together_are_the_exact_gradient_of_another_network(
    mistake: str, other: dict[str, Any], seed: int
) -> None:
    problem, draw = posed("dropout-after-the-fact"), drawn("dropout-after-the-fact", seed)
    found, _, _ = answers("dropout-after-the-fact", mistake, seed)
    draw |= {name: np.ones_like(draw["mask"]) if value is None else value for name, value in other.items()}
    for name, array in answered(problem, problem["step_gradients"], draw).items():
        np.testing.assert_allclose(found[name], array, rtol=1e-12, atol=1e-15)


def test_the_published_order_is_the_gradient_of_no_loss() -> None:
    """Second derivatives of a loss are symmetric: how dW2 answers to b2 is how db2 answers to W2."""
    assert _asymmetry(_step_gradients("dropped-after")) > 0.01
    assert _asymmetry(posed("dropout-after-the-fact")["step_gradients"]) < 1e-9


def _step_gradients(mistake: str) -> Callable[..., Answers]:
    known = exercise("dropout-after-the-fact").mistakes
    (source,) = [each.source for each in known if each.name == mistake]
    function: Callable[..., Answers] = executed(source)["step_gradients"]
    return function


def _asymmetry(function: Callable[..., Answers], h: float = 1e-5) -> float:
    draw = drawn("dropout-after-the-fact", 1)

    def answer_to(name: str, index: tuple[int, ...], of: str) -> Any:
        sides = []
        for step in (h, -h):
            params = {key: array.copy() for key, array in draw["params"].items()}
            params[name][index] += step
            sides.append(function(draw["X"], draw["Y"], params, draw["mask"], draw["p"])[of])
        return (sides[0] - sides[1]) / (2 * h)

    one_way = answer_to("b2", (0, 0), "W2")
    other_way = [
        [answer_to("W2", (i, j), "b2")[0, 0] for j in range(one_way.shape[1])] for i in range(len(one_way))
    ]
    return float(np.max(np.abs(one_way - other_way)))


@pytest.mark.parametrize(("name", "message"), every_mistake(LESSONS))
def test_a_message_ends_with_a_question_and_never_gives_the_line(name: str, message: str) -> None:
    ends_with_a_question_and_never_gives_the_line(name, message)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_names_every_exercise_of_its_own(lesson: str) -> None:
    names_every_exercise(lesson)
