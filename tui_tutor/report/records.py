"""The records that a check is made of. Numbers are plain Python; arrays appear only as flat tuples."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Verdict = Literal["correct", "wrong", "undecided"]
Outcome = Literal[
    "returned", "raised", "timed out", "out of memory", "crashed", "refused", "cancelled", "fault"
]


class Frame(Struct, frozen=True):
    """One line of foreign code in a traceback. `line` counts from 1; `source` is the text of that line."""

    line: int
    function: str
    source: str = ""


class Raised(Struct, frozen=True):
    """An exception of foreign code. `operands` names the shapes that met in the failing expression."""

    type: str
    text: str
    frames: tuple[Frame, ...] = ()
    operands: tuple[str, ...] = ()
    end_line: int | None = None


class Diagnosis(Struct, frozen=True):
    """A named cause of a wrong answer. `kind` is one of the stable words of the design, or `mistake:NAME`.

    `parameter` is None when the cause concerns the whole answer. `message` says what was measured, then what
    that usually means. `evidence` holds the measured numbers.
    """

    kind: str
    parameter: str | None
    message: str
    evidence: dict[str, float | str] = {}


class Table(Struct, frozen=True):
    """Analytic and numeric entries of one array for the screen, row by row (C order).

    `index` is None when every entry is there; otherwise it holds the flat positions of the sample.
    """

    analytic: tuple[float, ...]
    numeric: tuple[float, ...]
    index: tuple[int, ...] | None = None


class Convergence(Struct, frozen=True):
    """|analytic - central difference| along one direction, for steps from large to small.

    On log-log axes a V where the gradient is right, a flat line where it is wrong. A difference may be 0.
    """

    steps: tuple[float, ...]
    differences: tuple[float, ...]


class ParameterResult(Struct, frozen=True):
    """The verdict on one compared array: a gradient, an intermediate, or a returned value.

    The numbers come from the draw named by `draw` ("shown", "moved", "hidden 1", ...): the shown one, unless
    only another one disagrees. `error_bound` is the numerical gradient's own, the largest over the entries.
    `blocked_by` names the first wrong intermediate that this array was computed from; it is for display.
    """

    name: str
    shape: tuple[int, ...]
    verdict: Verdict
    max_difference: float | None = None
    relative_difference: float | None = None
    error_bound: float | None = None
    worst_index: tuple[int, ...] | None = None
    analytic_at_worst: float | None = None
    numeric_at_worst: float | None = None
    draw: str = "shown"
    blocked_by: str | None = None
    note: str | None = None
    table: Table | None = None
    convergence: Convergence | None = None

    @property
    def hidden(self) -> bool:
        """Whether the numbers are of hidden data, which are described and never shown: they would give them away."""
        return self.draw.startswith("hidden")


class Answered(Struct, frozen=True):
    """What was compared on one draw, for people: the draw's name, its sizes in words, its verdict."""

    draw: str
    sizes: dict[str, int]
    verdict: Verdict


class Fault(Struct, frozen=True):
    """Why an exercise could not do its part: what it could not do, the reason, the line of its problem file."""

    task: str
    reason: str
    line: int | None = None


class Report(Struct, frozen=True):
    """Everything one check found. `verdict` is None unless the outcome is `returned`.

    `fault` is set where the course, and not the tutor itself, is why there is no verdict.
    """

    exercise: str
    outcome: Outcome
    verdict: Verdict | None = None
    score: float = 0.0
    parameters: tuple[ParameterResult, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    draws: tuple[Answered, ...] = ()
    notes: tuple[str, ...] = ()
    printed: str = ""
    message: str = ""
    raised: Raised | None = None
    loss: str | None = None
    h: float | None = None
    seconds: float = 0.0
    sandbox: str | None = None
    fault: Fault | None = None


def with_messages(report: Report, change: Callable[[str], str]) -> Report:
    """The report with `change` made to what the tutor says: its sentence and its diagnoses."""
    diagnoses = tuple(replace(one, message=change(one.message)) for one in report.diagnoses)
    return replace(report, message=change(report.message), diagnoses=diagnoses)
