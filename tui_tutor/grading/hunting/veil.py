"""What of a report is shown in a hunt: numbers, and as much of their reading as the level gives."""

from msgspec.structs import replace

from tui_tutor.grading.hunting.levels import Level
from tui_tutor.report import ParameterResult, Report

# They speak of how a function behaves, not of what its formula lacks: without them one would search in vain.
_ALWAYS_SAID = frozenset({"mutated-input", "non-deterministic", "numerical", "keys", "shape", "non-finite"})


def veiled(report: Report, level: Level) -> Report:
    """The report as a hunt of that level shows it. The exercise's own mistakes are named at none."""
    told = [one for one in report.diagnoses if not one.kind.startswith("mistake:")]
    if level.shown != "causes":
        told = [one for one in told if one.kind in _ALWAYS_SAID]
    parameters = report.parameters
    if level.shown == "sizes":
        parameters = tuple(_only_sizes(one) for one in parameters)
    return replace(report, diagnoses=tuple(told), parameters=parameters)


def _only_sizes(result: ParameterResult) -> ParameterResult:
    return replace(
        result,
        worst_index=None,
        analytic_at_worst=None,
        numeric_at_worst=None,
        blocked_by=None,
        table=None,
        convergence=None,
    )
