"""One draw as the ground on which answers are judged: what is the same for all of them is computed once."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.foreign import offer_authors_tools
from tui_tutor.calls.numeric import MAX_ENTRIES, Loss, lesson_gradient
from tui_tutor.calls.official import official
from tui_tutor.calls.problem import SHOWN, Posed, Problem, ProblemError
from tui_tutor.calls.selection import chosen_loss
from tui_tutor.calls.submission import RESULT, AnswerError, as_arrays

FEW_ENTRIES = 64  # measured of large arrays where another draw has shown the mistake already
Key = tuple[str | None, tuple[str, ...]]  # the loss that an answer chose, the intermediates that it gives


class Ground:
    """A draw with the ruler at its parameters, or with the expected value. Nothing in it depends on an answer.

    A ruler belongs to a loss and to the probes of the intermediates that an answer gives; answers that give and
    choose the same share it.
    """

    def __init__(self, problem: Problem, posed: Posed, request: dict[str, Any]) -> None:
        self.problem, self.label, self.draw, self._request = problem, posed.label, posed.draw, request
        self._losses: dict[Key, Loss] = {}
        self._rulers: dict[tuple[Key, int], gradcheck.Ruler] = {}
        self._taught: dict[Key, Arrays] = {}

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The draw's free sizes by name. Raises ProblemError."""
        try:
            return {str(name): int(size) for name, size in dict(self.draw.get("sizes") or {}).items()}
        except (TypeError, ValueError) as error:
            raise ProblemError(
                "draw must put names and whole numbers under 'sizes', as in {'n': 5}"
            ) from error

    @cached_property
    def params(self) -> Arrays:
        """What is differentiated, in float64."""
        return {name: np.array(array, dtype=float) for name, array in self.draw["params"].items()}

    @cached_property
    def inputs(self) -> Arrays:
        """The arrays that the loss reads besides its parameters."""
        return {name: value for name, value in self.draw.items() if isinstance(value, np.ndarray)}

    @cached_property
    def official(self) -> Arrays:
        """What the official solution answers here. Raises what the problem file raises."""
        return official(self.problem, self.draw, self._request)

    @cached_property
    def expected(self) -> Arrays:
        """The value that is expected here. Raises ProblemError, and what the problem file raises."""
        offer_authors_tools()
        value = self.problem.function("expected")(self.draw)
        try:
            return as_arrays(value)
        except AnswerError as error:
            raise ProblemError(
                "expected must return an array of numbers, or a dict or tuple of such arrays"
            ) from error

    def measure(self) -> None:
        """Does now what nearly every judgement needs: as if the answer gave the official names, and chose no loss."""
        if not self.problem.has("loss"):
            _ = self.expected
            return
        answer = self.official if self._request.get("intermediates") else {}
        ruler = self.ruler(answer, None)
        with np.errstate(all="ignore"):
            _ = ruler.scales
            if self.label == SHOWN and ruler.measures_all:
                for name in ruler.point.kept:
                    ruler.every_entry(name)
        if self.label == SHOWN:
            self.lesson_gradient(answer, None)

    def under_its_name(self, answer: Arrays) -> Arrays:
        """A bare array is the gradient of the only parameter there is."""
        if len(self.params) == 1 and list(answer) == [RESULT]:
            return {next(iter(self.params)): answer[RESULT]}
        return answer

    def intermediates(self, answer: Arrays) -> tuple[str, ...]:
        """Those intermediates that the answer gives and the official solution has, in backward order."""
        asked: Sequence[str] = [name for name in self._request.get("intermediates", ()) if name in answer]
        return tuple(name for name in asked if name in self.official)

    def ruler(self, answer: Arrays, chosen: str | None, *, briefly: bool = False) -> gradcheck.Ruler:
        """The ruler for an answer that chose that loss. Raises ProblemError when the loss is none.

        `briefly`: large arrays are not measured as closely.
        """
        key, point = self._key(answer, chosen), self._point(answer)
        large = sum(array.size for array in point.values()) > MAX_ENTRIES
        entries = FEW_ENTRIES if briefly and large else MAX_ENTRIES
        if (key, entries) not in self._rulers:
            self._rulers[key, entries] = gradcheck.Ruler.at(self._loss(key, point), point, entries=entries)
        return self._rulers[key, entries]

    def lesson_gradient(self, answer: Arrays, chosen: str | None) -> Arrays:
        """What the core's `numerical_gradient` gives here at the exercise's h; nothing where that is too much."""
        key, point = self._key(answer, chosen), self._point(answer)
        if sum(array.size for array in point.values()) > MAX_ENTRIES:
            return {}
        if key not in self._taught:
            h = float(self._request.get("h", 1e-4))
            self._taught[key] = lesson_gradient(self._loss(key, point), point, h)
        return self._taught[key]

    def _loss(self, key: Key, point: Arrays) -> Loss:
        if key not in self._losses:
            function = chosen_loss(self._request.get("losses", ()), key[0])[1]
            loss = self.problem.loss(self.draw, function, {name: point[name] for name in key[1]})
            _is_a_loss(loss, point)
            self._losses[key] = loss
        return self._losses[key]

    def _point(self, answer: Arrays) -> Arrays:
        probes = {name: np.zeros(self.official[name].shape) for name in self.intermediates(answer)}
        return {**self.params, **probes}

    def _key(self, answer: Arrays, chosen: str | None) -> Key:
        return chosen_loss(self._request.get("losses", ()), chosen)[0], self.intermediates(answer)


def _is_a_loss(loss: Loss, point: Arrays) -> None:
    """Raises ProblemError unless the loss is one number, and the same one when it is asked again."""
    first, again = (loss({name: array.copy() for name, array in point.items()}) for _ in range(2))
    number = np.asarray(first)
    if number.size != 1 or number.dtype.kind not in "fiub":
        raise ProblemError(
            f"loss must return one real number, not {number.dtype} values of shape {number.shape}"
        )
    if np.isfinite(number.item()) and np.asarray(again).item() != number.item():
        raise ProblemError("two calls of loss differ: draw random numbers in draw, from its rng")
