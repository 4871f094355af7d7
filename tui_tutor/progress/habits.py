"""The mistakes that a learner makes again and again, counted in the stored reports."""

import sqlite3

from tui_tutor.progress.records import Habit

# The first diagnosis of a report is the one that was read. The same text checked twice is one mistake. A report
# that is no JSON, which only a foreign file can bring in, has no diagnosis.
_HABITS = """
WITH told (exercise, source, report) AS (
    SELECT exercise, source, CASE WHEN json_valid(CAST(report AS TEXT)) THEN CAST(report AS TEXT) ELSE '{}' END
    FROM attempts WHERE course = ?),
made (exercise, source, kind, constant) AS (
    SELECT DISTINCT exercise, source,
        json_extract(report, '$.diagnoses[0].kind'), json_extract(report, '$.diagnoses[0].evidence.constant')
    FROM told)
SELECT CAST(kind AS BLOB), CAST(constant AS BLOB), count(*), group_concat(DISTINCT exercise)
FROM made WHERE kind IS NOT NULL
GROUP BY kind, constant HAVING count(*) > 1
ORDER BY count(*) DESC, kind, constant
"""


def read(database: sqlite3.Connection, course: str) -> tuple[Habit, ...]:
    """Every cause that was diagnosed at least twice, the most frequent first."""
    return tuple(
        Habit(
            _text(kind), None if constant is None else _text(constant), times, tuple(sorted(where.split(",")))
        )
        for kind, constant, times, where in database.execute(_HABITS, (course,))
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
