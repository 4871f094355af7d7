"""Commands for what was tried before: history, restore, entries, steps."""

from msgspec.structs import replace

from tui_tutor.course import Exercise
from tui_tutor.plain.history import SOLUTION, best, comparison_text, entry_text, history_text, past
from tui_tutor.plain.session.code import current
from tui_tutor.plain.session.desk import Desk, Place, Refusal, opened
from tui_tutor.plain.session.sheets import coded
from tui_tutor.plain.solution import may_see_solution, solution_text
from tui_tutor.plain.steps import steps_text
from tui_tutor.progress.history import Entry
from tui_tutor.report import ParameterResult, Report, number
from tui_tutor.report.entries import worst_entries

TOLD = 6  # entries of one array: enough to see a pattern, few enough to listen to


def history(desk: Desk, place: Place, argument: str) -> Place:
    """Your attempts; history 2 reads one, history 2 5 says what changed, history solution compares yours."""
    exercise = opened(place)
    entries = past(desk.store, desk.course, exercise)
    words = argument.split()
    if not words:
        desk.say(history_text(exercise, entries, linear=True))
    elif words[-1] == "solution" and len(words) <= 2:
        _against_solution(desk, place, entries, words[:-1])
    elif len(words) == 1:
        desk.say(entry_text(exercise, _entry(entries, words[0]), linear=True))
    elif len(words) == 2:
        first, second = (_entry(entries, word) for word in words)
        names = (str(first.number), str(second.number))
        desk.say(comparison_text(first.source, second.source, names, linear=True))
    else:
        raise Refusal("Say history, or history with one number or two.")
    return place


def restore(desk: Desk, place: Place, argument: str) -> Place:
    """Make an earlier text your draft again: restore 2. The text that is there now is kept."""
    exercise = coded(place)
    entry = _entry(past(desk.store, desk.course, exercise), argument)
    current(desk, place)  # a file of one's own is kept as a draft before
    desk.store.reset_draft(desk.course.id, exercise.id, entry.source)
    desk.say(f"Text {entry.number} is your draft now. The one before is kept; history lists it.")
    return replace(place, file=None)


def entries(desk: Desk, place: Place, argument: str) -> Place:
    """The worst entries of your last answer, yours and the right one: entries, or entries W."""
    exercise = opened(place)
    desk.say(entries_told(exercise, _last_report(desk, exercise), argument))
    return place


def entries_told(exercise: Exercise, report: Report | None, argument: str) -> str:
    """The worst entries of a report, of one array or of all. Raises Refusal when there are none to tell."""
    arrays = [one for one in report.parameters if argument in ("", one.name)] if report else []
    if report and argument and not arrays:
        names = ", ".join(one.name for one in report.parameters)
        raise Refusal(f"The last check compared no {argument}. It compared {names or 'nothing'}.")
    reference = "numerical" if exercise.judged == "gradient" else "expected"
    told = [told for one in arrays if (told := _entries_of(one, reference))]
    if not told:
        raise Refusal("There are no entries to tell: check makes them, on the shown data.")
    return "\n".join(told)


def _entries_of(parameter: ParameterResult, reference: str) -> str:
    """A sentence with the worst entries; empty where none may be told."""
    found = worst_entries(parameter, TOLD)
    said = "; ".join(
        f"{parameter.name}[{', '.join(map(str, one.index))}] yours {number(one.analytic)}, "
        f"{reference} {number(one.numeric)}"
        for one in found
    )
    count = len(parameter.table.analytic) if parameter.table else 0
    head = f"{parameter.name}, {parameter.verdict}"
    worst = f", the worst {len(found)} of {count}" if len(found) < count else ""
    return f"{head}{worst}: {said}." if said else ""


def _last_report(desk: Desk, exercise: Exercise) -> Report | None:
    entries = past(desk.store, desk.course, exercise)
    return next((one.report for one in reversed(entries) if one.report is not None), None)


def steps(desk: Desk, place: Place, argument: str) -> Place:
    """How far your last gradient was from the central difference, for large and small steps h."""
    report = _last_report(desk, opened(place))
    told = steps_text(report) if report is not None else None
    if told is None:
        raise Refusal(
            "There is nothing to tell: only the check of a gradient measures this. check makes one."
        )
    desk.say(told)
    return place


def _against_solution(desk: Desk, place: Place, entries: tuple[Entry, ...], words: list[str]) -> None:
    exercise = coded(place)
    if not may_see_solution(desk.store, desk.course, exercise):
        raise Refusal("Your answer is not correct yet. solution yes shows the solution all the same.")
    if not entries:
        raise Refusal("Nothing of yours can be compared yet. check remembers what it checks.")
    mine = _entry(entries, words[0]) if words else best(entries)
    names = (f"your text {mine.number}", SOLUTION)
    desk.say(comparison_text(mine.source, solution_text(exercise), names, linear=True))


def _entry(entries: tuple[Entry, ...], word: str) -> Entry:
    if not entries:
        raise Refusal("Nothing was tried here yet.")
    if not word.isdecimal() or not 1 <= int(word) <= len(entries):
        raise Refusal(f"Say a number from 1 to {len(entries)}. history lists them.")
    return entries[int(word) - 1]
