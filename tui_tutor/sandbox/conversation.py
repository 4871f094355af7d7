"""What one confined process has said so far, held to its limits; no process, no clock, only the rules."""

from collections.abc import Mapping

from tui_tutor.sandbox.orders import TOO_EARLY, Ended
from tui_tutor.sandbox.types import Array, Limits, Snapshot
from tui_tutor.sandbox.wire import (
    LARGEST_HEADER,
    Answer,
    Frames,
    RawArray,
    WireError,
    decode_answer,
    megabytes,
)

MOST_SNAPSHOTS = 200


class Conversation:
    """Takes what was read from a process, in any pieces, and keeps what counts.

    ready       the lock is closed (or `failed` says why it could not be)
    complete    it has every module that may be imported; one that has not is asked in vain for some
    begun       the job has arrived: what happens from here on is the foreign code's doing
    result      the first result, or None; whatever follows is not looked at
    refusal     why the process must not go on, in a sentence
    printed     the bytes that were printed, at most the limit
    ended       how the process ended; `gone` when that will never be known
    """

    def __init__(self, limits: Limits) -> None:
        self.ready = self.begun = False
        self.complete = True
        self.layers: tuple[str, ...] = ()
        self.failed = ""
        self.result: tuple[Answer, dict[str, Array]] | None = None
        self.refusal = ""
        self.printed = bytearray()
        self.ended: Ended | None = None
        self.answer_closed = self.print_closed = self.gone = False
        self._limits = limits
        self._snapshots = 0
        self._frames = Frames(LARGEST_HEADER, limits.result)

    @property
    def decided(self) -> bool:
        """Nothing that the process could still do changes its outcome."""
        return bool(self.result or self.refusal or self.failed)

    @property
    def too_early(self) -> bool:
        """It has left because it was asked for a module that only complete processes have."""
        left = self.ended is not None and self.ended.code == TOO_EARLY
        return left and not self.complete and not self.decided

    @property
    def over(self) -> bool:
        """Everything has been heard."""
        known = self.ended is not None or self.gone or self.result is not None
        return known and self.print_closed and (self.answer_closed or self.decided)

    def hear_answer(self, data: bytes) -> list[Snapshot]:
        """Bytes of the answer stream, empty at its end; returns the snapshots that they complete."""
        snapshots: list[Snapshot] = []
        if not data:
            self.answer_closed = True
        elif not self.decided:
            try:
                for head, body in self._frames.feed(data):
                    snapshots += self._take(head, body)
                    if self.result or self.failed:
                        break
            except WireError as error:
                self.refusal = f"the answer was refused: {error}"
        return snapshots

    def hear_print(self, data: bytes) -> None:
        """Bytes that were printed, empty at the end."""
        if not data:
            self.print_closed = True
            return
        room = self._limits.printed - len(self.printed)
        self.printed += data[: max(0, room)]
        if len(data) > room and not self.decided:
            self.refusal = f"printed more than {megabytes(self._limits.printed)}, which is the limit"

    def _take(self, head: bytes, body: bytes) -> list[Snapshot]:
        answer, raw = decode_answer(head, body, self._limits.arrays)
        if not self.ready:
            if answer.kind != "ready":
                raise WireError("it came before the process was ready")
            self.ready = True
            self.failed = str(answer.reply.get("failed", ""))
            self.layers = tuple(map(str, answer.reply.get("layers", ())))
            self.complete = answer.reply.get("complete") is not False
        elif not self.begun:
            if answer.kind != "begun":
                raise WireError("it came before the job")
            self.begun = True
        elif answer.kind in ("ready", "begun"):
            raise WireError("it starts twice")
        elif answer.kind == "result":
            self.result = answer, _owned(raw)
        elif answer.number != self._snapshots:
            raise WireError("its snapshots are out of order")
        elif self._snapshots >= MOST_SNAPSHOTS:
            raise WireError(f"more than {MOST_SNAPSHOTS} snapshots")
        else:
            self._snapshots += 1
            return [Snapshot(answer.number, answer.reply, _owned(raw))]
        return []


def _owned(raw: Mapping[str, RawArray]) -> dict[str, Array]:
    return {name: Array(dtype, shape, bytes(data)) for name, (dtype, shape, data) in raw.items()}
