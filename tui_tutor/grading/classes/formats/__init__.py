"""Grades as bytes: one result model, a file for each form.

Public: `render` and the names of the forms, `FORMATS`. Every form is deterministic: the same grades, the same bytes.
"""

from collections.abc import Callable

from tui_tutor.grading.classes.formats.gradescope import as_gradescope
from tui_tutor.grading.classes.formats.json import as_json
from tui_tutor.grading.classes.formats.junit import as_junit
from tui_tutor.grading.classes.formats.page import as_page
from tui_tutor.grading.classes.formats.sheets import as_matrix, as_rows
from tui_tutor.grading.classes.formats.table import as_table
from tui_tutor.grading.classes.records import Grades

FORMATS: dict[str, Callable[[Grades], str]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_rows,
    "csv-matrix": as_matrix,
    "junit": as_junit,
    "gradescope": as_gradescope,
    "html": as_page,
}

__all__ = ["FORMATS", "render"]


def render(form: str, grades: Grades) -> bytes:
    """The grades in one of `FORMATS`, as UTF-8. `gradescope` is for one student: raises ValueError otherwise."""
    return FORMATS[form](grades).encode("utf-8")
