"""For a terminal that knows ASCII only: whatever is painted, each cell gets a sign that such a terminal has."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("─━╌┄┈═╴╶╸╺⎯−–—", "-"),
        **dict.fromkeys("│┃║┆┊▌▐▎▏▍▋▊▉", "|"),
        **dict.fromkeys("▁▂▃▄▅▆▇█▀▔░▒▓", "#"),
        **dict.fromkeys("·•⋅", "."),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’′", "'"),
        **{"×": "x", "…": ".", "→": ">", "←": "<", "≤": "<", "≥": ">", "≈": "~", "‖": "|"},
    }
)


class AsciiLines(LineFilter):
    """Replaces what is not ASCII, so that columns stay columns. A sign without a likeness becomes a question mark."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]


def is_spelt(text: str) -> bool:
    """Whether ASCII can say it: nothing in the text but signs that have a likeness there."""
    return text.isascii() or all(sign.isascii() or ord(sign) in _SIGNS for sign in text)


@lru_cache(4096)
def in_ascii(text: str) -> str:
    """The text in ASCII, in as many cells."""
    return text if text.isascii() else "".join(map(_sign, text.translate(_SIGNS)))


def _sign(character: str) -> str:
    if character.isascii():
        return character
    cells = cell_len(character)
    if "─" <= character <= "╿":
        return "+"
    alike = [
        part for part in unicodedata.normalize("NFKD", character) if part.isascii() and part.isprintable()
    ]
    return (alike[0] if alike else "?").ljust(cells)[:cells]
