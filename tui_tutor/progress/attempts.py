"""Attempts, and what they make of each exercise on the map."""

import sqlite3

from tui_tutor.progress.columns import restored_text, restored_time, stored_text, stored_time
from tui_tutor.progress.records import Attempt, Judged, Progress, State

_STATES = """
WITH touched (exercise, moment, attempt) AS (
    SELECT exercise, moment, 1 FROM attempts WHERE course = :course
    UNION ALL SELECT exercise, moment, 0 FROM drafts WHERE course = :course
    UNION ALL SELECT exercise, moment, 0 FROM hints WHERE course = :course
    UNION ALL SELECT exercise, moment, 0 FROM solutions WHERE course = :course),
passed (exercise, moment, digest) AS (
    SELECT exercise, moment, digest FROM attempts
    WHERE course = :course AND outcome = 'returned' AND verdict = 'correct')
SELECT exercise, sum(attempt), max(moment),
    (SELECT min(moment) FROM passed WHERE passed.exercise = touched.exercise),
    (SELECT digest FROM passed WHERE passed.exercise = touched.exercise ORDER BY moment DESC LIMIT 1),
    (SELECT moment FROM solutions WHERE course = :course AND solutions.exercise = touched.exercise)
FROM touched GROUP BY exercise
"""


def record(database: sqlite3.Connection, course: str, exercise: str, attempt: Attempt) -> None:
    """Add one attempt."""
    database.execute(
        "INSERT INTO attempts (course, exercise, moment, digest, outcome, verdict, source, report)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            course,
            exercise,
            stored_time(attempt.when),
            attempt.digest,
            attempt.outcome,
            attempt.verdict,
            stored_text(attempt.source),
            attempt.report,
        ),
    )


def read(database: sqlite3.Connection, course: str, exercise: str, last: int = -1) -> tuple[Attempt, ...]:
    """The `last` attempts (-1: all), newest last."""
    rows = database.execute(
        "SELECT digest, source, outcome, verdict, report, moment FROM attempts"
        " WHERE course = ? AND exercise = ? ORDER BY moment DESC, id DESC LIMIT ?",
        (course, exercise, last),
    ).fetchall()
    return tuple(
        Attempt(digest, restored_text(source), outcome, verdict, report, restored_time(moment))
        for digest, source, outcome, verdict, report, moment in reversed(rows)
    )


def judged(database: sqlite3.Connection, course: str) -> tuple[Judged, ...]:
    """Every attempt that got a verdict, in the order of time."""
    rows = database.execute(
        "SELECT exercise, moment, verdict FROM attempts"
        " WHERE course = ? AND outcome = 'returned' AND verdict IS NOT NULL ORDER BY moment, id",
        (course,),
    )
    return tuple(Judged(exercise, restored_time(moment), verdict) for exercise, moment, verdict in rows)


def states(database: sqlite3.Connection, course: str) -> dict[str, State]:
    """Every exercise that was touched, by id. One that is absent is open."""
    return {
        exercise: State(_state(passed, seen), digest, attempts, restored_time(last))
        for exercise, attempts, last, passed, digest, seen in database.execute(_STATES, {"course": course})
    }


def rename(database: sqlite3.Connection, course: str, before: str, after: str) -> None:
    """Give the attempts of one exercise to another id."""
    database.execute(
        "UPDATE attempts SET exercise = ? WHERE course = ? AND exercise = ?", (after, course, before)
    )


def _state(passed: str | None, seen: str | None) -> Progress:
    """`passed` and `seen`: when the first correct attempt was made and when the solution was shown."""
    if seen is not None and (passed is None or seen < passed):
        return "solution seen"
    return "started" if passed is None else "correct"
