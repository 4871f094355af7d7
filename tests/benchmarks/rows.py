"""One table of ratios: what the tutor needs, what its peer needs at the same moment, and the first by the second."""

from dataclasses import dataclass

HEAD = "| what | tutor | beside | there | ratio |\n|---|---|---|---|---|"


@dataclass(frozen=True)
class Row:
    """`mine` and `theirs` are in `unit`, measured in one run; None where something is not installed."""

    what: str
    mine: float | None
    peer: str
    theirs: float | None
    unit: str

    def __str__(self) -> str:
        cells = (self.what, self._number(self.mine), self.peer, self._number(self.theirs), self._ratio())
        return f"| {' | '.join(cells)} |"

    def _number(self, value: float | None) -> str:
        return "not installed" if value is None else f"{value:.4g} {self.unit}".rstrip()

    def _ratio(self) -> str:
        return f"{self.mine / self.theirs:.3g}" if self.mine is not None and self.theirs else ""


@dataclass(frozen=True)
class Amount:
    """How much is measured: enough to be believed, or only enough to see that everything can be."""

    rounds: int  # of every pair of programs that take turns
    checks: int  # from a key to a verdict
    keys: int  # typed while a curve trains
    seeds: int  # of the population of gradients, each 70 right ones and some 1,600 wrong ones
    every: int  # how many of the wrong gradients are passed over for one that is judged
    networks: tuple[tuple[int, int, int], ...]  # inputs, hidden, outputs: whose whole gradient is measured
    repeats: int  # of each of those
    classes: tuple[int, int]  # files in a small and in a large class
    actions: int  # of a person at the application
    growth: float  # of its memory that is allowed, in bytes an action


_NETWORKS = ((1, 2, 2), (20, 32, 10), (128, 72, 10), (784, 32, 10))  # 10 to 25,450 parameters
FULL = Amount(
    rounds=11,
    checks=15,
    keys=60,
    seeds=1,
    every=1,
    networks=_NETWORKS,
    repeats=3,
    classes=(200, 2_000),
    actions=4_000,
    growth=750,  # finds a leak of a kilobyte; heaps grow in steps, which alone came to 480 once
)
SMOKE = Amount(
    rounds=1,
    checks=2,
    keys=3,
    seeds=1,
    every=400,
    networks=_NETWORKS[:2],
    repeats=1,
    classes=(8, 12),
    actions=100,  # two visits
    growth=float("inf"),  # first visits bring much into memory
)
