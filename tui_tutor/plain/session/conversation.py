"""The loop: a line comes in, its command answers, until the learner leaves or there are no more lines."""

import difflib
from collections.abc import Callable

from msgspec.structs import replace

from tui_tutor.plain.session import code, finding, helping, hunting, looking_back, reading, trying
from tui_tutor.plain.session.desk import Desk, Place, Refusal

Command = Callable[[Desk, Place, str], Place]


def hold(desk: Desk, first: str = "") -> None:
    """Answer line after line, beginning with `first` if there is one.

    Ctrl+C stops what runs; while nothing runs, it ends the session as quit does.
    """
    desk.say(f"{finding.summary(desk)}\nSay a command; help lists them.")
    place = answer(desk, Place(), first)
    while not place.ended:
        try:
            line = desk.read()
        except KeyboardInterrupt:
            line = None
        place = replace(place, ended=True) if line is None else answer(desk, place, line)
    desk.say("Everything is saved.")


def answer(desk: Desk, place: Place, line: str) -> Place:
    """What one line leads to. A refusal is said, and nothing changes."""
    name, _, argument = line.strip().partition(" ")
    if not name:
        return place
    try:
        return _command(name, place)(desk, place, argument.strip())
    except Refusal as refusal:
        desk.say(str(refusal))
    except KeyboardInterrupt:
        desk.say("Stopped.")
    return place


def help_(desk: Desk, place: Place, argument: str) -> Place:
    """Say what every command does."""
    wanted = [argument] if argument in COMMANDS else list(COMMANDS)
    desk.say("\n".join(f"{name}: {_about(COMMANDS[name])}" for name in wanted))
    return place


def quit_(desk: Desk, place: Place, argument: str) -> Place:
    """Leave. Everything is saved already."""
    return replace(place, ended=True)


COMMANDS: dict[str, Command] = {
    "map": finding.map_,
    "open": finding.open_,
    "lesson": reading.lesson,
    "sheet": reading.sheet,
    "task": reading.task,
    "code": code.code,
    "edit": code.edit,
    "file": code.file,
    "write": code.write,
    "check": trying.check,
    "answer": trying.answer,
    "predict": trying.predict,
    "hint": helping.hint,
    "run": trying.run,
    "curve": trying.curve,
    "entries": looking_back.entries,
    "steps": looking_back.steps,
    "explore": trying.explore,
    "solution": helping.solution,
    "reset": code.reset,
    "history": looking_back.history,
    "restore": looking_back.restore,
    "next": finding.next_,
    "hunt": hunting.hunt,
    "review": finding.review,
    "help": help_,
    "quit": quit_,
}


# What means something else in a hunt, or nothing.
IN_A_HUNT: dict[str, Command] = {
    "check": hunting.check,
    "entries": hunting.entries,
    "solution": hunting.solution,
    **dict.fromkeys(("answer", "hint", "history", "predict", "restore", "steps"), hunting.not_here),
}


def _command(name: str, place: Place) -> Command:
    """By its name or by a beginning that no other has. Raises Refusal."""
    word = name.lower()
    meant = [word] if word in COMMANDS else [one for one in COMMANDS if one.startswith(word)]
    if len(meant) == 1:
        usual = COMMANDS[meant[0]]
        return IN_A_HUNT.get(meant[0], usual) if place.hunt else usual
    if meant:
        raise Refusal(f"{name} may be {', '.join(meant[:-1])} or {meant[-1]}. Say one of them.")
    near = difflib.get_close_matches(word, COMMANDS, n=1)
    raise Refusal(
        f"There is no command {name}.{f' Did you mean {near[0]}?' if near else ''} help lists them all."
    )


def _about(command: Command) -> str:
    """The first sentence of its docstring: what the code says of itself is what the learner hears."""
    return " ".join((command.__doc__ or "").split())
