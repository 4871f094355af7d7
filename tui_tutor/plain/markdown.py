"""Markdown as plain lines that fit a terminal: for the eye in two dimensions, or for the ear one after the other."""

from collections.abc import Callable

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct
from msgspec.structs import replace

from tui_tutor import mathtext
from tui_tutor.course.dialect import lines_parser
from tui_tutor.plain.inline import inline_text, without_tags
from tui_tutor.plain.tables import Align, Table, in_columns, in_words
from tui_tutor.plain.wrapping import indented, wrapped
from tui_tutor.sandbox.text import clean

NARROWEST = 20
LONGEST = 8 << 20  # twice the largest file that is read as Markdown


class Page(Struct, frozen=True):
    """The room there is, in columns, and whether a formula or a table may use more than one line for one thing."""

    columns: int
    linear: bool


def plain_markdown(text: str, columns: int = 80, *, linear: bool = False) -> str:
    """Markdown as text of at most `columns` columns; only code, formulas and long words may be wider.

    `linear` is for screen readers: formulas on one line, tables row by row, code announced. Never raises, and
    nothing that comes out moves a cursor.
    """
    tree = SyntaxTreeNode(_PARSER.parse(text))
    page = Page(max(NARROWEST, columns), linear)
    return clean("\n".join(_blocks(tree.children, page)), LONGEST)


_PARSER = lines_parser()


def _blocks(nodes: list[SyntaxTreeNode], page: Page, *, tight: bool = False) -> list[str]:
    """Blocks with an empty line between them, or without in a tight list."""
    lines: list[str] = []
    for node in nodes:
        block = _BLOCKS.get(node.type, _other)(node, page)
        if lines and block and not tight:
            lines.append("")
        lines += block
    return lines


def _heading(node: SyntaxTreeNode, page: Page) -> list[str]:
    if page.linear:
        return wrapped(f"Heading: {_inside(node)}", page.columns)
    return wrapped(f"{'#' * int(node.tag[1:])} {_inside(node)}", page.columns)


def _paragraph(node: SyntaxTreeNode, page: Page) -> list[str]:
    return wrapped(_inside(node), page.columns)


def _code(node: SyntaxTreeNode, page: Page) -> list[str]:
    lines = node.content.rstrip("\n").split("\n")
    if not page.linear:
        return indented(lines, "    ")
    words = node.info.split()[:1]
    kind = "Output" if words == ["output"] else ", ".join(["Code", *words])
    count = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    return [f"{kind}, {count}:", *indented(lines, "    ")]


def _formula(node: SyntaxTreeNode, page: Page) -> list[str]:
    """Two-dimensional where it fits."""
    tex = node.content.strip()
    if page.linear:
        return wrapped(mathtext.inline(tex), page.columns)
    rows = mathtext.render(tex)
    fits = mathtext.width(rows[0]) <= page.columns - 4
    return indented(rows if fits else wrapped(mathtext.inline(tex), page.columns - 4), "    ")


def _quote(node: SyntaxTreeNode, page: Page) -> list[str]:
    if page.linear:
        return ["Quote:", *_blocks(node.children, page)]
    inner = _blocks(node.children, replace(page, columns=page.columns - 2))
    return indented(inner, "> ", "> ")


def _list(node: SyntaxTreeNode, page: Page) -> list[str]:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    tight = all(
        child.hidden for item in node.children for child in item.children if child.type == "paragraph"
    )
    lines: list[str] = []
    for number, item in enumerate(node.children):
        mark = "- " if start is None else f"{start + number}. "
        inner = _blocks(item.children, replace(page, columns=page.columns - len(mark)), tight=tight)
        if lines and not tight:
            lines.append("")
        lines += indented(inner or [""], mark)
    return lines


def _table(node: SyntaxTreeNode, page: Page) -> list[str]:
    rows = [row.children for part in node.children for row in part.children]
    texts = [tuple(_inside(cell) for cell in row) for row in rows]
    table = Table(texts[0], tuple(texts[1:]), tuple(_aligned(cell) for cell in rows[0]))
    if page.linear:
        return in_words(table, page.columns)
    return in_columns(table, page.columns)


def _aligned(cell: SyntaxTreeNode) -> Align:
    style = str(cell.attrs.get("style", ""))
    return "right" if "right" in style else "centre" if "center" in style else "left"


def _rule(node: SyntaxTreeNode, page: Page) -> list[str]:
    return [] if page.linear else ["* * *"]


def _html(node: SyntaxTreeNode, page: Page) -> list[str]:
    text = without_tags(node.content)
    return wrapped(text, page.columns) if text else []


def _other(node: SyntaxTreeNode, page: Page) -> list[str]:
    """A block of a kind that is not known here: what it holds, or else its source."""
    return _blocks(node.children, page) if node.children else wrapped(node.content, page.columns)


def _inside(node: SyntaxTreeNode) -> str:
    return "".join(map(inline_text, node.children)).strip()


_BLOCKS: dict[str, Callable[[SyntaxTreeNode, Page], list[str]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "inline": lambda node, page: wrapped(inline_text(node), page.columns),
    "fence": _code,
    "code_block": _code,
    "math_block": _formula,
    "math_block_label": _formula,
    "amsmath": _formula,
    "blockquote": _quote,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "hr": _rule,
    "html_block": _html,
}
