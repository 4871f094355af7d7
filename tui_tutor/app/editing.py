"""What a Python editor does to lines: indent, dedent, comment, pair brackets. Text in, text out."""

import re
from collections.abc import Sequence

from msgspec import Struct

INDENT = 4
PAIRS = {"(": ")", "[": "]", "{": "}"}
CLOSING = frozenset(PAIRS.values())

_LEAVES_A_BLOCK = re.compile(r"\s*(return|pass|break|continue|raise)\b")
_CODE = re.compile(r"""("[^"]*"|'[^']*'|[^#])*""")  # up to a comment; a # inside quotes begins none


def indent_of(line: str) -> str:
    """The spaces and tabs that a line begins with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def indent_after(before: str) -> str:
    """The indentation of the line that Enter begins, given what stands before the cursor."""
    indent, code = indent_of(before), _CODE.match(before)
    if code and code.group().rstrip().endswith((":", "(", "[", "{")):
        return indented(indent + ".")[:-1]
    if _LEAVES_A_BLOCK.match(before):
        return dedented(indent)
    return indent


def indented(line: str) -> str:
    """One level deeper, with a tab where tabs are used; an empty line stays empty."""
    if not line.strip():
        return line
    return ("\t" if line.startswith("\t") else " " * INDENT) + line


def dedented(line: str) -> str:
    """One level out: a tab, or as many spaces as there are."""
    if line.startswith("\t"):
        return line[1:]
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(INDENT, spaces) :]


def commented(lines: list[str]) -> list[str]:
    """Comment every written line, at their common indentation; if all are comments, uncomment them."""
    written = [line for line in lines if line.strip()]
    if not written:
        return lines
    if all(line.lstrip().startswith("#") for line in written):
        return [re.sub(r"^(\s*)# ?", r"\1", line, count=1) for line in lines]
    column = min(len(indent_of(line)) for line in written)
    return [line[:column] + "# " + line[column:] if line.strip() else line for line in lines]


def wants_closing(after: str) -> bool:
    """Whether an opening bracket should bring its partner: at the end, or before something that ends too."""
    return not after or after[0] in ")]} ,:"


class Change(Struct, frozen=True):
    """Lines `first` to before `last` of a text became `lines`; everything around them is the same."""

    first: int
    last: int
    lines: tuple[str, ...]

    def moved(self, row: int) -> int:
        """Where a row is now: with the text around it, or as far below the beginning of the change as before."""
        if row >= self.last:
            return row + self.first + len(self.lines) - self.last
        return min(row, max(self.first, self.first + len(self.lines) - 1))


def change(old: Sequence[str], new: Sequence[str]) -> Change:
    """The shortest single run of lines that leads from one text to the other."""
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    same = next((at for at in range(shorter - first) if old[-1 - at] != new[-1 - at]), shorter - first)
    return Change(first, len(old) - same, tuple(new[first : len(new) - same]))


def find(lines: Sequence[str], wanted: str, row: int, column: int) -> tuple[int, int] | None:
    """The next place of `wanted` at or after row and column, going round; capitals matter only if typed."""
    if not wanted:
        return None
    fold = wanted == wanted.lower()
    rows = [(row, column), *((at % len(lines), 0) for at in range(row + 1, row + 1 + len(lines)))]
    for at, start in rows:
        # `lower` may change a line's length ("İ"), and with it every place after.
        lowered = lines[at].lower()
        line = lowered if fold and len(lowered) == len(lines[at]) else lines[at]
        found = line.find(wanted, start)
        if found >= 0:
            return at, found
    return None
