"""The file in which a draft is edited by other programs: `DATA/drafts/COURSE/ID.py`.

It belongs to the learner. What another program saves in it is news, and is never written over unread.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from tui_tutor.progress.folder import state_folder


def draft_file(course_id: str, exercise_id: str) -> Path:
    """Where the draft lies as a file. It may not exist yet."""
    return state_folder() / "drafts" / course_id / f"{exercise_id}.py"


def hunt_file(course_id: str, exercise_id: str) -> Path:
    """Where the code of a bug hunt lies while other programs edit it. It is nobody's draft."""
    return state_folder() / "hunts" / course_id / f"{exercise_id}.py"


class DraftFile:
    """`text` is what the file held when the tutor last read or wrote it; None before that."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text: str | None = None

    def read(self) -> str | None:
        """What the file holds now, its lines ended by `\\n`; None when there is none.

        Raises SubmissionError for what is no text, or too much of it.
        """
        from tui_tutor.sandbox import read_submission  # here: most who ask for a path read nothing

        if not self.path.exists():
            return None
        return read_submission(self.path).replace("\r\n", "\n").replace("\r", "\n")

    def news(self) -> str | None:
        """What another program has saved in it, once; None when nothing is new. Raises SubmissionError."""
        found = self.read()
        if found is None or found == self.text:
            return None
        self.text = found
        return found

    def write(self, text: str) -> None:
        """Whole or not at all: an editor that looks now sees the old file or the new one. Raises OSError."""
        # A lone surrogate, which a paste may hold, has no place in a UTF-8 file.
        data = text.encode("utf-8", "replace")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_name(f".{self.path.name}.part")
        aside.write_bytes(data)
        aside.replace(self.path)
        self.text = data.decode()

    def was_saved_after(self, moment: datetime) -> bool:
        """Whether its last save is later than `moment`. Raises OSError."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC) > moment


class Dated(Protocol):
    """A draft of the store, as far as its age is asked for."""

    @property
    def text(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def when(self) -> datetime: ...


class Drafts(Protocol):
    """The part of the store that keeps drafts."""

    def draft(self, course_id: str, exercise_id: str) -> Dated | None: ...
    def save_draft(self, course_id: str, exercise_id: str, text: str, revision: int) -> Any: ...
    def old_drafts(self, course_id: str, exercise_id: str) -> Sequence[Dated]: ...


def settle(store: Drafts, course_id: str, exercise_id: str, starter: str, file: DraftFile) -> str | None:
    """Bring file and store together again: both may have moved on since they last met.

    Returns the file's text where that is the newer one, for the caller to make it the draft. Otherwise None: the
    file holds the draft now, and what it held before is among the old drafts. Raises OSError and SubmissionError.
    """
    draft = store.draft(course_id, exercise_id)
    text = draft.text if draft else starter
    found = file.read()
    if found is not None and found != text:
        if draft is None or file.was_saved_after(draft.when):
            file.text = found
            return found
        kept = (starter, *(old.text for old in store.old_drafts(course_id, exercise_id)))
        if found not in kept:
            # A revision that is outdated by definition: the store keeps the text and overwrites nothing.
            store.save_draft(course_id, exercise_id, found, draft.revision - 1)
    if found == text:
        file.text = found
    else:
        file.write(text)
    return None
