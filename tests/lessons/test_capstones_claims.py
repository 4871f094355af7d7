"""Lesson 17: what messages say is what is measured, and the capstones train to the accuracy that they promise."""

from functools import cache
from typing import Any

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
    submitted,
)
from tui_tutor.calls.optimise import Optimiser

SAME, OPPOSITE = (lambda s: 1), (lambda s: -1)
N, N_TH, N_TH_SQUARED = (lambda s: s["n"]), (lambda s: 1 / s["n"]), (lambda s: s["n"] ** -2)
PLACES = lambda s: 1 / (s["n"] * (s["height"] - 2) * (s["width"] - 2))
BIASES, MATRICES, LAYERS = ("b1", "b2"), ("W1", "W2"), ("W1", "b1", "W2", "b2")
MIDDLE = ("dZ2", "dA1", "dZ1")
SPIRAL = ("W1", "b1", "W2", "b2", "W3", "b3")


def each(ratio: Ratio, *names: str) -> dict[str, Ratio]:
    return dict.fromkeys(names, ratio)


RATIOS: list[tuple[str, str, dict[str, Ratio]]] = [
    ("digits-mlp", "no-relu-mask", each(SAME, "W2", "b2", "dA1")),
    ("digits-mlp", "mask-from-the-error", each(SAME, "W2", "b2", "dA1")),
    ("digits-mlp", "missing-mean", each(N, *BIASES)),
    ("digits-mlp", "sign", each(OPPOSITE, *BIASES)),
    ("digits-mlp", "half-penalty", each(SAME, *BIASES, *MIDDLE)),
    ("digits-mlp", "half-penalty-in-one-layer", each(SAME, "b1", "W2", "b2", *MIDDLE)),
    ("digits-mlp", "no-penalty", each(SAME, *BIASES, *MIDDLE)),
    ("digits-mlp", "penalty-not-differentiated", each(SAME, *BIASES, *MIDDLE)),
    ("digits-mlp", "penalty-averaged", each(SAME, *BIASES, *MIDDLE)),
    ("digits-mlp", "penalty-on-the-biases", each(SAME, *MATRICES, *MIDDLE)),
    ("digits-mlp", "biases-averaged", {**each(SAME, *MATRICES, *MIDDLE), **each(N_TH, *BIASES)}),
    ("digits-mlp", "averaged-twice", {**each(SAME, "W2", "b2", *MIDDLE), "b1": N_TH}),
    ("digits-mlp", "scores-instead-of-hidden", each(SAME, "W1", "b1", "b2", *MIDDLE)),
    ("spirals-adam", "first-slope-missing", each(SAME, "W2", "b2", "W3", "b3", "dA1")),
    ("spirals-adam", "second-slope-missing", each(SAME, "W3", "b3", "dA2")),
    ("spirals-adam", "relu-slopes", each(SAME, "W3", "b3", "dA2")),
    ("spirals-adam", "sigmoid-slopes", each(SAME, "W3", "b3", "dA2")),
    ("spirals-adam", "tanh-twice", each(SAME, "W3", "b3", "dA2")),
    ("spirals-adam", "sign", each(OPPOSITE, *SPIRAL)),
    ("spirals-adam", "missing-mean", each(N, *SPIRAL)),
    (
        "spirals-adam",
        "averaged-in-every-layer",
        {**each(SAME, "W3", "b3"), **each(N_TH, "W2", "b2"), **each(N_TH_SQUARED, "W1", "b1")},
    ),
    ("cnn-digits", "no-relu-mask", each(SAME, "W", "b", "dM")),
    ("cnn-digits", "pool-shared", each(SAME, "W", "b", "dM")),
    ("cnn-digits", "pool-everywhere", each(SAME, "W", "b", "dM")),
    ("cnn-digits", "kernel-not-shifted", each(SAME, "W", "b", "c", "dZ1")),
    ("cnn-digits", "kernel-turned", each(SAME, "W", "b", "c", "dZ1")),
    ("cnn-digits", "one-filter-for-all", each(SAME, "W", "b", "c", "dZ1")),
    ("cnn-digits", "bias-per-place", {**each(SAME, "K", "W", "b", "dZ1"), "c": PLACES}),
    ("cnn-digits", "flattened-in-another-order", each(SAME, "W", "b", "dZ2")),
    ("cnn-digits", "missing-mean", each(N, "K", "c", "W", "b")),
    ("cnn-digits", "sign", each(OPPOSITE, "K", "c", "W", "b")),
    ("cnn-digits", "slope-on-the-scores", each(SAME, "W", "b")),
    ("bug-hunt", "all-five", {"b2": N}),
    ("bug-hunt", "four-left", each(SAME, "b2", "dZ2")),
    ("bug-hunt", "three-left", each(SAME, "W2", "b2", "dZ2")),
    ("bug-hunt", "matrix-and-gate-left", each(SAME, "W2", "b2", "dZ2")),
    ("bug-hunt", "gate-and-bias-left", each(SAME, "W2", "b2", "dA1")),
    ("bug-hunt", "mean-left", each(N, *BIASES)),
    ("bug-hunt", "penalty-left", each(SAME, "W1", "b1", "b2", *MIDDLE)),
    ("bug-hunt", "matrix-left", each(SAME, "W2", "b2", "dZ2")),
    ("bug-hunt", "gate-left", each(SAME, "W2", "b2", "dA1")),
    ("bug-hunt", "bias-left", each(SAME, "W1", "W2", "b2", *MIDDLE)),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "ratios"), RATIOS)
def test_the_ratio_that_a_message_names_is_the_measured_one(
    name: str, mistake: str, ratios: dict[str, Ratio], seed: int
) -> None:
    has_the_ratios(name, mistake, ratios, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("name", "mistake", "key", "times"),
    [
        ("digits-mlp", "half-penalty", "W1", 1),
        ("digits-mlp", "half-penalty", "W2", 1),
        ("digits-mlp", "half-penalty-in-one-layer", "W1", 1),
        ("digits-mlp", "no-penalty", "W2", 2),
        ("digits-mlp", "penalty-on-the-biases", "b1", -2),
        ("digits-mlp", "penalty-on-the-biases", "b2", -2),
        ("bug-hunt", "four-left", "W2", 1),
        ("bug-hunt", "penalty-left", "W2", 1),
    ],
)
def test_a_penalty_that_is_wrong_shows_as_a_difference_that_is_a_multiple_of_the_array(
    name: str, mistake: str, key: str, times: int, seed: int
) -> None:
    found, right, _ = answers(name, mistake, seed)
    draw = drawn(name, seed)
    np.testing.assert_allclose(
        right[key] - found[key], times * draw["lam"] * draw["params"][key], rtol=1e-9, atol=1e-14
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_without_the_mean_the_weights_have_no_constant_ratio_because_their_penalty_is_right(
    seed: int,
) -> None:
    for name, mistake in (("digits-mlp", "missing-mean"), ("bug-hunt", "mean-left")):
        found, right, _ = answers(name, mistake, seed)
        assert all(np.ptp(found[key] / right[key]) > 0.1 for key in MATRICES)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_hunt_begins_with_all_five_and_leaves_the_marks_that_its_hints_describe(seed: int) -> None:
    start = submitted("bug-hunt", exercise("bug-hunt").starter)
    draw = drawn("bug-hunt", seed)
    begun = start(*(draw[name] for name in ("X", "Y", "params", "lam")))
    found, _, _ = answers("bug-hunt", "all-five", seed)
    assert all(np.array_equal(begun[key], found[key]) for key in LAYERS)
    copied, _, _ = answers("bug-hunt", "bias-left", seed)
    assert np.array_equal(copied["b1"], copied["b2"])
    gates, right, _ = answers("bug-hunt", "gate-left", seed)
    off = gates["dZ1"] != right["dZ1"]
    assert 0 < np.count_nonzero(off) < off.size
    assert np.all((gates["dZ1"][off] == 0) != (right["dZ1"][off] == 0))


@pytest.mark.parametrize("seed", SEEDS)
def test_wrong_filters_are_wrong_in_the_way_that_their_messages_say(seed: int) -> None:
    still, right, _ = answers("cnn-digits", "kernel-not-shifted", seed)
    np.testing.assert_allclose(still["K"][:, 0, 0], right["K"][:, 0, 0])
    assert np.min(np.abs(still["K"] - right["K"]).reshape(-1, 9)[:, 1:].max(axis=0)) > 1e-6
    turned, _, _ = answers("cnn-digits", "kernel-turned", seed)
    np.testing.assert_allclose(turned["K"], right["K"][:, ::-1, ::-1])
    alike, _, _ = answers("cnn-digits", "one-filter-for-all", seed)
    np.testing.assert_allclose(alike["K"], np.broadcast_to(right["K"].sum(axis=0), right["K"].shape))
    moved, _, _ = answers("cnn-digits", "flattened-in-another-order", seed)
    np.testing.assert_allclose(np.sort(moved["dM"], axis=None), np.sort(right["dM"], axis=None))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_closed_window_gets_a_gradient_only_without_the_relu_s_mask(seed: int) -> None:
    found, right, _ = answers("cnn-digits", "no-relu-mask", seed)
    off = found["dZ1"] != right["dZ1"]
    assert np.all(right["dZ1"][off] == 0)


@cache
def trained(name: str) -> tuple[float, float, float]:
    """First loss, last loss and metric of a capstone's curve, trained here with its solution."""
    problem, curve, function = posed(name), exercise(name).curve, exercise(name).function
    assert curve is not None
    assert curve.metric is not None
    draw = problem["curve_data"](np.random.RandomState(0))
    zeros = dict.fromkeys(exercise(name).intermediates, 0.0)
    params, optimiser = draw["params"], Optimiser(curve.optimiser, curve.rate)
    first = problem["loss"](params, draw, zeros)
    rows = len(draw["X"])
    for epoch in range(1, curve.epochs + 1):
        order = np.random.RandomState(epoch).permutation(rows)
        for start in range(0, rows, curve.batch or rows):
            part = order[start : start + (curve.batch or rows)]
            data: dict[str, Any] = {**draw, "X": draw["X"][part], "Y": draw["Y"][part], "params": params}
            names = problem[function].__code__.co_varnames[: problem[function].__code__.co_argcount]
            slopes = problem[function](*(data[argument] for argument in names))
            params = optimiser.move(params, slopes)
    return first, problem["loss"](params, draw, zeros), problem[curve.metric](params, draw)


@pytest.mark.parametrize(
    ("name", "share"), [("digits-mlp", 0.975), ("spirals-adam", 1.0), ("cnn-digits", 0.985)]
)
def test_a_capstone_trains_to_the_accuracy_that_it_promises(name: str, share: float) -> None:
    first, last, found = trained(name)
    assert last < 0.1 * first
    assert found == pytest.approx(share, abs=0.01 if share < 1 else 0)


@pytest.mark.parametrize(("name", "message"), every_mistake(("capstones",)))
def test_a_message_ends_with_a_question_and_never_gives_the_line(name: str, message: str) -> None:
    ends_with_a_question_and_never_gives_the_line(name, message)


def test_the_lesson_names_every_exercise_of_its_own() -> None:
    names_every_exercise("capstones")
