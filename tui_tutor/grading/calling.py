"""Calls on behalf of one user: started, remembered while they run, cancelled together."""

import threading
from collections.abc import Callable

from tui_tutor.sandbox import Call, CallResult, RunningCall, Sandbox, SandboxError, Snapshot


class Caller:
    """Makes calls in a sandbox. `cancel` may come from any thread and ends every call that is under way.

    A sandbox that fails is a result with the outcome `fault`, never an exception.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._lock = threading.Lock()
        self._running: set[RunningCall] = set()
        self._cancellations = 0

    def __call__(self, call: Call, on_snapshot: Callable[[Snapshot], None] | None = None) -> CallResult:
        """Blocks until the call has ended."""
        before = self._cancellations
        try:
            running = self.sandbox.start(call)
        except SandboxError as error:
            return CallResult("fault", message=str(error))
        with self._lock:
            self._running.add(running)
            if self._cancellations != before:
                running.cancel()
        try:
            return running.result(on_snapshot)
        finally:
            with self._lock:
                self._running.discard(running)

    def cancel(self) -> None:
        """Ends every call that is running now; their results have the outcome `cancelled`."""
        with self._lock:
            self._cancellations += 1
            running = tuple(self._running)
        for call in running:
            call.cancel()
