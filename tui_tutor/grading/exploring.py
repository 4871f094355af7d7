"""The series of an explore exercise, for every position of its slider."""

import struct

from tui_tutor.course import CourseError, Exercise
from tui_tutor.grading.calling import Caller
from tui_tutor.grading.requests import problem_of, series_call
from tui_tutor.sandbox import Array

Series = dict[str, tuple[float, ...]]


def explore(call: Caller, exercise: Exercise) -> dict[float, Series]:
    """All series by slider value, computed in one call. Raises CourseError when the problem cannot."""
    if exercise.explore is None:
        raise ValueError(f"{exercise.id} has no [explore]")
    values = exercise.explore.values
    result = call(series_call(exercise, values))
    if result.outcome != "returned":
        raised = result.raised
        reason = f"{raised.type}: {raised.text}" if raised else result.message
        line = raised.frames[-1].line if raised and raised.frames else None
        raise CourseError(problem_of(exercise).path, f"series(value) cannot be drawn: {reason}", line)
    drawn: dict[float, Series] = {value: {} for value in values}
    for name, array in result.arrays.items():
        position, _, series = name.partition("/")
        drawn[values[int(position)]][series] = floats(array)
    return drawn


def floats(array: Array) -> tuple[float, ...]:
    """The numbers of a float64 array that crossed the wall, without numpy."""
    return struct.unpack(f"<{len(array.data) // 8}d", array.data)
