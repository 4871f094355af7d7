"""Who marks the batches: threads of this process, or a cluster. What comes out is the same."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from tui_tutor.grading.checker import Checker
from tui_tutor.grading.classes.marker import Marker
from tui_tutor.grading.classes.parallel import each
from tui_tutor.grading.classes.records import Batch, Mark
from tui_tutor.sandbox import Level

Marked = tuple[Batch, list[Mark]]


class Workers(Protocol):
    """Marks batches, `lanes` of them at a time, in a sandbox of this `level`."""

    @property
    def lanes(self) -> int: ...

    @property
    def level(self) -> Level: ...

    def marked(self, batches: Iterable[Batch]) -> Iterator[Marked]:
        """Every batch with its marks, in the order in which they are done.

        Batches are taken as there is room for them. A consumer that leaves early ends what is under way.
        """


class LocalWorkers:
    """Threads, each of which has one child process of the sandbox at a time."""

    def __init__(self, checker: Checker, *, jobs: int, seed: int, level: Level) -> None:
        self._marker = Marker(checker, seed=seed, level=level)
        self.lanes, self.level = jobs, level

    def marked(self, batches: Iterable[Batch]) -> Iterator[Marked]:
        """See `Workers`."""

        def mark(batch: Batch) -> Marked:
            return batch, self._marker.marks(batch.exercise, batch.sources)

        return each(batches, mark, self.lanes, self._marker.stop)
