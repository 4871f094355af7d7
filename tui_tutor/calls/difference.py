"""An answer that is the central difference itself: right in its numbers, and not the formula that is asked for."""

from collections.abc import Collection, Sequence

import numpy as np

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.ground import Ground

ROUNDING = 1e-15


def central_difference_step(
    grounds: Sequence[Ground], answers: Sequence[Arrays], chosen: str | None, h: float
) -> float | None:
    """The step at which the answer is the central difference on every draw, bit for bit; None when there is none.

    An exact formula may by luck be bit-equal as well: an answer that is also the official one's, to rounding, is
    never taken for a difference.
    """
    common: Sequence[float] = gradcheck.usual_steps(h)
    for ground, answer in zip(grounds, answers, strict=True):
        named = ground.under_its_name(answer)
        gradient = {name: array for name, array in named.items() if name in ground.params}
        common = gradcheck.steps_at(ground.ruler(named, chosen).point, gradient, common)
        if not common:
            return None
    return None if _is_official(grounds, answers) else common[0]


def measured_arrays(
    grounds: Sequence[Ground], answers: Sequence[Arrays], chosen: str | None, h: float, names: Collection[str]
) -> frozenset[str]:
    """Those of the arrays `names` whose largest entry is a central difference at one step, bit for bit, on every draw.

    A zero entry says nothing. For a formula to be equal by luck on all draws, several roundings must agree.
    """
    return frozenset(name for name in names if _is_measured(grounds, answers, chosen, h, name))


def _is_measured(
    grounds: Sequence[Ground], answers: Sequence[Arrays], chosen: str | None, h: float, name: str
) -> bool:
    common: Sequence[float] = gradcheck.usual_steps(h)
    compared = False
    for ground, answer in zip(grounds, answers, strict=True):
        if name not in ground.params or name not in answer or answer[name].shape != ground.params[name].shape:
            return False
        if not np.any(answer[name]):
            continue
        largest = {name: _largest_alone(answer[name])}
        common = gradcheck.steps_at(ground.ruler(answer, chosen).point, largest, common)
        compared = True
        if not common:
            return False
    return compared


def _largest_alone(
    array: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The array with all entries but its largest set to 0."""
    alone = np.zeros(array.shape)
    index = np.unravel_index(int(np.argmax(np.abs(array))), array.shape)
    alone[index] = array[index]
    return alone


def _is_official(grounds: Sequence[Ground], answers: Sequence[Arrays]) -> bool:
    """Whether the answer agrees with the official solution far closer than a difference quotient can."""
    for ground, answer in zip(grounds, answers, strict=True):
        for name, array in ground.official.items():
            slack = ROUNDING * np.max(np.abs(array), initial=0.0)
            if name not in answer or np.any(np.abs(answer[name] - array) > slack):
                return False
    return True
