"""Single-use processes, started ahead: what takes the zygote's place where forking is not possible or not
safe.

They speak over their standard streams, read by threads, because that works on every platform.
"""

import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any, cast

from tui_tutor.sandbox.errors import SandboxError
from tui_tutor.sandbox.launch import WALLS, Launch, environment
from tui_tutor.sandbox.orders import Ended
from tui_tutor.sandbox.outcomes import cpu_seconds
from tui_tutor.sandbox.types import Limits
from tui_tutor.sandbox.worker import Answered, Event, Printed

STARTING = 60.0
CHUNK = 1 << 16
MOST_EVENTS = 64  # what is read and not yet taken: at most 4 MB


class Spares:
    """Starts processes. All from one thread that lives as long as they do: Linux ends a child with its
    thread.
    """

    alive = True

    def __init__(self, launch: Launch, walls: frozenset[str] = WALLS) -> None:
        self._launch, self._walls = launch, walls
        self._starter = ThreadPoolExecutor(1, "tutor-spares")
        self._all: list[SpareWorker] = []
        self._lock = threading.Lock()

    @property
    def layers(self) -> tuple[str, ...]:
        """The walls that a new process reports. Raises `SandboxError` when it does not start."""
        worker = self.make(Limits(), None, complete=True)
        try:
            return worker.reported()
        finally:
            worker.close()

    def make(self, limits: Limits, wall: float | None, complete: bool) -> "SpareWorker":
        """A process with those limits, always complete; its clock starts when it is ready. Raises `SandboxError`."""
        try:
            worker = self._starter.submit(self._start, limits).result()
        except (OSError, RuntimeError) as error:
            raise SandboxError(f"The sandbox could not start a process: {error}") from None
        with self._lock:
            self._all = [*(one for one in self._all if one.usable()), worker]
        return worker

    def close(self) -> None:
        """Ends every process that came from here."""
        self.alive = False
        with self._lock:
            for worker in self._all:
                worker.close()
        self._starter.shutdown(wait=True)

    def _start(self, limits: Limits) -> "SpareWorker":
        cpu = cpu_seconds(limits)
        command = self._launch.command("spare", memory=limits.memory, cpu=cpu, walls=sorted(self._walls))
        platform: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            platform = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
        process = subprocess.Popen(
            command,
            bufsize=0,
            cwd=sys.base_prefix if sys.platform == "win32" else "/",
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **platform,
        )
        return SpareWorker(process, _windows_job(process, limits, cpu))


class SpareWorker:
    """One single-use process: the job on its standard input, answers on its output, prints on its error
    stream.
    """

    patience = STARTING
    in_order = False  # a thread reads each stream, and one may be ahead of the other

    def __init__(self, process: subprocess.Popen[bytes], fence: object) -> None:
        self._process, self._fence = process, fence
        self._events: queue.Queue[Event] = queue.Queue(MOST_EVENTS)
        self._abandoned = threading.Event()
        self._input = cast("IO[bytes]", process.stdin)
        self._in_thread(self._pump, process.stdout, Answered)
        self._in_thread(self._pump, process.stderr, Printed)
        self._in_thread(self._wait)

    def usable(self) -> bool:
        """Still running."""
        return self._process.poll() is None

    def ahead(self, job: bytes) -> None:
        """It begins with the job itself."""

    def begin(self, job: bytes, wall: float) -> None:
        """Sends the job; the clock is this side's, and starts when the process says that it is ready."""
        self._in_thread(self._feed, job)

    def next(self, timeout: float) -> Event | None:
        """What happened, or None when nothing did within `timeout` seconds."""
        try:
            return self._events.get(timeout=max(timeout, 1e-3))
        except queue.Empty:
            return None

    def kill(self) -> None:
        """Ends the process; any thread may ask for it."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process. Its threads end with its streams and close them."""
        self._abandoned.set()
        self.kill()
        with suppress(OSError):
            self._input.close()
        self._process.wait()

    def reported(self) -> tuple[str, ...]:
        """The walls that it says are up. Raises `SandboxError` when it says nothing."""
        from tui_tutor.sandbox.conversation import Conversation

        heard = Conversation(Limits())
        while not heard.ready and not heard.answer_closed and not heard.refusal:
            match self.next(STARTING):
                case Answered(data):
                    heard.hear_answer(data)
                case Printed(data):
                    heard.hear_print(data)
                case None:
                    break
        if heard.failed or not heard.ready:
            said = bytes(heard.printed).decode("utf-8", "replace")
            raise SandboxError(f"The sandbox could not be started: {heard.failed or said or 'no answer'}")
        return heard.layers

    def _in_thread(self, target: Callable[..., None], *arguments: Any) -> None:
        threading.Thread(target=target, args=arguments, daemon=True).start()

    def _put(self, event: Event) -> None:
        while not self._abandoned.is_set():
            with suppress(queue.Full):
                self._events.put(event, timeout=0.1)
                return

    def _pump(self, stream: IO[bytes], kind: Callable[[bytes], Event]) -> None:
        with stream:
            while data := stream.read(CHUNK):
                self._put(kind(data))
        self._put(kind(b""))

    def _feed(self, job: bytes) -> None:
        view = memoryview(job)
        with suppress(OSError, ValueError):  # it died, or was closed, before it read its job
            while view:
                view = view[self._input.write(view[:CHUNK]) :]

    def _wait(self) -> None:
        self._put(Ended(self._process.wait()))


def _windows_job(process: subprocess.Popen[bytes], limits: Limits, cpu: int) -> object:
    """On Windows, the Job Object that holds the process and ends it with the tutor; nothing elsewhere."""
    if sys.platform == "win32":
        from tui_tutor.sandbox.windows import fence

        return fence(process, limits.memory, cpu)
    return None
