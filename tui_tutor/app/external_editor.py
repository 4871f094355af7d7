"""The learner's own editor on a copy of the text. Whatever goes wrong comes back as a sentence."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from textual.app import App, SuspendNotSupported


class Edited(Struct, frozen=True):
    """The text afterwards; `problem` says why it is unchanged when the editor could not be used."""

    text: str
    problem: str = ""


def edit_outside(app: App[int], text: str, environ: Mapping[str, str] = os.environ) -> Edited:
    """Suspend the app, open `$VISUAL` or `$EDITOR` on `text`, and give back what was saved. Never raises."""
    command = environ.get("VISUAL") or environ.get("EDITOR")
    if not command:
        return Edited(text, "Set the environment variable EDITOR to your editor's command, then try again.")
    with tempfile.TemporaryDirectory(prefix="tutor-") as folder:
        path = Path(folder, "answer.py")
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                # Nothing may leave the `with`: Textual 8.2.8 would never resume (its issue 6692).
                problem = _run(command, path)
        except SuspendNotSupported:
            return Edited(text, "Another editor cannot be opened in this terminal.")
        if problem:
            return Edited(text, problem)
        try:
            return Edited(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            return Edited(text, f"What your editor saved cannot be read: {error}")


def _run(command: str, path: Path) -> str:
    try:
        ended = subprocess.run([*shlex.split(command), str(path)], check=False)
    except (OSError, ValueError) as error:
        return f"{command} could not be started: {error}"
    if ended.returncode:
        return f"{command} ended with code {ended.returncode}, so your text was left as it was."
    return ""
