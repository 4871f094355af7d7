"""Hearing that a file was saved, whichever way the other program does it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

from tui_tutor.course.trees import ONE_AT_A_TIME

QUIET = 50  # milliseconds without a change that end a save: editors write in several steps
PATIENCE = 400  # milliseconds after which a file that never rests is told of all the same

Tell = Callable[[Exception | None], None]


async def saves(path: Path) -> AsyncIterator[None]:
    """One item as soon as saves are heard, then one a save, without an end.

    Raises what the system says where nothing can be heard. The waiting, and the import that it takes, are in a thread.
    """
    loop = asyncio.get_running_loop()
    heard: asyncio.Queue[Exception | None] = asyncio.Queue()

    def tell(problem: Exception | None) -> None:
        with suppress(RuntimeError):  # the loop has ended, and nobody waits any more
            loop.call_soon_threadsafe(heard.put_nowait, problem)

    ear = _Ear(tell)
    Thread(target=_listen, args=(path, ear, tell), daemon=True, name="tutor-saves").start()
    try:
        while True:
            problem = await heard.get()
            if problem is not None:
                raise problem
            yield
    finally:
        ear.closed = True


class _Ear:
    """What ends a watch: it is asked at every step. The first question shows that the watch has begun."""

    def __init__(self, tell: Tell) -> None:
        self._tell: Tell | None = tell
        self.closed = False

    def is_set(self) -> bool:
        tell, self._tell = self._tell, None
        if tell:
            tell(None)
        return self.closed


def _listen(path: Path, ear: _Ear, tell: Tell) -> None:
    """The folder is watched, because many editors write a new file and rename it over the old one."""
    try:
        with ONE_AT_A_TIME:  # anyio, which this brings, reads its own source as a tree
            from watchfiles import watch
        for _ in watch(
            path.parent,
            watch_filter=lambda change, changed: Path(changed).name == path.name,
            recursive=False,
            step=QUIET,
            debounce=PATIENCE,
            stop_event=ear,
        ):
            tell(None)
    except Exception as error:
        tell(error)
