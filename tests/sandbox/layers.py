"""What each wall is worth: `python -m tests.sandbox.layers` runs the corpus with single walls left out.

Prints a table of the submissions that were contained, and the names of those that were not. Takes a few minutes.
"""

import tempfile
from pathlib import Path

from tests.sandbox.canaries import Ground
from tests.sandbox.containment import CORPUS, attempt, behind
from tui_tutor.sandbox.launch import WALLS

ROWS = {
    "all": WALLS,
    "without the filter": WALLS - {"seccomp"},
    "without Landlock": WALLS - {"landlock"},
    "without the limits": WALLS - {"limits"},
    "without becoming nobody": WALLS - {"nobody"},
    "the filter alone": frozenset({"seccomp"}),
    "Landlock alone": frozenset({"landlock"}),
    "the limits alone": frozenset({"limits"}),
}
COUNTING = ({"seccomp"}, {"limits", "nobody"})  # walls that keep processes from being made without end
MULTIPLYING = {"fork_bomb"}


def escapes(walls: frozenset[str], ground: Ground) -> dict[str, set[str]]:
    """The submissions that were not contained, with what got out; `not tried` for what this machine would suffer
    from.
    """
    found: dict[str, set[str]] = {}
    with behind(walls) as sandbox:
        for one in CORPUS:
            if one.name in MULTIPLYING and not any(walls >= some for some in COUNTING):
                found[one.name] = {"not tried"}
            elif out := attempt(sandbox, one, ground).out:
                found[one.name] = out
    return found


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder, Ground(Path(folder)).watching() as ground:
        for row, walls in ROWS.items():
            found = escapes(walls, ground)
            print(f"{row:<26} {len(CORPUS) - len(found):>4}/{len(CORPUS)}", flush=True)
            for name, out in found.items():
                print(f"    {name}: {', '.join(sorted(out))}")


if __name__ == "__main__":
    main()
