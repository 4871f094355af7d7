"""Results as they come, in SQLite: after a crash or a kill, what was graded stays graded."""

import hashlib
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import msgspec

from tui_tutor import __version__
from tui_tutor.course import Exercise
from tui_tutor.grading.classes.records import Mark, Submission
from tui_tutor.sandbox import Level

FILE = "grading.sqlite"
FORMAT = 2
PATIENCE = 30.0  # seconds that one grading waits for another one's write
_TABLE = """CREATE TABLE IF NOT EXISTS results (
    course TEXT NOT NULL, student TEXT NOT NULL, exercise TEXT NOT NULL, fingerprint TEXT NOT NULL,
    result BLOB NOT NULL, PRIMARY KEY (course, student, exercise))"""
_WRITE = "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)"


class LedgerError(Exception):
    """The file of results cannot be used; one sentence."""


def fingerprint(exercise: Exercise, source: str, seed: int, level: Level) -> str:
    """Everything that a mark depends on, as one hash: when it is the same, so is the mark."""
    parts = [__version__, exercise.digest, str(seed), level, source]
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Ledger:
    """The results of one course on this machine. May be used from any thread; every row is whole or absent."""

    def __init__(self, folder: Path, course: str) -> None:
        """Raises LedgerError."""
        self._course, self._path = course, folder / FILE
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._database.execute("PRAGMA journal_mode = WAL")
            # A row survives the end of this process at any moment; a power cut may cost the last few.
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise LedgerError(
                f"Results cannot be kept in {self._path}: {error}. Make room, move that file away if it is damaged, or "
                "name another folder in TUTOR_HOME."
            ) from error

    def known(self, submission: Submission, fingerprint: str) -> Mark | None:
        """The mark of an earlier grading of the very same thing."""
        key = (self._course, submission.student, submission.exercise, fingerprint)
        query = "SELECT result FROM results WHERE (course, student, exercise, fingerprint) = (?, ?, ?, ?)"
        with self._lock:
            row = self._database.execute(query, key).fetchone()
        try:
            return None if row is None else msgspec.msgpack.decode(row[0], type=Mark)
        except msgspec.MsgspecError:
            return None  # of another format: it is graded again

    def keep(self, marked: Iterable[tuple[Submission, str, Mark]]) -> None:
        """Writes marks with their fingerprints, all or none, in the place of those before.

        A fault is no mark, and is not kept. Raises LedgerError.
        """
        rows = [
            (self._course, one.student, one.exercise, fingerprint, msgspec.msgpack.encode(mark))
            for one, fingerprint, mark in marked
            if mark.outcome not in ("fault", "cancelled")
        ]
        try:
            with self._lock, self._database:
                self._database.execute("BEGIN")
                self._database.executemany(_WRITE, rows)
        except sqlite3.Error as error:
            raise LedgerError(
                f"Results cannot be written to {self._path}: {error}. What was graded before is kept; make room, or "
                "name another folder in TUTOR_HOME, and go on with --resume."
            ) from error

    def close(self) -> None:
        """Closes the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _prepare(self) -> None:
        (found,) = self._database.execute("PRAGMA user_version").fetchone()
        if found not in (0, FORMAT):
            self._database.execute(
                "DROP TABLE IF EXISTS results"
            )  # of another tutor: everything is graded again
        self._database.execute(_TABLE)
        self._database.execute(f"PRAGMA user_version = {FORMAT}")
