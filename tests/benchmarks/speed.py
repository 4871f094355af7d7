"""What a verdict costs: lesson-sized problems and a network of 25 450 parameters.

    python -m tests.benchmarks.speed

prints milliseconds, the best of several runs, and the loss evaluations behind them. Set
OPENBLAS_NUM_THREADS=1, as a call does: idle threads of a matrix product count as processor time. One evaluation of the
network's loss is the unit: whatever a check does, it does it with losses.
"""

import time

import numpy as np

from tests.gradcheck.networks import article, linear, network
from tui_tutor.gradcheck import check_gradient, compare, convergence
from tui_tutor.gradcheck.many import losses_of_entries, one_by_one
from tui_tutor.gradcheck.point import Point, private_copies


def best(run, *arguments, times=7, **options):
    """The shortest of several runs in milliseconds of processor time, so that other programs do not count."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        run(*arguments, **options)
        taken.append(time.process_time() - start)
    return 1e3 * min(taken)


def evaluations(problem, **options):
    """How often one comparison calls the loss."""
    calls = []

    def counted(p):
        calls.append(1)
        return problem.loss(p)

    compare(counted, problem.right(), problem.params, **options)
    return len(calls)


def lesson(name, problem):
    """One line about a problem of the size that lessons have."""
    loss, p, right = problem.loss, problem.params, problem.right()
    half = {key: g / 2 for key, g in right.items()}
    print(
        f"{name:8} {sum(a.size for a in p.values()):3} parameters, loss {best(loss, p, times=50):.3f} ms: "
        f"right {best(compare, loss, right, p):.2f} ms ({evaluations(problem)} losses), "
        f"wrong {best(compare, loss, half, p):.2f} ms, "
        f"check_gradient {best(check_gradient, loss, problem.gradient, p):.2f} ms"
    )


def large():
    """The 784-32-10 network with 32 samples: the verdict, the picture beside it, and one entry off by 1 %."""
    problem = network(n=32, d=784, h=32, k=10)
    loss, p, right = problem.loss, problem.params, problem.right()
    broken = {name: g.copy() for name, g in right.items()}
    broken["W1"][300, 5] *= 1.01
    print(f"large    loss {best(loss, p, times=50):.3f} ms")
    for entries in (0, 1024):
        taken = best(compare, loss, right, p, entries=entries)
        print(
            f"         right, entries={entries}: {taken:.1f} ms, {evaluations(problem, entries=entries)} losses"
        )
    print(f"         its difference at ten steps: {best(convergence, loss, right, p):.1f} ms")
    taken = best(compare, loss, broken, p, times=3)
    print(f"         one entry off by 1 %: {compare(loss, broken, p).verdict} in {taken:.1f} ms")


def table():
    """Every entry of the 9 610 parameters of a 64-128-10 network: carried through the loss, and one by one."""
    problem = network(n=32, d=64, h=128, k=10)
    point = Point(problem.loss, private_copies(problem.params))

    def measured(way, *more):
        for name, array in point.kept.items():
            way(point, name, np.arange(array.size), (1e-4, -1e-4), *more)

    together, alone = (
        best(measured, losses_of_entries, 0.0, times=3),
        best(measured, one_by_one, times=2),
    )
    print(
        f"table    9610 entries together {together:.0f} ms, one by one {alone:.0f} ms: {alone / together:.1f} x"
    )


if __name__ == "__main__":
    lesson("article", article())
    lesson("linear", linear())
    lesson("network", network(n=5, d=3, h=3, k=2))
    lesson("network", network())
    large()
    table()
