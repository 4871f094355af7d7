"""How large the installed environment is, beside textual and numpy alone: what pip wrote, file by file."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

import tui_tutor
from tests.benchmarks.rows import Amount, Row
from tui_tutor.course import open_course

MB = 1e6
PYTHON = re.compile(r"[A-Za-z0-9._-]+")


def rows(_: Amount) -> Iterator[Row]:
    """The part of the table about the disk."""
    program = Path(tui_tutor.__file__).parent
    own = size_of_folder(program) + size_of_folder(open_course().folder)
    mine = own + sum(map(size_of, needed("tui-tutor") - {"tui-tutor"}))
    theirs = sum(map(size_of, needed("textual") | needed("numpy")))
    yield Row("installed, with everything it needs", mine / MB, "textual and numpy alone", theirs / MB, "MB")


def needed(name: str) -> set[str]:
    """A distribution and all that it needs on this machine, extras left out."""
    found, waiting = set(), [name]
    while waiting:
        one = waiting.pop().lower().replace("_", "-")
        if one in found:
            continue
        found.add(one)
        waiting += [_name(line) for line in distribution(one).requires or () if _applies(line)]
    return found


def _name(requirement: str) -> str:
    match = PYTHON.match(requirement)
    assert match, requirement
    return match.group()


def _applies(requirement: str) -> bool:
    marker = Requirement(requirement).marker
    return marker is None or marker.evaluate({"extra": ""})


def size_of(name: str) -> int:
    """Bytes of the files of a distribution, with their compiled forms."""
    installed: Distribution = distribution(name)
    paths = [Path(str(installed.locate_file(file))) for file in installed.files or ()]
    return sum(path.stat().st_size for path in paths if path.is_file())


def size_of_folder(folder: Path) -> int:
    """Bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
