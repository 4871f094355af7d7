"""A check as every plain command makes it: the attempt is remembered, the report becomes lines."""

from typing import Any

from tui_tutor.course import Course, Exercise
from tui_tutor.plain.formulas import readable_report
from tui_tutor.plain.wrapping import wrapped
from tui_tutor.progress import Store
from tui_tutor.progress.history import since
from tui_tutor.report import Report, as_json, as_text, encode

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


def report_as_json(report: Report, changed: str | None) -> dict[str, Any]:
    """The public form of a report, and what changed since the last attempt: a sentence, or null."""
    return {**as_json(report), "since_last_attempt": changed}


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
