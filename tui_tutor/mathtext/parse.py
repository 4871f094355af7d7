"""Tokens to a tree, from left to right and without going back."""

import re

from tui_tutor.mathtext.constructs import CONSTRUCTS, INFIX, accent, restyled, word
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
    PRIME,
    Brace,
    Fenced,
    Grid,
    Node,
    Row,
    Scripts,
    Space,
    Symbol,
)

_COLUMNS = {"em": 2.0, "ex": 1.0, "mu": 1 / 9, "pt": 0.2, "cm": 5.0, "mm": 0.5, "in": 12.0, "px": 0.15}
_LENGTH = re.compile(rf"\s*(-?\d{{0,9}}\.?\d{{1,9}})\s*({'|'.join(_COLUMNS)})\s*")
_NUMBER = frozenset("-.0123456789")
DEEPEST = 80  # nesting beyond this is nobody's formula, and would end in a RecursionError
_DELIMITERS = {".": "", "<": "⟨", ">": "⟩"} | {char: char for char in "()[]|/"}


def parse(tex: str) -> tuple[Row, frozenset[str]]:
    """The tree, and the commands that are not known (set as themselves). Raises TexError for broken input."""
    parser = Parser(tex)
    rows = parser.lines()
    row = rows[0] if len(rows) == 1 else Row((Grid("gathered", tuple((row,) for row in rows)),))
    return row, frozenset(parser.unknown)


class Parser:
    """Reads tokens from left to right; every method leaves the position after what it has read."""

    def __init__(self, tex: str) -> None:
        self.tokens = tokenise(tex)
        self.position = 0
        self.depth = self.fences = 0
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
        self.not_too_deep()

    def not_too_deep(self) -> None:
        """Groups and delimiters that are open now make the tree as deep as they are many."""
        if self.depth + self.fences > DEEPEST:
            raise TexError("nested too deeply")

    def expect(self, token: str) -> None:
        if self.take() != token:
            raise TexError(f"missing {token}")

    def lines(self) -> list[Row]:
        """The whole formula; \\\\ outside of an environment begins a new line."""
        rows = [self.row(until=("", "\\\\"))]
        while self.peek():
            self.take()
            self.option()
            rows.append(self.row(until=("", "\\\\")))
        return rows if len(rows) == 1 or rows[-1].items else rows[:-1]

    def row(self, until: tuple[str, ...]) -> Row:
        """Items up to one of the tokens in `until`, which is left. "" is the end."""
        self.descend()
        outside = self.fences
        items: list[Node] = []
        opened: list[int] = []  # where in `items` a delimiter waits for its partner
        while (token := self.peek()) not in until:
            if not token:
                raise TexError(f"missing {until[0]}")
            if token in INFIX:
                self.take()
                items = [INFIX[token](Row(tuple(items)), self.row(until))]
                opened.clear()
                continue
            items.append(self.scripted(items, opened))
            if _opens(items[-1]):
                opened.append(len(items) - 1)
                self.fences += 1
                self.not_too_deep()
        self.depth -= 1
        self.fences = outside
        return Row(tuple(items))

    def scripted(self, before: list[Node], opened: list[int]) -> Node:
        """One item with its scripts. A closing delimiter takes from `before` what the last of `opened` began."""
        base = EMPTY if self.peek() in ("^", "_", "'") else self.atom()
        if opened and isinstance(base, Symbol) and base.kind == "close" and base != FACTORIAL:
            self.fences -= 1
            base = _fence(before, opened.pop(), base)
        sub: Node | None = None
        raised: list[Node] = []
        while (mark := self.peek()) in ("^", "_", "'"):
            self.take()
            if mark == "_":
                if sub is not None:
                    raise TexError("two subscripts in a row")
                sub = self.argument()
            elif mark == "^":
                if any(one != PRIME for one in raised):
                    raise TexError("two superscripts in a row")
                above = self.argument()
                raised += above.items if isinstance(above, Row) and raised else (above,)
            else:
                raised.append(PRIME)
        sup = _joined(raised)
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
            return self.text()
        if name in ROMANS:
            return self.roman(name)
        if name in ("\\", "right", "end"):
            raise TexError(f"a \\{name} that does not belong here")
        self.unknown.add("\\" + name)
        return Symbol("\\" + name, "word")

    def text(self) -> Node:
        """A braced group of text, in which formulas may stand between dollars."""
        self.expect("{")
        parts: list[Node] = [word(self.characters())]
        while self.peek() == "$":
            self.take()
            parts.append(self.row(until=("$",)))
            self.expect("$")
            parts.append(word(self.characters()))
        self.expect("}")
        return parts[0] if len(parts) == 1 else Row(tuple(part for part in parts if part != EMPTY))

    def raw(self) -> str:
        """The characters of a braced group as they stand."""
        self.expect("{")
        text = self.characters()
        self.expect("}")
        return text

    def characters(self) -> str:
        """Characters as they stand, up to a brace or a dollar."""
        start = self.position
        while self.position < len(self.tokens) and self.tokens[self.position] not in ("}", "{", "$"):
            self.position += 1
        text = "".join(self.tokens[start : self.position])
        text = re.sub(r"\\([ _%#&{}$])", r"\1", text)
        if "\\" in text:
            raise TexError(f"a command inside the text {text!r}")
        return text

    def length(self) -> int:
        """A length such as 3mu or {-1em} in columns, of which an em has two; tiny ones take one."""
        braced = self.peek() == "{"
        found = _LENGTH.fullmatch(self.raw() if braced else self._bare_length())
        if found is None:
            raise TexError("a length that is none")
        columns = float(found[1]) * _COLUMNS[found[2]]
        return max(1, round(min(columns, 40))) if columns > 0 else 0

    def _bare_length(self) -> str:
        """The tokens of a length without braces: a number, then the two letters of a unit."""
        start = self.position
        while self.peek() in _NUMBER:
            self.take()
        self.position = min(self.position + 2, len(self.tokens))
        return "".join(self.tokens[start : self.position]).strip()

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


def _opens(node: Node) -> bool:
    return isinstance(node, Symbol) and node.kind == "open"


def _fence(before: list[Node], start: int, close: Symbol) -> Node:
    """What stands in `before` from the delimiter at `start` on, taken out of it."""
    opening, *body = before[start:]
    del before[start:]
    return Fenced(opening.text if isinstance(opening, Symbol) else "", Row(tuple(body)), close.text)


def _joined(items: list[Node]) -> Node | None:
    return items[0] if len(items) == 1 else Row(tuple(items)) if items else None
