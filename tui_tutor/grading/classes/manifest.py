"""A table that says which file is whose: CSV with the columns student, exercise, path, and perhaps attempt."""

import csv
from pathlib import Path

from tui_tutor.course import Course
from tui_tutor.grading.classes.finding import File, in_order, submission
from tui_tutor.grading.classes.records import Submission

COLUMNS = ("student", "exercise", "path")
ATTEMPT = "attempt"  # may be there


class ManifestError(ValueError):
    """A table that cannot be read; one sentence for the person who wrote it."""


def read_manifest(file: Path, course: Course) -> tuple[Submission, ...]:
    """The submissions that the table names; paths are relative to the table. Raises ManifestError.

    A file that is missing is found out when it is read, and is one row's trouble.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, strict=True)
            missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise ManifestError(
                    f"{file} has no column {missing[0]}. Its first line is: {','.join(COLUMNS)}"
                )
            return in_order([_submission(file, rows.line_num, row, course) for row in rows])
    except OSError as error:
        raise ManifestError(f"{file} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{file} is not a CSV table in UTF-8: {error}.") from error


def _submission(file: Path, line: int, row: dict[str, str | None], course: Course) -> Submission:
    student, exercise, path = ((row[column] or "").strip() for column in COLUMNS)
    if not (student and exercise and path):
        raise ManifestError(f"{file}, line {line}: student, exercise and path must all be there.")
    attempt = (row.get(ATTEMPT) or "").strip()
    if attempt and not (attempt.isascii() and attempt.isdigit() and len(attempt) <= 6):
        raise ManifestError(f"{file}, line {line}: attempt must be a whole number, or empty.")
    return submission(
        course, student, exercise, path, File(file.parent / path), int(attempt) if attempt else None
    )
