"""A check as every plain command makes it: the attempt is remembered, the report becomes lines."""

from tui_tutor.course import Course, Exercise
from tui_tutor.plain.formulas import readable_report
from tui_tutor.plain.wrapping import wrapped
from tui_tutor.progress import State, Store
from tui_tutor.progress.history import since
from tui_tutor.report import Report, as_text, encode

UNRECORDED = ("cancelled", "fault")
WIDTH = 100  # as wide as the report above it


def remember(store: Store, course: Course, exercise: Exercise, source: str, report: Report) -> str | None:
    """Add this check to the learner's attempts, unless it says nothing about the learner.

    Returns what changed since the attempt before, where the two reports show it.
    """
    if report.outcome in UNRECORDED:
        return None
    changed = since(store.last_attempt(course.id, exercise.id), exercise.digest, source, report)
    store.record_attempt(
        course.id, exercise.id, exercise.digest, source, report.outcome, report.verdict, encode(report)
    )
    return changed


def report_text(
    exercise: Exercise, report: Report, changed: str | None = None, *, linear: bool = False
) -> str:
    """The report with its formulas set, and what changed since the last attempt.

    What belongs after the exercise follows once it is correct.
    """
    text = as_text(readable_report(report))
    if changed:
        text += "\n\n" + "\n".join(wrapped(f"Since your last attempt: {changed}", WIDTH))
    if report.verdict == "correct" and exercise.afterwards:
        # Only here: a wrong answer's report does not wait for the Markdown parser.
        from tui_tutor.plain.markdown import plain_markdown

        return f"{text}\n\n{plain_markdown(exercise.afterwards, WIDTH, linear=linear)}"
    return text


def to_go_on(course: Course, store: Store) -> str | None:
    """Where the learner was, if that is still open; otherwise the first exercise that is. None: all is done."""
    states, last = store.states(course.id), course.find(store.place(course.id) or "")
    return last.id if last is not None and is_open(states, last.id) else first_open(course, states)


def first_open(course: Course, states: dict[str, State], after: str | None = None) -> str | None:
    """The first open exercise, or the next one behind `after`; behind the last one, from the beginning again."""
    ids = [exercise.id for lesson in course.lessons for exercise in lesson.exercises]
    start = ids.index(after) + 1 if after in ids else 0
    return next((one for one in ids[start:] + ids[:start] if is_open(states, one)), None)


def is_open(states: dict[str, State], exercise: str) -> bool:
    """Whether it is neither correct nor given up to its solution."""
    return exercise not in states or states[exercise].state == "started"
