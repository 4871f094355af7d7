"""One call in flight."""

import threading
import time
from collections.abc import Callable

from tui_tutor.sandbox.conversation import Conversation
from tui_tutor.sandbox.orders import Ended
from tui_tutor.sandbox.outcomes import conclude
from tui_tutor.sandbox.types import CallResult, Limits, Snapshot
from tui_tutor.sandbox.worker import Answered, Event, Gone, Printed, Worker

GRACE = 0.25  # seconds that the zygote's clock gets before this side's own clock ends a call
ENDING = 0.25  # seconds that a killed process gets to be gone
HANGING_UP = 0.2  # seconds between the end of the answer stream and the end of the process

OnSnapshot = Callable[[Snapshot], None]
Lost = Callable[[], None]
Begin = Callable[[bool], tuple[Worker, Lost]]


class RunningCall:
    """A call that has started. `result` waits for its end; `cancel` may be called from any thread."""

    def __init__(self, begin: Begin, limits: Limits) -> None:
        """`begin` starts the job in a process, in a complete one if it is told so.

        It returns the process, and what to call when that neither answers nor dies: its source is not to be
        trusted.
        """
        self._begin, self._limits = begin, limits
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._result: CallResult | None = None
        self._snapshots = 0
        self._start(complete=False)

    def _start(self, complete: bool) -> None:
        self._worker, self._lost = self._begin(complete)
        self._heard = Conversation(self._limits)
        self._started = time.monotonic()
        self._kill_at = self._started + self._worker.patience + self._limits.wall + GRACE
        self._give_up_at: float | None = None
        self._overdue = self._hung_up = self._answer_ended = False
        if self._cancelled.is_set():
            self._worker.kill()

    def cancel(self) -> None:
        """Ends the call; `result` then returns at once with the outcome `cancelled`, unless it was faster."""
        self._cancelled.set()
        self._worker.kill()

    def result(self, on_snapshot: OnSnapshot | None = None) -> CallResult:
        """Waits for the end of the call. Never raises for what foreign code does.

        `on_snapshot` is called in this thread for each message of a streaming call; an exception of it ends
        the call and passes through.
        """
        with self._lock:
            if self._result is None:
                try:
                    self._listen(on_snapshot)
                    if self._heard.too_early:
                        self._worker.close()
                        self._start(complete=True)
                        self._listen(on_snapshot)
                except BaseException:
                    self._cancelled.set()
                    raise
                finally:
                    self._worker.close()
                    self._result = self._concluded()
            return self._result

    def _listen(self, on_snapshot: OnSnapshot | None) -> None:
        while not self._heard.over:
            now = time.monotonic()
            if self._give_up_at is not None and now >= self._give_up_at:
                if self._heard.ended is None and not self._heard.decided:
                    self._lost()
                return
            if self._give_up_at is None and now >= self._kill_at:
                self._hung_up = self._answer_ended
                self._overdue = not self._hung_up
                self._end(now)
            answered = self._heard.result is not None and self._worker.in_order
            event = self._worker.next(
                0.0 if answered else max(0.0, (self._give_up_at or self._kill_at) - now)
            )
            if event is None and answered:
                return  # nobody waits for the process to be gone; it has been told to
            self._hear(event, on_snapshot)

    def _hear(self, event: Event | None, on_snapshot: OnSnapshot | None) -> None:
        heard, was_ready = self._heard, self._heard.ready
        match event:
            case Answered(data):
                for snapshot in heard.hear_answer(data):
                    self._tell(snapshot, on_snapshot)
                if heard.ready and not was_ready and self._worker.patience:
                    self._started = time.monotonic()
                    self._kill_at = self._started + self._limits.wall
                if not data and not heard.decided and heard.ended is None:
                    self._answer_ended = True
                    self._kill_at = min(self._kill_at, time.monotonic() + HANGING_UP)
            case Printed(data):
                heard.hear_print(data)
            case Ended() as ended:
                heard.ended = ended
            case Gone():
                heard.gone = True
        if self._give_up_at is None and (heard.decided or heard.ended or heard.gone):
            self._end(time.monotonic())

    def _tell(self, snapshot: Snapshot, on_snapshot: OnSnapshot | None) -> None:
        """Each number once, though a call may have been made twice."""
        if snapshot.number == self._snapshots:
            self._snapshots += 1
            if on_snapshot is not None:
                on_snapshot(snapshot)

    def _end(self, now: float) -> None:
        self._worker.kill()
        self._give_up_at = now + ENDING

    def _concluded(self) -> CallResult:
        return conclude(
            self._heard,
            self._limits,
            cancelled=self._cancelled.is_set(),
            overdue=self._overdue,
            hung_up=self._hung_up,
            seconds=time.monotonic() - self._started,
        )
