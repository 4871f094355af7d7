"""Grading a class: submissions are found, each becomes a row, rows become grades in any form.

Part of `grading`, and may import what it may. Public: `find`, `read_manifest`, `Examiner`, `Ledger`, `Marker`,
`LocalWorkers`, `grade_all`, `render`; the four rules of marking stand in `marking.py`.
"""

from tui_tutor.grading.classes.bundle import BundleError, write_bundle
from tui_tutor.grading.classes.examiner import Examiner
from tui_tutor.grading.classes.finding import find, in_order
from tui_tutor.grading.classes.formats import FORMATS, render
from tui_tutor.grading.classes.grade_all import grade_all
from tui_tutor.grading.classes.ledger import Ledger, LedgerError
from tui_tutor.grading.classes.manifest import ManifestError, read_manifest
from tui_tutor.grading.classes.marker import Marker
from tui_tutor.grading.classes.names import Naming
from tui_tutor.grading.classes.patterns import PatternError, compile_pattern
from tui_tutor.grading.classes.records import (
    Cause,
    Found,
    Grades,
    Likeness,
    Mark,
    Result,
    Submission,
    Unmatched,
)
from tui_tutor.grading.classes.shell import file_word
from tui_tutor.grading.classes.totals import Totals, total
from tui_tutor.grading.classes.workers import LocalWorkers, Workers
from tui_tutor.grading.classes.writing import Feedback, write_aside

__all__ = [
    "FORMATS",
    "BundleError",
    "Cause",
    "Examiner",
    "Feedback",
    "Found",
    "Grades",
    "Ledger",
    "LedgerError",
    "Likeness",
    "LocalWorkers",
    "ManifestError",
    "Mark",
    "Marker",
    "Naming",
    "PatternError",
    "Result",
    "Submission",
    "Totals",
    "Unmatched",
    "Workers",
    "compile_pattern",
    "file_word",
    "find",
    "grade_all",
    "in_order",
    "read_manifest",
    "render",
    "total",
    "write_aside",
    "write_bundle",
]
