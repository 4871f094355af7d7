"""How good a hunter is, from the hunts that ended: the level to hunt at, and the best results."""

from collections.abc import Iterable

from msgspec import Struct

from tui_tutor.grading.hunting.levels import HIGHEST, level_of
from tui_tutor.progress.records import Hunt


class Standing(Struct, frozen=True):
    """`best` are pairs of a level and the fewest runs in which a hunt of that level was won."""

    level: int = 1
    found: int = 0
    given_up: int = 0
    best: tuple[tuple[int, int], ...] = ()


def standing(hunts: Iterable[Hunt]) -> Standing:
    """From hunts in the order of time. What was found quickly leads a level up, what was given up one down.

    A bug that is hunted for the second time is no news: it changes nothing.
    """
    level, found, given_up = 1, 0, 0
    best: dict[int, int] = {}
    known: set[tuple[str, int, int]] = set()
    for hunt in hunts:
        bug = (hunt.exercise, hunt.level, hunt.seed)
        if hunt.ending is None or bug in known:
            continue
        known.add(bug)
        if hunt.ending == "given up":
            given_up += 1
            level = max(1, level - 1)
        else:
            found += 1
            best[hunt.level] = min(hunt.runs, best.get(hunt.level, hunt.runs))
            level = (
                min(HIGHEST, level + 1) if hunt.level >= level and hunt.runs <= quick(hunt.level) else level
            )
    return Standing(level, found, given_up, tuple(sorted(best.items())))


def in_short(standing: Standing) -> str:
    """A few words for a corner; none before the first hunt has ended."""
    if not standing.found:
        return ""
    return "1 bug found" if standing.found == 1 else f"{standing.found} bugs found"


def in_full(standing: Standing) -> str:
    """What was found and given up, the best of each level, the level now; nothing before the first hunt has ended."""
    if not standing.found + standing.given_up:
        return ""
    best = "; ".join(f"at level {level} in {in_runs(runs)}" for level, runs in standing.best)
    at_best = f", at best {best}" if best else ""
    return f"{standing.found} found{at_best}; {standing.given_up} given up; level {standing.level} now"


def quick(level: int) -> int:
    """In how many runs a hunt of that level has to be won to lead to the next."""
    return 1 + 2 * level_of(level).bugs


def in_runs(runs: int) -> str:
    """`1 run`, `2 runs`."""
    return "1 run" if runs == 1 else f"{runs} runs"
