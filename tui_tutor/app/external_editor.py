"""The learner's own editor, for which the application leaves the terminal and takes it again."""

import os
from collections.abc import Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tui_tutor.progress.own_editor import editor_command, run_editor

UNSET = "Set the environment variable EDITOR to your editor's command, then try again."


def edit_outside(app: App[int], path: str, environ: Mapping[str, str] = os.environ) -> str:
    """Suspend the app and wait for the editor on the file `path`. What went wrong, or "". Never raises."""
    command = editor_command(environ)
    if command is None:
        return UNSET
    try:
        with app.suspend():
            # Nothing may be raised here: Textual 8.2.8 would never resume (its issue 6692).
            return run_editor(command, Path(path))
    except SuspendNotSupported:
        return "Another editor cannot be opened in this terminal."
