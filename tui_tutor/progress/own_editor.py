"""The learner's own editor on a file, in this terminal. Whatever goes wrong comes back as a sentence."""

import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def editor_command(environ: Mapping[str, str]) -> str | None:
    """The command that opens it: `$VISUAL`, or `$EDITOR`."""
    return environ.get("VISUAL") or environ.get("EDITOR") or None


def run_editor(command: str, path: Path) -> str:
    """Wait for the editor on that file. What went wrong, or "". Never raises; for the main thread."""
    try:
        with _lent_terminal():
            ended = subprocess.run([*shlex.split(command), str(path)], check=False)
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
