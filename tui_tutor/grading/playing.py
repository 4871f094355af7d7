"""Running a script without verdict: `tutor run` and play mode."""

from msgspec import Struct

from tui_tutor.course import Exercise
from tui_tutor.grading.calling import Caller
from tui_tutor.grading.requests import script_call
from tui_tutor.report import Outcome, Raised
from tui_tutor.sandbox import Limits

SCRIPT_LIMITS = Limits(wall=20.0, memory=1 << 30, printed=1 << 20)


class Played(Struct, frozen=True):
    """What running a script showed. `message` says how it ended when it did not simply end."""

    outcome: Outcome
    printed: str = ""
    message: str = ""
    raised: Raised | None = None
    seconds: float = 0.0


def play(call: Caller, source: str, exercise: Exercise | None = None) -> Played:
    """Runs `source` as a script in the sandbox."""
    result = call(script_call(source, SCRIPT_LIMITS, exercise))
    return Played(result.outcome, result.printed, result.message, result.raised, result.seconds)
