"""What is asked of the checker for one exercise, and what can go wrong, said as what it is."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.services import Checker, Played
from tui_tutor.app.turns import Superseded, Turns
from tui_tutor.app.verdict_text import Heading, course_error, tutor_fault
from tui_tutor.course.types import CourseError, Exercise
from tui_tutor.grading.curve_records import CurveEnd, CurvePoints, Trial
from tui_tutor.report import Report

T = TypeVar("T")


class Work:
    """One exercise and its checker. Each method gives what was asked for, a heading that says why there is
    nothing (the author's error or the tutor's), or None when a later wish or the learner has overtaken it.
    """

    def __init__(self, checker: Checker, turns: Turns, exercise: Exercise, glyphs: Glyphs) -> None:
        self._checker, self._turns, self._exercise, self._glyphs = checker, turns, exercise, glyphs

    @property
    def busy(self) -> bool:
        return self._turns.busy

    def cancel(self) -> bool:
        """End what runs. Returns whether anything did."""
        return self._turns.cancel()

    async def check(self, source: str, on_stage: Callable[[str], None]) -> Report | Heading | None:
        """The report on a submission. `on_stage` is called from another thread."""
        return await self._ask(lambda: self._checker.check(self._exercise, source, on_stage))

    async def prepare(self) -> None:
        """Do ahead what the next check needs, while the learner reads or writes. What fails, the check tells."""
        with contextlib.suppress(Exception):
            # In the thread it is also made, if nobody has asked it for anything yet.
            await asyncio.to_thread(lambda: self._checker.prepare(self._exercise))

    async def curve(
        self, source: str, on_points: Callable[[CurvePoints], None], trial: Trial
    ) -> CurveEnd | Heading | None:
        """Train with the submission. `on_points` is called from another thread, many times."""
        return await self._ask(lambda: self._checker.curve(self._exercise, source, on_points, trial))

    async def play(self, source: str) -> Played | Heading | None:
        """Run the submission as a script, without a verdict."""
        return await self._ask(lambda: self._checker.play(self._exercise, source))

    async def explore(self, value: float) -> Mapping[str, Sequence[float]] | Heading | None:
        """The series that belong to one value of the slider."""
        return await self._ask(lambda: self._checker.explore(self._exercise, value))

    async def _ask(self, work: Callable[[], T]) -> T | Heading | None:
        try:
            return await self._turns.take(work)
        except Superseded:
            return None
        except CourseError as error:
            return course_error(str(error), self._glyphs)
        except Exception as error:  # whatever the tutor fails with must not look like the learner's mistake
            return tutor_fault(error, self._glyphs)
