"""The mistakes that a learner makes again and again, counted in the stored reports."""

import sqlite3
from collections import defaultdict

from tui_tutor.progress.records import Habit

# The first diagnosis of a report is the one that was read; the first that is no exercise's own mistake is in words
# that all exercises share. The same text checked twice is one mistake. A report that is no JSON, which only a foreign
# file can bring in, has no diagnosis.
_MADE = """
WITH told (exercise, source, report) AS (
    SELECT exercise, source, CASE WHEN json_valid(CAST(report AS TEXT)) THEN CAST(report AS TEXT) ELSE '{}' END
    FROM attempts WHERE course = ?),
listed (exercise, source, at, kind, constant) AS (
    SELECT exercise, source, key,
        CASE WHEN type = 'object' THEN json_extract(value, '$.kind') END,
        CASE WHEN type = 'object' THEN json_extract(value, '$.evidence.constant') END
    FROM told, json_each(told.report, '$.diagnoses'))
SELECT exercise, source, CAST(kind AS BLOB), CAST(constant AS BLOB)
FROM listed WHERE kind IS NOT NULL ORDER BY exercise, source, at
"""

OWN = "mistake:"
# General causes that say the same in every exercise. Others, such as a single wrong entry, say less than the name
# that an exercise's author has given to the mistake; so does a ratio of 2, which may be chance, unlike one of n.
_SHARED = frozenset({
    "absolute", "bias-reduction", "broadcast", "clipped", "first-sample", "mutated-input", "non-deterministic",
    "penalty", "sign", "sign-only", "stale-weights", "swapped", "transposed",
})  # fmt: skip

_Cause = tuple[str, str | None]


def read(database: sqlite3.Connection, course: str) -> tuple[Habit, ...]:
    """Every cause that was diagnosed at least twice, the most frequent first."""
    told: dict[tuple[str, bytes], list[_Cause]] = defaultdict(list)
    for exercise, source, kind, constant in database.execute(_MADE, (course,)):
        told[exercise, source].append((_text(kind), None if constant is None else _text(constant)))
    made: dict[_Cause, list[str]] = defaultdict(list)
    for (exercise, _), causes in told.items():
        made[_cause(causes)].append(exercise)
    habits = [
        Habit(kind, constant, len(where), tuple(sorted(set(where))))
        for (kind, constant), where in made.items()
        if len(where) > 1
    ]
    return tuple(sorted(habits, key=lambda habit: (-habit.times, habit.kind, habit.constant or "")))


def _cause(causes: list[_Cause]) -> _Cause:
    """What counts of the diagnoses of one report: the shared words for it where they are exact."""
    general = next((cause for cause in causes if not cause[0].startswith(OWN)), causes[0])
    kind, constant = general
    is_shared = kind in _SHARED or (kind == "factor" and any(map(str.isalpha, constant or "")))
    return general if is_shared else causes[0]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
