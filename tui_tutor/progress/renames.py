"""Exercises that their author has renamed keep everything that a learner did: it follows them to the new id."""

from pathlib import Path

from tui_tutor.course.types import Course
from tui_tutor.progress.draft_file import draft_file
from tui_tutor.progress.store import Store


def follow_renames(course: Course, store: Store) -> None:
    """Give what is known under former ids, in the store and in files of drafts, to the exercises of today.

    Whoever opens a course and a store calls this first; from then on nobody has to think of former ids.
    """
    renamed = {
        alias: one.id for lesson in course.lessons for one in lesson.exercises for alias in one.aliases
    }
    if not renamed:
        return
    with_files = {former for former in renamed if draft_file(course.id, former).exists()}
    for former in sorted(with_files | (store.known(course.id) & renamed.keys())):
        if former in with_files:
            _take_in(store, course.id, former, renamed[former])
        store.rename(course.id, former, renamed[former])


def _take_in(store: Store, course_id: str, former: str, exercise_id: str) -> None:
    """A draft that was edited as a file: its text goes into the store, the file gets the name of today.

    One that cannot be read stays where it is, as a file.
    """
    # Here: the first paint waits for the renames, and hardly ever is there a file.
    from tui_tutor.progress.working_copy import WorkingCopy
    from tui_tutor.sandbox import SubmissionError

    try:
        path = WorkingCopy(store, course_id, former, starter="").path
        path.rename(_free(draft_file(course_id, exercise_id), former))
    except (OSError, SubmissionError):
        return


def _free(path: Path, former: str) -> Path:
    """The new name; where a file has it already, one beside it that no draft has: nothing is overwritten."""
    return path.with_name(f"{path.stem}.{former}.py") if path.exists() else path
