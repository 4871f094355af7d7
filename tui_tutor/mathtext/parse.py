"""Tokens to a tree, from left to right and without going back."""

import re

from tui_tutor.mathtext.constructs import CONSTRUCTS, accent, restyled, word
from tui_tutor.mathtext.symbols import (
    ACCENTS,
    CHARACTERS,
    COMMANDS,
    FUNCTIONS,
    LIMITS,
    ROMANS,
    SPACES,
    STYLES,
    TEXTS,
)
from tui_tutor.mathtext.tokens import TexError, tokenise
from tui_tutor.mathtext.tree import (
    EMPTY,
    FACTORIAL,
    Brace,
    Fenced,
    Node,
    Row,
    Scripts,
    Space,
    Symbol,
)

DEEPEST = 80  # nesting beyond this is nobody's formula, and would end in a RecursionError
_DELIMITERS = {".": "", "<": "⟨", ">": "⟩"} | {char: char for char in "()[]|/"}


def parse(tex: str) -> tuple[Row, frozenset[str]]:
    """The tree, and the commands that are not known (set as themselves). Raises TexError for broken input."""
    parser = Parser(tex)
    row = parser.row(until=())
    return row, frozenset(parser.unknown)


class Parser:
    """Reads tokens from left to right; every method leaves the position after what it has read."""

    def __init__(self, tex: str) -> None:
        self.tokens = tokenise(tex)
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
            label, other = (sup, sub) if base.over else (sub, sup)
            base = Brace(base.body, label, base.over)
            if other is None:
                return base
            sub, sup = (other, None) if base.over else (None, other)
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
        if name in CONSTRUCTS:
            return CONSTRUCTS[name](self)
        if name in FUNCTIONS:
            return Symbol(name, "op", name in LIMITS)
        if name in COMMANDS:
            text, kind = COMMANDS[name]
            return Symbol(text, kind, name in LIMITS)
        if name in SPACES:
            return Space(SPACES[name])
        if name in ACCENTS:
            return accent(name, self.argument())
        if name in STYLES:
            return restyled(self.argument(), STYLES[name])
        if name in TEXTS:
            return word(self.raw())
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
        return Symbol(text, "op", limits) if name == "operatorname" else word(text.replace("−", "-"))

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
