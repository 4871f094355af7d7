"""The learner's text of one hunt, between the editor and the store. It never touches the exercise's own draft."""

from tui_tutor.grading.hunting.hunt import OpenHunt
from tui_tutor.progress.draft_file import DraftFile, hunt_file


class HuntKeeper:
    """What a desk asks of whoever keeps its text; see `drafts.Keeper`."""

    def __init__(self, hunt: OpenHunt, course_id: str) -> None:
        self._hunt = hunt
        self.file = DraftFile(hunt_file(course_id, hunt.exercise.id))
        self.text = hunt.text

    @property
    def unsaved(self) -> bool:
        return self.text != self._hunt.text

    def save(self) -> str | None:
        """Save what changed. Returns a sentence for the learner when another tutor is at this hunt too."""
        return self._hunt.keep(self.text)

    def put(self, text: str) -> None:
        """Make another text the learner's at once."""
        self.text = text
        self.save()

    def cursor(self) -> tuple[int, int]:
        """A hunt is read from its beginning."""
        return 0, 0

    def keep_cursor(self, location: tuple[int, int]) -> None:
        """Where the cursor was tells nothing here."""
