"""Everything between \\begin and \\end: matrices, cases, aligned lines."""

from typing import TYPE_CHECKING

from tui_tutor.mathtext.tokens import TexError
from tui_tutor.mathtext.tree import EMPTY, Grid, Node, Row

if TYPE_CHECKING:
    from tui_tutor.mathtext.parse import Parser

MATRICES = {
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "array": ("", ""),
    "subarray": ("", ""),
}
ALIGNED = frozenset(("align", "aligned", "alignat", "alignedat", "flalign", "split", "eqnarray", "equation"))
GATHERED = frozenset(("gather", "gathered", "multline"))
CASES = frozenset(("cases", "dcases", "rcases", "drcases"))
KNOWN = ALIGNED | GATHERED | CASES | MATRICES.keys()
# Environments whose name is followed by a column specification or a number of columns, which say nothing here.
_SPECIFIED = frozenset(("array", "subarray", "alignat", "alignedat"))


def environment(parser: "Parser") -> Node:
    """What follows \\begin, up to its \\end. Raises TexError; one that is not known is told to the parser."""
    full = parser.raw()
    name = full.removesuffix("*")
    if name in _SPECIFIED:
        parser.raw()
    elif full != name and name in MATRICES:
        parser.option()  # how the columns of matrix* are aligned
    rows = parser.cells("\\end")
    parser.expect("\\end")
    if parser.raw() != full:
        raise TexError(f"\\begin{{{full}}} ends as something else")
    if name not in KNOWN:
        parser.unknown.add(f"\\begin{{{full}}}")
    return Grid(name, tuple(_continued(name, row) for row in rows) if name in ALIGNED else rows)


def _continued(name: str, cells: tuple[Row, ...]) -> tuple[Row, ...]:
    """In z &= XW the second cell goes on with the first: its = is a relation with something on its left."""
    after = (EMPTY,) if name == "eqnarray" else ()  # there a third cell goes on with the second
    return tuple(Row((EMPTY, *cell.items, *after)) if index % 2 else cell for index, cell in enumerate(cells))
