"""The command line: thin click commands, a file for each kind of user.

Rooms are imported inside the commands, and a command's file when it is asked for, so that `--version` and
completion are instant and a check starts early. `tutor` without a word more does not even import click.
Public: `main`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_tutor.cli.group import main

__all__ = ["main"]


def __getattr__(name: str) -> Any:
    if name != "main":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tui_tutor.cli.group import main

    return main
