"""The command line: thin click commands, a file for each kind of user.

Rooms are imported inside the commands, so that `--version`, `--help` and completion are instant.
Public: `main`.
"""

from tui_tutor.cli import author, instructor, learner, machine
from tui_tutor.cli.group import main

__all__ = ["author", "instructor", "learner", "machine", "main"]
