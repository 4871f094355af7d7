"""The judge beside the checkers that people use, on one population of right and wrong gradients.

    python -m tests.benchmarks judge
    python -m tests.benchmarks.peers [SEEDS] [FIRST]

The first prints ratios; the second a table of its own, for each: false red (a right gradient is refused), false green
(a wrong one is accepted: off by 1e-2 or more, by 1e-4 or more, all), undecided, loss evaluations and time of one
check; then the time for a network of 25 450 parameters. The peers are the real ones, from the extra `peers`; one that
is not installed says so. All get the same numpy loss and the same answer: for torch, jax and autograd it is wrapped as
a function whose backward pass returns the answer. Slow ones judge every fifth answer.
"""

import itertools
import platform
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from tests.benchmarks.models import MODELS, Case, build
from tests.benchmarks.population import SCALES, bucket, size_of_mistake
from tests.benchmarks.rivals import RIVALS, SLOW
from tests.benchmarks.rows import Row
from tests.benchmarks.versions import versions
from tests.gradcheck.networks import network

EVERY = 5
FIRST = 700
OURS = "tutor"


class Said(NamedTuple):
    """One verdict, the losses that it took, and the time of the processor."""

    word: str
    losses: int
    milliseconds: float


@dataclass
class Tally:
    """What one checker said."""

    right: Counter = field(default_factory=Counter)
    wrong: Counter = field(default_factory=Counter)
    gross: Counter = field(default_factory=Counter)
    visible: Counter = field(default_factory=Counter)
    losses: int = 0
    seconds: float = 0.0

    @property
    def milliseconds(self):
        """Of one verdict."""
        return 1e3 * self.seconds / max((self.right + self.wrong).total(), 1)

    @property
    def refused(self):
        """Percent of the right gradients that were called wrong."""
        return percent(self.right, "wrong")

    @property
    def accepted(self):
        """Percent of the wrong gradients that were called correct."""
        return percent(self.wrong, "correct")

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


def population(checks, seeds, first, every=1):
    """What each checker said of every right gradient and of every `every`-th wrong one, and how many those were."""
    tallies = {name: Tally() for name in checks}
    rights = wrongs = 0
    with np.errstate(all="ignore"):
        for case, answer, size in answers(seeds, first):
            rights, wrongs = rights + (size is None), wrongs + (size is not None)
            if size is not None and wrongs % every:
                continue
            for name, check in checks.items():
                turn = (rights if size is None else wrongs) % EVERY == 0 or size is None
                if check is not None and (turn or name not in SLOW):
                    tallies[name].note(size, *judged(check, case, answer))
    return tallies, rights, wrongs // every


def rows(amount):
    """The part of the table about verdicts: how long, and how often wrong."""
    checks = {name: start() for name, start in RIVALS.items()}
    tallies, rights, wrongs = population(checks, amount.seeds, FIRST, amount.every)
    sizes, large = right_gradient_of(checks, amount.networks[-1])
    mine, verdict = tallies[OURS], f"a verdict, {rights} right and {wrongs} wrong gradients"
    for name, check in checks.items():
        if name == OURS:
            continue
        theirs = tallies[name] if check else None
        yield Row(verdict, mine.milliseconds, name, theirs and theirs.milliseconds, "ms")
        yield Row("right gradients refused", mine.refused, name, theirs and theirs.refused, "%")
        yield Row("wrong gradients accepted", mine.accepted, name, theirs and theirs.accepted, "%")
        took = large[name].milliseconds if check else None
        said = f"{name}, which says {large[name].word}" if check else name
        yield Row(f"a verdict on {sizes:,} entries", large[OURS].milliseconds, said, took, "ms")


def main(seeds=1, first=FIRST):
    """Judge the population with every checker that is installed, and print the table."""
    checks = {name: start() for name, start in RIVALS.items()}
    tallies, rights, wrongs = population(checks, seeds, first)
    print(f"{date.today()}, {platform.machine()}, {versions()}")
    print(f"{rights} right and {wrongs} wrong gradients, seeds {first} to {first + seeds - 1}\n")
    show(checks, tallies)
    show_large(checks)


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


def percent(counted, verdict):
    return 100 * counted[verdict] / max(counted.total(), 1)


def share(counted, verdict):
    return f"{percent(counted, verdict):.1f}"


def right_gradient_of(checks, sizes):
    """How many parameters a network of these sizes has, and what each checker says of its right gradient."""
    d, h, k = sizes
    problem = network(n=32, d=d, h=h, k=k)
    case = Case("large", problem.params, problem.loss, problem.right(), sizes=problem.sizes)
    found = {}
    for name, check in checks.items():
        if check is not None:
            judged(check, case, case.right)
            verdict, losses, seconds = judged(check, case, case.right)
            found[name] = Said(verdict, losses, 1e3 * seconds)
    return sum(p.size for p in problem.params.values()), found


def show_large(checks):
    """The right gradient of a 784-32-10 network, 32 samples: verdict, losses and time of each checker."""
    size, found = right_gradient_of(checks, (784, 32, 10))
    print(f"\n| {size:,} parameters, a right gradient | verdict | losses | ms |\n|---|---|---|---|")
    for name, said in found.items():
        print(f"| {name} | {said.word} | {said.losses} | {said.milliseconds:.1f} |")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
