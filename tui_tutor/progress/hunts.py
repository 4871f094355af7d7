"""Bug hunts: the open one of an exercise, and how the others ended.

All functions run inside a transaction of the caller. A hunt is known by its exercise and the moment it began.
"""

import sqlite3
from datetime import UTC, datetime

from msgspec.structs import replace

from tui_tutor.progress.columns import restored_text, restored_time, stored_text, stored_time
from tui_tutor.progress.records import Hunt, SavedHunt

CONFLICT = (
    "Another tutor is at this hunt too, and has gone on with it. Your text is kept as a hunt of its own, "
    "beside the one there."
)


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
    _write(database, course, hunt)


def save(database: sqlite3.Connection, course: str, hunt: Hunt, seen: str) -> SavedHunt:
    """Write a hunt as it is now, over the text that was `seen` in it.

    Where another tutor has ended it or saved another text meanwhile, nothing is overwritten: the hunt goes on as one
    of its own, which begins now.
    """
    row = database.execute(
        "SELECT text, ending FROM hunts WHERE course = ? AND exercise = ? AND moment = ?",
        (course, hunt.exercise, stored_time(hunt.begun)),
    ).fetchone()
    if row is not None:
        text, ending = restored_text(row[0]), row[1]
        if text != hunt.text and (text != seen or ending is not None):
            own = replace(hunt, begun=datetime.now(UTC))
            _write(database, course, own)
            return SavedHunt(own, CONFLICT)
    _write(database, course, hunt)
    return SavedHunt(hunt)


def _write(database: sqlite3.Connection, course: str, hunt: Hunt) -> None:
    """One that has ended stays as it ended."""
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
        _write(database, course, hunt)


def rename(database: sqlite3.Connection, course: str, before: str, after: str) -> None:
    """Give the hunts of one exercise to another id."""
    database.execute(
        "UPDATE OR IGNORE hunts SET exercise = ? WHERE course = ? AND exercise = ?", (after, course, before)
    )


def _same(first: Hunt, second: Hunt) -> bool:
    return first.exercise == second.exercise and stored_time(first.begun) == stored_time(second.begun)
