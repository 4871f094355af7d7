"""Lessons 14 and 15: what a message says about ratios, places and what agrees is what is measured."""

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tests.lessons.claims import (
    SEEDS,
    Ratio,
    answered,
    answers,
    drawn,
    ends_with_a_question_and_never_gives_the_line,
    every_mistake,
    exercise,
    has_the_ratios,
    names_every_exercise,
    posed,
)
from tui_tutor.neural_network import conv2d

LESSONS = ("conv-and-pool", "sequences")

SAME, N_TH = (lambda s: 1), (lambda s: 1 / s["n"])
SAMPLE_TH, STEP_TH = (lambda s: 1 / s["N"]), (lambda s: 1 / s["T"])
STRIDES = ("stride 1", "stride 2", "stride 3")
STEP = ("x", "h", "Wx", "Wh", "b", "dz")


def every(*names: str, ratio: Ratio) -> dict[str, Ratio]:
    return dict.fromkeys(names, ratio)


def all_but(*left_out: str, ratio: Ratio = SAME) -> dict[str, Ratio]:
    """One step of a recurrent network: every array but these has this ratio."""
    return every(*(name for name in STEP if name not in left_out), ratio=ratio)


RATIOS: list[tuple[str, str, dict[str, Ratio]]] = [
    ("conv2d-forward", "stride-forgotten", {"stride 1": SAME}),
    ("conv2d-forward", "columns-without-stride", {"stride 1": SAME}),
    ("conv2d-forward", "stride-ignored", {"stride 1": SAME}),
    ("conv2d-forward", "averaged", every(*STRIDES, ratio=lambda s: 1 / (s["fh"] * s["fw"]))),
    ("avgpool-backward", "no-division", {"result": lambda s: s["size"] ** 2}),
    ("avgpool-backward", "divided-by-size", {"result": lambda s: s["size"]}),
    ("avgpool-backward", "divided-by-the-map", {"result": lambda s: s["size"] ** 2 / (s["H"] * s["W"])}),
    ("conv-multichannel-backward", "padding-not-cut", every("W", "b", ratio=SAME)),
    ("conv-multichannel-backward", "cut-at-the-corner", every("W", "b", ratio=SAME)),
    ("conv-multichannel-backward", "picture-in-the-corner", every("X", "b", ratio=SAME)),
    ("conv-multichannel-backward", "overwritten", every("W", "b", ratio=SAME)),
    ("conv-multichannel-backward", "flipped-filter", every("W", "b", ratio=SAME)),
    ("conv-multichannel-backward", "stride-forgotten", {"b": SAME}),
    (
        "conv-multichannel-backward",
        "averaged-over-samples",
        {"X": SAME, "W": SAMPLE_TH, "b": SAMPLE_TH},
    ),
    ("conv-multichannel-backward", "bias-averaged", every("X", "W", ratio=SAME)),
    ("conv-multichannel-backward", "bias-a-place", every("X", "W", ratio=SAME)),
    ("conv-multichannel-backward", "channels-mixed", every("W", "b", ratio=SAME)),
    ("rnn-step-backward", "no-transpose", all_but("h")),
    ("rnn-step-backward", "new-state-in-Wh", all_but("Wh")),
    ("rnn-step-backward", "state-past-the-tanh", all_but("h")),
    ("rnn-step-backward", "bias-averaged", all_but("b") | {"b": N_TH}),
    ("rnn-bptt", "averaged", every("Wx", "Wh", "b", ratio=STEP_TH)),
    ("rnn-bptt", "wrong-state", every("Wx", "b", ratio=SAME)),
    ("rnn-bptt", "bias-averaged", every("Wx", "Wh", ratio=SAME) | {"b": N_TH}),
]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "ratios"), RATIOS)
def test_the_ratio_that_a_message_names_is_the_measured_one(
    name: str, mistake: str, ratios: dict[str, Ratio], seed: int
) -> None:
    has_the_ratios(name, mistake, ratios, seed)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("conv2d-forward", ("image", "filter_kernel")),
        ("conv2d-grad-kernel", ("image", "G")),
        ("conv2d-grad-input", ("kernel", "G")),
        ("maxpool-backward", ("X", "G")),
        ("avgpool-backward", ("G",)),
    ],
)
def test_the_numbers_in_a_task_are_those_of_the_shown_data(name: str, shown: tuple[str, ...]) -> None:
    draw = drawn(name, 0)
    arrays = [{**draw, **draw.get("params", {})}[key] for key in shown]
    lines = [" ".join(line.split()) for line in exercise(name).task.splitlines()]
    for row in range(max(map(len, arrays))):
        numbers = [f"{number:g}" for array in arrays if row < len(array) for number in array[row]]
        assert " ".join(numbers) in lines


def test_the_words_in_the_task_are_those_of_the_shown_data() -> None:
    draw = drawn("embedding-backward", 0)
    lines = [line.split() for line in exercise("embedding-backward").task.splitlines()]
    for place in range(4):
        words = [[draw["ids"][n, place], *draw["G"][n, place]] for n in (0, 1)]
        assert [f"{number:g}" for number in (place, *words[0], *words[1])] in lines


@pytest.mark.parametrize("seed", SEEDS)
def test_a_flipped_kernel_gives_what_the_message_says(seed: int) -> None:
    draw = drawn("conv2d-forward", seed)
    found, _, _ = answers("conv2d-forward", "flipped", seed)
    turned = draw["filter_kernel"][::-1, ::-1]
    for stride in (1, 2, 3):
        assert_allclose(found[f"stride {stride}"], conv2d(draw["image"], turned, stride), atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_maps_are_cut_short_or_right_in_the_places_that_the_messages_name(seed: int) -> None:
    short, right, _ = answers("conv2d-forward", "output-size", seed)
    walking, _, _ = answers("conv2d-forward", "columns-without-stride", seed)
    for stride in STRIDES:
        assert_allclose(short[stride], right[stride][:-1, :-1])
        assert_allclose(walking[stride][:, 0], right[stride][:, 0])


def test_where_a_message_says_that_all_shown_numbers_are_0_they_are() -> None:
    for name, mistake in (
        ("conv2d-forward", "last-entry-only"),
        ("conv2d-grad-kernel", "last-window-only"),
    ):
        found, right, _ = answers(name, mistake, 0)
        assert not any(np.any(array) for array in found.values())
        assert all(np.any(array) for array in right.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_kernels_gradient_is_turned_or_divided_as_its_messages_say(seed: int) -> None:
    right = answers("conv2d-grad-kernel", "flipped", seed)[1]["result"]
    turned = answers("conv2d-grad-kernel", "flipped", seed)[0]["result"]
    mean = answers("conv2d-grad-kernel", "averaged", seed)[0]["result"]
    places = drawn("conv2d-grad-kernel", seed)["G"].size
    assert_allclose(turned, right[::-1, ::-1])
    assert_allclose(mean, right / places)
    assert seed or places == 6


def test_with_stride_1_the_kernels_gradient_is_one_convolution_of_the_image_with_G() -> None:
    rng = np.random.RandomState(0)
    image, G = rng.randn(6, 7), rng.randn(4, 6)
    backward = posed("conv2d-grad-kernel")["conv2d_grad_kernel"]
    assert_allclose(backward(G, image, (3, 2)), conv2d(image, G))


def test_with_stride_1_the_images_gradient_is_collected_with_the_flipped_kernel() -> None:
    rng = np.random.RandomState(0)
    kernel, G = rng.randn(3, 2), rng.randn(4, 6)
    backward = posed("conv2d-grad-input")["conv2d_grad_input"]
    framed = np.pad(G, ((2, 2), (1, 1)))
    assert_allclose(backward(G, (6, 7), kernel), conv2d(framed, kernel[::-1, ::-1]))


def stamps(seed: int) -> np.ndarray[Any, Any]:
    """In how many windows each pixel of `conv2d-grad-input` lies: its gradient for ones everywhere."""
    draw = drawn("conv2d-grad-input", seed)
    ones = {**draw, "G": np.ones_like(draw["G"]), "kernel": np.ones_like(draw["kernel"])}
    problem = posed("conv2d-grad-input")
    return answered(problem, problem["conv2d_grad_input"], ones)["result"]


@pytest.mark.parametrize("seed", SEEDS)
def test_stamps_that_cover_each_other_are_wrong_only_where_they_overlap(seed: int) -> None:
    found, right, _ = answers("conv2d-grad-input", "overwritten", seed)
    ways = stamps(seed)
    assert_allclose(found["result"][ways < 2], right["result"][ways < 2])
    assert np.any(found["result"] != right["result"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mean_over_the_ways_is_too_small_by_their_number(seed: int) -> None:
    found, right, _ = answers("conv2d-grad-input", "averaged", seed)
    assert_allclose(found["result"] * np.maximum(stamps(seed), 1), right["result"], atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_stamps_without_their_stride_leave_the_lower_and_right_part_at_0(seed: int) -> None:
    draw = drawn("conv2d-grad-input", seed)
    (h, w), (fh, fw) = draw["G"].shape, draw["kernel"].shape
    found = answers("conv2d-grad-input", "stride-forgotten", seed)[0]["result"]
    assert not np.any(found[h + fh - 1 :])
    assert not np.any(found[:, w + fw - 1 :])


def test_the_pixels_of_the_task_lie_in_one_window_in_two_and_in_none() -> None:
    assert [stamps(0)[pixel] for pixel in ((0, 0), (2, 2), (4, 6))] == [1, 2, 0]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_winners_get_is_what_the_messages_say(seed: int) -> None:
    X, size = drawn("maxpool-backward", seed)["params"]["X"], drawn("maxpool-backward", seed)["size"]
    times_value, right, _ = answers("maxpool-backward", "value-passed", seed)
    crowded = answers("maxpool-backward", "place-in-the-window", seed)[0]["result"]
    assert_allclose(times_value["result"], X * right["result"])
    assert not np.any(crowded[size:])
    assert not np.any(crowded[:, size:])


@pytest.mark.parametrize("seed", SEEDS)
def test_somebody_wins_more_than_one_window_and_nobody_ties(seed: int) -> None:
    draw = drawn("maxpool-backward", seed)
    ones = {**draw, "G": np.ones_like(draw["G"])}
    problem = posed("maxpool-backward")
    wins = answered(problem, problem["maxpool_backward"], ones)["result"]
    assert wins.max() > 1
    assert seed or sorted(wins[wins > 0]) == [1, 1, 4]
    assert len(np.unique(draw["params"]["X"])) == draw["params"]["X"].size


@pytest.mark.parametrize("seed", SEEDS)
def test_pooling_loses_nothing_on_the_way_back(seed: int) -> None:
    for name in ("maxpool-backward", "avgpool-backward"):
        problem, draw = posed(name), drawn(name, seed)
        dX = answered(problem, problem[exercise(name).function], draw)["result"]
        assert_allclose(dX.sum(), draw["G"].sum())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bias_of_the_real_layer_is_divided_by_samples_times_places(seed: int) -> None:
    found, right, sizes = answers("conv-multichannel-backward", "bias-averaged", seed)
    places = drawn("conv-multichannel-backward", seed)["G"].size // sizes["F"]
    assert_allclose(found["b"] * places, right["b"])
    assert seed or places == 12


@pytest.mark.parametrize("seed", SEEDS)
def test_mixed_channels_hold_the_sum_over_the_right_ones(seed: int) -> None:
    found, right, _ = answers("conv-multichannel-backward", "channels-mixed", seed)
    for channel in range(right["X"].shape[1]):
        assert_allclose(found["X"][:, channel], right["X"].sum(axis=1), atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_words_that_stand_once_or_never_survive_the_lost_duplicates(seed: int) -> None:
    ids, V = drawn("embedding-backward", seed)["ids"], drawn("embedding-backward", seed)["sizes"]["V"]
    found, right, _ = answers("embedding-backward", "lost-duplicates", seed)
    mean = answers("embedding-backward", "averaged", seed)[0]["result"]
    uses = np.bincount(ids.ravel(), minlength=V)
    assert uses.max() > 1
    assert uses.min() == 0
    assert_array_equal(found["result"][uses < 2], right["result"][uses < 2])
    assert_allclose(mean * np.maximum(uses, 1)[:, None], right["result"])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mistake", ["no-tanh", "tanh-twice"])
def test_without_the_right_slope_every_entry_of_dz_is_too_large(mistake: str, seed: int) -> None:
    found, right, _ = answers("rnn-step-backward", mistake, seed)
    there = right["dz"] != 0
    assert np.all((found["dz"] * right["dz"])[there] > 0)
    assert np.all(np.abs(found["dz"])[there] > np.abs(right["dz"])[there])


FIRST_WRONG = {
    "forwards": ("dh", 0),
    "slope-of-the-old-state": ("dz", 0),
    "no-tanh": ("dz", 0),
    "no-carry": ("dh", 1),
    "carry-past-the-tanh": ("dh", 1),
    "no-transpose": ("dh", 1),
    "last-loss-only": ("dh", 1),
    "one-step-ahead": ("dh", 2),
    "carry-kept": ("dh", 2),
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mistake", FIRST_WRONG)
def test_the_first_wrong_array_in_time_is_the_one_that_a_message_names(mistake: str, seed: int) -> None:
    found, right, sizes = answers("rnn-bptt", mistake, seed)
    T = sizes["T"]
    order = [(letter, back) for back in range(T) for letter in ("dh", "dz")]
    agrees = [
        np.allclose(found[f"{letter}{T - back}"], right[f"{letter}{T - back}"]) for letter, back in order
    ]
    assert order[agrees.index(False)] == FIRST_WRONG[mistake]
    assert not any(agrees[agrees.index(False) :])
    assert not any(np.allclose(found[name], right[name]) for name in ("Wx", "b"))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("mistake", ["wrong-state", "overwritten", "averaged", "bias-averaged"])
def test_a_mistake_in_the_weights_alone_leaves_all_states_and_sums_right(mistake: str, seed: int) -> None:
    found, right, _ = answers("rnn-bptt", mistake, seed)
    for name in right:
        if name.startswith("d"):
            assert_array_equal(found[name], right[name])


@pytest.mark.parametrize("seed", SEEDS)
def test_overwritten_weights_hold_the_first_step_alone_and_nothing_for_Wh(seed: int) -> None:
    found, _, _ = answers("rnn-bptt", "overwritten", seed)
    assert_allclose(found["Wx"], drawn("rnn-bptt", seed)["xs"][0].T @ found["dz1"])
    assert not np.any(found["Wh"])


@pytest.mark.parametrize(("name", "message"), every_mistake(LESSONS))
def test_a_message_ends_with_a_question_and_never_gives_the_line(name: str, message: str) -> None:
    ends_with_a_question_and_never_gives_the_line(name, message)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_names_every_exercise_of_its_own(lesson: str) -> None:
    names_every_exercise(lesson)
