"""A problem file in memory, and the draws that it makes from seeds."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tui_tutor.calls.foreign import PROBLEM, execute, offer_authors_tools

Draw = dict[str, Any]
Params = dict[str, np.ndarray[Any, Any]]
SHOWN = "shown"
MOVED = "moved"


@dataclass(frozen=True)
class Posed:
    """One draw under the name that people read: "shown", "moved" (the shown data at other parameters), "hidden 1"."""

    label: str
    draw: Draw


class ProblemError(Exception):
    """The author's error: the problem file does not do what the format asks."""


@dataclass(frozen=True)
class Problem:
    """The names of an executed problem file."""

    names: dict[str, Any]

    @classmethod
    def load(cls, source: str) -> "Problem":
        """Executes a problem file. Raises whatever it raises."""
        offer_authors_tools()
        return cls(execute(source, PROBLEM, "problem"))

    def function(self, name: str) -> Callable[..., Any]:
        """A function of the file. Raises ProblemError when it is not there."""
        function = self.names.get(name)
        if not callable(function):
            raise ProblemError(f"the problem file has no function {name}")
        return function  # type: ignore[no-any-return]

    def has(self, name: str) -> bool:
        """Whether the file defines a function of that name."""
        return callable(self.names.get(name))

    def draws(self, seeds: Sequence[int]) -> list[Posed]:
        """The shown draw (first seed), the shown data at moved parameters, then the hidden draws."""
        shown = self.draw(seeds[0], shown=True)
        posed = [Posed(SHOWN, shown)]
        if self.has("loss"):
            moved = dict(self.draw(seeds[0], shown=True))
            moved["params"] = _moved(moved["params"], np.random.RandomState(seeds[0] + 7919))
            posed.append(Posed(MOVED, moved))
        hidden = [self.draw(seed, shown=False) for seed in seeds[1:]]
        return posed + [Posed(f"hidden {number}", draw) for number, draw in enumerate(hidden, 1)]

    def draw(self, seed: int, *, shown: bool) -> Draw:
        """One set of data. The stream is RandomState's, which is frozen across numpy releases."""
        draw = self.function("draw")(np.random.RandomState(seed), shown)
        if not isinstance(draw, dict):
            raise ProblemError(f"draw must return a dict, not {type(draw).__name__}")
        if self.has("loss") and not isinstance(draw.get("params"), dict):
            raise ProblemError("draw must put a dict of arrays under 'params': it is what is differentiated")
        return draw

    def curve_data(self, seed: int) -> Draw:
        """The data that the loss curve is trained on: the file's own, or the shown draw."""
        if not self.has("curve_data"):
            return self.draw(seed, shown=True)
        data = self.function("curve_data")(np.random.RandomState(seed))
        if not isinstance(data, dict) or not isinstance(data.get("params"), dict):
            raise ProblemError("curve_data must return a dict with the starting parameters under 'params'")
        return data

    def curve_loss(self, draw: Draw, loss_fn: Callable[..., Any] | None = None) -> Callable[[Params], float]:
        """What the curve shows, as a function of the parameters alone: the file's own, or its loss."""
        if not self.has("curve_loss"):
            return self.loss(draw, loss_fn)
        function = self.function("curve_loss")
        return lambda params: function(params, draw)

    def loss(
        self,
        draw: Draw,
        loss_fn: Callable[..., Any] | None = None,
        probes: dict[str, np.ndarray[Any, Any]] | None = None,
    ) -> Callable[[Params], float]:
        """The loss of this draw as a function of its parameters alone.

        Names in `probes` are taken out of the parameters and handed to the problem's `probes` argument.
        """
        function = self.function("loss")
        wants = inspect.signature(function).parameters
        extra: dict[str, Any] = {"loss_fn": loss_fn} if "loss_fn" in wants else {}
        names = frozenset(probes or ())

        def loss(params: dict[str, np.ndarray[Any, Any]]) -> float:
            if "probes" in wants:
                extra["probes"] = _Probes({name: params[name] for name in names if name in params})
            plain = {name: array for name, array in params.items() if name not in names}
            return function(plain, draw, **extra)  # type: ignore[no-any-return]

        return loss


class _Probes(dict[str, Any]):
    """Probes that were not asked for are zero, so that a loss may add every one of them."""

    def __missing__(self, name: str) -> float:
        return 0.0


def _moved(params: dict[str, Any], rng: np.random.RandomState) -> dict[str, Any]:
    """Parameters nearby: 30 % of each array's own scale, 0.5 where the array is zero, because mistakes hide there."""
    moved = {}
    for name, array in params.items():
        array = np.asarray(array, dtype=float)
        scale = float(np.sqrt(np.mean(array**2))) if array.size else 0.0
        noise = rng.standard_normal(array.shape)
        moved[name] = array + (0.3 * scale if scale > 0 else 0.5) * noise
    return moved
