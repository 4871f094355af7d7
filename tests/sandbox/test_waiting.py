"""Which of the processes that wait gets a call."""

from typing import Any

from tui_tutor.sandbox.types import Limits
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


def test_a_call_gets_the_process_whose_limits_are_closest() -> None:
    waiting, short, long = Waiting(), worker(), worker()
    waiting.add(LONG, long)
    waiting.add(SHORT, short)
    assert waiting.take(SHORT) is short
    assert waiting.take(SHORT) is long
    assert waiting.take(SHORT) is None


def test_no_call_gets_a_process_that_allows_less_or_other_memory() -> None:
    waiting = Waiting()
    waiting.add(SHORT, worker())
    assert waiting.take(LONG) is None
    assert waiting.take(Limits(wall=2.0, memory=1 << 20)) is None


def test_a_dead_process_is_closed_and_passed_over() -> None:
    waiting, dead, alive = Waiting(), worker(usable=False), worker()
    waiting.add(SHORT, dead)
    waiting.add(SHORT, alive)
    assert waiting.take(SHORT) is alive
    assert dead.closed  # type: ignore[attr-defined]
