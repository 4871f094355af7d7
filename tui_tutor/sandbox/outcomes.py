"""How a call ended, told in one sentence."""

import math
import signal
from typing import Any

import msgspec
from msgspec.structs import replace

from tui_tutor.report import Outcome, Raised
from tui_tutor.sandbox.conversation import Conversation
from tui_tutor.sandbox.text import clean, clean_name
from tui_tutor.sandbox.types import Array, CallResult, Limits
from tui_tutor.sandbox.wire import megabytes

RESTARTED = "The sandbox stopped and is started again for the next run; this says nothing about your code."
LONGEST_MESSAGE = 1000


def cpu_seconds(limits: Limits) -> int:
    """Processor time that a call may take: its wall time and a little, so that the clock on the wall speaks
    first.
    """
    return math.ceil(limits.wall) + 1


def conclude(
    heard: Conversation, limits: Limits, *, cancelled: bool, overdue: bool, hung_up: bool, seconds: float
) -> CallResult:
    """The one result of a call. `overdue`: this side's own clock ran out; `hung_up`: it closed its answer
    stream.

    The first result that arrived wins over everything that happened afterwards.
    """
    printed = clean(bytes(heard.printed).decode("utf-8", "replace"), limits.printed)
    reply: dict[str, Any] = {}
    arrays: dict[str, Array] = {}
    raised = None
    if heard.result is not None:
        answer, arrays = heard.result
        outcome, message, reply, raised = _answered(answer.reply, limits)
    else:
        outcome, message = _unanswered(heard, limits, cancelled, overdue, hung_up)
    return CallResult(
        outcome,
        reply if outcome == "returned" else {},
        arrays if outcome == "returned" else {},
        printed,
        clean(message, LONGEST_MESSAGE),
        raised,
        seconds,
    )


def _answered(reply: dict[str, Any], limits: Limits) -> tuple[Outcome, str, dict[str, Any], Raised | None]:
    said = str(reply.get("message") or "")
    value = reply.get("value")
    match reply.get("outcome"):
        case "returned" if isinstance(value, dict):
            return "returned", said, value, None
        case "out of memory":
            return "out of memory", said or _out_of_memory(limits), {}, None
        case "raised":
            try:
                raised = _on_one_line(msgspec.convert(reply.get("raised"), Raised))
            except msgspec.ValidationError:
                return "refused", "the answer was refused: it does not say what was raised", {}, None
            return "raised", said or f"{raised.type}: {raised.text}", {}, raised
    return "refused", "the answer was refused: it does not say how the call ended", {}, None


def _on_one_line(raised: Raised) -> Raised:
    """Whatever names something in it is a name; only what the exception says may go on below."""
    frames = tuple(
        replace(
            frame,
            function=clean_name(frame.function),
            source=clean_name(frame.source),
        )
        for frame in raised.frames
    )
    operands = tuple(clean_name(operand) for operand in raised.operands)
    return replace(raised, type=clean_name(raised.type), frames=frames, operands=operands)


def _unanswered(
    heard: Conversation, limits: Limits, cancelled: bool, overdue: bool, hung_up: bool
) -> tuple[Outcome, str]:
    ended = heard.ended
    if ended is not None and ended.error:
        return "fault", ended.error
    if cancelled:
        return "cancelled", "stopped, as you asked"
    if heard.failed:
        return "fault", f"The sandbox could not lock itself ({heard.failed}), so nothing was run."
    if heard.refusal:
        return "refused", heard.refusal
    if not heard.begun or ended is None:
        return "fault", RESTARTED
    if overdue or ended.late:
        return "timed out", f"stopped after {limits.wall:g} s: an endless loop?"
    if hung_up and ended.code == -getattr(signal, "SIGKILL", 9):
        return "crashed", "closed its connection to the tutor and went on without an answer"
    return _ended(ended.code, ended.cpu, limits)


def _ended(code: int | None, cpu: float, limits: Limits) -> tuple[Outcome, str]:
    if code is None:
        return "crashed", "ended without an answer"
    if code >= 0:
        return "crashed", f"ended without an answer (exit code {code}): something left the process early"
    if cpu >= cpu_seconds(limits) - 0.1 or -code == getattr(signal, "SIGXCPU", 0):
        return "timed out", f"stopped after {cpu:.1f} s of computing: an endless loop?"
    if -code == getattr(signal, "SIGKILL", 9):
        return "out of memory", f"the system stopped it: {_out_of_memory(limits)}"
    name = signal.Signals(-code).name if -code in signal.valid_signals() else f"signal {-code}"
    return "crashed", _SIGNALS.get(name, f"the process died ({name})")


def _out_of_memory(limits: Limits) -> str:
    return f"needed more memory than the limit of {megabytes(limits.memory)}"


_SIGNALS = {
    "SIGSEGV": "the process died (SIGSEGV): memory that is not there was used, or C code recursed too deep",
    "SIGSYS": "the process was stopped: it asked the system for something that is not allowed here",
    "SIGABRT": "the process gave up (SIGABRT), often because memory ran out inside a library",
}
