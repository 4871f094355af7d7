"""A formula as a small frozen tree."""

from dataclasses import dataclass

from tui_tutor.mathtext.symbols import Kind


@dataclass(frozen=True, slots=True)
class Symbol:
    """Characters that are set as they are. `limits`: an operator whose bounds stand above and below."""

    text: str
    kind: Kind = "ord"
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """An explicit space of so many columns."""

    columns: int


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes beside each other: a whole formula, a cell, or what stood between braces."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """One over the other."""

    top: "Node"
    bottom: "Node"


@dataclass(frozen=True, slots=True)
class Binomial:
    """One over the other in parentheses, without a bar."""

    top: "Node"
    bottom: "Node"


@dataclass(frozen=True, slots=True)
class Scripts:
    """A base with what is lowered and raised. `limits`: below and above the base instead of beside it."""

    base: "Node"
    sub: "Node | None"
    sup: "Node | None"
    limits: bool


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or that of an index."""

    body: "Node"
    index: "Node | None"


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over the body; `name` is the command ("hat")."""

    name: str
    body: "Node"


@dataclass(frozen=True, slots=True)
class Fenced:
    """A body between two delimiters, which grow with it. An empty delimiter is invisible."""

    left: str
    body: Row
    right: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows. `name` is the environment: "pmatrix", "cases", "aligned", ..."""

    name: str
    rows: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class Brace:
    """A body with a brace and a label under it, or over it."""

    body: "Node"
    label: "Node | None"
    over: bool


@dataclass(frozen=True, slots=True)
class Boxed:
    """A body in a frame."""

    body: "Node"


@dataclass(frozen=True, slots=True)
class Phantom:
    """The room that a body would take, and nothing in it."""

    body: "Node"


Node = (
    Symbol
    | Space
    | Row
    | Fraction
    | Binomial
    | Scripts
    | Root
    | Accent
    | Fenced
    | Grid
    | Brace
    | Boxed
    | Phantom
)
EMPTY = Symbol("")
PRIME = Symbol("′")
FACTORIAL = Symbol("!", "close")
