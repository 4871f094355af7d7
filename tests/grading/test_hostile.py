"""The whole corpus of hostile submissions, checked like an answer: none of them is ever correct."""

from collections.abc import Iterator

import pytest

from tests.calls.checking import HALF, LINEAR, RIGHT
from tests.grading.building import gradient_exercise
from tests.sandbox.canaries import Ground
from tests.sandbox.containment import CORPUS
from tests.sandbox.corpus import Hostile
from tui_tutor.course.types import Limit, Mistake
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


SEARCH = """
import ctypes, gc, re
import numpy as np
from exercise import helper

def gradients(X, y, params):
    words = [rb"KNOW[N]-word", rb"SECRE[T]-word"]  # patterns that do not find themselves
    things = gc.get_objects()
    pages = {id(one) >> 12 for thing in things for one in (thing, *gc.get_referents(thing))}
    memory = b"".join(ctypes.string_at(page << 12, 4096) for page in sorted(pages))
    print([bool(re.search(word, memory)) for word in words])
    return {"W": X.T @ y, "b": np.ones((1, 1))}
"""


def test_what_decides_is_nowhere_in_the_memory_of_the_answers_process(checker: Checker) -> None:
    given = "def helper(X):\n    return 'KNOWN-word', X\n"
    problem = LINEAR.replace("def draw", "from exercise import given\n\nSECRET = 'SECRET-word'\n\n\ndef draw")
    exercise = gradient_exercise(
        problem,
        given=given,
        mistakes=(Mistake("known", "SECRET-word", HALF + "# SECRET-word\n"),),
        limits=Limit(wall=10.0),
    )
    assert checker.check(exercise, HALF).diagnoses[0].kind == "mistake:known"
    assert checker.check(exercise, SEARCH).printed == "[True, False]\n"
