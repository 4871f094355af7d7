"""Every compared array on a line: verdict, name, shape, differences, error bound; below, the worst entry."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.verdict_text import VERDICT_STYLES
from tui_tutor.report import ParameterResult, number, on

_HEADS = (" off by", "relative", "  bound")  # as wide as their numbers
_GAP = "  "
_LABEL_WIDTH = 12


def parameter_table(
    parameters: tuple[ParameterResult, ...], reference: str, width: int, glyphs: Glyphs
) -> Content:
    """The table for a pane of `width` cells. `reference` names the right value: "numerical" or "expected"."""
    name_width = max(cell_len(parameter.name) for parameter in parameters)
    shape_width = max(len("shape"), *(len(_shape(parameter)) for parameter in parameters))
    verdict_width = max(cell_len(_word(parameter, glyphs)) for parameter in parameters)
    columns = (verdict_width, name_width, shape_width, *map(len, _HEADS))
    if sum(columns) + len(_GAP) * (len(columns) - 1) > width:
        rows = iter([_card(parameter, glyphs) for parameter in parameters])
    else:
        rows = _grid(parameters, verdict_width, name_width, shape_width, glyphs)
    lines = list(rows)
    lines += [Content(""), *worst] if (worst := list(_worst_entries(parameters, reference))) else []
    return Content("\n").join(lines)


def _grid(
    parameters: tuple[ParameterResult, ...],
    verdict_width: int,
    name_width: int,
    shape_width: int,
    glyphs: Glyphs,
) -> Iterator[Content]:
    heads = (" " * verdict_width, " " * name_width, f"{'shape':<{shape_width}}", *_HEADS)
    yield Content.styled(_GAP.join(heads), "dim")
    for parameter in parameters:
        name = parameter.name + " " * (name_width - cell_len(parameter.name))
        space = " " * (verdict_width - cell_len(_word(parameter, glyphs)))
        row = f"{space}{_GAP}{name}{_GAP}{_shape(parameter):<{shape_width}}"
        if parameter.blocked_by:
            row += f"  computed from {parameter.blocked_by}: look there first"
        else:
            row += "".join(
                f"{_GAP}{number(value):>{len(head)}}"
                for head, value in zip(_HEADS, _values(parameter), strict=True)
            )
        yield Content.assemble(_verdict(parameter, glyphs), row.rstrip())


def _card(parameter: ParameterResult, glyphs: Glyphs) -> Content:
    """For a pane that is too narrow for columns."""
    lines = [
        Content.assemble(
            _verdict(parameter, glyphs), _GAP, (parameter.name, "bold"), f"{_GAP}{_shape(parameter)}"
        )
    ]
    if parameter.blocked_by:
        lines.append(Content(f"  computed from {parameter.blocked_by}: look there first"))
    else:
        lines += [
            Content(f"  {head.strip():<{_LABEL_WIDTH}} {number(value)}")
            for head, value in zip(_HEADS, _values(parameter), strict=True)
            if value is not None
        ]
    return Content("\n").join(lines)


def _worst_entries(parameters: tuple[ParameterResult, ...], reference: str) -> Iterator[Content]:
    for parameter in parameters:
        if parameter.note:
            yield Content.assemble((parameter.name, "bold"), f"  {parameter.note}")
        if parameter.verdict == "correct" or parameter.blocked_by or parameter.worst_index is None:
            continue
        at = ", ".join(map(str, parameter.worst_index))
        where = f"{parameter.name}[{at}]" if at else parameter.name
        elsewhere = "" if parameter.draw == "shown" else f"  ({on(parameter.draw)})"
        yield Content.assemble(
            "worst ", (where, "bold"), f"  {_both(parameter, reference)}{elsewhere}".rstrip()
        )


def _both(parameter: ParameterResult, reference: str) -> str:
    """Yours and the right one; nothing of hidden data, whose expected entries nobody may read off."""
    if parameter.hidden:
        return ""
    return f"yours {number(parameter.analytic_at_worst)}  {reference} {number(parameter.numeric_at_worst)}"


def _word(parameter: ParameterResult, glyphs: Glyphs) -> str:
    glyph = {"correct": glyphs.correct, "wrong": glyphs.wrong, "undecided": glyphs.undecided}
    return f"{glyph[parameter.verdict]} {parameter.verdict}"


def _verdict(parameter: ParameterResult, glyphs: Glyphs) -> Content:
    return Content.styled(_word(parameter, glyphs), VERDICT_STYLES[parameter.verdict])


def _shape(parameter: ParameterResult) -> str:
    return str(parameter.shape)


def _values(parameter: ParameterResult) -> tuple[float | None, float | None, float | None]:
    return parameter.max_difference, parameter.relative_difference, parameter.error_bound
