"""What a loss curve is made of while it grows, and how it ended."""

from typing import Literal

from msgspec import Struct


class CurvePoints(Struct, frozen=True):
    """New points of one series: the training with the learner's gradient, or with the right one.

    `losses` may hold anything that a float can be: a diverging training ends in infinities and NaN.
    """

    series: Literal["yours", "true"]
    epochs: tuple[int, ...]
    losses: tuple[float, ...]


class CurveEnd(Struct, frozen=True):
    """The last word on a curve. `message` is one sentence; `diverged` says that "yours" left every bound."""

    message: str
    diverged: bool = False
