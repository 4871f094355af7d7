"""What a long grading says while it runs, on standard error: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from tui_tutor.grading.classes import Result

BAR = 20
OFTEN = 0.1  # seconds between two pictures of the bar


class RunningTotals:
    """Counts results as they come, and says so."""

    def __init__(self, expected: int) -> None:
        from tui_tutor.grading.classes import Totals

        self._expected, self._totals = expected, Totals()
        self._bar = sys.stderr.isatty()
        self._begun = self._drawn = time.monotonic()

    def add(self, result: "Result") -> None:
        """One more."""
        self._totals = self._totals.plus(result)
        done, tenth = self._totals.rows, max(self._expected // 10, 1)
        if self._bar and (time.monotonic() - self._drawn >= OFTEN or done == self._expected):
            self._drawn = time.monotonic()
            click.echo(f"\r{self._line()}\x1b[K", nl=False, err=True)
        elif not self._bar and (done % tenth == 0 or done == self._expected):
            click.echo(self._line(), err=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *exception: object) -> None:
        """The bar's line is ended; whoever interrupts is told how to go on."""
        if self._bar:
            click.echo(err=True)
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            click.echo("Stopped. What was graded is kept: --resume goes on from there.", err=True)

    def _line(self) -> str:
        done, seconds = self._totals.rows, max(time.monotonic() - self._begun, 1e-3)
        filled = BAR * done // self._expected
        bar = f"[{'#' * filled}{'.' * (BAR - filled)}] " if self._bar else ""
        return f"{bar}{done} of {self._expected} graded: {self._totals}, {done / seconds:.1f} a second"
