"""How the tutor ends when something unforeseen happens, and how it leaves what was opened. Imports nothing large."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_tutor.progress import Store

FAULT = 3
INTERRUPTED = 130  # what a shell says of a program that Ctrl+C ended


def is_terminal() -> bool:
    """Whether a screen can be drawn: Textual reads standard input and writes to standard error."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def ended_by(error: BaseException) -> int:
    """Says what happened, where it is caught; the exit code is never 1: that says that an answer is wrong."""
    if isinstance(error, KeyboardInterrupt):
        _say("Stopped.")
        return INTERRUPTED
    if isinstance(error, OSError):
        _give_up_a_broken_output()
        _say(f"Error: The tutor could not go on: {error}.")
        return FAULT
    import traceback

    traceback.print_exception(error)
    _say("The tutor itself failed. Please report the lines above; it is a bug.")
    return FAULT


def close(store: "Store") -> None:
    """What the store has to say comes last, so that nothing hides it."""
    for notice in store.notices:
        _say(notice)
    store.close()


def _say(sentence: str) -> None:
    if sys.stderr is not None:
        print(sentence, file=sys.stderr)


def _give_up_a_broken_output() -> None:
    """What could not be written would be tried again at the end, and the exit code would be Python's own."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        sys.stdout = None
