"""The losses of many single-entry changes: carried through the loss where that works, one by one where not."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.carried import Batch, Columns
from tui_tutor.gradcheck.noise import UNIT
from tui_tutor.gradcheck.point import Array, Point

MANY = 12
AT_ONCE = 256
SPOTS = 3


def losses_of_entries(
    point: Point, name: str, where: NDArray[np.intp], offsets: tuple[float, ...], noise: float
) -> Array:
    """The loss with the entry at each flat position moved by each offset: (len(where), len(offsets)).

    From 12 entries on they are carried through the loss together. Three of them are also moved one by one; if
    one disagrees by more than rounding can, all are.
    """
    carried = None
    if where.size >= MANY:
        carried = _confirmed(point, name, where, offsets, noise)
    return one_by_one(point, name, where, offsets) if carried is None else carried


def can_be_carried(
    point: Point, name: str, where: NDArray[np.intp], offsets: tuple[float, ...], noise: float
) -> bool:
    """Whether the loss lets these changes be carried through it, confirmed one by one for three of them."""
    return _confirmed(point, name, where, offsets, noise) is not None


def one_by_one(point: Point, name: str, where: NDArray[np.intp], offsets: tuple[float, ...]) -> Array:
    """The same by moving one entry after the other."""
    rows = [[point.entry(name, i, t) for t in offsets] for i in where.tolist()]
    return np.array(rows, dtype=float).reshape(-1, len(offsets))


def _carried(point: Point, name: str, where: NDArray[np.intp], offsets: tuple[float, ...]) -> Array | None:
    """All losses by a few calls, or None when the loss does something that cannot be carried."""
    found = []
    for start in range(0, where.size, AT_ONCE):
        some = where[start : start + AT_ONCE]
        by = np.tile(offsets, some.size)
        moved = Columns.with_entries_moved(point.kept[name], np.repeat(some, len(offsets)), by)
        try:
            losses: Any = point.with_stand_in(name, moved)
        except Exception:  # whatever code says to an array that is none: then it is not for this way
            return None
        if not isinstance(losses, Batch) or losses.values.shape != by.shape:
            return None
        found.append(losses.values.reshape(some.size, len(offsets)))
    return np.concatenate(found)


def _confirmed(
    point: Point, name: str, where: NDArray[np.intp], offsets: tuple[float, ...], noise: float
) -> Array | None:
    """The carried losses, if a few of them are what moving one entry after the other gives."""
    carried = _carried(point, name, where, offsets) if point.kept[name].ndim else None
    if carried is None:
        return None
    spots = np.random.RandomState(0).choice(where.size, min(SPOTS, where.size), replace=False)
    moved = one_by_one(point, name, where[spots], offsets)
    rounding = 4 * np.maximum(noise, 8 * UNIT * np.abs(moved))
    return carried if np.all(np.abs(carried[spots] - moved) <= rounding) else None
