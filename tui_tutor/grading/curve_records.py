"""What a loss curve is made of while it grows, and how it ended."""

from typing import Literal

from msgspec import Struct


class Trial(Struct, frozen=True):
    """What a learner may try out: another learning rate (None: the exercise's), another start.

    Start 0 is the exercise's own; 1, 2, ... are random parameters of the same size, the same ones each time.
    """

    rate: float | None = None
    start: int = 0


class CurvePoints(Struct, frozen=True):
    """New points of one series: the training with the learner's gradient, or with the right one.

    `losses` may hold anything that a float can be: a diverging training ends in infinities and NaN.
    """

    series: Literal["yours", "true"]
    epochs: tuple[int, ...]
    losses: tuple[float, ...]


class CurveEnd(Struct, frozen=True):
    """The last word on a curve: how both trainings ended. `diverged` says that one of them left every bound."""

    message: str
    diverged: bool = False
