"""Blocking work in a thread, one piece at a time; whoever comes last wins."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Superseded(Exception):  # noqa: N818  (not an error: an ending)
    """A later piece of work took the turn, or the learner cancelled: nobody waits for this any more."""


class Turns:
    """The checker does one thing at a time, and so does the learner.

    `cancel` is the checker's: it makes the running piece end soon, from any thread.
    """

    def __init__(self, cancel: Callable[[], None]) -> None:
        self._cancel = cancel
        self._newest = 0
        self._running: asyncio.Future[Any] | None = None

    @property
    def busy(self) -> bool:
        return self._running is not None and not self._running.done()

    async def take(self, work: Callable[[], T]) -> T:
        """Run `work` in a thread as soon as the piece before it has ended, and return what it returns.

        Raises `Superseded` when it was overtaken while it waited or ran, and whatever `work` raises.
        """
        self._newest += 1
        mine = self._newest
        while (before := self._running) is not None and not before.done():
            self._cancel()
            await asyncio.wait([before])
            if mine != self._newest:
                raise Superseded
        running = asyncio.ensure_future(asyncio.to_thread(work))
        self._running = running
        await asyncio.wait([running])
        if mine != self._newest:
            running.exception()  # looked at, so that asyncio does not complain about it
            raise Superseded
        return running.result()

    def cancel(self) -> bool:
        """End what runs; its result is dropped. Returns whether anything ran."""
        if not self.busy:
            return False
        self._newest += 1
        self._cancel()
        return True
