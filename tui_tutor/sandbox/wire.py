"""What crosses the wall: an 8-byte prefix, a JSON header, raw buffers. Never pickle, never code.

    >II   length of the header, length of the body
    JSON  {"kind", "number", "reply", "arrays": [[name, dtype, shape], ...]}
    body  the arrays' bytes, C order, little-endian, one after the other, nothing else

Both sides use this file. An array is a tuple `(dtype, shape, bytes)` here, so that nobody needs numpy to read
it. Every number is checked before it is used and before memory is taken for it; the sender may be an
attacker.
"""

import math
import struct
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar

import msgspec

from tui_tutor.sandbox.text import TooDeepError, clean, clean_data, clean_name

PREFIX = struct.Struct(">II")
LARGEST_HEADER = 1 << 20
MOST_DIMENSIONS = 32
LARGEST_STRIDES = 1 << 48  # bytes from end to end, as if no axis were empty
ITEM_SIZE = {
    "<f8": 8, "<f4": 4, "<f2": 2, "<c16": 16, "<c8": 8, "|b1": 1,
    "<i8": 8, "<i4": 4, "<i2": 2, "|i1": 1, "<u8": 8, "<u4": 4, "<u2": 2, "|u1": 1,
}  # fmt: skip

RawArray = tuple[str, tuple[int, ...], bytes | memoryview]
Header = TypeVar("Header")


class WireError(ValueError):
    """Bytes that are not a frame within its limits; the text completes "its answer was refused: ..."."""


class Job(msgspec.Struct, forbid_unknown_fields=True):
    """Header of a frame that goes in: the job, or before it what can be done `ahead` of it."""

    entry: str
    request: dict[str, Any]
    arrays: list[tuple[str, str, tuple[int, ...]]]
    ahead: bool = False


class Answer(msgspec.Struct, forbid_unknown_fields=True):
    """Header of a frame that comes out: `ready`, then `begun`, then numbered snapshots, then one result.

    `ready`: locked, and no foreign byte read yet. `begun`: the job is there, and not looked at yet.
    """

    kind: Literal["ready", "begun", "snapshot", "result"]
    number: int
    reply: dict[str, Any]
    arrays: list[tuple[str, str, tuple[int, ...]]]


def specs(arrays: Mapping[str, RawArray]) -> list[tuple[str, str, tuple[int, ...]]]:
    """The arrays as a header lists them."""
    return [(name, dtype, tuple(shape)) for name, (dtype, shape, _) in arrays.items()]


def encode(header: Job | Answer, arrays: Mapping[str, RawArray]) -> bytes:
    """One whole frame. Limits are the receiver's to check: what is sent is what there is.

    Raises TypeError or UnicodeError for a header that is not JSON, `WireError` for more than 4 GB.
    """
    head = msgspec.json.encode(header)
    body = [memoryview(data).cast("B") for _, _, data in arrays.values()]
    size = sum(map(len, body))
    if max(size, len(head)) >= 1 << 32:
        raise WireError("it is larger than 4 GB")
    return b"".join([PREFIX.pack(len(head), size), head, *body])


def lengths(prefix: bytes, largest_header: int, largest_body: int) -> tuple[int, int]:
    """The two lengths of a frame, before anything of it is read. Raises `WireError` beyond the limits."""
    head, body = PREFIX.unpack(prefix)
    if head > largest_header:
        raise WireError(f"a header of {megabytes(head)} is over the limit of {megabytes(largest_header)}")
    if body > largest_body:
        raise WireError(f"a result of {megabytes(body)} is over the limit of {megabytes(largest_body)}")
    return head, body


def decode_job(head: bytes, body: bytes) -> tuple[Job, dict[str, RawArray]]:
    """The frame that goes in; the arrays are views of `body`. Raises `WireError`."""
    job = _header(head, Job)
    return job, dict(_arrays(job.arrays, body))


def decode_answer(head: bytes, body: bytes, most_arrays: int) -> tuple[Answer, dict[str, RawArray]]:
    """A frame that comes out, its text cleaned, its arrays checked. Raises `WireError`, and nothing else."""
    answer = _header(head, Answer)
    if len(answer.arrays) > most_arrays:
        raise WireError(f"{len(answer.arrays)} arrays are over the limit of {most_arrays}")
    if answer.number < 0:
        raise WireError("its number is negative")
    try:
        answer.reply = clean_data(answer.reply)
    except TooDeepError as error:
        raise WireError(str(error)) from None
    arrays = {clean_name(name): array for name, array in _arrays(answer.arrays, body)}
    if len(arrays) != len(answer.arrays):
        raise WireError("two of its arrays have the same name")
    return answer, arrays


def megabytes(size: int) -> str:
    """A size in words: 512 MB, 1.5 MB, 300 KB, 12 bytes (1 MB is 2**20)."""
    if size < 1 << 10:
        return f"{size} bytes"
    value, unit = (size / (1 << 10), "KB") if size < 1 << 20 else (size / (1 << 20), "MB")
    return f"{value:.1f}".removesuffix(".0") + f" {unit}"


def _header(head: bytes, type_: type[Header]) -> Header:
    try:
        return msgspec.json.decode(head, type=type_)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError, OverflowError) as error:
        raise WireError(f"its header cannot be read ({clean(str(error), 200)})") from None


def _arrays(listed: list[tuple[str, str, tuple[int, ...]]], body: bytes) -> Iterator[tuple[str, RawArray]]:
    view, at = memoryview(body), 0
    for name, dtype, shape in listed:
        if dtype not in ITEM_SIZE:
            raise WireError(f"arrays of type {clean(dtype, 20)!r} cannot cross")
        if len(shape) > MOST_DIMENSIONS or min(shape, default=0) < 0:
            raise WireError("an array has an impossible shape")
        # Python integers: no overflow. numpy's do, even where an axis of length 0 makes the whole empty.
        size = ITEM_SIZE[dtype] * math.prod(shape)
        if ITEM_SIZE[dtype] * math.prod(axis for axis in shape if axis) > LARGEST_STRIDES:
            raise WireError("an array has an impossible shape")
        if size > len(view) - at:
            raise WireError("an array is longer than what was sent")
        data = view[at : at + size]
        if dtype == "|b1" and bytes(data).translate(None, b"\0\1"):
            raise WireError("an array of truth values holds something else")
        yield name, (dtype, shape, data)
        at += size
    if at != len(view):
        raise WireError("bytes are left over")


class Frames:
    """Cuts a stream into frames. Never holds more than one frame's worth of bytes.

    `feed` takes what was read and returns whole frames `(header, body)`; raises `WireError` as soon as a
    prefix announces too much, before a byte of it is stored.
    """

    def __init__(self, largest_header: int, largest_body: int) -> None:
        self._limits = largest_header, largest_body
        self._held = bytearray()
        self._lengths: tuple[int, int] | None = None

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yields the frames that `data` completes. Must be exhausted before the next call."""
        self._held += data
        while True:
            if self._lengths is None:
                if len(self._held) < PREFIX.size:
                    return
                self._lengths = lengths(bytes(self._held[: PREFIX.size]), *self._limits)
            head, body = self._lengths
            if len(self._held) < PREFIX.size + head + body:
                return
            view = memoryview(self._held)
            frame = bytes(view[8 : 8 + head]), bytes(view[8 + head : 8 + head + body])
            view.release()
            del self._held[: PREFIX.size + head + body]
            self._lengths = None
            yield frame
