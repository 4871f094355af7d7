"""How one text became another, line by line."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

AROUND = 3  # equal lines that are shown beside a change

Sign = Literal["same", "removed", "added", "skipped"]


class Line(Struct, frozen=True):
    """A line that both texts have, or only the first or the second. `skipped`: `text` counts equal lines left out."""

    sign: Sign
    text: str


def differences(before: str, after: str) -> tuple[Line, ...]:
    """What changed, each change with a few equal lines around it; empty when every line is the same."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        return ()
    head, tail = _shared(old, new)
    middle, other = old[head : len(old) - tail], new[head : len(new) - tail]
    lines = [Line("same", text) for text in old[:head]]
    for kind, first, last, start, end in SequenceMatcher(None, middle, other).get_opcodes():
        if kind == "equal":
            lines += [Line("same", text) for text in middle[first:last]]
        else:
            lines += [Line("removed", text) for text in middle[first:last]]
            lines += [Line("added", text) for text in other[start:end]]
    lines += [Line("same", text) for text in old[len(old) - tail :]]
    return tuple(_folded(lines))


def _shared(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many lines are equal at the beginning and at the end: long texts mostly are, and matching is slow."""
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    left = shortest - head
    tail = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    return head, tail


def _folded(lines: list[Line]) -> Iterator[Line]:
    """Long runs of equal lines become one that counts them."""
    changed = [at for at, line in enumerate(lines) if line.sign != "same"]
    shown = {at for place in changed for at in range(place - AROUND, place + AROUND + 1)}
    left_out: list[Line] = []
    for at, line in enumerate(lines):
        if at in shown:
            yield from _skipped(left_out)
            left_out = []
            yield line
        else:
            left_out.append(line)
    yield from _skipped(left_out)


def _skipped(lines: list[Line]) -> list[Line]:
    """One line is shown, which takes no more room than its count."""
    return lines if len(lines) < 2 else [Line("skipped", str(len(lines)))]
