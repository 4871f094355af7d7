"""A whole class through a course, workers and a ledger."""

import threading

import pytest

from tests.grading.classes.rows import CORRECT, HALF, course_of, marked, row, submitted
from tui_tutor.grading.classes import Examiner, Ledger, grade_all
from tui_tutor.grading.classes.grade_all import batch_size
from tui_tutor.grading.classes.parallel import each


class Students:
    """Workers that mark by what a text says, in as many threads as there are lanes."""

    level = "sealed"

    def __init__(self, lanes=2, mark=lambda text: marked(CORRECT)):
        self.lanes, self.mark, self.stopped = lanes, mark, threading.Event()
        self.batches = []

    def marked(self, batches):
        def mark(batch):
            self.batches.append(batch)
            return batch, [self.mark(text) for text in batch.sources]

        return each(batches, mark, self.lanes, self.stopped.set)


@pytest.fixture
def examiner(tmp_path, monkeypatch):
    exercises = {}

    def load(course, name):
        from tests.grading.building import gradient_exercise

        return exercises.setdefault(name, gradient_exercise(id=name, digest=name))

    monkeypatch.setattr("tui_tutor.grading.classes.examiner.load_exercise", load)
    with Ledger(tmp_path, "tests") as ledger:
        yield Examiner(course_of("adam", "linear"), ledger, seed=0, level="sealed", resume=True)


def nobody(result):
    """Nobody listens."""


def test_rows_come_in_the_order_of_students_whatever_ends_first(examiner):
    last_is_done = threading.Event()

    def mark(text):
        if text == "ada":
            assert last_is_done.wait(30)
        elif text == "cyd":
            last_is_done.set()
        return marked(CORRECT)

    heard = []
    class_ = [submitted(name, text=name) for name in ("ada", "bob", "cyd")]
    results = grade_all(class_, examiner, Students(mark=mark), heard.append)
    assert [one.student for one in results] == ["ada", "bob", "cyd"]
    assert sorted(one.student for one in heard) == ["ada", "bob", "cyd"]


def test_a_batch_has_one_exercise_and_no_names(examiner):
    class_ = [
        submitted(f"s{n:03d}", name, text=f"{n} {name}") for n in range(40) for name in ("adam", "linear")
    ]
    students = Students(lanes=1)
    results = grade_all(class_, examiner, students, nobody)
    assert [(one.student, one.exercise) for one in results] == [(one.student, one.exercise) for one in class_]
    assert sorted(len(batch.papers) for batch in students.batches) == [8, 8, 16, 16, 16, 16]
    assert all(text.endswith(batch.exercise.id) for batch in students.batches for text in batch.sources)


def test_what_was_graded_is_not_marked_again(examiner):
    grade_all([submitted("ada", text="1"), submitted("bob", text="2")], examiner, Students(), nobody)
    students = Students(mark=lambda text: marked(HALF))
    changed = [submitted("ada", text="1"), submitted("bob", text="changed"), submitted("cyd", text="new")]
    results = grade_all(changed, examiner, students, nobody)
    assert [one.verdict for one in results] == ["correct", "wrong", "wrong"]
    assert examiner.reused == 1


def test_a_row_that_needs_no_marking_is_heard_as_well(examiner):
    heard = []
    grade_all([submitted(problem="It is a link.")], examiner, Students(), heard.append)
    assert [(one.outcome, one.message) for one in heard] == [("refused", "It is a link.")]


def test_whoever_is_interrupted_stops_what_is_under_way(examiner):
    def interrupted(result):
        raise KeyboardInterrupt

    students = Students()
    with pytest.raises(KeyboardInterrupt):
        grade_all([submitted(str(number)) for number in range(50)], examiner, students, interrupted)
    assert students.stopped.is_set()


def test_a_row_says_how_to_get_the_mark_again(examiner):
    [result] = grade_all([submitted()], examiner, Students(), nobody)
    assert result.command == "tutor check linear --seed 0 -"
    assert result == row(CORRECT).__class__(**{**as_dict(row(CORRECT)), "command": result.command})


def as_dict(result):
    return {name: getattr(result, name) for name in result.__struct_fields__}


@pytest.mark.parametrize(("submissions", "lanes", "size"), [(1, 2, 1), (7, 2, 1), (80, 2, 10), (9000, 8, 16)])
def test_batches_are_large_when_there_is_enough_for_all(submissions, lanes, size):
    assert batch_size(submissions, lanes) == size
