"""Delimiters that grow with what they enclose."""

from tui_tutor.mathtext.boxes import Box, beside, blank, column, line

# Top, middle, bottom; a fourth piece is the point of a brace, which stands at the baseline or in the middle.
_PIECES = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "{": "⎧⎪⎩⎨", "}": "⎫⎪⎭⎬",
    "⌊": "⎢⎢⎣", "⌋": "⎥⎥⎦", "⌈": "⎡⎢⎢", "⌉": "⎤⎥⎥", "|": "│││", "‖": "‖‖‖",
}  # fmt: skip
_SHORT_BRACES = {"{": "⎰⎱", "}": "⎱⎰"}
_ANGLES = {"⟨": ("╱", "╲", "⟨"), "⟩": ("╲", "╱", "⟩")}


def fenced(left: str, body: Box, right: str) -> Box:
    """The body between two delimiters of its height; an empty one takes no room."""
    return beside(_delimiter(left, body), body, _delimiter(right, body))


def _delimiter(char: str, body: Box) -> Box:
    if not char:
        return blank(0)
    if not body.tall:
        return line(char)
    if char in _ANGLES:
        return column(_angle(*_ANGLES[char], body.height), body.baseline)
    if char in _SHORT_BRACES and body.height == 2:
        return column(_SHORT_BRACES[char], body.baseline)
    pieces = _PIECES.get(char)
    if pieces is None:
        return line(char)
    rows = [pieces[0], *pieces[1] * (body.height - 2), pieces[2]]
    if len(pieces) == 4:
        inside = 0 < body.baseline < body.height - 1
        rows[body.baseline if inside else body.height // 2] = pieces[3]
    return column(rows, body.baseline)


def _angle(upper: str, lower: str, point: str, height: int) -> list[str]:
    half = height // 2
    return [upper] * half + [point] * (height % 2) + [lower] * half
