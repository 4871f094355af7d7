"""The loss around one point: parameters are moved, the loss is taken, everything is put back bit for bit."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Loss = Callable[[dict[str, Any]], Any]


def private_copies(params: Mapping[str, Any]) -> dict[str, Array]:
    """float64 copies in C order that nobody else holds: moving them moves nothing of the caller's.

    Raises TypeError for what is no array of real numbers.
    """
    for name, value in params.items():
        if np.asarray(value).dtype.kind not in "fiub":
            raise TypeError(
                f"params[{name!r}] must be an array of real numbers, not {np.asarray(value).dtype}."
            )
    return {name: np.array(value, dtype=np.float64, order="C") for name, value in params.items()}


class Point:
    """A loss and the arrays that it is differentiated for.

    `arrays` are moved in place: usually private copies; the caller's own when the loss reads them from
    outside. A moved point where the loss cannot be computed (ArithmeticError, ValueError) counts as NaN: it
    lies outside the loss's domain. Any other exception is the caller's and passes, with everything put back.
    """

    def __init__(self, loss: Loss, arrays: dict[str, Array]) -> None:
        self._loss = loss
        self.arrays = arrays
        self.kept = {name: array.copy() for name, array in arrays.items()}
        # A view where the memory allows it, numpy's flat iterator (the same indexing, slower) where not.
        self._flat: dict[str, Any] = {
            name: array.reshape(-1) if array.flags.c_contiguous else array.flat
            for name, array in arrays.items()
        }
        self._flat_kept = {name: array.ravel() for name, array in self.kept.items()}
        self.evaluations = 0
        self.value = self.here()

    def anew(self) -> "Point":
        """The same arrays and loss, looked at again: for a loss whose data have changed."""
        return Point(self._loss, self.arrays)

    def here(self) -> float:
        """The loss at the point itself. Exceptions of the loss pass; NotOneNumberError when it is no loss."""
        self.evaluations += 1
        return one_number(self._loss(dict(self.arrays)))

    def with_stand_in(self, name: str, array: Any) -> Any:
        """What the loss returns when it is given something else in the place of one array. All exceptions pass."""
        return self._loss({**self.arrays, name: array})

    def entry(self, name: str, index: int, t: float) -> float:
        """The loss with one entry, by its flat position, moved by t."""
        flat, kept = self._flat[name], self._flat_kept[name]
        flat[index] = kept[index] + t
        try:
            return self._moved()
        finally:
            flat[index] = kept[index]

    def block(self, name: str, where: slice, direction: Array, t: float) -> float:
        """The loss with a range of flat positions of one array moved by t * direction (1-d)."""
        flat, kept = self._flat[name], self._flat_kept[name][where]
        flat[where] = kept + t * direction
        try:
            return self._moved()
        finally:
            flat[where] = kept

    def along(self, directions: Mapping[str, Array], t: float) -> float:
        """The loss with whole arrays moved by t * direction (the array's shape)."""
        try:
            for name, direction in directions.items():
                self.arrays[name][...] = self.kept[name] + t * direction
            return self._moved()
        finally:
            for name in directions:
                self.arrays[name][...] = self.kept[name]

    def _moved(self) -> float:
        try:
            return self.here()
        except (ArithmeticError, ValueError):
            return math.nan


class NotOneNumberError(TypeError):
    """A loss that is no loss: not exactly one real number."""


def one_number(value: Any) -> float:
    """A loss as a float. Raises NotOneNumberError when it is anything else."""
    number = np.asarray(value)
    if number.size == 1 and number.dtype.kind in "fiub":
        return float(number.item())
    what = f"an array of shape {number.shape}" if number.size != 1 else f"of type {number.dtype}"
    raise NotOneNumberError(f"the loss must be one real number, and is {what}")
