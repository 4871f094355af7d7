"""A lesson's cheat sheet as lines of text."""

from tui_tutor.course.sheets import Sheet
from tui_tutor.plain.markdown import plain_markdown

NO_SHEET = "Nothing in this lesson has been marked for a cheat sheet."


def sheet_text(sheet: Sheet, columns: int = 80, *, linear: bool = False) -> str:
    """The sheet under its title; a sentence when there is none."""
    if sheet.is_empty:
        return NO_SHEET
    return plain_markdown(f"# {sheet.title}\n\n{sheet.markdown}", columns, linear=linear)
