"""The learner's own editor in this terminal. Whatever goes wrong comes back as a sentence."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from textual.app import App, SuspendNotSupported

UNSET = "Set the environment variable EDITOR to your editor's command, then try again."


def edit_outside(app: App[int], path: str, environ: Mapping[str, str] = os.environ) -> str:
    """Suspend the app and wait for `$VISUAL` or `$EDITOR` on the file `path`. What went wrong, or "". Never raises."""
    command = environ.get("VISUAL") or environ.get("EDITOR")
    if not command:
        return UNSET
    try:
        # Nothing may be raised inside: Textual 8.2.8 would never resume (its issue 6692).
        with app.suspend(), _lent_terminal():
            return _run(command, path)
    except SuspendNotSupported:
        return "Another editor cannot be opened in this terminal."


def _run(command: str, path: str) -> str:
    try:
        ended = subprocess.run([*shlex.split(command), path], check=False)
    except (OSError, ValueError) as error:
        return f"{command} could not be started: {error}."
    if ended.returncode < 0:
        return f"{command} was ended by signal {-ended.returncode}."
    return f"{command} ended with code {ended.returncode}." if ended.returncode else ""


@contextmanager
def _lent_terminal() -> Iterator[None]:
    """Ctrl+C belongs to the editor while it runs; one that is killed leaves no strange terminal behind."""
    modes = _modes()
    # A handler, unlike SIG_IGN, is not inherited by the editor.
    ours = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, ours)
        _set_modes(modes)


def _modes() -> list[object] | None:
    if sys.platform == "win32" or sys.__stdin__ is None or not sys.__stdin__.isatty():
        return None
    import termios

    return termios.tcgetattr(sys.__stdin__.fileno())


def _set_modes(modes: list[object] | None) -> None:
    if sys.platform == "win32" or sys.__stdin__ is None or modes is None:
        return
    import termios

    termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSADRAIN, modes)  # type: ignore[arg-type]
