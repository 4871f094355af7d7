"""The processes that were made ahead and wait for a call. Every method may be called from any thread."""

import threading

from tui_tutor.sandbox.outcomes import cpu_seconds
from tui_tutor.sandbox.types import Limits
from tui_tutor.sandbox.worker import Worker

MOST = 8


class Waiting:
    """At most eight workers, the oldest first. Dead ones are dropped when they are met."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: list[tuple[Limits, Worker]] = []
        self._open = True

    def count(self, limits: Limits) -> int:
        """How many wait with exactly these limits."""
        with self._lock:
            for one in list(self._workers):
                if not one[1].usable():
                    self._drop(one)
            return sum(one == limits for one, _ in self._workers)

    def add(self, limits: Limits, worker: Worker) -> None:
        """Another one waits; the oldest goes if there are too many."""
        with self._lock:
            self._workers.append((limits, worker))
            while len(self._workers) > MOST or (self._workers and not self._open):
                self._drop(self._workers[0])

    def take(self, limits: Limits) -> Worker | None:
        """One that lets a call do what these limits say, the closest first, or None. The call's clock is its own."""
        with self._lock:
            for one in sorted(self._workers, key=lambda one: cpu_seconds(one[0])):
                if one[0].memory == limits.memory and cpu_seconds(one[0]) >= cpu_seconds(limits):
                    if one[1].usable():
                        self._workers.remove(one)
                        return one[1]
                    self._drop(one)
        return None

    def clear(self, for_good: bool = False) -> None:
        """Ends all of them; `for_good` ends every later one as well."""
        with self._lock:
            self._open = self._open and not for_good
            while self._workers:
                self._drop(self._workers[0])

    def _drop(self, one: tuple[Limits, Worker]) -> None:
        self._workers.remove(one)
        one[1].close()
