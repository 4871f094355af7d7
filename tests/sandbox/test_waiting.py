"""Which of the processes that wait gets a call."""

from typing import Any

from tui_tutor.sandbox.types import Ahead, Limits
from tui_tutor.sandbox.waiting import Waiting
from tui_tutor.sandbox.worker import Worker


def worker(usable: bool = True) -> Worker:
    class Idle:
        closed = False

        def usable(self) -> bool:
            return usable

        def close(self) -> None:
            self.closed = True

    idle: Any = Idle()
    return idle  # type: ignore[no-any-return]


SHORT, LONG = Limits(wall=2.0), Limits(wall=10.0)
MINE, THEIRS = Ahead("judge", {"problem": "mine"}), Ahead("judge", {"problem": "theirs"})


def test_a_call_gets_the_process_whose_limits_are_closest() -> None:
    waiting, short, long = Waiting(), worker(), worker()
    waiting.add(LONG, None, long)
    waiting.add(SHORT, None, short)
    assert waiting.take(SHORT, None) is short
    assert waiting.take(SHORT, None) is long
    assert waiting.take(SHORT, None) is None


def test_no_call_gets_a_process_that_allows_less_or_other_memory() -> None:
    waiting = Waiting()
    waiting.add(SHORT, None, worker())
    assert waiting.take(LONG, None) is None
    assert waiting.take(Limits(wall=2.0, memory=1 << 20), None) is None


def test_a_call_gets_the_process_that_has_begun_with_it_or_else_one_that_has_not_begun() -> None:
    waiting, idle, begun = Waiting(), worker(), worker()
    waiting.add(SHORT, None, idle)
    waiting.add(LONG, MINE, begun)
    assert waiting.take(SHORT, MINE) is begun
    assert waiting.take(SHORT, MINE) is idle


def test_a_process_that_has_begun_with_something_else_is_nobody_elses() -> None:
    waiting = Waiting()
    waiting.add(LONG, THEIRS, worker())
    assert waiting.take(SHORT, MINE) is None
    assert waiting.take(SHORT, None) is None
    assert (waiting.count(LONG, THEIRS), waiting.count(LONG, MINE), waiting.count(LONG, None)) == (1, 0, 0)


def test_a_dead_process_is_closed_and_passed_over() -> None:
    waiting, dead, alive = Waiting(), worker(usable=False), worker()
    waiting.add(SHORT, None, dead)
    waiting.add(SHORT, None, alive)
    assert waiting.take(SHORT, None) is alive
    assert dead.closed  # type: ignore[attr-defined]
