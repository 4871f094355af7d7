"""The learner's text of one exercise, between the editor, the store, and the file that other programs edit."""

from typing import Protocol

from msgspec import Struct

from tui_tutor.app.services import Store
from tui_tutor.progress.draft_file import DraftFile, draft_file, settle
from tui_tutor.sandbox import SubmissionError


class News(Struct, frozen=True):
    """A text that was saved in the file, and is the draft now.

    `kept`: what had been written here gave way to it, and is among the old drafts. `by_tutor`: another tutor had
    made it its draft already, so it is checked there.
    """

    text: str
    kept: bool
    by_tutor: bool


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
    """Knows what is saved and as which revision; saves only what has changed.

    `file` is None unless the draft is also kept in its file (`follow`). `problem` is a sentence when the file could
    not be written; the store has the text all the same.
    """

    def __init__(self, store: Store, course_id: str, exercise_id: str, starter: str) -> None:
        self._store, self._course, self._exercise, self._starter = store, course_id, exercise_id, starter
        draft = store.draft(course_id, exercise_id)
        self.text = draft.text if draft else starter
        self._saved = self.text
        self._revision = draft.revision if draft else 0
        self._typed = False  # whether the saved text was written here, and not in the file
        self.file: DraftFile | None = None
        self.problem = ""

    @property
    def unsaved(self) -> bool:
        return self.text != self._saved

    def save(self) -> str | None:
        """Save what changed. Returns a sentence for the learner when another tutor had saved meanwhile."""
        if not self.unsaved:
            return None
        conflict = self._store_text()
        self._typed = True
        self._write_file()
        return conflict

    def _store_text(self) -> str | None:
        saved = self._store.save_draft(self._course, self._exercise, self.text, self._revision)
        self._saved, self._revision = self.text, saved.revision
        return saved.conflict

    def put(self, text: str) -> None:
        """Make another text the draft at once; the one that is saved is kept among the old drafts."""
        draft = self._store.reset_draft(self._course, self._exercise, text)
        self.text = self._saved = draft.text
        self._revision, self._typed = draft.revision, True
        self._write_file()

    # The file

    @property
    def path(self) -> str:
        """Where the file is, or would be."""
        return str(draft_file(self._course, self._exercise))

    def follow(self) -> None:
        """Keep the draft in its file too; where the file is the newer one, its text becomes the draft.

        A starter that nobody has touched is no draft, and gets no file. Raises OSError when the file cannot be written
        or read, SubmissionError when it holds no text.
        """
        self.save()
        file = DraftFile(draft_file(self._course, self._exercise))
        newer = None
        if file.path.exists() or self._store.draft(self._course, self._exercise):
            newer = settle(self._store, self._course, self._exercise, self._starter, file)
        else:
            file.path.parent.mkdir(parents=True, exist_ok=True)
        self.file = file
        if newer is not None:
            self._take(newer)

    def lay_out(self) -> None:
        """Have the file there for whoever wants to open it, be it with the starter."""
        self.save()
        if self.file and not self.file.path.exists():
            self._write_file()

    def unfollow(self) -> None:
        """Leave the file alone from now on."""
        self.save()
        self.file = None

    def take_news(self) -> News | None:
        """Make the draft what another program has saved in the file; None when it has not. Raises SubmissionError."""
        found = self.file.news() if self.file else None
        return None if found in (None, self.text) else self._take(found)

    def _take(self, text: str) -> News:
        """The learner saved this on purpose, so it comes first; what was written here is kept."""
        kept = self.unsaved or self._typed
        if self.unsaved:
            self._store_text()
        draft = self._store.draft(self._course, self._exercise)
        by_tutor = draft is not None and draft.text == text
        overtaken = draft is not None and draft.revision != self._revision
        if not by_tutor and (kept or overtaken):
            self.put(text)
        else:
            self.text = text
            self._store_text()
        self._typed = False
        return News(text, kept, by_tutor)

    def _write_file(self) -> None:
        """Not over something that was saved there and nobody has read yet: that is news, and stays there as such."""
        file = self.file
        if file is None or file.text == self.text:
            return
        try:
            if file.read() in (None, file.text):
                file.write(self.text)
        except SubmissionError:
            pass  # no text, but not the tutor's either: `take_news` says what is wrong with it
        except OSError as error:
            self.file = None
            self.problem = f"Your draft cannot be put into {file.path}: {error.strerror}."

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
