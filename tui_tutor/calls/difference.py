"""An answer that is the central difference itself: right in its numbers, and not the formula that is asked for."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.judged import under_its_name
from tui_tutor.calls.official import official
from tui_tutor.calls.problem import Posed, Problem
from tui_tutor.calls.selection import chosen_loss

ROUNDING = 1e-15


def central_difference_step(
    problem: Problem, posed: Sequence[Posed], answers: Sequence[Arrays], request: dict[str, Any]
) -> float | None:
    """The step at which the answer is the central difference on every draw, bit for bit; None when there is none.

    An exact formula may by luck be bit-equal as well: an answer that is also the official one's, to rounding, is
    never taken for a difference.
    """
    _, loss_fn = chosen_loss(request.get("losses", ()), request.get("loss"))
    h = float(request.get("h", 1e-4))
    common: list[float] | None = None
    for one, answer in zip(posed, answers, strict=True):
        params = one.draw["params"]
        named = under_its_name(answer, params)
        steps = gradcheck.numerical_steps(problem.loss(one.draw, loss_fn), named, params, h)
        common = [step for step in steps if common is None or step in common]
        if not common:
            return None
    return None if not common or _official(problem, posed, answers, request) else common[0]


def measured_arrays(
    problem: Problem,
    posed: Sequence[Posed],
    answers: Sequence[Arrays],
    request: dict[str, Any],
    names: Collection[str],
) -> frozenset[str]:
    """Those of the arrays `names` whose largest entry is a central difference at one step, bit for bit, on every draw.

    A zero entry says nothing. For a formula to be equal by luck on all draws, several roundings must agree.
    """
    if not problem.has("loss"):
        return frozenset()
    return frozenset(name for name in names if _measured(problem, posed, answers, request, name))


def _measured(
    problem: Problem,
    posed: Sequence[Posed],
    answers: Sequence[Arrays],
    request: dict[str, Any],
    name: str,
) -> bool:
    _, loss_fn = chosen_loss(request.get("losses", ()), request.get("loss"))
    h = float(request.get("h", 1e-4))
    common: list[float] | None = None
    for one, answer in zip(posed, answers, strict=True):
        params = one.draw["params"]
        if name not in params or name not in answer or answer[name].shape != np.shape(params[name]):
            return False
        if not np.any(answer[name]):
            continue
        largest = {name: _largest_alone(answer[name])}
        steps = gradcheck.numerical_steps(problem.loss(one.draw, loss_fn), largest, params, h)
        common = [step for step in steps if common is None or step in common]
    return bool(common)


def _largest_alone(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The array with all entries but its largest set to 0."""
    alone = np.zeros(array.shape)
    index = np.unravel_index(int(np.argmax(np.abs(array))), array.shape)
    alone[index] = array[index]
    return alone


def _official(
    problem: Problem, posed: Sequence[Posed], answers: Sequence[Arrays], request: dict[str, Any]
) -> bool:
    """Whether the answer agrees with the official solution far closer than a difference quotient can."""
    for one, answer in zip(posed, answers, strict=True):
        for name, array in official(problem, one.draw, request).items():
            slack = ROUNDING * np.max(np.abs(array), initial=0.0)
            if name not in answer or np.any(np.abs(answer[name] - array) > slack):
                return False
    return True
