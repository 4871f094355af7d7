"""What was handed in: the files that `tutor grade` is to grade, and whose they are."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tui_tutor.cli.sharing import UsageError

if TYPE_CHECKING:
    from tui_tutor.course import Course
    from tui_tutor.grading.classes import Found, Naming


def naming(
    course: "Course", exercise: str | None, patterns: tuple[str, ...], student: str | None
) -> "Naming":
    """How the names of files are to be read. Raises UsageError."""
    from tui_tutor.grading.classes import Naming, PatternError, compile_pattern

    all_ = [one for lesson in course.lessons for one in lesson.exercises]
    known = tuple(name for one in all_ for name in (one.id, *one.aliases))
    if exercise is not None and exercise not in known:
        raise UsageError(f"There is no exercise {exercise!r} in this course. `tutor list` shows them all.")
    if student is not None and patterns:
        raise UsageError("--student and --pattern both say whose a file is; give one of them.")
    try:
        compiled = tuple(
            compile_pattern(one, known, exercise_is_known=exercise is not None) for one in patterns
        )
    except PatternError as error:
        raise UsageError(str(error)) from error
    return Naming(frozenset(known), exercise, compiled, student)


def gathered(
    paths: tuple[Path, ...], manifest: Path | None, course: "Course", named: "Naming", archives: ExitStack
) -> "Found":
    """Every submission under the paths and in the table. Raises UsageError."""
    from tui_tutor.grading.classes import Found, ManifestError, find, in_order, read_manifest

    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"{missing[0]} does not exist.")
    if not paths and manifest is None:
        raise UsageError("Say what to grade: a folder, files, a zip archive, or --manifest.")
    found = find(paths, course, named, archives)
    try:
        listed = () if manifest is None else read_manifest(manifest, course)
    except ManifestError as error:
        raise UsageError(str(error)) from error
    return Found(in_order([*found.submissions, *listed]), found.unmatched)


def refuse_early(found: "Found", form: str, output: Path | None, feedback: Path | None) -> None:
    """What would make a whole grading useless is said before it begins. Raises UsageError."""
    if not found.submissions and form != "gradescope":
        named = "".join(f"\n  {one.path}: {one.reason}" for one in found.unmatched[:20])
        more = f"\n  and {len(found.unmatched) - 20} more" if len(found.unmatched) > 20 else ""
        raise UsageError(f"There is nothing to grade here.{named}{more}")
    students = {one.student for one in found.submissions}
    if form == "gradescope" and len(students) > 1:
        raise UsageError(
            f"--format gradescope writes one student's results, and these are {len(students)} students'."
        )
    if output is not None and (output.is_dir() or not os.access(output.parent, os.W_OK | os.X_OK)):
        raise UsageError(
            f"{output} cannot be written: name a file in a folder that exists and that is yours."
        )
    if feedback is not None:
        try:
            feedback.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{feedback} cannot be written: {error.strerror}. Name a folder.") from error
