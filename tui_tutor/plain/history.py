"""What was tried at an exercise, as lines of text and as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from tui_tutor.course import Course, Exercise
from tui_tutor.plain.checking import report_text
from tui_tutor.plain.formulas import readable
from tui_tutor.progress import Store
from tui_tutor.progress.differences import Line, differences
from tui_tutor.progress.history import Entry, history
from tui_tutor.report import GLYPHS, as_json
from tui_tutor.sandbox.text import clean

LONGEST_REASON = 400
LONGEST_LINE = 2000
SOLUTION = "the solution"

_SIGNS = {"same": "  ", "removed": "- ", "added": "+ ", "skipped": "  "}
_WORDS = {"same": "same: ", "removed": "removed: ", "added": "added: ", "skipped": ""}


def past(store: Store, course: Course, exercise: Exercise) -> tuple[Entry, ...]:
    """Every attempt and every kept draft of the exercise, numbered from 1, the oldest first."""
    attempts = store.attempts(course.id, exercise.id)
    return history(attempts, store.old_drafts(course.id, exercise.id), exercise.digest)


def best(entries: Sequence[Entry]) -> Entry:
    """One's own answer: the newest that was correct, otherwise the newest."""
    return next((one for one in reversed(entries) if one.verdict == "correct"), entries[-1])


def history_text(exercise: Exercise, entries: Sequence[Entry], *, linear: bool = False) -> str:
    """A line for every text, the newest last; `linear`: sentences for the ear."""
    if not entries:
        return f"Nothing was tried at {exercise.id} yet."
    if linear:
        return "\n".join(f"{one.number}. {_when(one)}, {word(one)}. {_reason(one)}" for one in entries)
    width = max(len(_glyphed(one)) for one in entries)
    return "\n".join(
        f"{one.number:>3}  {_when(one)}  {_glyphed(one):<{width}}  {_reason(one)}" for one in entries
    )


def entry_text(exercise: Exercise, entry: Entry, *, linear: bool = False) -> str:
    """One text with what the check of it found."""
    parts = [f"{entry.number}. {_when(entry)}, {word(entry)}."]
    if entry.changed:
        parts.append("The exercise has changed since: this was checked on other data.")
    if entry.report is not None:
        parts.append(report_text(exercise, entry.report, linear=linear))
    else:
        parts.append(_reason(entry))
    parts.append("Your text:\n" + clean(entry.source, len(entry.source) + 1).rstrip("\n"))
    return "\n\n".join(parts)


def comparison_text(before: str, after: str, names: tuple[str, str], *, linear: bool = False) -> str:
    """What has to change in the first text to get the second; `names` are what the two are called."""
    lines = differences(before, after)
    first, second = names
    if not lines:
        return f"{_capital(first)} and {second} are the same, line by line."
    head = f"From {first} to {second}:"
    return "\n".join([head, *_shown(lines, linear)])


def history_as_json(exercise: Exercise, entries: Iterable[Entry]) -> dict[str, Any]:
    """`tutor history --json`. Times are ISO 8601 in UTC."""
    return {"schema": 1, "exercise": exercise.id, "history": [_entry(one) for one in entries]}


def entry_as_json(exercise: Exercise, entry: Entry) -> dict[str, Any]:
    """One text, with its report."""
    report = None if entry.report is None else as_json(entry.report)
    return {"schema": 1, "exercise": exercise.id, **_entry(entry), "report": report}


def comparison_as_json(exercise: Exercise, before: str, after: str, names: tuple[str, str]) -> dict[str, Any]:
    """The lines of a comparison. `skipped` lines are equal; their text is how many they are."""
    lines = [{"sign": line.sign, "text": line.text} for line in differences(before, after)]
    return {"schema": 1, "exercise": exercise.id, "from": names[0], "to": names[1], "differences": lines}


def word(entry: Entry) -> str:
    """How it ended, in a word: the verdict, else the outcome; a draft that was never checked was kept."""
    return entry.verdict or entry.outcome or "kept"


def _glyphed(entry: Entry) -> str:
    glyph = GLYPHS[entry.verdict] if entry.verdict else "!" if entry.outcome else " "
    return f"{glyph} {word(entry)}"


def _when(entry: Entry) -> str:
    return f"{entry.when.astimezone():%Y-%m-%d %H:%M}"


def _reason(entry: Entry) -> str:
    return clean(readable(entry.reason), LONGEST_REASON)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shown(lines: Sequence[Line], linear: bool) -> Iterable[str]:
    signs = _WORDS if linear else _SIGNS
    for line in lines:
        text = f"({line.text} equal lines)" if line.sign == "skipped" else clean(line.text, LONGEST_LINE)
        yield f"{signs[line.sign]}{text}".rstrip()


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "when": entry.when.isoformat(),
        "outcome": entry.outcome,
        "verdict": entry.verdict,
        "reason": entry.reason,
        "changed": entry.changed,
        "source": entry.source,
    }
