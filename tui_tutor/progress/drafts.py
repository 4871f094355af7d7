"""Drafts: the learner's unfinished code, one current text an exercise, and every text that it replaced.

All functions run inside a transaction of the caller. `session` names one open store: it tells a learner who
goes on typing from a second tutor, or a later day, that takes over.
"""

import sqlite3
from datetime import datetime

from tui_tutor.progress.columns import restored_text, restored_time, stored_text, stored_time
from tui_tutor.progress.records import Draft, OldDraft, Reason, Saved

CONFLICT = (
    "Another tutor saved this exercise in between. Your text is kept as a second draft, "
    "beside the one that was saved there."
)


def read(database: sqlite3.Connection, course: str, exercise: str) -> Draft | None:
    """The current draft."""
    row = _row(database, course, exercise)
    return None if row is None else Draft(restored_text(row[0]), row[1], restored_time(row[2]))


def save(
    database: sqlite3.Connection, session: str, course: str, exercise: str, text: str, revision: int
) -> Saved:
    """Make `text` the current draft if `revision` is the current one, otherwise keep it as a second draft."""
    row = _row(database, course, exercise)
    if row is None:
        _write(database, session, course, exercise, text, revision + 1)
        return Saved(revision + 1)
    current, current_revision, _, author = row
    if restored_text(current) == text:
        return Saved(current_revision)
    if revision != current_revision:
        _keep_second(database, session, course, exercise, text, revision)
        return Saved(revision, CONFLICT)
    if author != session:
        _archive(database, course, exercise, "replaced")
    _write(database, session, course, exercise, text, revision + 1)
    return Saved(revision + 1)


def reset(database: sqlite3.Connection, session: str, course: str, exercise: str, starter: str) -> Draft:
    """Make the starter the current draft; what was there becomes an old draft."""
    row = _row(database, course, exercise)
    revision = 0 if row is None else row[1]
    if row is not None and restored_text(row[0]) != starter:
        _archive(database, course, exercise, "reset")
    _write(database, session, course, exercise, starter, revision + 1)
    draft = read(database, course, exercise)
    assert draft is not None
    return draft


def old(database: sqlite3.Connection, course: str, exercise: str) -> tuple[OldDraft, ...]:
    """Every text that is not the current one any more, newest last."""
    rows = database.execute(
        "SELECT text, revision, moment, reason FROM old_drafts WHERE course = ? AND exercise = ?"
        " ORDER BY moment, id",
        (course, exercise),
    )
    return tuple(
        OldDraft(restored_text(text), rev, restored_time(when), why) for text, rev, when, why in rows
    )


def merge(
    database: sqlite3.Connection,
    session: str,
    course: str,
    exercise: str,
    text: str,
    revision: int,
    when: datetime,
) -> bool:
    """Take a draft of another machine; True when it became the current one. The older text is kept."""
    here = read(database, course, exercise)
    if here is not None and here.text == text:
        return False
    if here is not None and here.when >= when:
        keep_old(database, session, course, exercise, text, revision, when, "replaced")
        return False
    if here is not None:
        _archive(database, course, exercise, "replaced")
        # A tutor that has this exercise open must not mistake the new text for its own.
        revision = max(revision, here.revision) + 1
    _write(database, session, course, exercise, text, revision, when)
    return True


def keep_old(
    database: sqlite3.Connection,
    session: str,
    course: str,
    exercise: str,
    text: str,
    revision: int,
    when: datetime,
    reason: Reason,
) -> None:
    """Add an old draft, unless it is here already."""
    values = (course, exercise, stored_time(when), stored_text(text))
    database.execute(
        "INSERT INTO old_drafts (course, exercise, moment, text, revision, session, reason)"
        " SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM old_drafts"
        " WHERE course = ? AND exercise = ? AND moment = ? AND text = ?)",
        (*values, revision, session, reason, *values),
    )


def rename(database: sqlite3.Connection, course: str, before: str, after: str) -> None:
    """Move the drafts of one exercise to another id; of two current texts the newer one stays current."""
    mine, theirs = read(database, course, before), read(database, course, after)
    if mine and theirs:
        older = before if mine.when <= theirs.when else after
        _archive(database, course, older, "replaced")
        database.execute("DELETE FROM drafts WHERE course = ? AND exercise = ?", (course, older))
    for table in ("drafts", "old_drafts"):
        database.execute(
            f"UPDATE {table} SET exercise = ? WHERE course = ? AND exercise = ?", (after, course, before)
        )


def _row(database: sqlite3.Connection, course: str, exercise: str) -> tuple[bytes, int, str, str] | None:
    found: tuple[bytes, int, str, str] | None = database.execute(
        "SELECT text, revision, moment, session FROM drafts WHERE course = ? AND exercise = ?",
        (course, exercise),
    ).fetchone()
    return found


def _write(
    database: sqlite3.Connection,
    session: str,
    course: str,
    exercise: str,
    text: str,
    revision: int,
    when: datetime | None = None,
) -> None:
    database.execute(
        "INSERT OR REPLACE INTO drafts (course, exercise, revision, moment, session, text)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (course, exercise, revision, stored_time(when), session, stored_text(text)),
    )


def _archive(database: sqlite3.Connection, course: str, exercise: str, reason: Reason) -> None:
    database.execute(
        "INSERT INTO old_drafts (course, exercise, revision, moment, session, reason, text)"
        " SELECT course, exercise, revision, moment, session, ?, text FROM drafts"
        " WHERE course = ? AND exercise = ?",
        (reason, course, exercise),
    )


def _keep_second(
    database: sqlite3.Connection, session: str, course: str, exercise: str, text: str, revision: int
) -> None:
    """One second draft a session and base revision: a learner who types on does not fill the file."""
    where = (course, exercise, session, revision)
    updated = database.execute(
        "UPDATE old_drafts SET text = ?, moment = ?"
        " WHERE course = ? AND exercise = ? AND session = ? AND revision = ? AND reason = 'conflict'",
        (stored_text(text), stored_time(), *where),
    )
    if updated.rowcount == 0:
        database.execute(
            "INSERT INTO old_drafts (text, moment, course, exercise, session, revision, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, 'conflict')",
            (stored_text(text), stored_time(), *where),
        )
