"""Foreign text made harmless: what a confined call printed, raised or named may be shown on a terminal."""

import re
from typing import Any

LONGEST_TEXT = 64 << 10
LONGEST_NAME = 200
DEEPEST = 64

# Whole escape sequences go first (ECMA-48: CSI, OSC and friends, two-character ones), so that "\x1b[31mred"
# becomes "red" and not "[31mred".
_SEQUENCES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|[ -/]*[0-Z\\-~])"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)


class TooDeepError(ValueError):
    """Data nested deeper than anything honest, or with two keys that look the same once cleaned."""


def clean(text: str, limit: int) -> str:
    """The text without control characters, escape sequences and bidirectional overrides, at most `limit`
    long.

    Line feeds and tabs stay, every other line end becomes a line feed, odd spaces become spaces. A text that
    was cut ends in an ellipsis.
    """
    if limit <= 0:
        return ""
    if len(text) > 4 * limit:
        text = text[: 4 * limit]
    if not text.replace("\n", "").replace("\t", "").isprintable():
        text = _SEQUENCES.sub("", text).replace("\r\n", "\n")
        text = "".join(map(_harmless, text))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def clean_name(text: str) -> str:
    """The same of a name, which has one line: what goes on below could pass for a line of the report around it."""
    return clean(text, LONGEST_NAME).replace("\n", " ").replace("\t", " ")


def clean_data(value: Any, depth: int = 0) -> Any:
    """JSON data with every string and every key cleaned.

    Raises `TooDeepError` beyond 64 levels, and when two keys of one object become equal.
    """
    if depth > DEEPEST:
        raise TooDeepError("it is nested too deep")
    if isinstance(value, str):
        return clean(value, LONGEST_TEXT)
    if isinstance(value, list):
        return [clean_data(item, depth + 1) for item in value]
    if isinstance(value, dict):
        cleaned = {clean_name(key): clean_data(item, depth + 1) for key, item in value.items()}
        if len(cleaned) != len(value):
            raise TooDeepError("two of its names look the same")
        return cleaned
    return value


def _harmless(character: str) -> str:
    if character.isprintable() or character in "\n\t":
        return character
    if character in "\r\v\f\x85\u2028\u2029":
        return "\n"
    return " " if character.isspace() else ""
