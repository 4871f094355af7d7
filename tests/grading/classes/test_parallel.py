"""Work in several threads."""

import threading

import pytest

from tests.grading.classes.rows import CORRECT, HALF, row, submitted
from tui_tutor.grading.classes import grade_all
from tui_tutor.grading.classes.parallel import each


def nobody():
    """Nothing is under way."""


def test_every_piece_is_done_once():
    assert sorted(each(range(100), lambda n: n * n, 3, nobody)) == [n * n for n in range(100)]


def test_rows_come_in_the_order_of_students_whatever_ends_first():
    last_is_done = threading.Event()

    def grade(one):
        if one.student == "ada":
            assert last_is_done.wait(30)
        elif one.student == "cyd":
            last_is_done.set()
        return row(CORRECT, one.student)

    heard = []
    students = [submitted(name) for name in ("ada", "bob", "cyd")]
    results = grade_all(students, grade, jobs=2, stop=nobody, on_result=heard.append)
    assert [one.student for one in results] == ["ada", "bob", "cyd"]
    assert sorted(one.student for one in heard) == ["ada", "bob", "cyd"]


def test_whoever_leaves_early_stops_what_is_under_way():
    stopped = threading.Event()

    def interrupted(result):
        raise KeyboardInterrupt

    many = [submitted(str(number)) for number in range(50)]
    with pytest.raises(KeyboardInterrupt):
        grade_all(many, lambda one: row(HALF), jobs=2, stop=stopped.set, on_result=interrupted)
    assert stopped.is_set()
