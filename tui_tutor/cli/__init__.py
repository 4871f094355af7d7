"""The command line: thin click commands, a file for each kind of user.

Rooms are imported inside the commands, and a command's file when it is asked for, so that `--version` and
completion are instant and a check starts early. Public: `main`.
"""

from tui_tutor.cli.group import main

__all__ = ["main"]
