"""TeX to a tree. Tokens are strings: a command with its backslash, or one character."""

import re
import unicodedata
from collections.abc import Callable

from tui_tutor.mathtext.symbols import (
    ACCENTS,
    CHARACTERS,
    COMMANDS,
    FUNCTIONS,
    IGNORED,
    LIMITS,
    ROMANS,
    SPACES,
    STYLES,
    TEXTS,
    styled,
)
from tui_tutor.mathtext.tree import (
    EMPTY,
    FACTORIAL,
    Accent,
    Binomial,
    Boxed,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
)

DEEPEST = 80  # nesting beyond this is nobody's formula, and would end in a RecursionError
MATRICES = {
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "array": ("", ""),
}
ALIGNED = frozenset(
    ("align", "align*", "aligned", "split", "gather", "gather*", "gathered", "equation", "equation*")
)

_DELIMITERS = {".": "", "<": "⟨", ">": "⟩"} | {char: char for char in "()[]|/"}
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")


class TexError(Exception):
    """The formula is broken; the text says where."""


def parse(tex: str) -> tuple[Row, frozenset[str]]:
    """The tree, and the commands that are not known (set as themselves). Raises TexError for broken input."""
    parser = _Parser(tex)
    row = parser.row(until=())
    return row, frozenset(parser.unknown)


class _Parser:
    """Reads tokens from left to right; every method leaves the position after what it has read."""

    def __init__(self, tex: str) -> None:
        tokens = _TOKEN.findall(_COMMENT.sub("", tex))
        self.tokens = [" " if token.isspace() else token for token in tokens if token[1:] not in IGNORED]
        self.position = 0
        self.depth = 0
        self.unknown: set[str] = set()

    def peek(self) -> str:
        """The next token that is no space, "" at the end."""
        while self.position < len(self.tokens) and self.tokens[self.position] == " ":
            self.position += 1
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.position += 1
        return token

    def descend(self) -> None:
        """Count one level of nesting; who calls it takes the level back when it is read."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise TexError("nested too deeply")

    def expect(self, token: str) -> None:
        if self.take() != token:
            raise TexError(f"missing {token}")

    def row(self, until: tuple[str, ...]) -> Row:
        """Items up to one of the tokens in `until`, which is left; up to the end when there are none."""
        self.descend()
        items: list[Node] = []
        while (token := self.peek()) not in until:
            if not token:
                if until:
                    raise TexError(f"missing {until[0]}")
                break
            items.append(self.scripted(items))
        self.depth -= 1
        return Row(tuple(items))

    def scripted(self, before: list[Node]) -> Node:
        """One item with its scripts. A closing delimiter takes from `before` what its partner opened."""
        base = EMPTY if self.peek() in ("^", "_", "'") else self.atom()
        if isinstance(base, Symbol) and base.kind == "close" and base != FACTORIAL:
            base = _fence(before, base)
        sub: Node | None = None
        sup: Node | None = None
        while (mark := self.peek()) in ("^", "_", "'"):
            self.take()
            if mark == "_":
                if sub is not None:
                    raise TexError("two subscripts in a row")
                sub = self.argument()
            elif mark == "^":
                if sup is not None and not _primes(sup):
                    raise TexError("two superscripts in a row")
                sup = _joined(sup, self.argument())
            else:
                sup = _joined(sup, Symbol("′"))
        if sub is None and sup is None:
            return base
        if isinstance(base, Brace) and base.label is None:
            return Brace(base.body, sup if base.over else sub, base.over)
        return Scripts(base, sub, sup, isinstance(base, Symbol) and base.limits)

    def argument(self) -> Node:
        """What a command applies to: a braced group, or one token."""
        if self.peek() == "{":
            return self.group()
        if self.peek() in ("", "}", "^", "_", "&", "'", "\\\\", "\\right", "\\end"):
            raise TexError(f"an argument is missing before {self.peek() or 'the end'}")
        self.descend()
        node = self.atom(digits=False)
        self.depth -= 1
        return node

    def group(self) -> Node:
        self.expect("{")
        row = self.row(until=("}",))
        self.expect("}")
        alone = row.items[0] if len(row.items) == 1 else row
        return row if isinstance(alone, Symbol) and alone.kind not in ("ord", "word", "op") else alone

    def atom(self, digits: bool = True) -> Node:
        token = self.peek()
        if token == "{":
            return self.group()
        self.take()
        if token.startswith("\\"):
            return self.command(token[1:])
        if token in ("}", "&", "$", "#"):
            raise TexError(f"a {token} that does not belong here")
        if token == "~":
            return Space(1)
        if digits and token.isdecimal():
            return Symbol(token + self.digits())
        return Symbol(*CHARACTERS.get(token, (token, "ord")))

    def digits(self) -> str:
        """The rest of a number, so that 10 and 0.5 are one symbol."""
        start = self.position
        while self.position < len(self.tokens):
            following = self.tokens[self.position : self.position + 2]
            if following[0].isdecimal():
                self.position += 1
            elif len(following) == 2 and following[0] == "." and following[1].isdecimal():
                self.position += 2
            else:
                break
        return "".join(self.tokens[start : self.position])

    def command(self, name: str) -> Node:
        if name in _COMMANDS:
            return _COMMANDS[name](self)
        if name in FUNCTIONS:
            return Symbol(name, "op", name in LIMITS)
        if name in COMMANDS:
            text, kind = COMMANDS[name]
            return Symbol(text, kind, name in LIMITS)
        if name in SPACES:
            return Space(SPACES[name])
        if name in ACCENTS:
            return _accent(name, self.argument())
        if name in STYLES:
            return _restyled(self.argument(), STYLES[name])
        if name in TEXTS:
            return _word(self.raw())
        if name in ROMANS:
            return self.roman(name)
        if name in ("\\", "right", "end"):
            raise TexError(f"a \\{name} that does not belong here")
        self.unknown.add("\\" + name)
        return Symbol("\\" + name, "word")

    def raw(self) -> str:
        """The characters of a braced group as they stand, for text."""
        self.expect("{")
        start = self.position
        while self.position < len(self.tokens) and self.tokens[self.position] not in ("}", "{", "$"):
            self.position += 1
        text = "".join(self.tokens[start : self.position])
        self.expect("}")
        text = re.sub(r"\\([ _%#&{}$])", r"\1", text)
        if "\\" in text:
            raise TexError(f"a command inside the text {text!r}")
        return text

    def roman(self, name: str) -> Node:
        limits = name == "operatorname" and self.peek() == "*"
        if limits:
            self.take()
        content = self.argument()
        items = content.items if isinstance(content, Row) else (content,)
        if not all(isinstance(item, Symbol | Space) for item in items):
            return content
        text = "".join(item.text if isinstance(item, Symbol) else " " for item in items)
        return Symbol(text, "op", limits) if name == "operatorname" else _word(text.replace("−", "-"))

    def delimiter(self) -> str:
        token = self.take()
        if token in _DELIMITERS:
            return _DELIMITERS[token]
        if not token.startswith("\\") or token[1:] not in COMMANDS:
            raise TexError(f"{token or 'the end'} is no delimiter")
        return COMMANDS[token[1:]][0]

    def cells(self, until: str) -> tuple[tuple[Row, ...], ...]:
        """Cells between & and \\\\ up to the token `until`, which is left."""
        rows: list[list[Row]] = [[]]
        while True:
            rows[-1].append(self.row(until=(until, "&", "\\\\")))
            if self.peek() == until:
                break
            if self.take() == "\\\\":
                self.option()
                rows.append([])
        if len(rows) > 1 and rows[-1] == [Row(())]:
            rows.pop()
        return tuple(map(tuple, rows))

    def option(self) -> Node | None:
        """What stands between brackets after a command."""
        if self.peek() != "[":
            return None
        self.take()
        row = self.row(until=("]",))
        self.expect("]")
        return row.items[0] if len(row.items) == 1 else row


def _fence(before: list[Node], close: Symbol) -> Node:
    for index in range(len(before) - 1, -1, -1):
        opening = before[index]
        if isinstance(opening, Symbol) and opening.kind == "open":
            body = Row(tuple(before[index + 1 :]))
            del before[index:]
            return Fenced(opening.text, body, close.text)
    return close


def _primes(node: Node) -> bool:
    items = node.items if isinstance(node, Row) else (node,)
    return all(item == Symbol("′") for item in items)


def _joined(first: Node | None, second: Node) -> Node:
    if first is None:
        return second
    items = (first.items if isinstance(first, Row) else (first,)) + (
        second.items if isinstance(second, Row) else (second,)
    )
    return Row(items)


def _word(text: str) -> Symbol:
    return Symbol(text, "word" if len(text) > 1 and text[0].isalnum() and text[-1].isalnum() else "ord")


def _accent(name: str, body: Node) -> Node:
    """A hat over x_i is the hat over x, as it is read."""
    if isinstance(body, Scripts) and isinstance(body.base, Symbol) and not body.limits:
        return Scripts(Accent(name, body.base), body.sub, body.sup, body.limits)
    return Accent(name, body)


def _restyled(node: Node, style: str) -> Node:
    if isinstance(node, Symbol):
        return Symbol("".join(styled(char, style) for char in node.text), node.kind, node.limits)
    if isinstance(node, Row):
        return Row(tuple(_restyled(item, style) for item in node.items))
    if isinstance(node, Scripts):
        return Scripts(_restyled(node.base, style), node.sub, node.sup, node.limits)
    if isinstance(node, Accent):
        return Accent(node.name, _restyled(node.body, style))
    return node


def _fraction(parser: _Parser) -> Node:
    return Fraction(parser.argument(), parser.argument())


def _binomial(parser: _Parser) -> Node:
    return Binomial(parser.argument(), parser.argument())


def _root(parser: _Parser) -> Node:
    index = parser.option()
    return Root(parser.argument(), index)


def _left(parser: _Parser) -> Node:
    left = parser.delimiter()
    body = parser.row(until=("\\right",))
    parser.expect("\\right")
    return Fenced(left, body, parser.delimiter())


def _over(parser: _Parser) -> Node:
    label, base = parser.argument(), parser.argument()
    return Scripts(base, None, label, limits=True)


def _under(parser: _Parser) -> Node:
    label, base = parser.argument(), parser.argument()
    return Scripts(base, label, None, limits=True)


def _arrow(parser: _Parser) -> Node:
    return Scripts(Symbol("⟶", "rel"), None, parser.argument(), limits=True)


def _not(parser: _Parser) -> Node:
    negated = parser.argument()
    if not isinstance(negated, Symbol) or len(negated.text) != 1:
        raise TexError("\\not before something that it cannot cross out")
    return Symbol(unicodedata.normalize("NFC", negated.text + "\u0338"), negated.kind)


def _substack(parser: _Parser) -> Node:
    parser.expect("{")
    rows = parser.cells("}")
    parser.expect("}")
    return Grid("substack", rows)


def _environment(parser: _Parser) -> Node:
    name = parser.raw()
    if name == "array":
        parser.raw()
    rows = parser.cells("\\end")
    parser.expect("\\end")
    if parser.raw() != name:
        raise TexError(f"\\begin{{{name}}} ends as something else")
    if name not in MATRICES and name not in ALIGNED and name not in ("cases", "rcases"):
        parser.unknown.add(f"\\begin{{{name}}}")
    return Grid(name, tuple(map(_continued, rows)) if name in ALIGNED else rows)


def _continued(cells: tuple[Row, ...]) -> tuple[Row, ...]:
    """In z &= XW the second cell goes on with the first: its = is a relation with something on its left."""
    return tuple(Row((EMPTY, *cell.items)) if index % 2 else cell for index, cell in enumerate(cells))


_COMMANDS: dict[str, Callable[[_Parser], Node]] = {
    "frac": _fraction,
    "dfrac": _fraction,
    "tfrac": _fraction,
    "cfrac": _fraction,
    "binom": _binomial,
    "sqrt": _root,
    "left": _left,
    "begin": _environment,
    "overset": _over,
    "stackrel": _over,
    "underset": _under,
    "xrightarrow": _arrow,
    "not": _not,
    "substack": _substack,
    "underbrace": lambda parser: Brace(parser.argument(), None, over=False),
    "overbrace": lambda parser: Brace(parser.argument(), None, over=True),
    "boxed": lambda parser: Boxed(parser.argument()),
}
