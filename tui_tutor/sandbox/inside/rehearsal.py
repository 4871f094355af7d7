"""A rehearsal of what calls do, through the same wire.

What a process does for the first time is slow: it loads, it builds, and after a fork it copies every page of
memory that it writes to. The zygote rehearses before it forks, and a child that is made while nobody is in a hurry
does it once more, on its own pages.
"""

from collections.abc import Mapping
from functools import partial
from types import ModuleType
from typing import Any

from tui_tutor.sandbox.inside.child import perform_one
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
        calls.rehearse(partial(_through_the_wire, calls))


def _through_the_wire(
    calls: ModuleType, entry: str, request: dict[str, Any], arrays: Mapping[str, RawArray]
) -> tuple[dict[str, Any], Mapping[str, RawArray]]:
    """One call as the tutor makes it: a job is read, performed and answered."""
    job = memoryview(encode(Job(entry, request, specs(arrays)), arrays))
    said = bytearray()

    def read(size: int) -> bytes:
        nonlocal job
        data, job = bytes(job[:size]), job[size:]
        return data

    perform_one(calls, read, said.extend, leave=lambda code: None)
    *_, last = Frames(LARGEST_HEADER, ROOM).feed(bytes(said))
    answer, results = decode_answer(*last, most_arrays=len(said))
    return answer.reply, results
