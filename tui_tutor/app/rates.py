"""The learning rates that a key steps through: 1, 2, 5, 10, ..., and the exercise's own among them."""

_LADDER = tuple(digit * 10.0**exponent for exponent in range(-6, 4) for digit in (1, 2, 5))


def next_rate(rate: float, by: int, own: float) -> float:
    """The rate `by` rungs on, as far as there are any. `own` is a rung too."""
    rungs = sorted({*_LADDER, own, rate})
    return rungs[min(max(rungs.index(rate) + by, 0), len(rungs) - 1)]
