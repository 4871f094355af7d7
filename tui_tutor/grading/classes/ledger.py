"""Results as they come, in SQLite: after a crash or a kill, what was graded stays graded."""

import hashlib
import sqlite3
import threading
from pathlib import Path
from typing import Self

import msgspec

from tui_tutor import __version__
from tui_tutor.course import Exercise
from tui_tutor.grading.classes.records import Result, Submission
from tui_tutor.sandbox import Level

FILE = "grading.sqlite"
FORMAT = 1
PATIENCE = 30.0  # seconds that one grading waits for another one's write
_TABLE = """CREATE TABLE IF NOT EXISTS results (
    course TEXT NOT NULL, student TEXT NOT NULL, exercise TEXT NOT NULL, fingerprint TEXT NOT NULL,
    result BLOB NOT NULL, PRIMARY KEY (course, student, exercise))"""


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
                f"Results cannot be kept in {self._path}: {error}. Move that file away, or name another folder in "
                "TUTOR_HOME."
            ) from error

    def known(self, submission: Submission, fingerprint: str) -> Result | None:
        """The result of an earlier grading of the very same thing, under the path that it has now."""
        key = (self._course, submission.student, submission.exercise, fingerprint)
        query = "SELECT result FROM results WHERE (course, student, exercise, fingerprint) = (?, ?, ?, ?)"
        with self._lock:
            row = self._database.execute(query, key).fetchone()
        if row is None:
            return None
        try:
            result = msgspec.msgpack.decode(row[0], type=Result)
        except msgspec.MsgspecError:
            return None  # of another format: it is graded again
        return msgspec.structs.replace(result, path=submission.path)

    def keep(self, submission: Submission, fingerprint: str, result: Result) -> None:
        """Writes one result, in the place of the one before. A fault is no result, and is not kept."""
        if result.outcome in ("fault", "cancelled"):
            return
        row = (
            self._course,
            submission.student,
            submission.exercise,
            fingerprint,
            msgspec.msgpack.encode(result),
        )
        with self._lock:
            self._database.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)", row)

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
