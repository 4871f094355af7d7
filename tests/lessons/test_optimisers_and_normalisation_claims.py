"""Lessons 12 and 13: what a message says about steps, ratios, sums and shown numbers is what is measured."""

from typing import Any

import numpy as np
import pytest

from tests.lessons.claims import (
    SEEDS,
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

LESSONS = ("optimisers", "normalisation")

SAME, HALF, TWICE, OPPOSITE, ZERO = (
    (lambda s: 1),
    (lambda s: 0.5),
    (lambda s: 2),
    (lambda s: -1),
    (lambda s: 0),
)
N_TH = lambda s: 1 / s["n"]
UPDATES = ("update 1", "update 2", "update 3")
MEANS = ("m", "v")
RUNNING = ("running mean", "running var", "running mean in use", "running var in use")
PARAMETERS, MIDDLE = ("gamma", "beta"), ("dxhat", "dvar", "dmu")


def every(*names: str, ratio: Ratio = SAME) -> dict[str, Ratio]:
    return dict.fromkeys(names, ratio)


OPTIMISERS: list[tuple[str, str, dict[str, Ratio]]] = [
    ("momentum-step", "no-memory", every("update 1")),
    ("momentum-step", "velocity-not-returned", every("update 1") | every("velocity", ratio=ZERO)),
    ("momentum-step", "uphill", every(*UPDATES, "velocity", ratio=OPPOSITE)),
    ("momentum-step", "lr-twice", every("velocity")),
    ("momentum-step", "minus-twice", every("velocity") | every(*UPDATES, ratio=OPPOSITE)),
    ("momentum-step", "rate-outside", every(*UPDATES)),
    ("momentum-step", "rate-on-both", every("update 1")),
    ("momentum-step", "shares-swapped", every("update 1")),
    *(("rmsprop-step", name, every("s")) for name in ("no-root", "old-s", "eps-inside", "no-eps", "uphill")),
    ("rmsprop-step", "step-only", every("s")),
    *(("adam-step", name, every(*MEANS)) for name in ("no-correction", "only-m-corrected", "multiplied")),
    *(("adam-step", name, every(*MEANS)) for name in ("counts-from-zero", "no-root", "eps-inside", "no-eps")),
    ("adam-step", "uphill", every(*MEANS)),
    ("adam-step", "power-forgotten", every(*MEANS, "w 1")),
    ("adam-step", "newest-gradient", every(*MEANS, "w 1")),
    ("adam-step", "corrected-state-kept", every("w 1")),
    *(("adam-step", name, every("m")) for name in ("one-b-for-both", "squared-mean", "not-squared")),
]

NORMALISATIONS: list[tuple[str, str, dict[str, Ratio]]] = [
    ("batchnorm-forward", "statistics-never-taken-in", every("out")),
    ("batchnorm-forward", "batch-statistics-in-use", every("out", *RUNNING)),
    ("batchnorm-forward", "running-statistics-in-training", every("out in use", *RUNNING)),
    ("batchnorm-forward", "updated-in-use", every("out", "out in use", *RUNNING[:2])),
    ("batchnorm-forward", "shares-swapped", every("out")),
    ("batchnorm-forward", "divided-by-n-minus-1", every("running mean")),
    ("batchnorm-forward", "n-minus-1-in-the-running-variance", every("out")),
    ("batchnorm-forward", "running-deviation", every("out")),
    *(("batchnorm-forward", name, every(*RUNNING)) for name in ("eps-outside", "no-eps", "beta-stretched")),
    *(
        (layer, name, every(*PARAMETERS, *MIDDLE))
        for layer in ("batchnorm-backward", "layernorm-backward")
        for name in ("constant-statistics", "no-variance-path", "no-mean-path")
    ),
    ("batchnorm-backward", "mean-path-not-shared", every(*PARAMETERS, *MIDDLE)),
    ("batchnorm-backward", "variance-path-not-shared", every(*PARAMETERS, *MIDDLE)),
    ("batchnorm-backward", "square-without-its-two", every(*PARAMETERS, *MIDDLE)),
    ("batchnorm-backward", "half-of-the-root-lost", every("dvar", ratio=TWICE)),
    ("batchnorm-backward", "mean-path-sign", every("dmu", ratio=OPPOSITE)),
    ("batchnorm-backward", "averaged-in-the-middle", every("dmu", ratio=N_TH)),
    ("batchnorm-backward", "divided-by-n-minus-1", every("beta")),
    ("batchnorm-backward", "gamma-from-the-raw-numbers", every("X", "beta")),
    ("batchnorm-backward", "parameters-averaged", every("X") | every(*PARAMETERS, ratio=N_TH)),
    ("layernorm-backward", "gamma-pulled-out", every(*PARAMETERS)),
    ("layernorm-backward", "counted-samples", every(*PARAMETERS, *MIDDLE)),
    ("layernorm-backward", "batch-norm", every("beta", "dxhat")),
    ("layernorm-backward", "parameters-along-the-rows", every("X")),
    ("layernorm-backward", "parameters-averaged", every("X") | every(*PARAMETERS, ratio=N_TH)),
    ("layernorm-backward", "half-of-the-root-lost", every("dvar", ratio=TWICE)),
    ("layernorm-backward", "divided-by-d-minus-1", every("beta")),
    ("rmsnorm-backward", "constant-r", every("gamma", "dxhat", "dr")),
    ("rmsnorm-backward", "sum-for-mean", every("gamma", "dxhat", "dr")),
    ("rmsnorm-backward", "half-of-the-root-lost", every("gamma", "dxhat", "dr")),
    ("rmsnorm-backward", "two-of-the-square-lost", every("gamma", "dxhat", "dr")),
    ("rmsnorm-backward", "mean-taken-away", every("gamma", "dxhat", "dr")),
    ("rmsnorm-backward", "sign", every("dr", ratio=OPPOSITE)),
    ("rmsnorm-backward", "gamma-pulled-out", every("gamma")),
    ("rmsnorm-backward", "gamma-along-the-rows", every("X")),
    ("rmsnorm-backward", "gamma-from-the-raw-numbers", every("X")),
]

# What the first call returns on the shown data, for the first weight: (position in the result, yours, the right one).
FIRST_STEPS = [
    ("rmsprop-step", "gradient-without-memory", 0, 0.9, 0.8),
    ("rmsprop-step", "old-s", 0, -4e9, 0.8),
    ("rmsprop-step", "not-squared", 1, 1, 4),
    ("rmsprop-step", "absolute-values", 0, 0.6, 0.8),
    ("rmsprop-step", "shares-swapped", 1, 12, 4),
    ("rmsprop-step", "summed-up", 1, 16, 4),
    ("rmsprop-step", "step-only", 0, -0.2, 0.8),
    ("adam-step", "no-correction", 0, 0.75, 0.9),
    ("adam-step", "only-m-corrected", 0, 0.5, 0.9),
    ("adam-step", "not-squared", 2, 0.16, 0.64),
]

# Where the columns (of batch norm) or rows (of layer norm) of a wrong dX do or do not add up to 0.
SUMS = [
    ("batchnorm-backward", "constant-statistics", False),
    ("batchnorm-backward", "no-variance-path", True),
    ("batchnorm-backward", "no-mean-path", False),
    ("layernorm-backward", "constant-statistics", False),
    ("layernorm-backward", "no-variance-path", True),
    ("layernorm-backward", "no-mean-path", False),
    ("layernorm-backward", "gamma-pulled-out", False),
]
AXIS = {"batchnorm-backward": 0, "layernorm-backward": 1, "rmsnorm-backward": 1}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "ratios"), OPTIMISERS + NORMALISATIONS)
def test_the_ratio_that_a_message_names_is_the_measured_one(
    name: str, mistake: str, ratios: dict[str, Ratio], seed: int
) -> None:
    has_the_ratios(name, mistake, ratios, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("name", "mistake", "key", "factor"),
    [
        ("momentum-step", "lr-twice", "update 3", lambda draw: draw["lr"]),
        ("momentum-step", "averaged", "velocity", lambda draw: 1 - draw["mu"]),
        ("rmsprop-step", "new-square-whole", "s", lambda draw: 1 / (1 - draw["settings"]["rho"])),
        ("batchnorm-backward", "power-of-two", "dvar", lambda draw: std(draw)),
        ("batchnorm-backward", "normalised-twice", "dvar", lambda draw: 1 / std(draw)),
        ("batchnorm-backward", "gamma-left-out", "dxhat", lambda draw: 1 / draw["params"]["gamma"]),
        ("layernorm-backward", "gamma-left-out", "dxhat", lambda draw: 1 / draw["params"]["gamma"]),
        ("rmsnorm-backward", "power", "dr", lambda draw: root_mean_square(draw)),
        ("rmsnorm-backward", "normalised-twice", "dr", lambda draw: 1 / root_mean_square(draw)),
    ],
)
def test_a_factor_that_a_message_takes_from_the_data_is_the_measured_one(
    name: str, mistake: str, key: str, factor: Any, seed: int
) -> None:
    found, right, _ = answers(name, mistake, seed)
    np.testing.assert_allclose(found[key], factor(drawn(name, seed)) * right[key], rtol=1e-4)  # eps is there


def std(draw: dict[str, Any]) -> Any:
    return np.std(draw["params"]["X"], axis=0, keepdims=True)


def root_mean_square(draw: dict[str, Any]) -> Any:
    return np.sqrt(np.mean(draw["params"]["X"] ** 2, axis=1, keepdims=True))


def first_call(name: str, source: str) -> tuple[Any, ...]:
    """What the first call on the shown data returns."""
    returned = []
    function = executed(source)[exercise(name).function]

    def watched(*args: Any, **settings: Any) -> Any:
        returned.append(function(*args, **settings))
        return returned[-1]

    with np.errstate(all="ignore"):
        answered(posed(name), watched, drawn(name, 0))
    first: tuple[Any, ...] = returned[0]
    return first


@pytest.mark.parametrize(("name", "mistake", "position", "yours", "right"), FIRST_STEPS)
def test_the_first_numbers_that_a_message_quotes_are_the_shown_ones(
    name: str, mistake: str, position: int, yours: float, right: float
) -> None:
    (source,) = [known.source for known in exercise(name).mistakes if known.name == mistake]
    problem = exercise(name).problem
    assert problem is not None
    assert first_call(name, source)[position][0] == pytest.approx(yours)
    assert first_call(name, problem.solution)[position][0] == pytest.approx(right)


def test_four_wrong_rules_of_momentum_begin_with_a_right_first_step() -> None:
    begin = []
    for mistake in exercise("momentum-step").mistakes:
        found, right, _ = answers("momentum-step", mistake.name, 1)
        if np.allclose(found["update 1"], right["update 1"]) and not np.allclose(
            found["update 2"], right["update 2"]
        ):
            begin.append(mistake.name)
    assert begin == ["no-memory", "velocity-not-returned", "rate-on-both", "shares-swapped"]


def test_with_the_usual_constants_two_mistakes_of_momentum_make_the_same_updates() -> None:
    sources = {mistake.name: mistake.source for mistake in exercise("momentum-step").mistakes}
    usual = drawn("momentum-step", 1) | {"mu": 0.9, "lr": 0.1}
    one, other = (
        answered(posed("momentum-step"), executed(sources[name])["momentum_update"], usual)
        for name in ("lr-twice", "averaged")
    )
    assert all(np.allclose(one[update], other[update], rtol=1e-14) for update in UPDATES)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "mistake", "vanishes"), SUMS)
def test_a_wrong_dx_adds_up_to_0_where_a_message_says_so(
    name: str, mistake: str, vanishes: bool, seed: int
) -> None:
    found, _, _ = answers(name, mistake, seed)
    largest = np.max(np.abs(np.sum(found["X"], axis=AXIS[name])))
    assert (largest < 1e-12) == vanishes


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", AXIS)
def test_the_right_dx_has_no_part_in_directions_in_which_nothing_changes(name: str, seed: int) -> None:
    draw, axis = drawn(name, seed), AXIS[name]
    X, dX = draw["params"]["X"], answered(posed(name), posed(name)[exercise(name).function], draw)["X"]
    if name != "rmsnorm-backward":
        assert np.allclose(np.sum(dX, axis=axis), 0, atol=1e-12)
        X = X - np.mean(X, axis=axis, keepdims=True)
    assert np.allclose(np.sum(dX * X, axis=axis), 0, atol=1e-3)  # up to what eps does


def test_ten_of_the_eleven_wrong_dx_of_rms_norm_have_a_part_along_x() -> None:
    along = {}
    for mistake in exercise("rmsnorm-backward").mistakes:
        found, right, _ = answers("rmsnorm-backward", mistake.name, 1)
        if not np.allclose(found["X"], right["X"]):
            along[mistake.name] = np.max(
                np.abs(np.sum(found["X"] * drawn("rmsnorm-backward", 1)["params"]["X"], axis=1))
            )
    assert len(along) == 11
    assert [name for name, size in along.items() if size < 1e-3] == ["gamma-left-out"]


def test_the_four_gradients_of_batch_norms_table_fail_one_of_the_two_sums() -> None:
    draw = drawn("batchnorm-backward", 1)
    xhat = draw["params"]["X"] - np.mean(draw["params"]["X"], axis=0)
    table = ("constant-statistics", "no-variance-path", "no-mean-path", "variance-path-not-shared")
    for mistake in table:
        dX = answers("batchnorm-backward", mistake, 1)[0]["X"]
        assert max(np.max(np.abs(np.sum(dX, axis=0))), np.max(np.abs(np.sum(dX * xhat, axis=0)))) > 0.1


def test_the_curve_of_batch_norm_starts_and_ends_where_the_task_says() -> None:
    problem, curve = posed("batchnorm-backward"), exercise("batchnorm-backward").curve
    assert curve is not None
    draw, state, losses = problem["curve_data"](np.random.RandomState(0)), None, []
    for _ in range(curve.epochs + 1):
        losses.append(problem["curve_loss"](draw["params"], draw))
        draw["params"], state = problem["curve_step"](problem["batchnorm_backward"], draw, curve.rate, state)
    assert losses[-2] == pytest.approx(0.04677, abs=1e-4)  # the curriculum's end, one step earlier
    told = (f"{losses[0]:.4f}", f"{losses[-1]:.4f}")
    assert all(number in exercise("batchnorm-backward").task for number in told)


@pytest.mark.parametrize(("name", "message"), every_mistake(LESSONS))
def test_a_message_ends_with_a_question_and_never_gives_the_line(name: str, message: str) -> None:
    ends_with_a_question_and_never_gives_the_line(name, message)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_names_every_exercise_of_its_own(lesson: str) -> None:
    names_every_exercise(lesson)
