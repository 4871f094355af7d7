"""Where the parts of a course lie: the names of its files, and the course that comes with the tutor."""

import re
from pathlib import Path

COURSE, LESSON = "course.toml", "lesson.md"
LESSON_FOLDER = re.compile(r"(\d{1,9})-(.+)")


def shipped_course() -> Path:
    """The course that comes with the tutor: the folder beside the package in a checkout, else inside it."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "lessons"
    return beside if is_file(beside / COURSE) else package / "_lessons"


def is_file(path: Path) -> bool:
    """Whether a plain file is there; a name that the system refuses names none."""
    try:
        return path.is_file()
    except OSError:
        return False
