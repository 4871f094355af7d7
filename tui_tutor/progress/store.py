"""The one door to what is remembered."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from tui_tutor.progress import attempts, drafts, habits, hunts, marks
from tui_tutor.progress.database import memory_copy, open_database, transaction, unsaved_notice
from tui_tutor.progress.folder import state_folder
from tui_tutor.progress.records import (
    Attempt,
    Draft,
    Habit,
    Hunt,
    Judged,
    Merged,
    OldDraft,
    Saved,
    SavedHunt,
    State,
    StoreError,
)
from tui_tutor.report import Outcome, Verdict

T = TypeVar("T")


class Store:
    """Drafts, attempts, hints, place and settings of one learner, keyed by course id and exercise id.

    For the thread that opened it; several processes may have the same file open. Every method that changes
    something has written it when it returns. When the file fails (disk full, folder read-only or gone), the
    store goes on in memory, says so once in `notices`, and raises nothing. `path` is the file, None in
    memory.
    """

    def __init__(self, database: sqlite3.Connection, path: Path | None, notices: tuple[str, ...]) -> None:
        self._database = database
        self._session = os.urandom(8).hex()
        self.path = path
        self.notices = notices

    @classmethod
    def open(cls, folder: Path | None = None) -> Self:
        """Open or create the file in `folder` (default: `state_folder()`).

        Raises StoreError, with a sentence for people, only when a newer tutor wrote the file.
        """
        return cls(*open_database(state_folder() if folder is None else folder))

    def close(self) -> None:
        """Close the file. Everything was saved before."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Drafts

    def draft(self, course_id: str, exercise_id: str) -> Draft | None:
        """The current draft, None when the exercise was never edited."""
        return self._read(lambda database: drafts.read(database, course_id, exercise_id))

    def save_draft(self, course_id: str, exercise_id: str, text: str, revision: int) -> Saved:
        """Save `text` over the draft of that revision (0: there was none).

        On an outdated revision nothing is overwritten: the text is kept among the old drafts,
        `Saved.conflict` says so, and `Saved.revision` stays the outdated one, so that going on typing goes
        on into that second draft. To take over, read `draft` and save with its revision; what was there
        becomes an old draft.
        """
        return self._write(
            lambda database: drafts.save(database, self._session, course_id, exercise_id, text, revision)
        )

    def reset_draft(self, course_id: str, exercise_id: str, starter: str) -> Draft:
        """Back to the starter; the text that was there becomes an old draft."""
        return self._write(
            lambda database: drafts.reset(database, self._session, course_id, exercise_id, starter)
        )

    def old_drafts(self, course_id: str, exercise_id: str) -> tuple[OldDraft, ...]:
        """Every text that is not current any more, newest last."""
        return self._read(lambda database: drafts.old(database, course_id, exercise_id))

    # Attempts

    def record_attempt(
        self,
        course_id: str,
        exercise_id: str,
        digest: str,
        source: str,
        outcome: Outcome,
        verdict: Verdict | None,
        report: bytes,
        when: datetime | None = None,
    ) -> Attempt:
        """Remember one check. `when` defaults to now."""
        moment = datetime.now(UTC) if when is None else when.astimezone(UTC)
        attempt = Attempt(digest, source, outcome, verdict, report, moment)
        self._write(lambda database: attempts.record(database, course_id, exercise_id, attempt))
        return attempt

    def attempts(self, course_id: str, exercise_id: str) -> tuple[Attempt, ...]:
        """All attempts at one exercise, newest last."""
        return self._read(lambda database: attempts.read(database, course_id, exercise_id))

    def last_attempt(self, course_id: str, exercise_id: str) -> Attempt | None:
        """The newest attempt at one exercise."""
        found = self._read(lambda database: attempts.read(database, course_id, exercise_id, last=1))
        return found[0] if found else None

    def states(self, course_id: str) -> dict[str, State]:
        """The map: every exercise with a draft, an attempt, a hint or a seen solution. Absent means open."""
        return self._read(lambda database: attempts.states(database, course_id))

    def judged(self, course_id: str) -> tuple[Judged, ...]:
        """Every attempt with a verdict, oldest first: what reviews are planned from."""
        return self._read(lambda database: attempts.judged(database, course_id))

    def habits(self, course_id: str) -> tuple[Habit, ...]:
        """The causes that were diagnosed at least twice, the most frequent first."""
        return self._read(lambda database: habits.read(database, course_id))

    # Bug hunts

    def hunts(self, course_id: str) -> tuple[Hunt, ...]:
        """Every bug hunt, oldest first. They touch neither drafts nor attempts."""
        return self._read(lambda database: hunts.read(database, course_id))

    def begin_hunt(self, course_id: str, hunt: Hunt) -> None:
        """Remember a new hunt in place of an open one at the same exercise."""
        self._write(lambda database: hunts.begin(database, course_id, hunt))

    def save_hunt(self, course_id: str, hunt: Hunt, seen: str) -> SavedHunt:
        """Remember a hunt as it is now, over the text that was `seen` in it.

        Where another tutor has gone on with it, both are kept: go on with the hunt that comes back, and say why.
        """
        return self._write(lambda database: hunts.save(database, course_id, hunt, seen))

    # Hints, solutions, place, settings

    def hints_shown(self, course_id: str, exercise_id: str) -> int:
        """How many hints have been shown."""
        return self._read(lambda database: marks.hints_shown(database, course_id, exercise_id))

    def show_hint(self, course_id: str, exercise_id: str) -> int:
        """Count one more hint; returns how many have been shown now."""
        return self._write(lambda database: marks.show_hint(database, course_id, exercise_id))

    def solution_seen(self, course_id: str, exercise_id: str) -> bool:
        """Whether the solution has been shown."""
        return self._read(lambda database: marks.solution_seen(database, course_id, exercise_id))

    def mark_solution_seen(self, course_id: str, exercise_id: str) -> None:
        """Remember that the solution has been shown."""
        self._write(lambda database: marks.mark_solution_seen(database, course_id, exercise_id))

    def place(self, course_id: str) -> str | None:
        """The id of the exercise that was open last."""
        return self._read(lambda database: marks.place(database, course_id))

    def set_place(self, course_id: str, exercise_id: str) -> None:
        """Remember which exercise is open."""
        self._write(lambda database: marks.set_place(database, course_id, exercise_id))

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting's JSON value."""
        return self._read(lambda database: marks.setting(database, name, default))

    def set_setting(self, name: str, value: Any) -> None:
        """Remember a JSON value. Raises TypeError or ValueError for a value that JSON does not carry."""
        self._write(lambda database: marks.set_setting(database, name, value))

    # Renamed exercises

    def known(self, course_id: str) -> frozenset[str]:
        """Every id under which something is remembered: a text, an attempt, a hint, a solution, the place."""
        return self._read(lambda database: marks.known(database, course_id))

    def rename(self, course_id: str, old_id: str, new_id: str) -> None:
        """Give everything known about `old_id` to `new_id`; what both have is merged, nothing is dropped."""
        if old_id == new_id:
            return

        def move(database: sqlite3.Connection) -> None:
            drafts.rename(database, course_id, old_id, new_id)
            attempts.rename(database, course_id, old_id, new_id)
            marks.rename(database, course_id, old_id, new_id)
            hunts.rename(database, course_id, old_id, new_id)

        self._write(move)

    # Other machines

    def export(self, path: Path) -> None:
        """Write everything to one JSON file. Raises StoreError when the file cannot be written."""
        from tui_tutor.progress import transfer  # moving is rare, and its formats take time to import

        data = transfer.encode(self._write(transfer.collect))
        aside = path.with_name(path.name + ".part")
        try:
            aside.write_bytes(data)
            aside.replace(path)
        except OSError as error:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise StoreError(f"{path} cannot be written: {error.strerror}.") from error

    def import_(self, path: Path) -> Merged:
        """Merge a file that `export` wrote; what is newer here stays, and nothing here is lost.

        Raises StoreError when the file cannot be read or is none; then nothing was changed.
        """
        from tui_tutor.progress import transfer

        try:
            progress = transfer.decode(path.read_bytes())
            return self._write(lambda database: transfer.merge(database, self._session, progress))
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
        except (ValueError, OverflowError, RecursionError) as error:
            raise StoreError(f"{path} is no exported progress of this tutor: {error}.") from error

    def _read(self, question: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return question(self._database)
        except sqlite3.DatabaseError as error:
            self._go_on_in_memory(error)
            return question(self._database)

    def _write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with transaction(self._database):
                return change(self._database)
        except sqlite3.DatabaseError as error:
            self._go_on_in_memory(error)
            with transaction(self._database):
                return change(self._database)

    def _go_on_in_memory(self, error: sqlite3.DatabaseError) -> None:
        """The file failed under us. Copy what it still gives; an error in memory is ours and is raised."""
        if self.path is None or isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise error
        path, self.path = self.path, None
        self._database.close()
        self._database = memory_copy(path)
        self.notices = (*self.notices, unsaved_notice(path, error))
