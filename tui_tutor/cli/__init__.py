"""The command line: thin click commands, a file for each kind of user.

Rooms are imported inside the commands, and a command's file when it is asked for, so that `--version` and
completion are instant and a check starts early. Public: `main`.
"""

import gc

from tui_tutor.cli.group import main

# A start makes some hundred thousand objects that stay. With Python's own thresholds (700, 10, 10) the collector looks
# at all of them again and again: for 17 of 270 ms until the map is painted.
gc.set_threshold(50_000, 20, 20)

__all__ = ["main"]
