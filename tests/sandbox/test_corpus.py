"""The corpus: every hostile submission is contained, by all walls together and by the kernel filter alone.

First the canaries are proved to sing when nothing holds a submission back; or their silence says nothing.
"""

from collections.abc import Iterator

import pytest

from tests.sandbox.canaries import Ground
from tests.sandbox.conftest import eventually, script
from tests.sandbox.containment import CORPUS, OUTWARD, PATIENT, attempt, behind
from tests.sandbox.corpus import CRASHED, Hostile
from tui_tutor.sandbox import Limits, Sandbox
from tui_tutor.sandbox.forked import ForkedWorker, Zygote
from tui_tutor.sandbox.launch import WALLS, Launch

pytestmark = pytest.mark.linux


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


@pytest.fixture(scope="module")
def sealed() -> Iterator[Sandbox]:
    with behind(WALLS) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def early() -> Iterator[Sandbox]:
    with behind(WALLS, Early) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def filtered() -> Iterator[Sandbox]:
    with behind(frozenset({"seccomp"})) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def bare() -> Iterator[Sandbox]:
    with behind(frozenset()) as sandbox:
        yield sandbox


def named(corpus: tuple[Hostile, ...]) -> list[object]:
    return [pytest.param(one, id=one.name) for one in corpus]


def is_contained(sandbox: Sandbox, one: Hostile, ground: Ground, *also: str) -> None:
    result, out = attempt(sandbox, one, ground)
    assert out == set(), result
    assert result.outcome in {*one.ends, *also}, result
    assert "\x1b" not in f"{result.printed}{result.message}{result.raised}"


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(CORPUS) == len({one.name for one in CORPUS}) >= 200


@pytest.mark.parametrize("one", named(tuple(one for one in CORPUS if one.alarm)))
def test_a_canary_sings_when_nothing_holds_it_back(bare: Sandbox, ground: Ground, one: Hostile) -> None:
    result = bare.call(script(ground.fill(one.source), PATIENT))
    assert eventually(lambda: one.alarm in ground.alarms(result)), result  # a signal may take a moment


@pytest.mark.parametrize("one", named(CORPUS))
def test_all_walls_contain(sealed: Sandbox, ground: Ground, one: Hostile) -> None:
    is_contained(sealed, one, ground)


@pytest.mark.parametrize("one", named(OUTWARD))
def test_all_walls_contain_before_everything_is_imported(
    early: Sandbox, ground: Ground, one: Hostile
) -> None:
    is_contained(early, one, ground, CRASHED)  # which is how it ends without a module


@pytest.mark.parametrize("one", named(CORPUS))
def test_the_kernel_filter_alone_contains(filtered: Sandbox, ground: Ground, one: Hostile) -> None:
    is_contained(filtered, one, ground)
