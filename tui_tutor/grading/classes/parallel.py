"""Work for several threads, handed out as it is done, so that a class of any size needs the same memory."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

Piece = TypeVar("Piece")
Done = TypeVar("Done")

AHEAD = 4  # pieces of work that wait for each thread


def each(
    work: Iterable[Piece], do: Callable[[Piece], Done], jobs: int, stop: Callable[[], None]
) -> Iterator[Done]:
    """`do` for every piece of work in `jobs` threads; what is done comes in the order in which it ends.

    When the consumer leaves early, or is interrupted, `stop` is called to end what is under way, and nothing new is
    begun.
    """
    pool = ThreadPoolExecutor(jobs, "grading")
    pending: set[Future[Done]] = set()
    try:
        for piece in work:
            pending.add(pool.submit(do, piece))
            if len(pending) >= AHEAD * jobs:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        stop()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
