"""Work in several threads."""

import threading

import pytest

from tui_tutor.grading.classes.parallel import each


def nobody():
    """Nothing is under way."""


def test_every_piece_is_done_once():
    assert sorted(each(range(100), lambda n: n * n, 3, nobody)) == [n * n for n in range(100)]


def test_whoever_leaves_early_stops_what_is_under_way():
    stopped, begun = threading.Event(), []

    def work():
        for number in range(50):
            begun.append(number)
            yield number

    done = each(work(), lambda number: stopped.wait(30) if number else number, 2, stopped.set)
    assert next(done) == 0
    done.close()
    assert stopped.is_set()
    assert len(begun) < 50


def test_work_that_cannot_be_had_stops_the_rest():
    stopped = threading.Event()

    def work():
        yield 1
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        list(each(work(), lambda number: stopped.wait(30), 2, stopped.set))
