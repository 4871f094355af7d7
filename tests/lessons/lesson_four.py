"""Lesson 4 read and run without the rest of the tutor.

A reader of the exercise format stands here a second time, small on purpose: it shares no mistake with the
room that reads courses. Derivatives come from a five-point stencil, so they share none with the judge.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tui_tutor import neural_network

LESSON = Path(__file__).parents[2] / "lessons" / "04-numerical-gradients"
GRADIENTS = ("linear-regression", "logistic-regression", "transpose-bug")
CODED = ("forward-vs-central", "numerical-gradient-from-scratch", *GRADIENTS)
QUESTIONS = ("step-size", "shape-error", "two-wrongs-green")
HIDDEN = (1, 2, 3, 4, 5)

Arrays = dict[str, Any]


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


def every_mistake() -> Iterator[tuple[str, str]]:
    for name in CODED:
        for heading, _ in sections(name):
            if heading.startswith("Mistake "):
                yield name, heading.removeprefix("Mistake ")


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
