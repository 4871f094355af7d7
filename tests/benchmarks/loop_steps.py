"""The child of `responsiveness`: `tutor`, and a note of every step of its event loop that took long.

    python -m tests.benchmarks.loop_steps NOTES [ARGUMENT ...]

The file NOTES is written at the end: when a step began, the processor time that the thread which draws spent in it,
how long it took on the clock, both in seconds, and what it was.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

from textual.message_pump import MessagePump

Step = tuple[float, float, float, str]
LONG = 0.005  # seconds: what is shorter need not be known


def watch() -> list[Step]:
    """From now on every long step of any event loop of this thread goes into the list."""
    steps: list[Step] = []
    doing = [""]
    run, dispatch = asyncio.Handle._run, MessagePump._dispatch_message

    async def named(pump: MessagePump, message: object) -> None:
        doing[0] = f"{type(message).__qualname__} at {type(pump).__name__}"
        await dispatch(pump, message)

    def timed(handle: asyncio.Handle) -> None:
        doing[0] = ""
        begun, clock, processor = time.monotonic(), time.perf_counter(), time.thread_time()
        run(handle)
        busy, passed = time.thread_time() - processor, time.perf_counter() - clock
        if busy > LONG:
            steps.append((begun, busy, passed, doing[0] or repr(handle)))

    asyncio.Handle._run, MessagePump._dispatch_message = timed, named
    return steps


def main(notes: Path, arguments: list[str]) -> None:
    """Run `tutor` with these arguments, and leave the notes."""
    steps = watch()
    from tui_tutor.__main__ import main as tutor

    sys.argv = ["tutor", *arguments]
    try:
        tutor()
    finally:
        notes.write_text(json.dumps(steps), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
