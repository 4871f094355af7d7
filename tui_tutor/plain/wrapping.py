"""Breaking text at its spaces so that it fits a number of columns."""

from collections.abc import Iterable

from tui_tutor.mathtext import width

# Stands for a space inside something that reads better in one piece, until the lines are made.
FIRM = "\N{NO-BREAK SPACE}"
LONGEST_FIRM = 32


def firm(text: str) -> str:
    """A short formula or piece of code that is not to be broken."""
    return text.replace(" ", FIRM) if width(text) <= LONGEST_FIRM else text


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`, at least one; a word that is longer stays whole. Line feeds stay."""
    return [line.replace(FIRM, " ") for paragraph in text.split("\n") for line in _lines(paragraph, columns)]


def indented(lines: Iterable[str], first: str, rest: str | None = None) -> list[str]:
    """The lines behind `first`, then behind `rest` (default: as many spaces). Empty lines stay empty."""
    others = " " * width(first) if rest is None else rest
    return [((others if number else first) + line).rstrip() for number, line in enumerate(lines)]


def _lines(paragraph: str, columns: int) -> list[str]:
    lines: list[str] = []
    room = -1
    for word in paragraph.split(" "):
        needed = width(word)
        if not word:
            continue
        if lines and needed + 1 <= room:
            lines[-1] += f" {word}"
            room -= needed + 1
        else:
            lines.append(word)
            room = columns - needed
    return lines or [""]
