"""The losses of many single-entry changes: carried through the loss where that works, one by one where not."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.carried import Batch, Columns
from tui_tutor.gradcheck.noise import UNIT
from tui_tutor.gradcheck.point import Array, Point

MANY = 8
AT_ONCE = 256
SMALL = 256  # entries of an array of which many copies are quicker than one after the other


def losses_of_entries(
    point: Point, name: str, where: NDArray[np.intp], offsets: tuple[float, ...], noise: float
) -> Array:
    """The loss with the entry at each flat position moved by each offset: (len(where), len(offsets)).

    From 8 entries on they are carried through the loss together. One for each offset is also moved alone; if
    one disagrees by more than rounding can, all are.
    """
    carried = None
    if where.size >= MANY:
        carried = _confirmed(point, name, where, offsets, noise)
    return one_by_one(point, name, where, offsets) if carried is None else carried


def can_be_carried(
    point: Point, name: str, where: NDArray[np.intp], offsets: tuple[float, ...], noise: float
) -> bool:
    """Whether the loss lets these changes be carried through it, confirmed by moving some alone."""
    return _confirmed(point, name, where, offsets, noise) is not None


def losses_along(point: Point, name: str, direction: Array, offsets: Array) -> Array:
    """The loss with one array moved by each offset times the direction (the array's shape): (len(offsets),).

    All at once where the loss lets whole arrays be carried through it, confirmed by the first and last offset.
    """
    moved = point.kept[name][..., None] + direction[..., None] * offsets
    carried = _through(point, name, Batch(moved)) if moved.size <= AT_ONCE * SMALL else None
    ends = [0, len(offsets) - 1]
    if carried is not None and carried.shape == offsets.shape:
        alone = np.array([point.along({name: direction}, float(offsets[i])) for i in ends])
        if np.all(np.abs(carried[ends] - alone) <= 4 * 8 * UNIT * np.abs(alone)):
            return carried
    return np.array([point.along({name: direction}, t) for t in offsets.tolist()])


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
        losses = _through(point, name, moved)
        if losses is None or losses.shape != by.shape:
            return None
        found.append(losses.reshape(some.size, len(offsets)))
    return np.concatenate(found)


def _through(point: Point, name: str, moved: Columns | Batch) -> Array | None:
    """One loss for each moved array, or None when the loss does something that cannot be carried."""
    try:
        losses: Any = point.with_stand_in(name, moved)
    except Exception:  # whatever code says to an array that is none: then it is not for this way
        return None
    return losses.values if isinstance(losses, Batch) else None


def _confirmed(
    point: Point, name: str, where: NDArray[np.intp], offsets: tuple[float, ...], noise: float
) -> Array | None:
    """The carried losses, if a few of them are what moving one entry after the other gives."""
    carried = _carried(point, name, where, offsets) if point.kept[name].ndim else None
    if carried is None:
        return None
    spots = np.linspace(0, where.size - 1, len(offsets)).astype(np.intp)
    alone = np.array([point.entry(name, int(where[i]), t) for i, t in zip(spots, offsets, strict=True)])
    rounding = 4 * np.maximum(noise, 8 * UNIT * np.abs(alone))
    return carried if np.all(np.abs(np.diagonal(carried[spots]) - alone) <= rounding) else None
