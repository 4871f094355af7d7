"""What a call may use: the usual, or what an exercise asks for, up to a maximum."""

import pytest
from msgspec.structs import replace

from tests.grading.building import gradient_exercise, with_curve
from tui_tutor.course.types import Limit
from tui_tutor.grading.curve_records import Trial
from tui_tutor.grading.requests import answer_call, learner_limits, train_call
from tui_tutor.sandbox import Limits

USUAL = Limits()


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        (Limit(), (USUAL.wall, USUAL.memory)),
        (Limit(wall=7.5), (7.5, USUAL.memory)),
        (Limit(memory=1024), (USUAL.wall, 1024 << 20)),
        (Limit(wall=60.0, memory=4096), (60.0, 4096 << 20)),
        (Limit(wall=3600.0, memory=1 << 30), (60.0, 4096 << 20)),
    ],
)
def test_an_exercise_gets_what_it_asks_for_up_to_a_maximum(asked, allowed):
    limits = learner_limits(gradient_exercise(limits=asked))
    assert (limits.wall, limits.memory) == allowed


def test_its_answer_runs_within_these_limits():
    asked = gradient_exercise(limits=Limit(wall=7.5))
    assert answer_call(asked, "", [], {}).limits.wall == 7.5


def test_a_training_has_a_limit_of_its_own_up_to_the_same_maximum():
    exercise = with_curve()
    usual = train_call(exercise, "", {}, {}, Trial()).limits
    assert (usual.wall, usual.memory) == (exercise.curve.limit, USUAL.memory)
    endless = gradient_exercise(curve=replace(exercise.curve, limit=1e9))
    assert train_call(endless, "", {}, {}, Trial()).limits.wall == 60.0


def test_nothing_else_can_be_asked_for():
    limits = learner_limits(gradient_exercise(limits=Limit(wall=60.0, memory=4096)))
    assert (limits.printed, limits.result, limits.arrays) == (USUAL.printed, USUAL.result, USUAL.arrays)
