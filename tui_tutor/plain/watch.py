"""`tutor watch`: the learner's own editor writes a file, and every save is checked.

One loop answers wishes: a save, the Enter key, the end. A check runs in a thread; the next wish cancels it.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from threading import Thread
from typing import Literal

from tui_tutor.course import Course, Exercise
from tui_tutor.grading import Checker
from tui_tutor.plain.checking import remember, report_text
from tui_tutor.progress import Store
from tui_tutor.progress.saves import saves
from tui_tutor.progress.working_copy import WorkingCopy
from tui_tutor.sandbox import SubmissionError

Wish = Literal["saved", "asked", "quit"]
Wishes = asyncio.Queue[Wish]

AGAIN = 0.05  # seconds between two attempts to cancel: a check makes several calls, one may begin just now


class Watch:
    """The draft of one exercise, while another program edits it. Blocks in `run` until the learner ends it."""

    def __init__(
        self,
        course: Course,
        exercise: Exercise,
        store: Store,
        checker: Checker,
        copy: WorkingCopy,
        say: Callable[[str], None],
    ) -> None:
        self._course, self._exercise = course, exercise
        self._store, self._checker, self._copy, self._say = store, checker, copy, say
        self._wishes: Wishes = asyncio.Queue()
        self._begun: str | None = None
        self._checking: asyncio.Task[None] | None = None

    def run(self, enter: int | None) -> None:
        """Check at every save and, when the descriptor `enter` is given, at every line that comes from it.

        Ends at Ctrl+C, or at a line that begins with q. The file's last text is the draft then.
        """
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(self._run(enter))

    async def _run(self, enter: int | None) -> None:
        heard = saves(self._copy.path)
        problem = await _begun(heard)  # now the folder is watched: no save after the first line is missed
        hearing = asyncio.create_task(_pass_on(heard, self._wishes))
        self._say(self._welcome(enter is not None))
        if problem:
            self._say(f"Saves cannot be heard here: {problem}. Only what you check by hand is checked.")
        if enter is not None:
            loop = asyncio.get_running_loop()
            Thread(target=_hear_enter, args=(enter, loop, self._wishes), daemon=True).start()
        try:
            while (wish := await self._wishes.get()) != "quit":
                await self._answer(wish)
        finally:
            hearing.cancel()
            await self._stop()
            self._take_last()

    def _welcome(self, by_hand: bool) -> str:
        again = "Enter checks it by hand, q and Enter or Ctrl+C end." if by_hand else "Ctrl+C ends."
        return (
            f"{self._exercise.id}: {self._exercise.title}\nYour file: {self._copy.path}\n"
            f"Every save is checked. {again}"
        )

    async def _answer(self, wish: Wish) -> None:
        try:
            text = self._copy.read()
        except SubmissionError as error:
            self._say(f"{error} Save it again to have it checked.")
            return
        if wish == "saved" and text == self._begun:
            return  # the same text in a second event, or a save that changed nothing
        await self._stop()
        self._begun = text
        conflict = self._copy.take(text)
        if conflict:
            self._say(conflict)
        self._checking = asyncio.create_task(self._check(text))
        self._checking.add_done_callback(self._give_up_if_failed)

    async def _check(self, text: str) -> None:
        self._say(f"\n{datetime.now():%H:%M:%S} checking {self._exercise.id}")
        report = await asyncio.to_thread(self._checker.check, self._exercise, text)
        if self._checking is not asyncio.current_task():
            return  # a newer text is waiting: nobody wants to read this any more
        changed = remember(self._store, self._course, self._exercise, text, report)
        self._say(report_text(self._exercise, report, changed))

    async def _stop(self) -> None:
        """End the check that runs; what it found is dropped."""
        checking, self._checking = self._checking, None
        while checking is not None and not checking.done():
            self._checker.cancel()
            await asyncio.wait({checking}, timeout=AGAIN)
        if checking is not None:
            checking.result()

    def _give_up_if_failed(self, checking: asyncio.Task[None]) -> None:
        """A check that raises is the tutor's own fault: `_stop` raises it again where it is seen."""
        if not checking.cancelled() and checking.exception() is not None:
            self._checking = checking
            self._wishes.put_nowait("quit")

    def _take_last(self) -> None:
        """What was saved in the moment of leaving is the draft too."""
        with contextlib.suppress(SubmissionError):
            conflict = self._copy.take(self._copy.read())
            if conflict:
                self._say(conflict)


async def _begun(heard: AsyncIterator[None]) -> Exception | None:
    """Waits until saves are heard; why they cannot be, otherwise."""
    try:
        await anext(heard)
    except Exception as error:  # too many watches, a folder that is gone
        return error
    return None


async def _pass_on(heard: AsyncIterator[None], wishes: Wishes) -> None:
    async for _ in heard:
        wishes.put_nowait("saved")


def _hear_enter(descriptor: int, loop: asyncio.AbstractEventLoop, wishes: Wishes) -> None:
    """Lines of a terminal, in a thread of their own. Reads the descriptor itself: no lock is held at the end."""
    with contextlib.suppress(OSError, RuntimeError):  # the terminal is gone, or the loop has ended
        while line := os.read(descriptor, 1024):
            wish: Wish = "quit" if line.strip().lower().startswith(b"q") else "asked"
            loop.call_soon_threadsafe(wishes.put_nowait, wish)
        loop.call_soon_threadsafe(wishes.put_nowait, "quit")
