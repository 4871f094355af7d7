"""The processes that were made ahead and wait for a call. Every method may be called from any thread."""

import threading
from typing import NamedTuple

from tui_tutor.sandbox.outcomes import cpu_seconds
from tui_tutor.sandbox.types import Ahead, Limits
from tui_tutor.sandbox.worker import Worker

MOST = 8


class _Waits(NamedTuple):
    limits: Limits
    ahead: Ahead | None
    worker: Worker


class Waiting:
    """At most eight workers, the oldest first. Dead ones are dropped when they are met."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waits: list[_Waits] = []
        self._open = True

    def count(self, limits: Limits, ahead: Ahead | None) -> int:
        """How many wait with exactly these limits, and have begun with exactly that."""
        with self._lock:
            for one in list(self._waits):
                if not one.worker.usable():
                    self._drop(one)
            return sum((one.limits, one.ahead) == (limits, ahead) for one in self._waits)

    def add(self, limits: Limits, ahead: Ahead | None, worker: Worker) -> None:
        """Another one waits; the oldest goes if there are too many."""
        with self._lock:
            self._waits.append(_Waits(limits, ahead, worker))
            while len(self._waits) > MOST or (self._waits and not self._open):
                self._drop(self._waits[0])

    def take(self, limits: Limits, ahead: Ahead | None) -> Worker | None:
        """One that lets a call do what these limits say, or None. The call's clock is its own.

        Best is one that has begun with the same, then one with the closest limits. One that has begun with something
        else is somebody else's: foreign code may have run there.
        """
        with self._lock:
            fitting = [
                one
                for one in self._waits
                if one.limits.memory == limits.memory
                and cpu_seconds(one.limits) >= cpu_seconds(limits)
                and one.ahead in (None, ahead)
            ]
            for one in sorted(fitting, key=lambda one: (one.ahead != ahead, cpu_seconds(one.limits))):
                if one.worker.usable():
                    self._waits.remove(one)
                    return one.worker
                self._drop(one)
        return None

    def clear(self, for_good: bool = False) -> None:
        """Ends all of them; `for_good` ends every later one as well."""
        with self._lock:
            self._open = self._open and not for_good
            while self._waits:
                self._drop(self._waits[0])

    def _drop(self, one: _Waits) -> None:
        self._waits.remove(one)
        one.worker.close()
