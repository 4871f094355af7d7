"""One entry changed, carried through a loss that knows nothing of it: many losses for the price of a few.

The loss gets, in the place of a parameter, B copies of it that differ in one column each. What it computes is
computed for the changed columns alone as long as that is possible, and for B whole arrays after that. The copies lie
along the last axis, so that numpy's loops run over all of them at once, however short a row is. Only
operations that are known here are carried; everything else (an index, a float(), an if) raises TypeError, and
the caller moves one entry after the other instead.
"""

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.point import Array

Elementwise = Callable[..., Any]

REDUCTIONS = (np.sum, np.mean, np.max, np.min)


class _Carried(np.lib.mixins.NDArrayOperatorsMixin):
    """What both forms have in common: they look like an array of `shape`, and refuse to become one."""

    shape: tuple[int, ...]

    def whole(self) -> "Batch":
        """All B arrays."""
        raise NotImplementedError

    @property
    def T(self) -> "Batch":
        """Every array with its axes reversed."""
        return Batch(self.whole().values.transpose(*range(self.ndim - 1, -1, -1), self.ndim))

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def size(self) -> int:
        return int(np.prod(self.shape))

    def __len__(self) -> int:
        return self.shape[0]

    def __bool__(self) -> bool:
        raise TypeError("many values have no single truth")

    def __array__(self, *_: Any, **__: Any) -> NDArray[Any]:
        raise TypeError("many arrays are not one")

    def sum(self, axis: Any = None, keepdims: bool = False) -> "Batch":
        return _reduced(np.sum, self, axis, keepdims=keepdims)

    def mean(self, axis: Any = None, keepdims: bool = False) -> "Batch":
        return _reduced(np.mean, self, axis, keepdims=keepdims)

    def max(self, axis: Any = None, keepdims: bool = False) -> "Batch":
        return _reduced(np.max, self, axis, keepdims=keepdims)

    def __array_ufunc__(self, ufunc: Any, method: str, *operands: Any, **options: Any) -> Any:
        if method != "__call__" or options or ufunc.nout != 1:
            return NotImplemented
        if ufunc is np.matmul:
            return _product(*operands)
        return NotImplemented if ufunc.signature else _elementwise(ufunc, operands)

    def __array_function__(self, function: Any, types: Any, operands: Any, options: Any) -> Any:
        if function in REDUCTIONS and len(operands) <= 2 and options.keys() <= {"axis", "keepdims"}:
            return _reduced(function, *operands, **options)
        if function is np.where and len(operands) == 3 and not options:
            return _elementwise(np.where, operands)
        return NotImplemented


class Columns(_Carried):
    """B arrays, each equal to `base` (..., m) but for the column `column[b]`, which is `values[..., b]` (...)."""

    def __init__(self, base: Array, column: NDArray[np.intp], values: Array) -> None:
        self.base, self.column, self.values, self.shape = base, column, values, base.shape

    @classmethod
    def with_entries_moved(cls, array: Array, where: NDArray[np.intp], by: Array) -> Self:
        """Copy b of the array (at least 1-d) has its entry at the flat position where[b] moved by by[b]."""
        *row, column = np.unravel_index(where, array.shape)
        values = array[..., column]
        values[(*row, np.arange(len(where)))] += by
        return cls(array, column, values)

    def whole(self) -> "Batch":
        copies = len(self.column)
        values = np.repeat(self.base[..., None], copies, axis=-1)
        values[..., self.column, np.arange(copies)] = self.values
        return Batch(values)


class Batch(_Carried):
    """B whole arrays: `values` (..., B)."""

    def __init__(self, values: Array) -> None:
        self.values, self.shape = values, values.shape[:-1]

    def whole(self) -> "Batch":
        return self


def _elementwise(function: Elementwise, operands: tuple[Any, ...]) -> Columns | Batch:
    """An elementwise function: on the changed columns where every operand has them, else on whole arrays."""
    shape = np.broadcast_shapes(*(_shape(x) for x in operands))
    columns = [x for x in operands if isinstance(x, Columns)]
    if any(isinstance(x, Batch) for x in operands) or any(x.shape[-1:] != shape[-1:] for x in columns):
        return Batch(function(*(_spread(x) for x in operands)))
    base = function(*(x.base if isinstance(x, Columns) else x for x in operands))
    column = columns[0].column
    return Columns(base, column, function(*(_at(x, column) for x in operands)))


def _spread(x: Any) -> Any:
    """An operand as it stands beside B whole arrays: with B copies, or with one for all of them."""
    if isinstance(x, _Carried):
        return x.whole().values
    return np.asarray(x)[..., None] if np.ndim(x) else x


def _at(x: Any, column: NDArray[np.intp]) -> Any:
    """The changed columns of an operand, (..., B): its own, or those of a plain array."""
    if isinstance(x, Columns):
        return x.values
    if np.ndim(x) == 0:
        return x
    x = np.asarray(x)
    return x if x.shape[-1] == 1 else x[..., column]


def _product(a: Any, b: Any) -> Any:
    """A @ B of matrices: from the left a changed column stays one, from the right it spreads by rank one."""
    if not len(_shape(a)) == len(_shape(b)) == 2 or (isinstance(a, _Carried) and isinstance(b, _Carried)):
        return NotImplemented
    if isinstance(b, Columns):
        return Columns(a @ b.base, b.column, a @ b.values)
    if isinstance(a, Columns):
        change = a.values - a.base[:, a.column]
        return Batch((a.base @ b)[..., None] + change[:, None, :] * b[a.column].T)
    if isinstance(b, Batch):
        return Batch((a @ b.values.reshape(len(b), -1)).reshape(len(a), *b.values.shape[1:]))
    return Batch(b.T @ a.values)


def _shape(x: Any) -> tuple[int, ...]:
    return x.shape if isinstance(x, _Carried) else np.shape(x)


def _reduced(function: Any, x: Any, axis: Any = None, *, keepdims: bool = False) -> Batch:
    """A sum, mean, largest or smallest over the axes of each of the B arrays."""
    axes = range(x.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    own = tuple(a if a >= 0 else a - 1 for a in axes)
    return Batch(function(x.whole().values, axis=own, keepdims=keepdims))
