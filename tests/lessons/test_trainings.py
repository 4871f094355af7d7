"""Every lesson from the ninth on lets something learn, in seconds, and says beforehand how it ends."""

import pytest

from tests.lessons.claims import COURSE, exercise
from tui_tutor.grading import Checker

FIRST, SECONDS = 9, 20


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


@pytest.mark.parametrize("lesson", [lesson.id for lesson in COURSE.lessons if lesson.number >= FIRST])
def test_a_lesson_has_something_to_train_and_its_last_step_says_where(lesson: str) -> None:
    (found,) = [each for each in COURSE.lessons if each.id == lesson]
    trained = [one.id for one in found.exercises if exercise(one.id).curve]
    assert trained
    last = found.path.read_text("utf-8").rpartition("\n## ")[2]
    assert any(f"`{name}`" in last for name in trained) or found.number == 17


def test_every_training_is_stopped_after_twenty_seconds() -> None:
    curves = [exercise(one.id).curve for lesson in COURSE.lessons for one in lesson.exercises]
    assert max(curve.limit for curve in curves if curve) <= SECONDS


# What the starter and the right answer reach, in the words of the curve; and what the task says of it.
ENDS = [
    ("mlp3-backward", "0.9944 with the right gradient", "99.4 %"),
    (
        "l2-grad",
        "2.634 with yours, 2.384 with the right gradient",
        "2.63 without the penalty and 2.38 with it",
    ),
    (
        "dropout-after-the-fact",
        "0.8738 with yours, 0.7294 with the right gradient",
        "0.87 with the code below, and 0.73 when it is right",
    ),
    (
        "adam-step",
        "Yours ends at 0.002762, from 1.367; the right answer ends at 0.02663",
        "its loss ends at 0.027, and with the starter's at 0.003",
    ),
    ("conv-multichannel-backward", "0.9625 with the right gradient", "reads 96.25 %"),
    ("rnn-bptt", "1 with the right gradient", "right at 100.0 % of all places"),
    ("attention-backward", "1 with the right gradient", "100.0 % are then right"),
]


@pytest.mark.parametrize(("name", "end", "claim"), ENDS, ids=[name for name, _, _ in ENDS])
def test_a_training_ends_where_the_task_says(name: str, end: str, claim: str, checker: Checker) -> None:
    asked = exercise(name)
    assert claim in " ".join(asked.task.split())
    assert end in checker.curve(asked, asked.starter, lambda points: None).message
