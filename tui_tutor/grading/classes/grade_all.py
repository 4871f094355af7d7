"""A whole class; the rows in an order that does not depend on who marked them, or when."""

from collections.abc import Callable, Iterator, Sequence

from tui_tutor.grading.classes.examiner import Examiner
from tui_tutor.grading.classes.records import Batch, Result, Submission
from tui_tutor.grading.classes.workers import Workers

LARGEST_BATCH = 16  # answers: by then a process for the judge costs little for each
ROUNDS = (
    4  # batches for each lane at least, as far as there are submissions: or some would be idle at the end
)


def grade_all(
    submissions: Sequence[Submission],
    examiner: Examiner,
    workers: Workers,
    on_result: Callable[[Result], None],
) -> tuple[Result, ...]:
    """The rows of all submissions by (student, exercise). `on_result` hears each as it comes, in this thread.

    When it raises, or the person interrupts, the workers stop.
    """
    results: list[Result] = []

    def hear(result: Result) -> None:
        on_result(result)
        results.append(result)

    def batches() -> Iterator[Batch]:
        for one in examiner.batches(submissions, batch_size(len(submissions), workers.lanes)):
            if isinstance(one, Batch):
                yield one
            else:
                hear(one)

    for batch, marks in workers.marked(batches()):
        for result in examiner.rows(batch, marks):
            hear(result)
    return tuple(sorted(results, key=lambda result: (result.student, result.exercise, result.path)))


def batch_size(submissions: int, lanes: int) -> int:
    """How many texts are marked together: many, as long as every lane still gets some of them."""
    return min(LARGEST_BATCH, max(1, submissions // (ROUNDS * lanes)))
