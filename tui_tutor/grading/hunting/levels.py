"""How difficult a hunt is: how many bugs, how large their effect, and how much of a verdict is shown."""

from typing import Literal, NamedTuple

Shown = Literal["causes", "entries", "sizes"]


class Level(NamedTuple):
    """`shown`: the measured causes and the entries, the entries, or only how far each array is off.

    `exercises` are the levels of the exercises that a hunt is chosen from. `faint`: of several bugs, the one with the
    smallest effect.
    """

    number: int
    bugs: int
    shown: Shown
    exercises: tuple[int, ...]
    faint: bool = False


LEVELS = (
    Level(1, 1, "causes", (1,)),
    Level(2, 1, "entries", (1, 2)),
    Level(3, 1, "sizes", (1, 2, 3), faint=True),
    Level(4, 2, "entries", (1, 2, 3)),
    Level(5, 2, "sizes", (2, 3), faint=True),
)
HIGHEST = len(LEVELS)

_SHOWN: dict[Shown, str] = {
    "causes": "You see every number of a check, and what it measured, but for the name of the mistake.",
    "entries": "You see every number of a check, and no cause.",
    "sizes": "You see how far each array is off, and nothing else.",
}


def level_of(number: int) -> Level:
    """The level of that number, the nearest one if there is none."""
    return LEVELS[min(max(number, 1), HIGHEST) - 1]


def what_is_shown(level: Level) -> str:
    """What a learner is told about a level."""
    return _SHOWN[level.shown]
