"""The learner's text of one exercise, between the editor and the store."""

from typing import Protocol

from tui_tutor.app.services import Store


class Keeper(Protocol):
    """What a desk asks of whoever keeps the text that lies on it."""

    text: str

    @property
    def unsaved(self) -> bool: ...
    def save(self) -> str | None: ...
    def put(self, text: str) -> None: ...
    def cursor(self) -> tuple[int, int]: ...
    def keep_cursor(self, location: tuple[int, int]) -> None: ...


class DraftKeeper:
    """Knows what is saved and as which revision; saves only what has changed."""

    def __init__(self, store: Store, course_id: str, exercise_id: str, starter: str) -> None:
        self._store, self._course, self._exercise = store, course_id, exercise_id
        draft = store.draft(course_id, exercise_id)
        self.text = draft.text if draft else starter
        self._saved = self.text
        self._revision = draft.revision if draft else 0

    @property
    def unsaved(self) -> bool:
        return self.text != self._saved

    def save(self) -> str | None:
        """Save what changed. Returns a sentence for the learner when another tutor had saved meanwhile."""
        if not self.unsaved:
            return None
        saved = self._store.save_draft(self._course, self._exercise, self.text, self._revision)
        self._saved, self._revision = self.text, saved.revision
        return saved.conflict

    def put(self, text: str) -> None:
        """Make another text the draft at once; the one that is saved is kept among the old drafts."""
        draft = self._store.reset_draft(self._course, self._exercise, text)
        self.text = self._saved = draft.text
        self._revision = draft.revision

    # Where the cursor was

    def cursor(self) -> tuple[int, int]:
        """Row and column, from 0; the editor clamps them to its text."""
        match self._store.setting(self._cursor_name):
            case [int(row), int(column)] if row >= 0 and column >= 0:
                return row, column
        return 0, 0

    def keep_cursor(self, location: tuple[int, int]) -> None:
        self._store.set_setting(self._cursor_name, list(location))

    @property
    def _cursor_name(self) -> str:
        return f"cursor/{self._course}/{self._exercise}"
