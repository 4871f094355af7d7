"""Lesson 16: what a message says about ratios, rows and what agrees is what is measured."""

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
from tui_tutor.neural_network import attention, causal_attention, softmax

SAME, HALF = (lambda s: 1), (lambda s: 0.5)
ROOT, ONE_BY_ROOT = (lambda s: s["d"] ** 0.5), (lambda s: s["d"] ** -0.5)


def same(*names: str) -> dict[str, Ratio]:
    return dict.fromkeys(names, SAME)


RATIOS: list[tuple[str, str, dict[str, Ratio]]] = [
    ("attention-backward", "no-scale", {**same("V", "dA", "dS"), "Q": ROOT, "K": ROOT}),
    ("attention-backward", "divided-by-d", {**same("V", "dA", "dS"), "Q": ONE_BY_ROOT, "K": ONE_BY_ROOT}),
    ("attention-backward", "scores-without-scale", same("dA")),
    ("attention-backward", "diagonal-softmax", same("V", "dA")),
    ("attention-backward", "softmax-left-out", same("V", "dA")),
    ("attention-backward", "column-sum", same("V", "dA")),
    ("attention-backward", "global-sum", same("V", "dA")),
    ("attention-backward", "unweighted-sum", same("V", "dA")),
    ("attention-backward", "lost-weights", same("V", "dA")),
    ("attention-backward", "keys-not-transposed", same("Q", "V", "dA", "dS")),
    ("attention-backward", "queries-transposed", same("K", "V", "dA", "dS")),
    ("attention-backward", "partners-swapped", same("V", "dA", "dS")),
    ("attention-backward", "values-not-transposed", same("Q", "K", "dA", "dS")),
    ("attention-backward", "softmax-over-queries", same("dA")),
    ("residual-add", "no-skip", same("W", "dZ")),
    ("residual-add", "skip-only", same("W", "dZ")),
    ("residual-add", "skip-twice", same("W", "dZ")),
    ("residual-add", "averaged", {**same("W", "dZ"), "X": HALF}),
    ("residual-add", "skip-into-W", same("X", "dZ")),
    ("residual-add", "skip-before-the-bend", same("W", "dZ")),
    ("residual-add", "no-transpose", same("W", "dZ")),
]
SHORT_ROWS = ("diagonal-softmax", "column-sum", "global-sum", "unweighted-sum")
SILENT = ("keys-not-transposed", "queries-transposed", "values-not-transposed", "partners-swapped")
FINITE = [
    mistake.name
    for mistake in exercise("causal-mask").mistakes
    if mistake.name not in ("without-itself", "zero-times-infinity")
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "ratios"), RATIOS)
def test_the_ratio_that_a_message_names_is_the_measured_one(
    name: str, mistake: str, ratios: dict[str, Ratio], seed: int
) -> None:
    has_the_ratios(name, mistake, ratios, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mistake", SHORT_ROWS)
def test_the_rows_of_a_right_dS_add_up_to_0_and_those_of_a_wrong_one_do_not(mistake: str, seed: int) -> None:
    found, right, _ = answers("attention-backward", mistake, seed)
    np.testing.assert_allclose(right["dS"].sum(axis=1), 0, atol=1e-14)
    assert np.max(np.abs(found["dS"].sum(axis=1))) > 0.01


@pytest.mark.parametrize("seed", SEEDS)
def test_without_its_weights_dS_is_the_right_one_divided_by_them(seed: int) -> None:
    found, right, sizes = answers("attention-backward", "lost-weights", seed)
    params = drawn("attention-backward", seed)["params"]
    A = softmax(params["Q"] @ params["K"].T / np.sqrt(sizes["d"]))
    np.testing.assert_allclose(found["dS"], right["dS"] / A)
    assert np.all(np.abs(found["dS"]) >= np.abs(right["dS"]))


@pytest.mark.parametrize("mistake", SILENT)
def test_other_queries_than_keys_stop_every_silent_transpose(mistake: str) -> None:
    (source,) = [known.source for known in exercise("attention-backward").mistakes if known.name == mistake]
    rng = np.random.RandomState(0)
    arguments = rng.randn(7, 4), rng.randn(7, 3), rng.randn(5, 3), rng.randn(5, 4)
    posed("attention-backward")["attention_backward"](*arguments)
    with pytest.raises(ValueError, match="matmul"):
        submitted("attention-backward", source)(*arguments)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mistake", FINITE)
def test_every_mask_in_a_wrong_place_is_seen_in_all_arrays(mistake: str, seed: int) -> None:
    found, right, _ = answers("causal-mask", mistake, seed)
    assert all(np.max(np.abs(found[key] - right[key])) > 1e-3 for key in ("Q", "K", "V"))


@pytest.mark.parametrize("seed", SEEDS)
def test_infinity_makes_what_the_messages_say(seed: int) -> None:
    blind, _, _ = answers("causal-mask", "without-itself", seed)
    assert np.isnan(blind["Q"][0]).all()
    assert np.isfinite(blind["Q"][1:]).all()
    multiplied, _, _ = answers("causal-mask", "zero-times-infinity", seed)
    assert all(np.isnan(multiplied[key]).all() for key in ("Q", "K", "V"))


@pytest.mark.parametrize("seed", SEEDS)
def test_dS_is_0_by_itself_where_the_future_is_masked(seed: int) -> None:
    _, right, _ = answers("causal-mask", "upper-triangle", seed)
    assert np.all(np.triu(right["dS"], 1) == 0)


@pytest.mark.parametrize("name", ["attention-backward", "causal-mask"])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_loss_is_that_of_the_library_s_attention(name: str, seed: int) -> None:
    draw, forward = drawn(name, seed), attention if name == "attention-backward" else causal_attention
    zeros = dict.fromkeys(("dA", "dS"), 0.0)
    params = draw["params"]
    outputs = forward(params["Q"], params["K"], params["V"])
    assert np.isclose(posed(name)["loss"](params, draw, zeros), np.sum(outputs * draw["G"]))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mistake", ["no-tanh-slope", "tanh-twice"])
def test_where_a_message_says_none_is_too_small_none_is(mistake: str, seed: int) -> None:
    found, right, _ = answers("residual-add", mistake, seed)
    assert np.all(found["dZ"] * right["dZ"] >= 0)
    assert np.all(np.abs(found["dZ"]) >= np.abs(right["dZ"]))


@pytest.mark.parametrize("seed", SEEDS)
def test_without_the_skip_exactly_G_is_missing(seed: int) -> None:
    found, right, _ = answers("residual-add", "no-skip", seed)
    np.testing.assert_allclose(right["X"] - found["X"], drawn("residual-add", seed)["G"], rtol=1e-12)


@pytest.mark.parametrize(("name", "message"), every_mistake(("attention",)))
def test_a_message_ends_with_a_question_and_never_gives_the_line(name: str, message: str) -> None:
    ends_with_a_question_and_never_gives_the_line(name, message)


def test_the_lesson_names_every_exercise_of_its_own() -> None:
    names_every_exercise("attention")
