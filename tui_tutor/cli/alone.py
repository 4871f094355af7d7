"""`tutor` and nothing more: the application, without waiting for the library of the command line.

That library takes a tenth of the time until the map is painted, and there is nothing to read here.
"""

import os
import sys
from typing import TYPE_CHECKING

from tui_tutor.cli.endings import close, ended_by, is_terminal

if TYPE_CHECKING:
    from tui_tutor.course import Course
    from tui_tutor.progress import Store


def application() -> int | None:
    """The application's exit code. None when more was said, or when the command line has something to say first."""
    if sys.argv[1:] or "TUTOR_COURSE" in os.environ or not is_terminal():
        return None
    opened = _opened()
    if opened is None:
        return None
    course, store = opened
    try:
        from tui_tutor.app.start import start

        return start(course, store)
    except (KeyboardInterrupt, Exception) as error:
        return ended_by(error)
    finally:
        close(store)


def _opened() -> "tuple[Course, Store] | None":
    """The course that ships and the learner's progress; None when one of them cannot be opened."""
    from tui_tutor.course import CourseError, open_course
    from tui_tutor.progress import Store, StoreError
    from tui_tutor.progress.renames import follow_renames

    try:
        course = open_course()
        store = Store.open()
    except (CourseError, StoreError):
        return None
    follow_renames(course, store)
    return course, store
