"""A mistake as the whole wrong submission: the solution with its diff, or the author's replacement."""

import ast
from pathlib import Path

from tui_tutor.course.anatomy import Anatomy
from tui_tutor.course.changes import apply_diff
from tui_tutor.course.cutting import submission, text_needs
from tui_tutor.course.parsing import functions, parse
from tui_tutor.course.problem import solution_text
from tui_tutor.course.prose import Change
from tui_tutor.course.types import CourseError, Mistake


def read_mistake(anatomy: Anatomy, function: str, change: Change, file: Path) -> Mistake:
    """The wrong submission that a change stands for. Raises CourseError with the line in `file`."""
    whose = f'the mistake "{change.name}"'
    text = _wrong_text(anatomy, function, change, file)
    tree = _parsed(file, text, change, whose)
    if function not in functions(tree):
        raise CourseError(
            file, f'{whose} defines no function "{function}". Write the whole function.', change.line
        )
    needs = text_needs(anatomy, tree, whose, (file, change.line))
    source = submission(anatomy, text, needs)
    parse(file, source, change.line, what=whose)
    if source == solution_text(anatomy, function):
        raise CourseError(file, f"{whose} is the solution itself. Change something.", change.line)
    return Mistake(change.name, change.message, source)


def _wrong_text(anatomy: Anatomy, function: str, change: Change, file: Path) -> str:
    if change.form == "python":
        return change.text
    return apply_diff(change.text, anatomy.functions[function].text, file, change.line)


def _parsed(file: Path, text: str, change: Change, whose: str) -> ast.Module:
    """The tree of the wrong text. A diff's lines are not the text's, so its errors point at the diff."""
    try:
        return parse(file, text, change.line, what=whose)
    except CourseError as error:
        raise CourseError(file, error.problem, change.line if change.form == "diff" else error.line) from None
