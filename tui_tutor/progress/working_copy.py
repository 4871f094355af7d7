"""A draft as a file, for the learner's own editor: `DATA/drafts/COURSE/ID.py`.

The file belongs to the learner: the tutor writes it when the work begins and only reads it from then on. Both
the file and the store may have moved on since they last met. The newer text becomes the draft, and the older
one is kept among the old drafts, so that neither is lost.
"""

from datetime import UTC, datetime
from pathlib import Path

from tui_tutor.progress.folder import state_folder
from tui_tutor.progress.records import Draft
from tui_tutor.progress.store import Store


def draft_file(course_id: str, exercise_id: str) -> Path:
    """Where the draft lies as a file. It may not exist yet."""
    return state_folder() / "drafts" / course_id / f"{exercise_id}.py"


def hunt_file(course_id: str, exercise_id: str) -> Path:
    """Where the code of a bug hunt lies while it is edited outside. It is no draft."""
    return state_folder() / "hunts" / course_id / f"{exercise_id}.py"


def write_text(path: Path, text: str) -> None:
    """Whole or not at all: an editor that looks now sees the old file or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.part")
    # A lone surrogate, which a paste may hold, has no place in a UTF-8 file.
    aside.write_bytes(text.encode("utf-8", "replace"))
    aside.replace(path)


class WorkingCopy:
    """One draft while it is edited as a file. `text` is what store and file last agreed on."""

    def __init__(self, store: Store, course_id: str, exercise_id: str, starter: str) -> None:
        """Brings file and store together. Raises OSError when the file cannot be written or read.

        Raises UnicodeDecodeError when what lies there is not text.
        """
        self._store, self._course, self._exercise = store, course_id, exercise_id
        self.path = draft_file(course_id, exercise_id)
        draft = store.draft(course_id, exercise_id)
        self._revision = draft.revision if draft else 0
        self.text = draft.text if draft else starter
        found = self._found()
        if found is None:
            write_text(self.path, self.text)
        elif found != self.text:
            self._reconcile(found, draft, starter)

    def take(self, text: str) -> str | None:
        """Make `text`, which the file holds now, the draft. A sentence when another tutor had saved meanwhile."""
        if text == self.text:
            return None
        saved = self._store.save_draft(self._course, self._exercise, text, self._revision)
        self.text, self._revision = text, saved.revision
        return saved.conflict

    def _found(self) -> str | None:
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return None

    def _reconcile(self, found: str, draft: Draft | None, starter: str) -> None:
        changed = datetime.fromtimestamp(self.path.stat().st_mtime, UTC)
        if draft is None or changed > draft.when:
            self.take(found)
            return
        kept = (starter, *(old.text for old in self._store.old_drafts(self._course, self._exercise)))
        if found not in kept:
            # A revision that is outdated by definition: the store keeps the text and overwrites nothing.
            self._store.save_draft(self._course, self._exercise, found, draft.revision - 1)
        write_text(self.path, self.text)
