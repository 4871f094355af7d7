"""What a gradient check found: one record per parameter, one for the whole, and their text."""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.report import Diagnosis, ParameterResult, Report, Table, Verdict, as_text, told

TABLE = 1024


@dataclass(frozen=True, eq=False)
class ParameterCheck:
    """One array: the verdict, what was given, what was measured, and how exactly.

    `numeric` and `error_bounds` have the shape of the parameter; entries that were not measured (a large
    array is sampled) are NaN and inf, and `measured` holds the flat positions that were. `analytic` is as it
    was given, so its shape may be wrong; then there are no differences. `kink` says that an entry lies on a
    kink of the loss.
    """

    name: str
    verdict: Verdict
    analytic: NDArray[Any]
    numeric: NDArray[Any]
    error_bounds: NDArray[Any]
    note: str | None = None
    kink: bool = False
    measured: NDArray[np.intp] | None = None

    @property
    def misshapen(self) -> bool:
        """Whether real numbers were given in another shape than the parameter's."""
        return self.analytic.dtype.kind in "fiub" and self.analytic.shape != self.numeric.shape

    @property
    def error_bound(self) -> float | None:
        """The largest finite error bound of the numeric entries, None when there is none."""
        bounds = self.error_bounds[np.isfinite(self.error_bounds)]
        return float(np.max(bounds)) if bounds.size else None

    @property
    def max_difference(self) -> float | None:
        """The largest |analytic - numeric| over the measured entries; None when they cannot be compared."""
        worst = self._worst()
        return None if worst is None else float(self._distances()[worst])

    @property
    def relative_difference(self) -> float | None:
        """max |A - N| / max(max |A|, max |N|), 0 when both are 0."""
        difference = self.max_difference
        if difference is None:
            return None
        seen = np.isfinite(self.numeric)
        largest = float(max(np.max(np.abs(self.analytic[seen])), np.max(np.abs(self.numeric[seen]))))
        return difference / largest if largest else 0.0

    @property
    def worst_index(self) -> tuple[int, ...] | None:
        """Where the largest difference is."""
        worst = self._worst()
        return None if worst is None else tuple(int(i) for i in np.unravel_index(worst, self.numeric.shape))

    @property
    def table(self) -> Table | None:
        """Both arrays for the screen: everything, or a sample with its positions; None when shapes differ."""
        if not self._comparable():
            return None
        index = self.measured
        if index is None and self.numeric.size > TABLE:
            index = np.sort(np.random.RandomState(0).choice(self.numeric.size, TABLE // 4, replace=False))
        chosen = slice(None) if index is None else index
        return Table(
            analytic=tuple(_real(self.analytic).ravel()[chosen].tolist()),
            numeric=tuple(_real(self.numeric).ravel()[chosen].tolist()),
            index=None if index is None else tuple(index.tolist()),
        )

    def result(self, draw: str = "shown", blocked_by: str | None = None) -> ParameterResult:
        """The record that crosses rooms: plain numbers and a table instead of arrays."""
        worst = self.worst_index
        return ParameterResult(
            name=str(self.name),
            shape=tuple(int(n) for n in self.numeric.shape),
            verdict=self.verdict,
            max_difference=self.max_difference,
            relative_difference=self.relative_difference,
            error_bound=self.error_bound,
            worst_index=worst,
            analytic_at_worst=None if worst is None else float(_real(self.analytic)[worst]),
            numeric_at_worst=None if worst is None else float(_real(self.numeric)[worst]),
            draw=draw,
            blocked_by=blocked_by,
            note=self.note,
            table=self.table,
        )

    def _comparable(self) -> bool:
        return self.analytic.shape == self.numeric.shape and self.analytic.dtype.kind in "biufc"

    def _distances(self) -> NDArray[np.float64]:
        with np.errstate(all="ignore"):
            return np.abs(self.analytic * 1.0 - self.numeric * 1.0).ravel()

    def _worst(self) -> int | None:
        if not self._comparable():
            return None
        lost = (~np.isfinite(self.analytic) & np.isfinite(self.numeric)).ravel()
        if np.any(lost):
            return int(np.argmax(lost))
        distances = self._distances()
        return int(np.nanargmax(distances)) if np.any(np.isfinite(distances)) else None


def _real(array: NDArray[Any]) -> NDArray[np.float64]:
    """Complex entries by their size, everything else as float64: what a table can show."""
    return np.asarray(np.abs(array) if array.dtype.kind == "c" else array, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class GradientReport:
    """What one check found. `str(report)` is what a person wants to read in a failing test."""

    verdict: Verdict
    parameters: Mapping[str, ParameterCheck]
    diagnoses: tuple[Diagnosis, ...] = ()
    notes: tuple[str, ...] = ()

    def results(self, draw: str = "shown") -> tuple[ParameterResult, ...]:
        """The parameters as the records that cross rooms."""
        return tuple(check.result(draw) for check in self.parameters.values())

    def __str__(self) -> str:
        report = Report(
            exercise="gradient",
            outcome="returned",
            verdict=self.verdict,
            parameters=self.results(),
            diagnoses=self.diagnoses,
            notes=self.notes,
            message=_summary(self),
        )
        return "\n".join([as_text(report), *_further(self.diagnoses[1:])])


def _summary(report: GradientReport) -> str:
    """What the verdict is about, in a few words after it."""
    agreeing = (name for name, check in report.parameters.items() if check.verdict == report.verdict)
    named = ", ".join(map(str, agreeing))
    if report.verdict == "correct":
        return "every array agrees within its error bound"
    if report.verdict == "undecided":
        return f"{named or 'this'} cannot be judged here"
    return named


def _further(diagnoses: Iterable[Diagnosis]) -> list[str]:
    lines = []
    for diagnosis in diagnoses:
        lines += textwrap.wrap(f"also: {told(diagnosis)}", 100, subsequent_indent="      ")
    return lines


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of several verdicts; of none at all, undecided: no comparison, no correct."""
    seen = set(verdicts)
    if "wrong" in seen:
        return "wrong"
    return "correct" if seen == {"correct"} else "undecided"
