"""A confined process as this side sees it: three streams and a way to end it."""

from typing import Protocol

from msgspec import Struct

from tui_tutor.sandbox.orders import Ended
from tui_tutor.sandbox.types import Limits


class Answered(Struct, frozen=True):
    """Bytes of the answer stream; empty at its end."""

    data: bytes


class Printed(Struct, frozen=True):
    """Bytes that were printed; empty at the end."""

    data: bytes


class Gone(Struct, frozen=True):
    """How the process ended will never be known: what was watching it is gone."""


Event = Answered | Printed | Ended | Gone


class Worker(Protocol):
    """One locked process that waits for its one job.

    `patience` is how many seconds it may take to become ready before its clock starts. `next` waits at most
    `timeout` seconds for what happens next. `kill` may be called from any thread, at any time, more than
    once. `in_order`: what it wrote first can be read first, whichever stream it wrote to; so a result that
    arrives without anything printed in front of it had nothing printed in front of it.
    """

    patience: float
    in_order: bool

    def usable(self) -> bool:
        """Still alive, as far as can be seen without waiting."""

    def ahead(self, job: bytes) -> None:
        """Sends what it may do before its job is there, at most once and before `begin`."""

    def begin(self, job: bytes, wall: float) -> None:
        """Starts the clock and sends the job. Raises OSError when the process is gone."""

    def next(self, timeout: float) -> Event | None:
        """What happened, or None when nothing did."""

    def kill(self) -> None:
        """Ends the process."""

    def close(self) -> None:
        """Ends the process and gives everything back."""


class Source(Protocol):
    """Where workers come from: a zygote, or single-use processes."""

    @property
    def layers(self) -> tuple[str, ...]:
        """The active walls in words."""

    @property
    def alive(self) -> bool:
        """Whether more workers can come from here."""

    def make(self, limits: Limits, wall: float | None, complete: bool) -> Worker:
        """A worker with those limits; with `wall` its clock starts now. Raises `SandboxError`.

        One that need not be `complete` may be there sooner, without some of the modules that code may import.
        """

    def close(self) -> None:
        """Ends everything that came from here."""


class Nobody:
    """A worker that could not be made: all it does is to say why, once."""

    patience = 0.0
    in_order = True

    def __init__(self, reason: str) -> None:
        self._events: list[Event] = [Printed(b""), Answered(b""), Ended(error=reason)]

    def usable(self) -> bool:
        """Never."""
        return False

    def ahead(self, job: bytes) -> None:
        """Nobody listens."""

    def begin(self, job: bytes, wall: float) -> None:
        """Nobody listens."""

    def next(self, timeout: float) -> Event | None:
        """The ends of both streams, and the reason."""
        return self._events.pop() if self._events else None

    def kill(self) -> None:
        """There is nothing to end."""

    def close(self) -> None:
        """There is nothing to give back."""
