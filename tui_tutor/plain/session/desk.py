"""Where a plain session stands, and whom its commands talk to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from tui_tutor.course import Course, Exercise
from tui_tutor.grading import Checker
from tui_tutor.grading.hunting.hunt import OpenHunt
from tui_tutor.plain.markdown import plain_markdown
from tui_tutor.progress import Store

T = TypeVar("T")
AGAIN = 0.05  # seconds between two attempts to cancel: one call may have ended and the next not yet begun


class Refusal(Exception):  # noqa: N818  (not an error: an answer)
    """What was asked for cannot be done now; the sentence says why, and what to do."""


class Place(Struct, frozen=True):
    """Where the learner is.

    `step` counts the steps of the lesson that were read. `file` is a file of the learner's own that holds the code
    of the exercise; without one the draft does. In a `hunt` the code is the hunt's. `ended` is set by the last command.
    """

    exercise: Exercise | None = None
    lesson: str | None = None
    step: int = 0
    file: Path | None = None
    hunt: OpenHunt | None = None
    ended: bool = False


@dataclass(frozen=True)
class Desk:
    """The collaborators of a session. `read` gives the next line of the learner, None when there is none."""

    course: Course
    store: Store
    checker: Checker
    say: Callable[[str], None]
    read: Callable[[], str | None]
    columns: int = 80

    def show(self, markdown: str) -> None:
        """Say a text of the course."""
        self.say(plain_markdown(markdown, self.columns, linear=True))

    def wait_for(self, work: Callable[[], T]) -> T:
        """What `work`, which asks the checker, returns. Ctrl+C ends it: it is cancelled, then KeyboardInterrupt."""
        with ThreadPoolExecutor(1) as thread:
            running = thread.submit(work)
            try:
                return running.result()
            except KeyboardInterrupt:
                while not running.done():
                    self.checker.cancel()
                    wait([running], AGAIN)
                raise


def opened(place: Place) -> Exercise:
    """The exercise that is open. Raises Refusal when none is."""
    if place.exercise is None:
        raise Refusal("No exercise is open. Say open and its number; map lists them.")
    return place.exercise


def sentence(title: str) -> str:
    """A title with the full stop that it has not got itself."""
    return title if title.endswith((".", "?", "!")) else f"{title}."
