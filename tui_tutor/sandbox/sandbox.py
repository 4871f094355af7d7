"""The sandbox: confined calls of foreign code, one after the other or several at once."""

import sys
import threading
import weakref
from collections.abc import Callable
from functools import partial
from types import TracebackType

from tui_tutor.sandbox.errors import SandboxError
from tui_tutor.sandbox.forked import UnsafeError, Zygote
from tui_tutor.sandbox.launch import CALLS, Launch
from tui_tutor.sandbox.running import Lost, OnSnapshot, RunningCall
from tui_tutor.sandbox.types import Ahead, Call, CallResult, Limits
from tui_tutor.sandbox.waiting import MOST, Waiting
from tui_tutor.sandbox.wire import Job, encode, specs
from tui_tutor.sandbox.worker import Nobody, Source, Worker

USUAL = Limits()
CLOSED = "The sandbox is closed."

MakeSource = Callable[[Launch], Source]


def _spares(launch: Launch) -> Source:
    from tui_tutor.sandbox.spares import Spares  # here: where forking is safe, nobody needs them

    return Spares(launch)


def open_sandbox(calls: str = CALLS, folders: tuple[str, ...] = ()) -> "Sandbox":
    """A sandbox, to be used in a `with` statement. Returns at once; its process becomes warm in the
    background.

    `calls` names the module whose `perform` runs inside, `folders` are further places to import it from.
    """
    return Sandbox(Launch(calls, folders))


class Sandbox:
    """Runs calls in processes that can compute and nothing else. Every method may be called from any thread.

    On Linux a warm process forks one locked child for each call; elsewhere, or when forking is not safe, each
    call gets a process of its own that was started ahead. A process that fails is replaced for the next call.
    """

    def __init__(self, launch: Launch, forked: MakeSource | None = None, spare: MakeSource = _spares) -> None:
        """`forked` and `spare` are for tests; use `open_sandbox`."""
        self._launch, self._spare = launch, spare
        self._forked = forked or (Zygote if sys.platform == "linux" else None)
        self._lock = threading.Lock()
        self._source: Source | None = None
        self._waiting = Waiting()
        self._running: weakref.WeakSet[RunningCall] = weakref.WeakSet()
        self._closed = False
        try:
            self._current()
        except SandboxError:
            self._source = None  # told by the first call, as its outcome

    @property
    def layers(self) -> tuple[str, ...]:
        """The active walls in words; waits until the sandbox is warm. Raises `SandboxError`."""
        source = self._current()
        try:
            return source.layers
        except UnsafeError:
            self._use_spares(source)
            return self._current().layers

    def prepare(
        self, count: int = 1, limits: Limits = USUAL, ahead: Ahead | None = None, *, hurry: bool = False
    ) -> None:
        """Makes processes for the next calls with these limits, until `count` wait (8 at most).

        With `ahead` they begin already. Call it when idle: it waits until the sandbox has imported everything; or in
        a `hurry`, just ahead of the calls. What cannot be made now is made, or reported, by the call itself.
        """
        wanted = min(count, MOST)
        for _ in range(wanted + 1):  # one more try, for the change from forking to spares
            if self._waiting.count(limits, ahead) >= wanted:
                return
            source = None
            try:
                source = self._current()
                worker = source.make(limits, None, complete=not hurry)
                if ahead is not None:
                    worker.ahead(encode(Job(ahead.entry, ahead.request, [], ahead=True), {}))
                self._waiting.add(limits, ahead, worker)
            except UnsafeError:
                self._use_spares(source)
            except SandboxError:
                return

    def start(self, call: Call) -> RunningCall:
        """Starts a call and returns at once, if the sandbox is warm. What goes wrong is the call's outcome.

        Raises TypeError for a request that is not JSON.
        """
        running = RunningCall(partial(self._begin, call, _encoded(call)), call.limits)
        self._running.add(running)
        if self._closed:
            running.cancel()
        return running

    def call(self, call: Call, on_snapshot: OnSnapshot | None = None) -> CallResult:
        """`start` and `result` in one."""
        return self.start(call).result(on_snapshot)

    def close(self) -> None:
        """Ends every process. Calls in flight end as `cancelled`."""
        with self._lock:
            self._closed = True
            source, self._source = self._source, None
        for running in list(self._running):
            running.cancel()
        self._waiting.clear(for_good=True)
        if source is not None:
            source.close()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self, call: Call, job: bytes, complete: bool) -> tuple[Worker, Lost]:
        """The job in a waiting process, a new one, or one from a new source if the old one just died."""
        limits = call.limits
        reason = ""
        for _ in range(2):
            source = None
            try:
                source = self._current()
                waiting = None if complete else self._waiting.take(limits, call.ahead)
                worker = waiting or source.make(limits, limits.wall, complete)
                worker.begin(job, limits.wall)
                return worker, partial(self._replace, source)
            except UnsafeError:
                self._use_spares(source)
            except (SandboxError, OSError) as error:
                reason = str(error)
                self._replace(source)
        return Nobody(reason), lambda: None

    def _current(self) -> Source:
        with self._lock:
            if self._closed:
                raise SandboxError(CLOSED)
            if self._source is None or not self._source.alive:
                if self._source is not None:
                    self._source.close()
                self._source = (self._forked or self._spare)(self._launch)
            return self._source

    def _use_spares(self, source: Source | None) -> None:
        with self._lock:
            self._forked = None
        self._replace(source)

    def _replace(self, source: Source | None) -> None:
        """Ends a source that failed, unless another thread has replaced it already."""
        with self._lock:
            if source is None or source is not self._source:
                return
            self._source = None
        self._waiting.clear()
        source.close()


def _encoded(call: Call) -> bytes:
    arrays = {name: (array.dtype, array.shape, array.data) for name, array in call.arrays.items()}
    return encode(Job(call.entry, call.request, specs(arrays)), arrays)
