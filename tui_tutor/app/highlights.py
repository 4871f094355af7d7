"""Which part of which line has which colour, worked out for the lines that somebody looks at.

Textual's `TextArea` asks for the colours of the whole text at every key: 0.1 s in 5,000 lines.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

Point = tuple[int, int]
Highlight = tuple[
    int, int | None, str
]  # from a byte to before another (None: the line's end), and what is there
BLOCK = 64  # lines: what is seen at once is in one block or two


class Node(Protocol):
    """A piece of the syntax tree; columns count bytes."""

    @property
    def start_point(self) -> Point: ...
    @property
    def end_point(self) -> Point: ...


Captures = Callable[[Point, Point], Mapping[str, Sequence[Node]]]
"""What lies between two points of the text, by its name."""


class Highlights(dict[int, list[Highlight]]):
    """The highlights of every line, by its number from 0; a block of lines is asked for when one of it is missing."""

    def __init__(self, captures: Captures) -> None:
        super().__init__()
        self._captures = captures

    def __bool__(self) -> bool:
        """There is always something to look up, also before anybody has looked."""
        return True

    def __missing__(self, row: int) -> list[Highlight]:
        first = row - row % BLOCK
        last = first + BLOCK - 1
        self.update({at: [] for at in range(first, last + 1)})
        for name, nodes in self._captures((first, 0), (last + 1, 0)).items():
            for node in nodes:
                (top, left), (bottom, right) = node.start_point, node.end_point
                for at in range(max(top, first), min(bottom, last) + 1):
                    self[at].append((left if at == top else 0, right if at == bottom else None, name))
        return self[row]
