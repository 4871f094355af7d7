"""A draft that is edited as a file only: what is saved there becomes the draft."""

from tui_tutor.progress.draft_file import DraftFile, draft_file, settle
from tui_tutor.progress.store import Store
from tui_tutor.sandbox import SubmissionError


class WorkingCopy:
    """One draft while it is edited as a file. `text` is what store and file last agreed on."""

    def __init__(self, store: Store, course_id: str, exercise_id: str, starter: str) -> None:
        """Brings file and store together: the newer text becomes the draft, the older one is kept.

        Raises OSError when the file cannot be written or read, SubmissionError when what lies there is not text.
        """
        self._store, self._course, self._exercise = store, course_id, exercise_id
        self._file = DraftFile(draft_file(course_id, exercise_id))
        self.path = self._file.path
        newer = settle(store, course_id, exercise_id, starter, self._file)
        draft = store.draft(course_id, exercise_id)
        self._revision = draft.revision if draft else 0
        self.text = draft.text if draft else starter
        if newer is not None:
            self.take(newer)

    def read(self) -> str:
        """What the file holds now. Raises SubmissionError, also when it is gone."""
        text = self._file.read()
        if text is None:
            raise SubmissionError(f"{self.path} does not exist.")
        return text

    def take(self, text: str) -> str | None:
        """Make `text`, which the file holds now, the draft. A sentence when another tutor had saved meanwhile."""
        if text == self.text:
            return None
        saved = self._store.save_draft(self._course, self._exercise, text, self._revision)
        self.text, self._revision = text, saved.revision
        return saved.conflict
