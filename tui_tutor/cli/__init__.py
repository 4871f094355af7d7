"""The command line: thin click commands, a file for each kind of user.

Rooms are imported inside the commands, so that `--version`, `--help` and completion are instant.
Public: `main`.
"""

from tui_tutor.cli import author, courses, history, instructor, learner, machine, own_editor, progress, reader
from tui_tutor.cli.group import main

__all__ = [
    "author",
    "courses",
    "history",
    "instructor",
    "learner",
    "machine",
    "main",
    "own_editor",
    "progress",
    "reader",
]
