"""Calls on behalf of one user: started, remembered while they run, cancelled together."""

import contextlib
import threading
from collections.abc import Callable

from tui_tutor.sandbox import Ahead, Call, CallResult, Limits, RunningCall, Sandbox, SandboxError, Snapshot


class Caller:
    """Makes calls in a sandbox that is opened when the first one is made. `close` ends it.

    `cancel` may come from any thread and ends every call that is under way. A sandbox that fails is a result with
    the outcome `fault`, never an exception.
    """

    def __init__(self, open_sandbox: Callable[[], Sandbox]) -> None:
        self._open_sandbox = open_sandbox
        self._sandbox: Sandbox | None = None
        self._lock = threading.Lock()
        self._running: set[RunningCall] = set()
        self._cancellations = 0

    @property
    def cancellations(self) -> int:
        """How often `cancel` was called: work that sees it grow has to stop."""
        return self._cancellations

    def __call__(
        self,
        call: Call,
        on_snapshot: Callable[[Snapshot], None] | None = None,
        *,
        meanwhile: Callable[[], None] | None = None,
    ) -> CallResult:
        """Blocks until the call has ended. `meanwhile` is called once it has begun."""
        before = self._cancellations
        try:
            running = self._opened().start(call)
        except SandboxError as error:
            return CallResult("fault", message=str(error))
        with self._lock:
            self._running.add(running)
            overtaken = self._cancellations != before
        if overtaken:
            running.cancel()
        if meanwhile is not None:
            meanwhile()
        try:
            return running.result(on_snapshot)
        finally:
            with self._lock:
                self._running.discard(running)

    def prepare(self, limits: Limits, ahead: Ahead | None = None, *, hurry: bool = False) -> None:
        """Has a child wait for a call with these limits, which has begun with `ahead`; `hurry` if it is made at once.

        A sandbox that cannot start says so when it is called.
        """
        with contextlib.suppress(SandboxError):
            self._opened().prepare(1, limits, ahead, hurry=hurry)

    def cancel(self) -> None:
        """Ends every call that is running now; their results have the outcome `cancelled`."""
        with self._lock:
            self._cancellations += 1
            running = tuple(self._running)
        for call in running:
            call.cancel()

    def close(self) -> None:
        """Ends all calls and the sandbox."""
        self.cancel()
        with self._lock:
            sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            sandbox.close()

    def _opened(self) -> Sandbox:
        with self._lock:
            if self._sandbox is None:
                self._sandbox = self._open_sandbox()
            return self._sandbox
