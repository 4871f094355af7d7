"""A whole class in several threads; the rows in an order that does not depend on them."""

from collections.abc import Callable, Sequence

from tui_tutor.grading.classes.parallel import each
from tui_tutor.grading.classes.records import Result, Submission


def grade_all(
    submissions: Sequence[Submission],
    grade: Callable[[Submission], Result],
    *,
    jobs: int,
    stop: Callable[[], None],
    on_result: Callable[[Result], None],
) -> tuple[Result, ...]:
    """The rows of all submissions by (student, exercise). `on_result` hears each as it comes, in this thread.

    `stop` is called when `on_result` raises or the person interrupts; it has to end what is under way.
    """
    results = []
    for result in each(submissions, grade, jobs, stop):
        on_result(result)
        results.append(result)
    return tuple(sorted(results, key=lambda result: (result.student, result.exercise, result.path)))
