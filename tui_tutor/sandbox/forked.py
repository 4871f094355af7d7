"""This side of the zygote: it is started once, and forks a locked child for each call."""

import contextlib
import itertools
import os
import selectors
import socket
import threading
from collections import deque

import msgspec

from tui_tutor.sandbox.errors import SandboxError
from tui_tutor.sandbox.launch import WALLS, Launch
from tui_tutor.sandbox.orders import Ended, Finish, Hello, Kill, Make, Order, Start
from tui_tutor.sandbox.outcomes import cpu_seconds
from tui_tutor.sandbox.starting import EARLY, started
from tui_tutor.sandbox.types import Limits
from tui_tutor.sandbox.worker import Answered, Event, Gone, Printed

STARTING = 60.0  # seconds; it takes a fifth of one, and three when no compiled files can be read
ORDERING = 2.0  # seconds that an order may wait: the zygote never does anything that takes long
CHUNK = 1 << 18


class UnsafeError(Exception):
    """Forking is not safe here; single-use processes are."""


class Zygote:
    """The process that forks, and the socket on which it is told to. Orders may be sent from any thread."""

    def __init__(self, launch: Launch, walls: frozenset[str] = WALLS, early: int = EARLY) -> None:
        """Starts the process and returns at once. Raises `SandboxError`."""
        self._process, self._control = started(launch, walls, early)
        self._ids = itertools.count(1)
        self._hello: Hello | None = None  # when it could fork
        self._complete: Hello | None = None  # when everything was imported
        self._starting, self._sending = threading.Lock(), threading.Lock()
        self._closed = False

    @property
    def layers(self) -> tuple[str, ...]:
        """The active walls in words."""
        return self._wait(complete=True).layers

    @property
    def alive(self) -> bool:
        """Whether it can still be told to fork."""
        return not self._closed and self._process.poll() is None

    def make(self, limits: Limits, wall: float | None, complete: bool) -> "ForkedWorker":
        """A locked child; with `wall` its clock starts now. Raises `SandboxError` and `UnsafeError`.

        One that is complete and waits has rehearsed.
        """
        self._wait(complete)
        id_ = next(self._ids)
        job, theirs = socket.socketpair()
        printed, prints = os.pipe()
        status, tells = os.pipe()
        order = Make(id_, limits.memory, cpu_seconds(limits), wall, rehearse=complete and wall is None)
        try:
            self.tell(order, theirs.fileno(), prints, tells)
        except OSError as error:
            job.close()
            os.close(printed)
            os.close(status)
            raise SandboxError(f"The sandbox does not answer: {error}") from None
        finally:
            theirs.close()
            os.close(prints)
            os.close(tells)
        return ForkedWorker(self, id_, job, printed, status, clock_runs=wall is not None)

    def tell(self, order: Order, *descriptors: int) -> None:
        """Sends one order; a message is sent whole or not at all. Raises OSError."""
        message = msgspec.json.encode(order)
        with self._sending:
            if descriptors:
                socket.send_fds(self._control, [message], descriptors)
            else:
                self._control.send(message)

    def close(self) -> None:
        """Ends the zygote; the kernel ends its children with it."""
        with self._sending:
            self._closed = True
            with contextlib.suppress(OSError):  # wakes whoever waits for it
                self._control.shutdown(socket.SHUT_RDWR)
            self._control.close()
        self._process.kill()
        self._process.wait()

    def _wait(self, complete: bool) -> Hello:
        """Until it can fork; with `complete`, until everything is imported."""
        with self._starting:
            if self._hello is None:
                self._hello = self._heard()
            if complete and self._complete is None and not (self._hello.unsafe or self._hello.failed):
                with contextlib.suppress(OSError):  # then there is nothing to hear either
                    self.tell(Finish())
                self._complete = self._heard()
            hello = self._complete or self._hello
        if hello.unsafe:
            raise UnsafeError(hello.unsafe)
        if hello.failed:
            raise SandboxError(f"The sandbox could not be started: {hello.failed}")
        return hello

    def _heard(self) -> Hello:
        self._control.settimeout(STARTING)
        try:
            return msgspec.json.decode(self._control.recv(1 << 16), type=Hello)
        except (OSError, msgspec.MsgspecError) as error:
            return Hello(failed=str(error) or "it ended at once")
        finally:
            if not self._closed:
                self._control.settimeout(ORDERING)


class ForkedWorker:
    """A forked child: job socket, printed pipe and status pipe of its own, so that nothing is shared in
    transit.
    """

    patience = 0.0
    in_order = True  # a write to a pipe or socket of this machine is there before the next one is made

    def __init__(
        self, zygote: Zygote, id_: int, job: socket.socket, printed: int, status: int, clock_runs: bool
    ) -> None:
        self._zygote, self._id, self._clock_runs = zygote, id_, clock_runs
        self._job, self._printed, self._status = job, printed, status
        self._unsent = memoryview(b"")
        self._events: deque[Event] = deque()
        self._closed = False
        job.setblocking(False)
        self._selector = selectors.PollSelector()
        for stream in (job, printed, status):
            self._selector.register(stream, selectors.EVENT_READ)

    def usable(self) -> bool:
        """Its status pipe is silent."""
        return self._zygote.alive and not any(key.fd == self._status for key, _ in self._selector.select(0))

    def ahead(self, job: bytes) -> None:
        """Sends what comes before the job, and starts no clock."""
        self._unsent = memoryview(job)
        self._send()

    def begin(self, job: bytes, wall: float) -> None:
        """Starts the clock unless it runs already, and sends as much as the socket takes; `next` sends the
        rest.
        """
        if not self._clock_runs:
            self._zygote.tell(Start(self._id, wall))
        self._unsent = memoryview(bytes(self._unsent) + job)
        self._send()
        if self._unsent:
            self._selector.modify(self._job, selectors.EVENT_READ | selectors.EVENT_WRITE)

    def next(self, timeout: float) -> Event | None:
        """What happened, or None when nothing did within `timeout` seconds."""
        if not self._events:
            for key, mask in self._selector.select(timeout):
                if mask & selectors.EVENT_WRITE:
                    self._send()
                    if not self._unsent:
                        self._selector.modify(self._job, selectors.EVENT_READ)
                if mask & selectors.EVENT_READ:
                    self._events.append(self._read(key))
        return self._events.popleft() if self._events else None

    def kill(self) -> None:
        """Any thread may ask for it; an id that is gone is ignored by the zygote."""
        with contextlib.suppress(OSError):
            self._zygote.tell(Kill(self._id))

    def close(self) -> None:
        """Ends the child: the zygote kills what is still there."""
        if not self._closed:
            self._closed = True
            self.kill()
            self._selector.close()
            self._job.close()
            os.close(self._printed)
            os.close(self._status)

    def __del__(self) -> None:
        self.close()

    def _send(self) -> None:
        try:
            while self._unsent:
                self._unsent = self._unsent[self._job.send(self._unsent[:CHUNK]) :]
        except BlockingIOError:
            return
        except OSError:  # it died before it read its job; its status says how
            self._unsent = memoryview(b"")

    def _read(self, key: selectors.SelectorKey) -> Event:
        if key.fileobj is self._job:
            try:
                data = self._job.recv(CHUNK)
            except OSError:
                data = b""
        else:
            data = os.read(key.fd, CHUNK)
        if not data or key.fd == self._status:
            self._selector.unregister(key.fileobj)
        if key.fd == self._status:
            return msgspec.json.decode(data, type=Ended) if data else Gone()
        return Answered(data) if key.fileobj is self._job else Printed(data)
