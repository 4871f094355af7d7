"""Lesson 4 proved without the rest of the tutor: its solutions, its wrong answers, its printed output.

A reader of the exercise format stands here a second time, small on purpose: it shares no mistake with the
room that reads courses. Derivatives come from a five-point stencil, so they share none with the judge.
"""

import contextlib
import io
import re
import sys
import tomllib
import types
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tui_tutor import neural_network

LESSON = Path(__file__).parents[2] / "lessons" / "04-numerical-gradients"
GRADIENTS = ("linear-regression", "logistic-regression", "transpose-bug")
CODED = ("forward-vs-central", "numerical-gradient-from-scratch", *GRADIENTS)
QUESTIONS = ("step-size", "shape-error", "two-wrongs-green")
HIDDEN = (1, 2, 3, 4, 5)

# Wrong answers that agree with the right one on everything that the learner sees.
GREEN_ON_SHOWN = {
    ("linear-regression", "two-wrongs-cancel"),
    ("logistic-regression", "straight-line"),
    ("logistic-regression", "forgotten-bias"),
    ("logistic-regression", "mirrored-sigmoid"),
    ("transpose-bug", "missing-both-constants"),
}

Arrays = dict[str, Any]


# Reading the format ---------------------------------------------------------------------------------------


def front_matter(name: str) -> dict[str, Any]:
    return tomllib.loads((LESSON / f"{name}.md").read_text("utf-8").split("+++\n")[1])


def sections(name: str) -> list[tuple[str, str]]:
    """(heading, text) of the task (heading "") and of every ## section, in order. A fence may hold a ##."""
    found, fenced = [("", "")], False
    for line in (LESSON / f"{name}.md").read_text("utf-8").split("+++\n", 2)[2].splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            found.append((line[3:].strip(), ""))
        else:
            heading, text = found[-1]
            found[-1] = (heading, text + line)
    return found


def fences(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def solution_source(name: str) -> str:
    source = (LESSON / f"{name}.py").read_text("utf-8")
    start = source.index(f"def {front_matter(name)['function']}(")
    return source[start:]


def patched(source: str, diff: str) -> str:
    """The solution with one block of lines exchanged; the block has to be there exactly once."""
    lines = diff.splitlines()
    old = "".join(line[1:] + "\n" for line in lines if line[0] in "- ")
    new = "".join(line[1:] + "\n" for line in lines if line[0] in "+ ")
    assert ("\n" + source).count("\n" + old) == 1, old
    return ("\n" + source).replace("\n" + old, "\n" + new)[1:]


def mistakes(name: str) -> dict[str, str]:
    """The source of every wrong function, by name."""
    found = {}
    for heading, text in sections(name):
        if heading.startswith("Mistake "):
            diffs, whole = fences(text, "diff"), fences(text, "python")
            assert len(diffs) + len(whole) == 1, heading
            found[heading.removeprefix("Mistake ")] = (
                patched(solution_source(name), diffs[0]) if diffs else whole[0]
            )
    return found


# Running it -----------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def learner_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """`neural_network` and `exercise`, as foreign code finds them inside a call."""
    exercise = types.ModuleType("exercise")
    exercise.given = lambda function: function  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "exercise", exercise)
    monkeypatch.setitem(sys.modules, "neural_network", neural_network)


def executed(source: str, names: dict[str, Any] | None = None) -> dict[str, Any]:
    namespace = dict(names or {})
    exec(compile(source, "<foreign>", "exec"), namespace)
    return namespace


def problem(name: str) -> dict[str, Any]:
    return executed((LESSON / f"{name}.py").read_text("utf-8"))


def drawn(posed: dict[str, Any], seed: int) -> Arrays:
    return posed["draw"](np.random.RandomState(seed), seed == 0)


def function_of(name: str, source: str, posed: dict[str, Any]) -> Callable[..., Any]:
    return executed(source, posed)[front_matter(name)["function"]]


def answered(posed: dict[str, Any], function: Callable[..., Any], draw: Arrays) -> Arrays:
    if "use" in posed:
        return posed["use"](function, draw)
    return function(draw["X"], draw["y"], draw["params"])


def five_point(loss: Callable[[Arrays], float], params: Arrays, h: float = 1e-3) -> Arrays:
    """(L(p-2h) - 8 L(p-h) + 8 L(p+h) - L(p+2h)) / 12h, entry by entry: error of order h^4."""
    slopes = {}
    for name, p in params.items():
        slopes[name] = np.zeros(p.shape)
        for index in np.ndindex(p.shape):
            for weight, steps in ((1, -2), (-8, -1), (8, 1), (-1, 2)):
                moved = {**params, name: p.copy()}
                moved[name][index] += steps * h
                slopes[name][index] += weight * loss(moved) / (12 * h)
    return slopes


def truth(posed: dict[str, Any], draw: Arrays, *loss_fn: Callable[..., Any]) -> Arrays:
    if "expected" in posed:
        return posed["expected"](draw)
    return five_point(lambda params: posed["loss"](params, draw, *loss_fn), draw["params"])


def first_loss(name: str) -> list[Callable[..., Any]]:
    return [getattr(neural_network, loss) for loss in front_matter(name).get("losses", [])[:1]]


def agrees(found: Arrays, right: Arrays) -> bool:
    """Within 1e-9 of the largest entry: the slack that values get. Shapes and keys have to match."""
    if found.keys() != right.keys():
        return False
    return all(
        np.shape(found[key]) == np.shape(right[key])
        and np.max(np.abs(np.subtract(found[key], right[key], dtype=float)))
        <= 1e-9 * max(1e-3, np.max(np.abs(np.asarray(right[key], float))))
        for key in right
    )


def every_mistake() -> Iterator[tuple[str, str]]:
    for name in CODED:
        for heading, _ in sections(name):
            if heading.startswith("Mistake "):
                yield name, heading.removeprefix("Mistake ")


# The exercises --------------------------------------------------------------------------------------------


def test_the_lesson_lists_its_eight_exercises_and_every_file_belongs_to_one() -> None:
    listed = front_matter("lesson")["exercises"]
    assert len(listed) == 8
    assert {path.stem for path in LESSON.iterdir()} == {*listed, "lesson"}
    assert set(listed) == {*CODED, *QUESTIONS}


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("seed", [0, *HIDDEN])
def test_the_solution_is_right_on_every_draw(name: str, seed: int) -> None:
    posed = problem(name)
    draw = drawn(posed, seed)
    found = answered(posed, posed[front_matter(name)["function"]], draw)
    assert agrees(found, truth(posed, draw, *first_loss(name)))


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("seed", [0, *HIDDEN])
def test_a_draw_is_the_same_every_time(name: str, seed: int) -> None:
    posed = problem(name)
    assert repr(drawn(posed, seed)) == repr(drawn(posed, seed))


@pytest.mark.parametrize("name", CODED)
def test_hidden_sizes_are_at_least_two_and_differ_from_each_other_and_from_the_shown(name: str) -> None:
    posed = problem(name)
    shown = drawn(posed, 0)["sizes"]
    for seed in HIDDEN:
        draw = drawn(posed, seed)
        sizes, same = draw["sizes"], draw.get("same", [])
        free = [size for key, size in sizes.items() if key not in same[1:]]
        assert len(set(free)) == len(free)
        assert min(free) >= 2
        assert not set(free) & set(shown.values())


@pytest.mark.parametrize("name", CODED)
def test_the_starter_runs_and_is_not_right(name: str) -> None:
    posed = problem(name)
    (starter,) = fences(sections(name)[0][1], "python starter")
    with contextlib.redirect_stdout(io.StringIO()):
        learner = executed(starter)[front_matter(name)["function"]]
    for seed in (0, *HIDDEN):
        draw = drawn(posed, seed)
        assert not agrees(answered(posed, learner, draw), truth(posed, draw, *first_loss(name)))


@pytest.mark.parametrize(("name", "mistake"), list(every_mistake()))
def test_a_mistake_is_wrong_on_hidden_data_and_hides_on_the_shown_only_where_the_lesson_says_so(
    name: str, mistake: str
) -> None:
    posed = problem(name)
    wrong = function_of(name, mistakes(name)[mistake], posed)
    verdicts = {
        seed: agrees(
            answered(posed, wrong, drawn(posed, seed)),
            truth(posed, drawn(posed, seed), *first_loss(name)),
        )
        for seed in (0, *HIDDEN)
    }
    assert verdicts.pop(0) == ((name, mistake) in GREEN_ON_SHOWN)
    assert not any(verdicts.values())


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("seed", HIDDEN)
def test_no_two_mistakes_of_an_exercise_look_alike_on_hidden_data(name: str, seed: int) -> None:
    posed = problem(name)
    found = {
        mistake: answered(posed, function_of(name, source, posed), drawn(posed, seed))
        for mistake, source in mistakes(name).items()
    }
    for one, other in combinations(found, 2):
        assert not agrees(found[one], found[other]), (one, other)


@pytest.mark.parametrize("name", ["forward-vs-central", "linear-regression", "transpose-bug"])
def test_the_starter_is_one_of_the_named_mistakes(name: str) -> None:
    posed, draw = problem(name), drawn(problem(name), 1)
    (starter,) = fences(sections(name)[0][1], "python starter")
    with contextlib.redirect_stdout(io.StringIO()):
        start = answered(posed, executed(starter)[front_matter(name)["function"]], draw)
    first = next(iter(mistakes(name).values()))
    assert agrees(start, answered(posed, function_of(name, first, posed), draw))


@pytest.mark.parametrize("name", [*CODED, *QUESTIONS])
def test_hints_and_an_afterwards_are_there(name: str) -> None:
    headings = [heading for heading, _ in sections(name)]
    assert 2 <= headings.count("Hint") <= 5
    assert headings[-1] == "Afterwards"
    assert all(text.strip() for _, text in sections(name))


@pytest.mark.parametrize(("name", "mistake"), list(every_mistake()))
def test_a_mistakes_message_ends_with_a_question_and_never_gives_the_line(name: str, mistake: str) -> None:
    text = dict(sections(name))[f"Mistake {mistake}"]
    message = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL).strip()
    assert message.endswith("?")
    for line in solution_source(name).splitlines()[1:]:
        assert len(line.strip()) < 12 or line.strip() not in message


# What the messages claim ------------------------------------------------------------------------------------

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


# Linear regression ----------------------------------------------------------------------------------------


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


# Logistic regression, transposition, the checker ----------------------------------------------------------


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


# Questions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_facts_behind_a_question_hold(name: str) -> None:
    problem(name)["facts"](np.random.RandomState(0))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_one_right_choice_and_a_message_for_each(name: str) -> None:
    choices = front_matter(name)["choices"]
    assert sum(choice.get("correct", False) for choice in choices) == 1
    assert len({choice["id"] for choice in choices}) == len({choice["message"] for choice in choices}) == 4


def test_the_step_size_curves_grow_with_the_slider_and_fit_a_logarithmic_axis() -> None:
    explore, series = front_matter("step-size")["explore"], problem("step-size")["series"]
    for number, value in enumerate(explore["values"]):
        curves = series(value)
        assert set(curves) == {explore["x"], *explore["y"]}
        assert {len(curve) for curve in curves.values()} == {number + 3}
        assert all(np.min(curve) > 0 and np.all(np.isfinite(curve)) for curve in curves.values())
        assert np.isclose(curves["h"][0], value)


# The lesson's text ----------------------------------------------------------------------------------------


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
