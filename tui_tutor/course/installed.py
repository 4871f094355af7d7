"""Courses that are installed as Python packages, found in the metadata of their distributions.

A distribution names its course with an entry point of the group `tui_tutor.courses`: the name is the course's id,
the value the package whose folder holds `course.toml`, such as `my_course` or `my_course.lessons`. The entry point
is never loaded and the package never imported: both would run a stranger's code.
"""

import importlib.util
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from msgspec import Struct

from tui_tutor.course.courses import open_course
from tui_tutor.course.folders import COURSE, is_file, shipped_course
from tui_tutor.course.names import is_id, is_python_name
from tui_tutor.course.types import CourseError

GROUP = "tui_tutor.courses"
SHIPPED = "tui-tutor"


class InstalledCourse(Struct, frozen=True):
    """A course that can be named by its id. `package` is the distribution that it came with.

    `folder` is None, and `problem` says why, when it cannot be used.
    """

    id: str
    package: str
    folder: Path | None
    problem: str = ""


def installed_courses() -> tuple[InstalledCourse, ...]:
    """The course that ships, then the installed ones by id. Of two with one id only the first can be used."""
    shipped = InstalledCourse(open_course().id, SHIPPED, shipped_course())
    found = [shipped]
    for course in sorted(_announced(), key=lambda course: course.id):
        taken = next((other for other in found if other.id == course.id), None)
        found.append(
            course if taken is None else _unusable(course, f"{taken.package} has a course of that id")
        )
    return tuple(found)


def installed_course(course_id: str) -> InstalledCourse | None:
    """The course of that id, whether it can be used or not."""
    return next((course for course in installed_courses() if course.id == course_id), None)


def _announced() -> Iterator[InstalledCourse]:
    """Every entry of the group, each distribution once: of two of one name the first on the path counts."""
    seen: set[str] = set()
    for distribution in distributions():
        name = _name(distribution)
        if name in seen:
            continue
        seen.add(name)
        for course_id, value in _entries(distribution):
            yield _located(course_id, name, value)


def _name(distribution: Distribution) -> str:
    """The name of a distribution; one whose metadata cannot be read has none."""
    try:
        return str(distribution.metadata["Name"] or "")
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _entries(distribution: Distribution) -> Iterator[tuple[str, str]]:
    """Names and values of our group. One broken distribution must not hide the others."""
    try:
        text = distribution.read_text("entry_points.txt") or ""
    except (OSError, ValueError):
        return
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip()
        elif section == GROUP and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield name.strip(), value.strip()


def _located(course_id: str, package: str, value: str) -> InstalledCourse:
    course = InstalledCourse(_printable(course_id), _printable(package), None)
    parts = value.split(".")
    if not is_id(course_id):
        return _unusable(course, "its name is no id of a course")
    if not all(map(is_python_name, parts)):
        return _unusable(course, f"{value!r} is no package")
    folder = _folder(parts)
    if folder is None:
        return _unusable(course, f"there is no folder {'/'.join(parts)} with a {COURSE}")
    try:
        own = open_course(folder).id
    except CourseError as error:
        return _unusable(course, str(error))
    if own != course_id:
        return _unusable(course, f"its {COURSE} calls it {own}, and its package {course_id}")
    return InstalledCourse(course_id, package, folder)


def _folder(parts: list[str]) -> Path | None:
    """The folder of a package. Only the top of it is looked up: the lookup of a subpackage imports what is above."""
    try:
        spec = importlib.util.find_spec(parts[0])
    except (ImportError, ValueError):
        return None
    for top in (spec and spec.submodule_search_locations) or ():
        folder = Path(top, *parts[1:])
        if is_file(folder / COURSE):
            return folder
    return None


def _printable(text: str) -> str:
    """A stranger's text for a terminal: what would be obeyed becomes a question mark."""
    return "".join(character if character.isprintable() else "?" for character in text)


def _unusable(course: InstalledCourse, problem: str) -> InstalledCourse:
    return InstalledCourse(course.id, course.package, None, problem)
