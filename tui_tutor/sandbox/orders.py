"""What the tutor and its zygote say to each other: small tagged records, one a message.

Foreign code sees none of it: a locked child holds neither the control socket nor a status pipe.
"""

import msgspec


class Make(msgspec.Struct, frozen=True, tag=True):
    """Fork a locked child. Three descriptors travel with it: job socket, stdout pipe, status pipe.

    `memory` in bytes, `cpu` in whole seconds; `wall` in seconds, or None for a child that waits for `Start`.
    `rehearse`: it has the time for it.
    """

    id: int
    memory: int
    cpu: int
    wall: float | None
    rehearse: bool


class Start(msgspec.Struct, frozen=True, tag=True):
    """The clock of a waiting child starts now."""

    id: int
    wall: float


class Finish(msgspec.Struct, frozen=True, tag=True):
    """Import everything that is left, so that every further child is complete. Answered by a second `Hello`."""


class Kill(msgspec.Struct, frozen=True, tag=True):
    """End a child at once."""

    id: int


Order = Make | Start | Kill | Finish

TOO_EARLY = 75  # exit code of an incomplete child that was asked for a module which it does not have


class Hello(msgspec.Struct, frozen=True):
    """The zygote's word on the control socket: when it can fork, and when it is complete.

    `layers` are known only then. `unsafe` says why forking is not possible, `failed` why it gave up.
    """

    layers: tuple[str, ...] = ()
    unsafe: str = ""
    failed: str = ""


class Ended(msgspec.Struct, frozen=True):
    """How a child's process ended.

    `code` is the exit status, negative for a signal, None when it is not known. `late`: it was killed at its
    deadline. `cpu` in seconds. `error` is a sentence: why there was no child at all.
    """

    code: int | None = None
    late: bool = False
    cpu: float = 0.0
    error: str = ""
