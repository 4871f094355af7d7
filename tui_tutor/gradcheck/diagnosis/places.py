"""Hypotheses about where numbers stand: transposed, reversed, reordered, one row, another's gradient."""

import itertools
from dataclasses import replace

import numpy as np

from tui_tutor.gradcheck.diagnosis.constants import named
from tui_tutor.gradcheck.diagnosis.elementwise import ratio
from tui_tutor.gradcheck.diagnosis.evidence import Compared, Evidence
from tui_tutor.report import Diagnosis

MOST_AXES = 6  # n axes have n! orders


def transposed(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """The right numbers, up to one factor, with the axes exchanged."""
    if a.analytic.ndim > MOST_AXES:
        return None
    for axes in itertools.permutations(range(a.analytic.ndim)):
        turned = a.analytic.transpose(axes)
        if axes == tuple(range(a.analytic.ndim)) or turned.shape != a.numeric.shape:
            continue
        bars = np.full(a.numeric.shape, a.noise)
        c = 1.0 if a.close(turned, a.numeric, bars) else ratio(replace(a, analytic=turned, error=bars))
        if c is None:
            continue
        also = "" if c == 1.0 else f" times {named(c, evidence.sizes).phrase}"
        matrix = a.analytic.ndim == 2
        how = f"{a.name}.T" if matrix else f"{a.name} with its axes in the order {axes}"
        message = (
            f"{how} is {evidence.against}{also}: the numbers lie the wrong way round. Equal sizes hide "
            "this from numpy; write the shapes beside every factor of the product."
        )
        return Diagnosis("transposed" if matrix else "permuted", a.name, message, {"ratio": c})
    return None


def reversed_axis(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """The right numbers in reverse along some axes."""
    axes = range(min(a.analytic.ndim, MOST_AXES))
    for chosen in itertools.chain.from_iterable(itertools.combinations(axes, r + 1) for r in axes):
        if not a.single and a.close(np.flip(a.analytic, chosen), a.numeric, a.noise):
            along = ", ".join(map(str, chosen))
            message = (
                f"{a.name} has the right numbers in reverse order along axis {along}. Is a kernel flipped?"
            )
            return Diagnosis("permuted", a.name, message, {"axes": along})
    return None


def one_row_or_column(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """All wrong entries in one row or one column of several."""
    off = a.off
    if a.analytic.ndim != 2 or np.count_nonzero(off) < 2:
        return None
    for axis, word in ((0, "row"), (1, "column")):
        lines = off.any(axis=1 - axis)
        if np.count_nonzero(lines) == 1 and lines.size > 1:
            line = int(np.argmax(lines))
            message = (
                f"Only {word} {line} of {a.name} is wrong, every other {word} agrees. So the formula is "
                f"right, and something treats this {word} apart: a slice, a mask, a loop that ends too "
                "early."
            )
            return Diagnosis(word, a.name, message, {word: float(line)})
    return None


def other_order(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """Rows, columns or entries in another order."""
    if a.analytic.size < 3:
        return None
    for axis in range(a.analytic.ndim):
        order = _order(a, axis)
        if order is not None:
            message = (
                f"{a.name} is right but for the order along axis {axis}: yours holds the slices {order} of "
                f"{evidence.against}. Look for an index, a sort or a roll."
            )
            return Diagnosis("permuted", a.name, message, {"axis": float(axis), "order": str(order)})
    if a.close(np.sort(a.analytic.ravel()), np.sort(a.numeric.ravel()), a.noise):
        message = (
            f"{a.name} has the right numbers in the wrong places: look at reshape, ravel and axis orders."
        )
        return Diagnosis("permuted", a.name, message)
    return None


def _order(a: Compared, axis: int) -> list[int] | None:
    """For each slice of A the slice of N that it equals, when that is a rearrangement of all of them."""
    count = a.analytic.shape[axis]
    if not 2 <= count <= 256:
        return None
    mine = np.moveaxis(a.analytic, axis, 0).reshape(count, -1)
    right = np.moveaxis(a.numeric, axis, 0).reshape(count, -1)
    nearest = np.argmin(np.abs(mine[:, None] - right[None]).max(axis=-1), axis=1)
    if len(set(nearest.tolist())) < count or not a.close(mine, right[nearest], a.noise):
        return None
    return [int(i) for i in nearest]


def swapped(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """The gradient of another parameter."""
    for other in evidence.arrays.values():
        same_shape = other.name != a.name and other.complete and other.shape == a.shape
        if same_shape and other.alive and not a.single and a.close(a.analytic, other.numeric, other.error):
            message = f"{a.name} holds {evidence.words.theirs} of {other.name}. Are two results exchanged on return?"
            return Diagnosis("swapped", a.name, message, {"holds": other.name})
    return None
