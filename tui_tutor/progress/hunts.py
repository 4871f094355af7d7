"""Bug hunts: the open one of an exercise, and how the others ended.

All functions run inside a transaction of the caller. A hunt is known by its exercise and the moment it began.
"""

import sqlite3

from tui_tutor.progress.columns import restored_text, restored_time, stored_text, stored_time
from tui_tutor.progress.records import Hunt


def read(database: sqlite3.Connection, course: str) -> tuple[Hunt, ...]:
    """Every hunt of a course, oldest first."""
    rows = database.execute(
        "SELECT exercise, moment, level, seed, planted, text, runs, ending FROM hunts WHERE course = ?"
        " ORDER BY moment, exercise",
        (course,),
    )
    return tuple(
        Hunt(
            exercise,
            restored_time(moment),
            level,
            seed,
            restored_text(planted),
            restored_text(text),
            runs,
            ending,
        )
        for exercise, moment, level, seed, planted, text, runs, ending in rows
    )


def begin(database: sqlite3.Connection, course: str, hunt: Hunt) -> None:
    """Add a hunt; an open one of the same exercise makes room for it and counts for nothing."""
    database.execute(
        "DELETE FROM hunts WHERE course = ? AND exercise = ? AND ending IS NULL", (course, hunt.exercise)
    )
    save(database, course, hunt)


def save(database: sqlite3.Connection, course: str, hunt: Hunt) -> None:
    """Write a hunt as it is now; one that has ended stays as it ended."""
    database.execute(
        "INSERT INTO hunts (course, exercise, moment, level, seed, planted, text, runs, ending)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET text = excluded.text, runs = excluded.runs, ending = excluded.ending WHERE ending IS NULL",
        (
            course,
            hunt.exercise,
            stored_time(hunt.begun),
            hunt.level,
            hunt.seed,
            stored_text(hunt.planted),
            stored_text(hunt.text),
            hunt.runs,
            hunt.ending,
        ),
    )


def merge(database: sqlite3.Connection, course: str, hunt: Hunt) -> None:
    """Take a hunt of another machine: one that ended stays ended, of an open one the further text is kept."""
    here = next((one for one in read(database, course) if _same(one, hunt)), None)
    if here is None or hunt.ending is not None or hunt.runs > here.runs:
        save(database, course, hunt)


def rename(database: sqlite3.Connection, course: str, before: str, after: str) -> None:
    """Give the hunts of one exercise to another id."""
    database.execute(
        "UPDATE OR IGNORE hunts SET exercise = ? WHERE course = ? AND exercise = ?", (after, course, before)
    )


def _same(first: Hunt, second: Hunt) -> bool:
    return first.exercise == second.exercise and stored_time(first.begun) == stored_time(second.begun)
