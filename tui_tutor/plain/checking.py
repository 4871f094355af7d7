"""A check as every plain command makes it: the attempt is remembered, the report becomes lines."""

from tui_tutor.course import Course, Exercise
from tui_tutor.plain.formulas import readable_report
from tui_tutor.progress import State, Store
from tui_tutor.report import Report, as_text, encode

UNRECORDED = ("cancelled", "fault")
WIDTH = 100  # as wide as the report above it


def remember(store: Store, course: Course, exercise: Exercise, source: str, report: Report) -> None:
    """Add this check to the learner's attempts, unless it says nothing about the learner."""
    if report.outcome not in UNRECORDED:
        store.record_attempt(
            course.id, exercise.id, exercise.digest, source, report.outcome, report.verdict, encode(report)
        )


def report_text(exercise: Exercise, report: Report, *, linear: bool = False) -> str:
    """The report with its formulas set; what belongs after the exercise follows once it is correct."""
    text = as_text(readable_report(report))
    if report.verdict == "correct" and exercise.afterwards:
        # Only here: a wrong answer's report does not wait for the Markdown parser.
        from tui_tutor.plain.markdown import plain_markdown

        return f"{text}\n\n{plain_markdown(exercise.afterwards, WIDTH, linear=linear)}"
    return text


def first_open(course: Course, states: dict[str, State], after: str | None = None) -> str | None:
    """The next exercise that is neither correct nor given up to its solution, from the beginning or `after` one.

    Behind the last one the search goes on at the beginning. None when everything is done.
    """
    ids = [exercise.id for lesson in course.lessons for exercise in lesson.exercises]
    start = ids.index(after) + 1 if after in ids else 0
    for exercise in ids[start:] + ids[:start]:
        state = states.get(exercise)
        if state is None or state.state == "started":
            return exercise
    return None
