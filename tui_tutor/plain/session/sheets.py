"""Where the learner's text lies: a draft of an exercise, or the text of a hunt."""

from pathlib import Path
from typing import Protocol

from tui_tutor.course import Exercise
from tui_tutor.grading.hunting.hunt import OpenHunt
from tui_tutor.plain.session.desk import Desk, Place, Refusal, opened
from tui_tutor.progress.draft_file import DraftFile, hunt_file
from tui_tutor.progress.working_copy import WorkingCopy
from tui_tutor.sandbox import SubmissionError


class Sheet(Protocol):
    """One text of the learner's, and the file that it can be put into."""

    def text(self) -> str: ...
    def keep(self, text: str) -> None:
        """Make `text`, which the learner has typed on from this one, the text."""

    def put(self, text: str) -> str:
        """Make a whole new text the text. Returns what to say of it."""

    def begin_again(self) -> str:
        """Back to what the learner began with. Returns what to say of it."""

    def path(self) -> Path:
        """A file with the text in it. Raises Refusal when there can be none."""


def sheet(desk: Desk, place: Place) -> Sheet:
    """The sheet of the open exercise or hunt. Raises Refusal where no code is asked for."""
    exercise = coded(place)
    return HuntSheet(desk, place.hunt) if place.hunt else DraftSheet(desk, exercise)


def coded(place: Place) -> Exercise:
    """The open exercise, when it asks for code. Raises Refusal."""
    exercise = opened(place)
    if exercise.judged == "question":
        raise Refusal("This exercise is a question. Say answer and your choice; task reads it again.")
    return exercise


class DraftSheet:
    """The draft of an exercise; before the first word of the learner's, its starter."""

    def __init__(self, desk: Desk, exercise: Exercise) -> None:
        self._store, self._course, self._exercise = desk.store, desk.course.id, exercise

    def text(self) -> str:
        draft = self._store.draft(self._course, self._exercise.id)
        return draft.text if draft else self._exercise.starter

    def keep(self, text: str) -> None:
        """What another tutor saved in between becomes an old draft, so nothing is lost."""
        draft = self._store.draft(self._course, self._exercise.id)
        if text != self.text():
            self._store.save_draft(self._course, self._exercise.id, text, draft.revision if draft else 0)

    def put(self, text: str) -> str:
        """This is how the store puts a whole new text in place: what was there becomes an old draft."""
        self._store.reset_draft(self._course, self._exercise.id, text)
        return f"Your draft has {len(text.splitlines())} lines now. The text before is kept. check checks it."

    def begin_again(self) -> str:
        self._store.reset_draft(self._course, self._exercise.id, self._exercise.starter)
        kept = len(self._store.old_drafts(self._course, self._exercise.id))
        return f"{self._exercise.id} is back at its starter. Older drafts that are kept: {kept}."

    def path(self) -> Path:
        try:
            copy = WorkingCopy(self._store, self._course, self._exercise.id, self._exercise.starter)
        except (OSError, SubmissionError) as error:
            raise Refusal(f"Your draft cannot be put into a file: {error}") from error
        return copy.path


class HuntSheet:
    """The text of a hunt, which is nobody's draft."""

    def __init__(self, desk: Desk, hunt: OpenHunt) -> None:
        self._course, self._hunt, self._say = desk.course.id, hunt, desk.say

    def text(self) -> str:
        return self._hunt.text

    def keep(self, text: str) -> None:
        """When another tutor is at this hunt too, both texts are kept."""
        conflict = self._hunt.keep(text)
        if conflict:
            self._say(conflict)

    def put(self, text: str) -> str:
        self.keep(text)
        return f"The code has {len(text.splitlines())} lines now. check checks it."

    def begin_again(self) -> str:
        self.keep(self._hunt.planted.source)
        return "The code is as it was planted."

    def path(self) -> Path:
        file = DraftFile(hunt_file(self._course, self._hunt.exercise.id))
        try:
            file.write(self._hunt.text)
        except OSError as error:
            raise Refusal(f"The code cannot be put into a file: {error}") from error
        return file.path
