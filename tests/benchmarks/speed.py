"""What a verdict costs: lesson-sized problems and a network of 25 450 parameters.

    python -m tests.benchmarks.speed

prints milliseconds, the best of several runs, and the loss evaluations behind them. One evaluation of the
network's loss is the unit: whatever a check does, it does it with losses.
"""

import time

from tests.gradcheck.networks import article, linear, network
from tui_tutor.gradcheck import check_gradient, compare


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
    """The 784-32-10 network with 32 samples: the verdict alone, and with more and more entries to look at."""
    problem = network(n=32, d=784, h=32, k=10)
    loss, p, right = problem.loss, problem.params, problem.right()
    broken = {name: g.copy() for name, g in right.items()}
    broken["W1"][300, 5] *= 1.01
    print(f"large    loss {best(loss, p, times=50):.3f} ms")
    for entries in (0, 64, 1024):
        taken = best(compare, loss, right, p, times=3, entries=entries)
        print(f"         entries={entries}: {taken:.1f} ms, {evaluations(problem, entries=entries)} losses")
    taken = best(compare, loss, broken, p, times=3, entries=0)
    print(f"         one entry off by 1 %: {compare(loss, broken, p, entries=0).verdict} in {taken:.1f} ms")


if __name__ == "__main__":
    lesson("article", article())
    lesson("linear", linear())
    lesson("network", network(n=5, d=3, h=3, k=2))
    lesson("network", network())
    large()
