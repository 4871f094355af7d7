"""A rehearsal of what calls do, through the same wire.

What a process does for the first time is slow: it loads, it builds, and after a fork it copies every page of
memory that it writes to. The zygote rehearses before it forks, and a child that waits for its job does it once
more, on its own pages.
"""

import select
from collections.abc import Mapping
from functools import partial
from types import ModuleType
from typing import Any

from tui_tutor.sandbox.inside.child import Perform, perform_one
from tui_tutor.sandbox.wire import (
    LARGEST_HEADER,
    Frames,
    Job,
    RawArray,
    decode_answer,
    encode,
    specs,
)

ROOM = 1 << 24  # bytes of an answer; these are small


def rehearse(calls: ModuleType) -> None:
    """Has the room of calls rehearse, if it knows how to."""
    if hasattr(calls, "rehearse"):
        calls.rehearse(partial(_through_the_wire, calls.perform))


def rehearse_unless_asked(calls: ModuleType, job: int, moment: float) -> None:
    """Has it rehearse when nothing has come from the descriptor `job` for so many seconds."""
    # Not `poll`, which refuses to look at anything where no new descriptor is allowed.
    if not select.select([job], [], [], moment)[0]:
        rehearse(calls)


def _through_the_wire(
    perform: Perform, entry: str, request: dict[str, Any], arrays: Mapping[str, RawArray]
) -> tuple[dict[str, Any], Mapping[str, RawArray]]:
    """One call as the tutor makes it: a job is read, performed and answered."""
    job = memoryview(encode(Job(entry, request, specs(arrays), 1.0), arrays))
    said = bytearray()

    def read(size: int) -> bytes:
        nonlocal job
        data, job = bytes(job[:size]), job[size:]
        return data

    perform_one(perform, read, said.extend, leave=lambda code: None)
    *_, last = Frames(LARGEST_HEADER, ROOM).feed(bytes(said))
    answer, results = decode_answer(*last, most_arrays=len(said))
    return answer.reply, results
