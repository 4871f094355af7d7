"""One call, inside the lock: read the job, perform it, answer. It has to be helpful; nobody trusts it."""

import os
import sys
import traceback
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import msgspec

from tui_tutor.sandbox.wire import PREFIX, Answer, RawArray, decode_job, encode, specs

Read = Callable[[int], bytes]
Write = Callable[[bytes], None]
Perform = Callable[..., tuple[dict[str, Any], Mapping[str, RawArray]]]

ENDED_WITHOUT_ANSWER = 70
MOST_SNAPSHOTS = 200


def reader(descriptor: int) -> Read:
    """Reads exactly so many bytes. When the other side is gone there is nothing left to do."""

    def read(
        size: int, read: Callable[[int, int], bytes] = os.read, leave: Callable[[int], Any] = os._exit
    ) -> bytes:
        held = bytearray()
        while len(held) < size:
            data = read(descriptor, min(1 << 20, size - len(held)))
            if not data:
                leave(0)
            held += data
        return bytes(held)

    return read


def writer(descriptor: int) -> Write:
    """Writes everything."""

    def write(data: bytes, write: Callable[[int, memoryview], int] = os.write) -> None:
        view = memoryview(data)
        while view.nbytes:
            view = view[write(descriptor, view) :]

    return write


def ready(layers: tuple[str, ...] = (), failed: str = "", complete: bool = True) -> bytes:
    """The frame that says that the lock is closed, or why it could not be; sent before any foreign byte is
    read. `complete`: every module that may be imported is there.
    """
    reply: dict[str, Any] = {"failed": failed} if failed else {"layers": list(layers), "complete": complete}
    return encode(Answer("ready", 0, reply, []), {})


def _received(read: Read) -> tuple[bytes, bytes]:
    """Waits for the job: header and body. Its sizes are the tutor's own and need no limits."""
    head, body = PREFIX.unpack(read(PREFIX.size))
    return read(head), read(body)


# Made now, while there is memory and nobody has patched anything.
_BEGUN = encode(Answer("begun", 0, {}, []), {})
_OUT_OF_MEMORY = encode(
    Answer("result", 0, {"outcome": "out of memory", "value": {}, "raised": None}, []), {}
)


def perform_one(calls: ModuleType, read: Read, write: Write, leave: Callable[[int], Any] = os._exit) -> None:
    """Reads one job, answers it, and ends the process without running what foreign code left behind.

    A room of calls may have `ahead(entry, request)`, which does what it can before the job is there, and returns the
    `perform` that goes on from there.
    """
    code = 0
    try:
        received = _received(read)
        write(_BEGUN)
        job, arrays = decode_job(*received)
        perform: Perform = calls.perform
        if job.ahead:
            perform = calls.ahead(job.entry, job.request) if hasattr(calls, "ahead") else perform
            job, arrays = decode_job(*_received(read))
        sent = 0

        def emit(reply: dict[str, Any], arrays: Mapping[str, RawArray]) -> None:
            nonlocal sent
            if sent < MOST_SNAPSHOTS:
                write(_frame("snapshot", sent, reply, arrays))
                sent += 1

        reply, results = perform(job.entry, job.request, arrays, emit)
        write(_frame("result", 0, reply, results))
    except MemoryError:
        write(_OUT_OF_MEMORY)
    except BaseException:
        # The room of calls promises not to raise, so this is our mistake or something patched what it needs:
        # either way there is no answer, and the other side says so.
        code = ENDED_WITHOUT_ANSWER
        traceback.print_exc(file=sys.stdout)
    finally:
        leave(code)


def _frame(kind: Any, number: int, reply: dict[str, Any], arrays: Mapping[str, RawArray]) -> bytes:
    try:
        return encode(Answer(kind, number, reply, specs(arrays)), arrays)
    except (TypeError, UnicodeError, ValueError, RecursionError):
        named = [(_plain(name), dtype, shape) for name, dtype, shape in specs(arrays)]
        return encode(Answer(kind, number, _plain(reply), named), arrays)


def _plain(value: Any, depth: int = 0) -> Any:
    """The nearest thing that JSON can say: lone surrogates replaced, foreign objects as their type's name."""
    if depth > 50:
        return "…"
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, depth + 1) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, msgspec.Struct):
        return _plain(msgspec.to_builtins(value), depth + 1)
    return type(value).__name__
