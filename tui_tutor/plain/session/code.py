"""Commands for the code of the open exercise: code, edit, file, write, reset."""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from tui_tutor.course import Exercise
from tui_tutor.plain.session.desk import Desk, Place, Refusal, opened
from tui_tutor.progress.working_copy import WorkingCopy
from tui_tutor.sandbox import SubmissionError, read_submission


def current(desk: Desk, place: Place) -> str:
    """The learner's text: that of their own file, which becomes the draft, or the draft, or the starter."""
    exercise = coded(place)
    if place.file is not None:
        text = _read(place.file)
        _keep(desk, exercise, text)
        return text
    draft = desk.store.draft(desk.course.id, exercise.id)
    return draft.text if draft else exercise.starter


def coded(place: Place) -> Exercise:
    """The open exercise, when it asks for code. Raises Refusal."""
    exercise = opened(place)
    if exercise.judged == "question":
        raise Refusal("This exercise is a question. Say answer and your choice; task reads it again.")
    return exercise


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
    """Open your code in your own editor, the one that EDITOR names; what you save is your draft."""
    exercise = coded(place)
    path = place.file or _copy(desk, exercise).path
    _open_editor(path, os.environ)
    before, after = current(desk, replace(place, file=None)), _read(path)
    _keep(desk, exercise, after)
    desk.say("Saved. check checks it." if after != before else "Nothing was changed.")
    return place


def file(desk: Desk, place: Place, argument: str) -> Place:
    """Work in a file, which every check reads: file PATH in one of yours, file alone in one that is made."""
    exercise = coded(place)
    path = Path(argument).expanduser().absolute() if argument else _copy(desk, exercise).path
    _keep(desk, exercise, _read(path))
    desk.say(f"Your code is in {path} now. Every check reads it.")
    return replace(place, file=path)


def write(desk: Desk, place: Place, argument: str) -> Place:
    """Type your code here, line by line; a line with a single dot ends it."""
    exercise = coded(place)
    desk.say("Type your code. A line with a single dot ends it.")
    lines: list[str] = []
    while (line := desk.read()) is not None and line != ".":
        lines.append(line)
    if not lines:
        raise Refusal("Nothing was typed. Your code is as it was.")
    current(desk, place)  # a file of one's own is kept as a draft before
    # This is how the store puts a whole new text in place: what was there becomes an old draft.
    desk.store.reset_draft(desk.course.id, exercise.id, "\n".join([*lines, ""]))
    desk.say(f"Your draft has {len(lines)} lines now. The text before is kept. check checks it.")
    return replace(place, file=None)


def reset(desk: Desk, place: Place, argument: str) -> Place:
    """Put the starter back; the text before is kept."""
    exercise = coded(place)
    current(desk, place)  # a file of one's own is kept as a draft before
    desk.store.reset_draft(desk.course.id, exercise.id, exercise.starter)
    kept = len(desk.store.old_drafts(desk.course.id, exercise.id))
    desk.say(f"{exercise.id} is back at its starter. Older drafts that are kept: {kept}.")
    return replace(place, file=None)


def _copy(desk: Desk, exercise: Exercise) -> WorkingCopy:
    try:
        return WorkingCopy(desk.store, desk.course.id, exercise.id, exercise.starter)
    except (OSError, SubmissionError) as error:
        raise Refusal(f"Your draft cannot be put into a file: {error}") from error


def _read(path: Path) -> str:
    try:
        return read_submission(path)
    except SubmissionError as error:
        raise Refusal(str(error)) from error


def _keep(desk: Desk, exercise: Exercise, text: str) -> None:
    """Make it the draft. What another tutor saved in between becomes an old draft, so nothing is lost."""
    draft = desk.store.draft(desk.course.id, exercise.id)
    if text != (draft.text if draft else exercise.starter):
        desk.store.save_draft(desk.course.id, exercise.id, text, draft.revision if draft else 0)


def _open_editor(path: Path, environ: Mapping[str, str]) -> None:
    """Blocks until the editor has ended. Raises Refusal when it cannot be used."""
    command = environ.get("VISUAL") or environ.get("EDITOR")
    if not command:
        raise Refusal("No editor is set. Set EDITOR to its command, or say file PATH, or write.")
    # Ctrl+C belongs to the editor while it runs. A handler, unlike SIG_IGN, is not inherited by it.
    ours = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        ended = subprocess.run([*shlex.split(command), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise Refusal(f"{command} could not be started: {error}") from error
    finally:
        signal.signal(signal.SIGINT, ours)
    if ended.returncode:
        raise Refusal(f"{command} ended with code {ended.returncode}, so your draft was left as it was.")
