"""What goes into a confined call and what comes out: plain records, no numpy, nothing executable."""

from typing import Any, Literal

from msgspec import Struct

from tui_tutor.report import Outcome, Raised

Level = Literal["sealed", "partial", "open"]


class Array(Struct, frozen=True):
    """An array as it crosses the wall: numpy's little-endian dtype string, shape, raw C-order bytes."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes


class Limits(Struct, frozen=True):
    """What one call may use. Seconds, bytes, counts."""

    wall: float = 2.0
    memory: int = 512 << 20
    printed: int = 64 << 10
    result: int = 32 << 20
    arrays: int = 4096


class Ahead(Struct, frozen=True):
    """What is known of a call before it can be made: a process that waits for it can begin with that."""

    entry: str
    request: dict[str, Any]


class Call(Struct, frozen=True):
    """One confined execution: the name of an entry of `tui_tutor.calls`, its request, its arrays.

    Its request is whole, with `ahead` and without: a process that has begun with the same `ahead` is only faster.
    """

    entry: str
    request: dict[str, Any]
    arrays: dict[str, Array] = {}
    limits: Limits = Limits()
    ahead: Ahead | None = None


class Snapshot(Struct, frozen=True):
    """One message that a streaming call sends before it ends."""

    number: int
    reply: dict[str, Any]
    arrays: dict[str, Array] = {}


class CallResult(Struct, frozen=True):
    """How a call ended. `reply` (the `value` that the entry returned) and `arrays` are set only when the
    outcome is `returned`; text is cleaned.

    `message` says in one sentence why a call did not return. `seconds` is measured on this side.
    """

    outcome: Outcome
    reply: dict[str, Any] = {}
    arrays: dict[str, Array] = {}
    printed: str = ""
    message: str = ""
    raised: Raised | None = None
    seconds: float = 0.0
