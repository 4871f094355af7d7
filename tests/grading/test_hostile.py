"""The whole corpus of hostile submissions, checked like an answer: none of them is ever correct."""

from collections.abc import Iterator

import pytest

from tests.calls.checking import HALF, RIGHT
from tests.grading.building import gradient_exercise
from tests.sandbox.canaries import Ground
from tests.sandbox.containment import CORPUS
from tests.sandbox.corpus import Hostile
from tui_tutor.course.types import Limit
from tui_tutor.grading import Checker

pytestmark = pytest.mark.linux


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with Ground(tmp_path_factory.mktemp("ground")).watching() as ground:
        yield ground


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with Checker() as checker:
        yield checker


@pytest.mark.parametrize("one", [pytest.param(one, id=one.name) for one in CORPUS])
def test_a_wrong_gradient_stays_wrong_whatever_was_tried_before(
    checker: Checker, ground: Ground, one: Hostile
) -> None:
    exercise = gradient_exercise(limits=Limit(wall=0.2, memory=256))
    report = checker.check(exercise, "import numpy as np\n" + ground.fill(one.source) + "\n" + HALF)
    assert report.verdict in (None, "wrong"), report
    assert (report.outcome != "fault", report.score) == (True, 0), report


def test_the_same_checker_is_honest_afterwards(checker: Checker) -> None:
    assert checker.check(gradient_exercise(), RIGHT).verdict == "correct"
