"""A new course to begin from: it loads as it is, and every file shows what belongs there."""

import re
from pathlib import Path

from tui_tutor.course import example
from tui_tutor.course.folders import COURSE
from tui_tutor.course.names import is_id
from tui_tutor.course.types import CourseError

LESSON = "01-first-steps"


def files(course_id: str, title: str) -> dict[str, str]:
    """The files of a new course, by their path below its folder."""
    return {
        COURSE: example.COURSE.format(id=course_id, title=title),
        f"{LESSON}/lesson.md": example.LESSON,
        f"{LESSON}/spring-gradient.md": example.CODE,
        f"{LESSON}/spring-gradient.py": example.PYTHON,
        f"{LESSON}/spring-direction.md": example.QUESTION,
        f"{LESSON}/spring-direction.py": example.FACTS,
    }


def scaffold(folder: Path | str) -> tuple[Path, ...]:
    """Write a small course into a new or empty folder; its id is made from the folder's name.

    Returns the files that were written. Raises CourseError when something is there already, or cannot be
    written.
    """
    home = Path(folder)
    name = re.sub(r"[^a-z0-9]+", "-", home.resolve().name.lower()).strip("-")
    course_id = name if is_id(name) else "my-course"
    written: list[Path] = []
    try:
        home.mkdir(parents=True, exist_ok=True)
        if any(home.iterdir()):
            raise CourseError(home, "this folder is not empty, and nothing was written. Choose a new folder.")
        for relative, text in files(course_id, course_id.replace("-", " ").capitalize()).items():
            path = home / relative
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    except OSError as error:
        problem = f"the course cannot be written here ({error.strerror}). Choose another folder."
        raise CourseError(home, problem) from error
    return tuple(written)
