"""The judge beside the checkers that people use, on one population of right and wrong gradients.

    python -m tests.benchmarks.peers [SEEDS] [FIRST]

prints, for each: false red (a right gradient is refused), false green (a wrong one is accepted: off by 1e-2
or more, by 1e-4 or more, all), undecided, loss evaluations and time of one check; then the time for a
network of 25 450 parameters. The peers are the real ones, from the extra `peers`; one that is not installed
says so. All get the same numpy loss and the same answer: for torch, jax and autograd it is wrapped as a
function whose backward pass returns the answer. Slow ones judge every fifth answer.
"""

import importlib.metadata
import itertools
import platform
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from tests.benchmarks.models import MODELS, Case, build
from tests.benchmarks.population import SCALES, bucket, size_of_mistake
from tests.benchmarks.rivals import RIVALS, SLOW
from tests.gradcheck.networks import network

EVERY = 5


@dataclass
class Tally:
    """What one checker said."""

    right: Counter = field(default_factory=Counter)
    wrong: Counter = field(default_factory=Counter)
    gross: Counter = field(default_factory=Counter)
    visible: Counter = field(default_factory=Counter)
    losses: int = 0
    seconds: float = 0.0

    def note(self, size, verdict, losses, seconds):
        """Count one verdict on an answer that is off by `size`, None for the right one."""
        self.losses, self.seconds = self.losses + losses, self.seconds + seconds
        if size is None:
            self.right[verdict] += 1
            return
        self.wrong[verdict] += 1
        if size >= 1e-4:
            self.visible[verdict] += 1
        if size >= 1e-2:
            self.gross[verdict] += 1


def answers(seeds, first):
    """Every answer of the population: the case, the answer, how far it is off (None: it is right)."""
    for model, seed, (x, y) in itertools.product(MODELS, range(first, first + seeds), SCALES):
        case, _ = build(model, seed, x, y)
        yield case, case.right, None
        for answer in case.wrong.values():
            size = size_of_mistake(answer, case)
            if bucket(size) is not None and all(np.all(np.isfinite(g)) for g in answer.values()):
                yield case, answer, size


def judged(check, case, answer):
    """A verdict, the losses it took, and the seconds of processor time."""
    calls = []

    def loss(p):
        calls.append(1)
        return case.loss(p)

    start = time.process_time()
    verdict = check(Case(case.model, case.params, loss, case.right, sizes=case.sizes), answer)
    return verdict, len(calls), time.process_time() - start


def main(seeds=1, first=700):
    """Judge the population with every checker that is installed, and print the table."""
    checks = {name: start() for name, start in RIVALS.items()}
    tallies = {name: Tally() for name in checks}
    rights = wrongs = 0
    with np.errstate(all="ignore"):
        for case, answer, size in answers(seeds, first):
            rights, wrongs = rights + (size is None), wrongs + (size is not None)
            for name, check in checks.items():
                turn = (rights if size is None else wrongs) % EVERY == 0 or size is None
                if check is not None and (turn or name not in SLOW):
                    tallies[name].note(size, *judged(check, case, answer))
    print(f"{date.today()}, {platform.machine()}, {versions()}")
    print(f"{rights} right and {wrongs} wrong gradients, seeds {first} to {first + seeds - 1}\n")
    show(checks, tallies)
    large(checks)


def versions():
    """Of everything that takes part and is installed."""
    found = [f"python {platform.python_version()}"]
    for name in ("numpy", "torch", "jax", "autograd", "scipy"):
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def show(checks, tallies):
    """The table in Markdown, so that it can be kept."""
    print("| checker | false red % | false green % ≥ 1e-2 | ≥ 1e-4 | all | undecided % | losses | ms |")
    print("|---|---|---|---|---|---|---|---|")
    for name, tally in tallies.items():
        if checks[name] is None:
            print(f"| {name} | not installed | | | | | | |")
            continue
        count = tally.right.total() + tally.wrong.total()
        green = [share(t, "correct") for t in (tally.gross, tally.visible, tally.wrong)]
        undecided = share(tally.right + tally.wrong, "undecided")
        print(
            f"| {name} | {share(tally.right, 'wrong')} | {' | '.join(green)} | {undecided} "
            f"| {tally.losses / count:.0f} | {1e3 * tally.seconds / count:.1f} |"
        )


def share(counted, verdict):
    return f"{100 * counted[verdict] / max(counted.total(), 1):.1f}"


def large(checks):
    """The right gradient of a 784-32-10 network, 32 samples: verdict, losses and time of each checker."""
    problem = network(n=32, d=784, h=32, k=10)
    case = Case("large", problem.params, problem.loss, problem.right(), sizes=problem.sizes)
    print("\n| 25 450 parameters, a right gradient | verdict | losses | ms |\n|---|---|---|---|")
    for name, check in checks.items():
        if check is not None:
            judged(check, case, case.right)
            verdict, losses, seconds = judged(check, case, case.right)
            print(f"| {name} | {verdict} | {losses} | {1e3 * seconds:.1f} |")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
