"""TeX as tokens: a command with its backslash, one character, or one space."""

import re

from tui_tutor.mathtext.symbols import IGNORED

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")


class TexError(Exception):
    """The formula is broken; the text says where."""


def tokenise(tex: str) -> list[str]:
    """The tokens without comments and without commands that only tune a printed page."""
    tokens = _TOKEN.findall(_COMMENT.sub("", tex))
    return [" " if token.isspace() else token for token in tokens if token[1:] not in IGNORED]
