"""Commands for the code of the open exercise: code, edit, file, write, reset."""

import os
from pathlib import Path

from msgspec.structs import replace

from tui_tutor.plain.session.desk import Desk, Place, Refusal
from tui_tutor.plain.session.sheets import sheet
from tui_tutor.progress.own_editor import editor_command, run_editor
from tui_tutor.sandbox import SubmissionError, read_submission


def current(desk: Desk, place: Place) -> str:
    """The learner's text: that of their own file, which is kept, or what lies on the sheet."""
    held = sheet(desk, place)
    if place.file is not None:
        held.keep(_read(place.file))
    return held.text()


def code(desk: Desk, place: Place, argument: str) -> Place:
    """Your code with line numbers; code 7 says only line 7."""
    lines = current(desk, place).rstrip("\n").split("\n")
    if argument:
        if not argument.isdecimal() or not 1 <= int(argument) <= len(lines):
            raise Refusal(f"Your code has lines 1 to {len(lines)}.")
        desk.say(f"{argument}: {lines[int(argument) - 1]}")
    else:
        desk.say("\n".join(f"{number}: {line}" for number, line in enumerate(lines, 1)))
    return place


def edit(desk: Desk, place: Place, argument: str) -> Place:
    """Open your code in your own editor, the one that EDITOR names; what you save there is kept."""
    held = sheet(desk, place)
    command = editor_command(os.environ)
    if command is None:
        raise Refusal("No editor is set. Set EDITOR to its command, or say file PATH, or write.")
    path = place.file or held.path()
    problem = run_editor(command, path)
    before, after = held.text(), _read(path)
    held.keep(after)
    if problem:
        desk.say(f"{problem} {'What it saved is here.' if after != before else 'Your code is as it was.'}")
    else:
        desk.say("Saved. check checks it." if after != before else "Nothing was changed.")
    return place


def file(desk: Desk, place: Place, argument: str) -> Place:
    """Work in a file, which every check reads: file PATH in one of yours, file alone in one that is made."""
    held = sheet(desk, place)
    path = Path(argument).expanduser().absolute() if argument else held.path()
    held.keep(_read(path))
    desk.say(f"Your code is in {path} now. Every check reads it.")
    return replace(place, file=path)


def write(desk: Desk, place: Place, argument: str) -> Place:
    """Type your code here, line by line; a line with a single dot ends it."""
    held = sheet(desk, place)
    desk.say("Type your code. A line with a single dot ends it.")
    lines: list[str] = []
    while (line := desk.read()) is not None and line != ".":
        lines.append(line)
    if not lines:
        raise Refusal("Nothing was typed. Your code is as it was.")
    current(desk, place)  # a file of one's own is kept before
    desk.say(held.put("\n".join([*lines, ""])))
    return replace(place, file=None)


def reset(desk: Desk, place: Place, argument: str) -> Place:
    """Go back to what you began with; a draft that was there is kept."""
    current(desk, place)  # a file of one's own is kept before
    desk.say(sheet(desk, place).begin_again())
    return replace(place, file=None)


def _read(path: Path) -> str:
    try:
        return read_submission(path)
    except SubmissionError as error:
        raise Refusal(str(error)) from error
