"""One submission of the corpus in one sandbox: how its call ended, and what got out."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from tests.sandbox.canaries import Ground
from tests.sandbox.conftest import FOREIGN, ROOT, script
from tests.sandbox.corpus import TIMED_OUT, Hostile
from tests.sandbox.corpus.endless import ENDLESS
from tests.sandbox.corpus.files import FILES
from tests.sandbox.corpus.frames import FRAMES
from tests.sandbox.corpus.kernel import KERNEL
from tests.sandbox.corpus.memory import MEMORY
from tests.sandbox.corpus.network import NETWORK
from tests.sandbox.corpus.numerics import NUMERICS
from tests.sandbox.corpus.output import OUTPUT
from tests.sandbox.corpus.processes import PROCESSES
from tests.sandbox.corpus.tricks import TRICKS
from tui_tutor.sandbox import CallResult, Limits, Sandbox
from tui_tutor.sandbox.forked import Zygote
from tui_tutor.sandbox.launch import Launch

OUTWARD = (*FILES, *NETWORK, *PROCESSES, *KERNEL)  # those that want something of the machine
CORPUS = (*OUTWARD, *ENDLESS, *MEMORY, *OUTPUT, *FRAMES, *NUMERICS, *TRICKS)
LIMITS = Limits(wall=0.3, memory=256 << 20)
PATIENT = Limits(wall=2.0, memory=256 << 20)  # for what has to end by itself, on a busy machine
LATE = 0.5  # seconds that a call may take beyond its limit


class Tried(NamedTuple):
    """How a call ended; the canaries that sang, `time` if it was late, `next call` if an honest one failed then."""

    result: CallResult
    out: set[str]


@contextmanager
def behind(walls: frozenset[str], kind: type[Zygote] = Zygote) -> Iterator[Sandbox]:
    """A sandbox with these walls only."""
    with Sandbox(Launch(FOREIGN, (ROOT,)), forked=partial(kind, walls=walls)) as sandbox:
        yield sandbox


def attempt(sandbox: Sandbox, one: Hostile, ground: Ground) -> Tried:
    """Runs it, looks at every canary, and then runs an honest submission."""
    limits = LIMITS if TIMED_OUT in one.ends else PATIENT
    result = sandbox.call(script(ground.fill(one.source), limits))
    out = ground.alarms(result)
    if result.seconds >= limits.wall + LATE:
        out.add("time")
    honest = sandbox.call(script("arrays = {'W': np.linalg.inv(2 * np.eye(2))}; print('honest')"))
    if (honest.outcome, honest.printed, list(honest.arrays)) != ("returned", "honest\n", ["W"]):
        out.add("next call")
    return Tried(result, out)
