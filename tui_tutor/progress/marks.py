"""The small things that are remembered: hints shown, solutions seen, the last open place, settings."""

import sqlite3
from typing import Any

from tui_tutor.progress.columns import stored_time


def hints_shown(database: sqlite3.Connection, course: str, exercise: str) -> int:
    """How many hints of the ladder the learner has seen."""
    row = database.execute(
        "SELECT shown FROM hints WHERE course = ? AND exercise = ?", (course, exercise)
    ).fetchone()
    return 0 if row is None else int(row[0])


def show_hint(database: sqlite3.Connection, course: str, exercise: str) -> int:
    """Count one more hint; returns the new number."""
    database.execute(
        "INSERT INTO hints (course, exercise, shown, moment) VALUES (?, ?, 1, ?)"
        " ON CONFLICT DO UPDATE SET shown = shown + 1, moment = excluded.moment",
        (course, exercise, stored_time()),
    )
    return hints_shown(database, course, exercise)


def solution_seen(database: sqlite3.Connection, course: str, exercise: str) -> bool:
    """Whether the solution was ever shown."""
    return (
        database.execute(
            "SELECT 1 FROM solutions WHERE course = ? AND exercise = ?", (course, exercise)
        ).fetchone()
        is not None
    )


def mark_solution_seen(database: sqlite3.Connection, course: str, exercise: str) -> None:
    """Remember the first time that the solution was shown; later times change nothing."""
    database.execute(
        "INSERT OR IGNORE INTO solutions (course, exercise, moment) VALUES (?, ?, ?)",
        (course, exercise, stored_time()),
    )


def place(database: sqlite3.Connection, course: str) -> str | None:
    """The exercise that was open last."""
    row = database.execute("SELECT exercise FROM places WHERE course = ?", (course,)).fetchone()
    return None if row is None else str(row[0])


def set_place(database: sqlite3.Connection, course: str, exercise: str) -> None:
    """Remember where the learner is."""
    database.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?)", (course, exercise, stored_time()))


def setting(database: sqlite3.Connection, name: str, default: Any) -> Any:
    """A JSON value, or `default` when it was never set."""
    import json  # the map asks for no setting

    row = database.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return default if row is None else json.loads(row[0])


def set_setting(database: sqlite3.Connection, name: str, value: Any) -> None:
    """Remember a JSON value. Raises TypeError or ValueError for anything that JSON does not carry."""
    import json

    text = json.dumps(value, allow_nan=False)
    database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?, ?)", (name, text, stored_time()))


_KNOWN = " UNION ".join(
    f"SELECT exercise FROM {table} WHERE course = :course"
    for table in ("drafts", "old_drafts", "attempts", "hints", "solutions", "places", "hunts")
)


def known(database: sqlite3.Connection, course: str) -> frozenset[str]:
    """Every exercise of which anything is remembered."""
    return frozenset(str(exercise) for (exercise,) in database.execute(_KNOWN, {"course": course}))


def rename(database: sqlite3.Connection, course: str, before: str, after: str) -> None:
    """Move the marks of one exercise to another id: the most hints, the earliest sight of the solution."""
    database.execute(
        "INSERT INTO hints SELECT course, ?, shown, moment FROM hints WHERE course = ? AND exercise = ?"
        " ON CONFLICT DO UPDATE SET shown = max(shown, excluded.shown)",
        (after, course, before),
    )
    database.execute(
        "INSERT INTO solutions SELECT course, ?, moment FROM solutions WHERE course = ? AND exercise = ?"
        " ON CONFLICT DO UPDATE SET moment = min(moment, excluded.moment)",
        (after, course, before),
    )
    for table in ("hints", "solutions"):
        database.execute(f"DELETE FROM {table} WHERE course = ? AND exercise = ?", (course, before))
    database.execute(
        "UPDATE places SET exercise = ? WHERE course = ? AND exercise = ?", (after, course, before)
    )
