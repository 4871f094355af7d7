"""Files of a course that nothing in it uses, and files that are links to somewhere else."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui_tutor.course import Course, CourseError, LessonSummary
from tui_tutor.course.folders import COURSE
from tui_tutor.course.reading import read_text
from tui_tutor.grading.proof.links import file_links, linked_file
from tui_tutor.grading.proof.records import Finding

# What stands beside a course and belongs to it: for its readers, its lawyers, and for Python that packages it.
_BESIDE = frozenset({"README", "LICENSE", "LICENCE", "NOTICE", "CHANGELOG", "AUTHORS", "__init__"})
_NO_MATTER = frozenset({"__pycache__"})
_TOLD = (".md", ".py")  # in a lesson's folder the list of the course names these itself
MOST = 100


def stray_files(course: Course) -> list[Finding]:
    """Files and folders of the course that it does not use, at most 100, and files that lie elsewhere."""
    used = _used(course)
    found: list[Finding] = []
    for path in _below(course.folder, used):
        problem = _problem(course, path, used)
        if problem is not None:
            found.append(Finding(str(path), problem))
        if len(found) == MOST:
            found.append(
                Finding(str(course.folder), f"more than {MOST} files are wrong here, and no more are named.")
            )
            break
    return found


def _problem(course: Course, path: Path, used: frozenset[Path]) -> str | None:
    if path.is_dir() and not path.is_symlink():
        return "nothing in the course uses this folder. Take it away, or link to what is in it."
    if not path.resolve().is_relative_to(course.folder.resolve()):
        return "this is a link out of the course. Copy the file here."
    if used.intersection((path, *path.parents)) or (
        path.stem in _BESIDE and path.suffix in ("", ".md", ".py", ".txt")
    ):
        return None
    if path.suffix in _TOLD and path.parent in {lesson.path.parent for lesson in course.lessons}:
        return None
    return "nothing in the course uses this file. Take it away, or link to it."


def _below(folder: Path, used: Iterable[Path]) -> Iterator[Path]:
    """Every file, and every folder that holds nothing which is used instead of its files."""
    holding = {parent for one in used for parent in (one, *one.parents)}
    for here, folders, files in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _NO_MATTER]
        for name in [*folders]:
            path = Path(here, name)
            if path not in holding or path.is_symlink():
                folders.remove(name)
                yield path
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))


def _used(course: Course) -> frozenset[Path]:
    """The files that belong to the course; what is told to be broken belongs to it as well."""
    used = {course.folder / COURSE, *(Path(flaw.file) for flaw in course.broken)}
    folders = {lesson.path.parent for lesson in course.lessons}
    used |= {
        path.parent for path in used if path.parent.parent == course.folder and path.parent not in folders
    }
    for lesson in course.lessons:
        used.add(lesson.path)
        used |= {file for text in _texts(lesson) for file in (text, text.with_suffix(".py"), *_linked(text))}
    return frozenset(used)


def _texts(lesson: LessonSummary) -> list[Path]:
    return [lesson.path, *(exercise.path for exercise in lesson.exercises)]


def _linked(text: Path) -> Iterator[Path]:
    """What a text links to, under the name by which it is linked."""
    try:
        targets = [target for _, target in file_links(read_text(text))]
    except CourseError:
        return  # told where it is read
    for target in targets:
        if linked_file(text, target) is not None:
            yield Path(os.path.normpath(text.parent / target))
