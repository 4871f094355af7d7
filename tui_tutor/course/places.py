"""Where the parts of an exercise stand in its files, for whoever has to tell its author something."""

from msgspec import Struct

from tui_tutor.course.anatomy import take_apart
from tui_tutor.course.frontmatter import FrontMatter, line_of, split
from tui_tutor.course.prose import read_prose
from tui_tutor.course.reading import read_text
from tui_tutor.course.types import Exercise


class Places(Struct, frozen=True):
    """Lines from 1: of the starter's block and of each mistake's heading in `ID.md`, of functions in `ID.py`."""

    front: FrontMatter
    starter: int | None
    mistakes: dict[str, int]
    functions: dict[str, int]

    def key(self, path: str) -> int | None:
        """The line of a key of the front matter, such as `curve` or `choices[1]`."""
        return line_of(self.front, path)


def places_of(exercise: Exercise) -> Places:
    """Reads the files of an exercise once more. Raises CourseError when they have changed and are broken now."""
    front = split(exercise.path, read_text(exercise.path))
    prose = read_prose(front)
    functions = {}
    if exercise.problem is not None:
        anatomy = take_apart(exercise.problem.path, read_text(exercise.problem.path))
        functions = {name: piece.line for name, piece in anatomy.functions.items()}
    return Places(
        front,
        prose.starter_line or None,
        {change.name: change.heading for change in prose.changes},
        functions,
    )
