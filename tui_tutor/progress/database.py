"""Opening the file: checked, migrated, set aside when damaged, replaced by memory when it cannot be used."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from tui_tutor.progress.records import StoreError
from tui_tutor.progress.schema import MIGRATIONS, VERSION

FILE = "progress.sqlite"
PATIENCE = 5.0  # seconds that one tutor waits for another one's write


class DamagedError(Exception):
    """The file is there and is not a sound database."""


def open_database(folder: Path) -> tuple[sqlite3.Connection, Path | None, tuple[str, ...]]:
    """The connection, the file behind it (None: memory), and what the learner has to be told.

    Raises StoreError when the file was written by a newer tutor.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inspected = _identity(path)
        try:
            return _open_file(path), path, ()
        except DamagedError:
            # Another tutor may have found the same damage first: its new file stays where it is.
            if _identity(path) != inspected:
                return _open_file(path), path, ()
            aside = _set_aside(path)
            return _open_file(path), path, (_set_aside_notice(aside),)
    except (OSError, sqlite3.OperationalError, DamagedError) as error:
        return memory_copy(path), None, (unsaved_notice(path, error),)


def memory_copy(path: Path) -> sqlite3.Connection:
    """A database in memory that begins with what can still be read of the file."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    # A file on a read-only disk whose -shm file is missing opens only as immutable.
    for mode in ("mode=ro", "immutable=1"):
        with suppress(sqlite3.Error, OSError, StoreError):
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)) as file:
                file.backup(memory)
            _migrate(memory)
            return memory
    memory.close()
    memory = sqlite3.connect(":memory:", isolation_level=None)
    _migrate(memory)
    return memory


def unsaved_notice(path: Path, error: Exception) -> str:
    """Why nothing is kept, and what that means."""
    reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return (
        f"Your progress cannot be saved in {path.parent}: {reason.rstrip('.')}. "
        "What you do from now on is kept only until you leave; copy code that you want to keep."
    )


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """One write, whole or not at all. The lock is taken at once, so that what is read inside stays true."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _open_file(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        _write_ahead(database)
        # FULL costs one fsync a save and keeps the last second of typing through a power cut as well.
        database.execute("PRAGMA synchronous = FULL")
        _check(database)
        _migrate(database)
    except sqlite3.OperationalError:
        database.close()
        raise
    except sqlite3.DatabaseError as error:
        database.close()
        raise DamagedError(str(error)) from error
    except BaseException:
        database.close()
        raise
    return database


def _write_ahead(database: sqlite3.Connection) -> None:
    """Switch to WAL. Two tutors that create the file together may collide here without SQLite waiting."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _check(database: sqlite3.Connection) -> None:
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedError(verdict)


def _migrate(database: sqlite3.Connection) -> None:
    with transaction(database):
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise StoreError(
                f"Your progress file was written by a newer tutor: format {version}, not {VERSION}. "
                "It was left as it is. Update tutor, or name another folder in TUTOR_HOME."
            )
        for number in range(version, VERSION):
            for statement in MIGRATIONS[number]:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number + 1}")


def _identity(path: Path) -> int | None:
    """Which file stands under the name, None when there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _set_aside(path: Path) -> Path:
    """Rename the file and its companions to a name that is free; nothing is deleted."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    aside, number = path.with_name(f"progress.damaged-{stamp}.sqlite"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"progress.damaged-{stamp}-{number}.sqlite")
    for companion in ("", "-wal", "-shm"):
        source = path.with_name(path.name + companion)
        with suppress(FileNotFoundError):
            source.rename(aside.with_name(aside.name + companion))
    return aside


def _set_aside_notice(aside: Path) -> str:
    return (
        f"Your progress file was damaged. It has been set aside as {aside} and nothing was deleted; "
        "the tutor goes on with a new one."
    )
