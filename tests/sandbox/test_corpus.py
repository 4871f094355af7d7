"""The corpus: every hostile submission is contained, by all walls together and by the kernel filter alone.

First the canaries are proved to sing when nothing holds a submission back; or their silence says nothing.
"""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.sandbox.canaries import Ground
from tests.sandbox.conftest import FOREIGN, ROOT, eventually, script
from tests.sandbox.corpus import CRASHED, Hostile
from tests.sandbox.corpus.endless import ENDLESS
from tests.sandbox.corpus.files import FILES
from tests.sandbox.corpus.frames import FRAMES
from tests.sandbox.corpus.kernel import KERNEL
from tests.sandbox.corpus.memory import MEMORY
from tests.sandbox.corpus.network import NETWORK
from tests.sandbox.corpus.output import OUTPUT
from tests.sandbox.corpus.processes import PROCESSES
from tests.sandbox.corpus.tricks import TRICKS
from tui_tutor.sandbox import Limits, Sandbox
from tui_tutor.sandbox.forked import ForkedWorker, Zygote
from tui_tutor.sandbox.launch import WALLS, Launch

pytestmark = pytest.mark.linux

CORPUS = (*FILES, *NETWORK, *PROCESSES, *KERNEL, *ENDLESS, *MEMORY, *OUTPUT, *FRAMES, *TRICKS)
LIMITS = Limits(wall=0.3, memory=256 << 20)
PATIENT = Limits(wall=2.0, memory=256 << 20)  # for what has to end by itself, on a busy machine


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with Ground(tmp_path_factory.mktemp("ground")).watching() as ground:
        yield ground


class Early(Zygote):
    """Every child of it is made before everything is imported, even a second time."""

    def __init__(self, launch: Launch, walls: frozenset[str]) -> None:
        super().__init__(launch, walls, early=1_000_000)

    def make(self, limits: Limits, wall: float | None, complete: bool) -> ForkedWorker:
        return super().make(limits, wall, complete=False)


def opened(walls: frozenset[str], kind: type[Zygote] = Zygote) -> Iterator[Sandbox]:
    with Sandbox(Launch(FOREIGN, (ROOT,)), forked=partial(kind, walls=walls)) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def sealed() -> Iterator[Sandbox]:
    yield from opened(WALLS)


@pytest.fixture(scope="module")
def early() -> Iterator[Sandbox]:
    yield from opened(WALLS, Early)


@pytest.fixture(scope="module")
def filtered() -> Iterator[Sandbox]:
    yield from opened(frozenset({"seccomp"}))


@pytest.fixture(scope="module")
def bare() -> Iterator[Sandbox]:
    yield from opened(frozenset())


def named(corpus: tuple[Hostile, ...]) -> list[object]:
    return [pytest.param(one, id=one.name) for one in corpus]


def is_contained(sandbox: Sandbox, one: Hostile, ground: Ground, also: frozenset[str] = frozenset()) -> None:
    limits = LIMITS if "timed out" in one.ends else PATIENT
    result = sandbox.call(script(ground.fill(one.source), limits))
    assert ground.alarms(result) == set(), result
    assert result.outcome in {*one.ends, *also}, result
    assert result.seconds < limits.wall + 0.5
    assert "\x1b" not in f"{result.printed}{result.message}{result.raised}"
    honest = sandbox.call(script("arrays = {'W': np.linalg.inv(2 * np.eye(2))}; print('honest')"))
    assert (honest.outcome, honest.printed, list(honest.arrays)) == ("returned", "honest\n", ["W"])


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(CORPUS) == len({one.name for one in CORPUS}) >= 200


@pytest.mark.parametrize("one", named(tuple(one for one in CORPUS if one.alarm)))
def test_a_canary_sings_when_nothing_holds_it_back(bare: Sandbox, ground: Ground, one: Hostile) -> None:
    result = bare.call(script(ground.fill(one.source), PATIENT))
    assert eventually(lambda: one.alarm in ground.alarms(result)), result  # a signal may take a moment


@pytest.mark.parametrize("one", named(CORPUS))
def test_all_walls_contain(sealed: Sandbox, ground: Ground, one: Hostile) -> None:
    is_contained(sealed, one, ground)


@pytest.mark.parametrize("one", named((*FILES, *NETWORK, *PROCESSES, *KERNEL)))
def test_all_walls_contain_before_everything_is_imported(
    early: Sandbox, ground: Ground, one: Hostile
) -> None:
    is_contained(early, one, ground, also=frozenset({CRASHED}))  # which is how it ends without a module


# Clocks, memory and what comes back are not the filter's business.
@pytest.mark.parametrize("one", named((*FILES, *NETWORK, *PROCESSES, *KERNEL, *TRICKS)))
def test_the_kernel_filter_alone_contains(filtered: Sandbox, ground: Ground, one: Hostile) -> None:
    is_contained(filtered, one, ground)
