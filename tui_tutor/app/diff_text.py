"""The differences of two texts as styled lines: a sign for every line, the colour only beside it."""

from collections.abc import Iterator, Sequence

from rich.cells import chop_cells
from textual.content import Content

from tui_tutor.progress.differences import Line, Sign

_LOOKS: dict[Sign, tuple[str, str]] = {
    "same": ("  ", ""),
    "removed": ("- ", "$text-error"),
    "added": ("+ ", "$text-success"),
    "skipped": ("  ", "dim"),
}


def diff_text(lines: Sequence[Line], names: tuple[str, str], width: int) -> Content:
    """What leads from the first text to the second, for a pane of `width` cells. `names` are what they are called."""
    before, after = names
    if not lines:
        return Content(f"{before[:1].upper()}{before[1:]} and {after} are the same, line by line.")
    legend = Content.assemble(
        ("- ", "$text-error"), f"only in {before}   ", ("+ ", "$text-success"), f"only in {after}"
    )
    return Content("\n").join([legend, Content(""), *_rows(lines, max(8, width - 2))])


def _rows(lines: Sequence[Line], room: int) -> Iterator[Content]:
    """A line that is too long goes on below, behind its sign's place."""
    for line in lines:
        sign, style = _LOOKS[line.sign]
        text = f"({line.text} equal lines)" if line.sign == "skipped" else line.text.expandtabs(4)
        for at, piece in enumerate(chop_cells(text, room) or [""]):
            yield Content.styled((sign if at == 0 else "  ") + piece, style)
