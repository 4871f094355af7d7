"""This end of the wire: batches go to a cluster's workers, marks come back, and a lost worker costs time only."""

import concurrent.futures
import itertools
import logging
import secrets
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Self

import msgspec

from tui_tutor.grading.classes.cluster import worker
from tui_tutor.grading.classes.cluster.crossing import (
    SAFEST_FIRST,
    Done,
    Introduction,
    Work,
    needed,
    packed,
    unpacked,
)
from tui_tutor.grading.classes.marking import refuse
from tui_tutor.grading.classes.parallel import AHEAD
from tui_tutor.grading.classes.records import Batch, Mark
from tui_tutor.grading.classes.workers import Marked
from tui_tutor.sandbox import Level

KEPT = "What was graded is kept: --resume goes on from there."
ANSWERING = 10  # seconds that a scheduler gets to answer, and to have a worker
CONNECTIONS = 10  # for one grading; one that breaks costs what was under way, which is sent again


class ClusterError(Exception):
    """The cluster cannot be used, or not any more; one sentence."""


class _Broken(Exception):  # noqa: N818  (not for people: what was under way is sent again)
    """The connection to the scheduler broke."""


class Cluster:
    """Workers on a cluster. Those that are there are asked first; one that comes later introduces itself with its
    first work, and its refusal ends the grading.

    `level` is that of the least safe worker: every row says it, so that it does not matter where a row was made.
    """

    def __init__(self, address: str, *, seed: int) -> None:
        """Connects. Raises ClusterError."""
        try:
            import distributed
        except ImportError:
            raise ClusterError(
                "A cluster needs dask.distributed, which is not installed here: install tui-tutor[cluster]."
            ) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it logs, a ClusterError says once
        self._distributed: Any = distributed
        self._address, self._seed, self._connections = address, seed, 1
        self._client = self._connected()
        self._keys = (f"tutor-{secrets.token_hex(8)}-{number}" for number in itertools.count())
        try:
            self._wanted = self._introduced()
            self.lanes = sum(self._client.nthreads().values())
        except BaseException:
            self.close()
            raise

    @property
    def level(self) -> Level:
        """How well the least safe sandbox holds."""
        return self._wanted.level

    def marked(self, batches: Iterable[Batch]) -> Iterator[Marked]:
        """See `Workers`. Raises ClusterError.

        A batch whose workers were lost again and again is suspected of it, and so is what waited on the same workers.
        Suspects come last, each text alone on the whole cluster: then it is known whose fault it is.
        """
        suspects: list[Batch] = []
        yield from self._together(batches, AHEAD * self.lanes, suspects)
        for batch in suspects:
            for paper in batch.papers:
                yield from self._alone(Batch(batch.exercise, (paper,)))

    def _together(self, batches: Iterable[Batch], most: int, suspects: list[Batch]) -> Iterator[Marked]:
        """Batches with their marks, at most so many on the cluster at a time, over as many connections as it takes."""
        waiting = iter(batches)
        while True:
            under_way: dict[str, Batch] = {}
            try:
                yield from self._connection(waiting, under_way, most, suspects)
            except _Broken:
                self._reconnect()
                waiting = itertools.chain(under_way.values(), waiting)
            else:
                return

    def _connection(
        self, waiting: Iterator[Batch], under_way: dict[str, Batch], most: int, suspects: list[Batch]
    ) -> Iterator[Marked]:
        """The same over one connection. Raises _Broken when it breaks; then nothing will come of what is under way."""
        done = self._distributed.as_completed([], loop=self._client.loop)

        def take() -> Iterator[Marked]:
            future = next(done)
            data = self._outcome(future)
            batch = under_way.pop(future.key)
            if data is None:
                suspects.append(batch)
            else:
                yield batch, self._marks(batch, data)

        try:
            for batch in waiting:
                done.add(self._sent(batch, under_way))
                if len(under_way) >= most:
                    yield from take()
            while under_way:
                yield from take()
        finally:
            if under_way and self._client.status == "running":
                self._client.cancel([self._distributed.Future(key, self._client) for key in under_way])

    def _sent(self, batch: Batch, under_way: dict[str, Batch]) -> Any:
        work = Work(self._wanted, self._seed, needed(batch.exercise), batch.sources)
        under_way[key := next(self._keys)] = batch
        try:
            return self._client.submit(worker.mark, packed(work), key=key, pure=False)
        except self._distributed.client.ClosedClientError:
            raise _Broken from None

    def _reconnect(self) -> None:
        """A new connection in place of one that broke. Raises ClusterError."""
        gone = ClusterError(f"The scheduler at {self._address} is gone. {KEPT}")
        self.close()
        self._connections += 1
        if self._connections > CONNECTIONS:
            raise gone
        try:
            self._client = self._connected()
        except ClusterError:
            raise gone from None

    def _alone(self, batch: Batch) -> Iterator[Marked]:
        """One text with its mark, which is a fault when it takes its workers along again."""
        suspects: list[Batch] = []
        yield from self._together([batch], 1, suspects)
        for guilty in suspects:
            told = "The workers of the cluster that had this were lost, one after the other. Grade it on this machine."
            yield guilty, [refuse(guilty.exercise.id, told, guilty.exercise.points, outcome="fault")]

    def close(self) -> None:
        """Leaves the cluster as it was."""
        self._client.close(timeout=ANSWERING)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _outcome(self, future: Any) -> bytes | None:
        """What came of a batch; None when it was lost with its workers. Raises ClusterError, _Broken."""
        if future.status == "finished":
            try:
                data: bytes = future.result()
            except (OSError, concurrent.futures.CancelledError):  # it broke while this was fetched
                raise _Broken from None
            return data
        if future.status != "error":
            raise _Broken
        error = future.exception()
        if isinstance(error, self._distributed.KilledWorker):
            return None
        raise ClusterError(f"A worker failed ({type(error).__name__}: {error}). {KEPT}")

    def _marks(self, batch: Batch, data: bytes) -> list[Mark]:
        try:
            done = unpacked(data, Done)
        except msgspec.MsgspecError as error:
            raise ClusterError(f"What a worker answers cannot be read: {error}.") from error
        if done.refused:
            raise ClusterError(f"{done.refused} {KEPT}")
        if len(done.marks) != len(batch.papers):
            raise ClusterError("A worker has lost some of its texts. Please report this; it is a bug.")
        return list(done.marks)

    def _connected(self) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of versions that differ: they are compared below
                return self._distributed.Client(self._address, timeout=ANSWERING, set_as_default=False)
        except (OSError, ValueError, ImportError) as error:
            raise ClusterError(f"No scheduler answers at {self._address}: {error}.") from error

    def _introduced(self) -> Introduction:
        """What every worker here is like: the same versions as this process, and the level of the least safe one."""
        try:
            self._client.wait_for_workers(1, timeout=ANSWERING)
        except TimeoutError:
            raise ClusterError(f"The cluster at {self._address} has no workers.") from None
        here = msgspec.structs.replace(worker.versions(), level=SAFEST_FIRST[-1])
        levels = []
        for address, told in self._client.run(worker.introduce, on_error="return").items():
            if not isinstance(told, bytes):
                raise ClusterError(
                    f"The worker {address} cannot run the tutor ({type(told).__name__}: {told}). Install "
                    f"tui-tutor[cluster] {here.tutor} there."
                )
            introduction = unpacked(told, Introduction)
            trouble = introduction.trouble(here)
            if trouble:
                raise ClusterError(f"The worker {address} {trouble}.")
            levels.append(introduction.level)
        return msgspec.structs.replace(here, level=max(levels, key=SAFEST_FIRST.index))
