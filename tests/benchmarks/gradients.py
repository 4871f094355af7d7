"""The whole numerical gradient, every entry of it, by central differences: carried through the loss, and by peers.

    python -m tests.benchmarks gradient

The loss is that of a network with two layers and softmax, on 32 samples. Times are of the processor, the best of some,
in turns. The growth exponent e says that the time grows like (number of parameters)^e.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tests.benchmarks.models import Case
from tests.benchmarks.rivals import loop
from tests.benchmarks.rows import Amount, Row
from tests.gradcheck.networks import Problem, network
from tui_tutor.gradcheck.many import losses_of_entries
from tui_tutor.gradcheck.point import Point, private_copies

STEP = 1e-4
OURS, LOOP, SCIPY = "tutor", "the plain loop", "scipy approx_derivative"
Params = dict[str, Any]


def together(problem: Problem) -> Params:
    """As the judge measures many entries."""
    point = Point(problem.loss, private_copies(problem.params))
    found = {}
    for name, array in point.kept.items():
        losses = losses_of_entries(point, name, np.arange(array.size), (STEP, -STEP), 0.0)
        found[name] = ((losses[:, 0] - losses[:, 1]) / (2 * STEP)).reshape(array.shape)
    return found


def one_by_one(problem: Problem) -> Params:
    """As everybody writes it."""
    return loop(Case("network", problem.params, problem.loss, {}), STEP)


def by_scipy(problem: Problem) -> Params | None:
    """scipy's, with its own steps; None when it is not installed."""
    try:
        from scipy.optimize._numdiff import approx_derivative
    except ImportError:
        return None
    names = list(problem.params)
    ends = np.cumsum([problem.params[name].size for name in names])[:-1]

    def parted(x: Any) -> Params:
        parts = zip(names, np.split(x, ends), strict=True)
        return {name: part.reshape(problem.params[name].shape) for name, part in parts}

    x = np.concatenate([problem.params[name].ravel() for name in names])
    return parted(approx_derivative(lambda moved: problem.loss(parted(moved)), x, method="3-point"))


WAYS: dict[str, Callable[[Problem], Params | None]] = {OURS: together, LOOP: one_by_one, SCIPY: by_scipy}


def rows(amount: Amount) -> Iterator[Row]:
    """The part of the table about whole gradients."""
    measured(network(n=2, d=1, h=2, k=2), 1)  # what is imported late is imported now
    sizes, times = [], []
    for d, h, k in amount.networks:
        problem = network(n=32, d=d, h=h, k=k)
        sizes.append(sum(p.size for p in problem.params.values()))
        times.append(measured(problem, amount.repeats))
        for peer in (LOOP, SCIPY):
            yield Row(f"whole gradient, {sizes[-1]:,} entries", times[-1][OURS], peer, times[-1][peer], "ms")
    for peer in (LOOP, SCIPY):
        yield Row(
            f"growth exponent, {sizes[-3:][0]:,} to {sizes[-1]:,} entries",
            growth(sizes[-3:], [found[OURS] for found in times[-3:]]),
            peer,
            growth(sizes[-3:], [found[peer] for found in times[-3:]]),
            "",
        )


def measured(problem: Problem, repeats: int) -> dict[str, float | None]:
    """Milliseconds of each way; None where a peer is missing. What they find must be the right gradient."""
    best: dict[str, float | None] = {}
    for _ in range(repeats):
        for name, way in WAYS.items():
            started = time.process_time()
            found = way(problem)
            taken = 1e3 * (time.process_time() - started)
            if found is None:
                best[name] = None
                continue
            for array, right in problem.right().items():
                np.testing.assert_allclose(found[array], right, atol=1e-6)
            best[name] = min(taken, best.get(name) or taken)
    return best


def growth(sizes: list[int], times: list[float | None]) -> float | None:
    """The slope of a line through (log size, log time), by least squares."""
    if None in times:
        return None
    return float(np.polyfit(np.log(sizes), np.log(np.array(times, float)), 1)[0])
