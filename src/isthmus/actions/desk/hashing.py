"""Commitments of many rows, worked out in processes beside this one while it does something else."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import batched
from multiprocessing import get_context
from os import cpu_count

from isthmus.core.custody.rows import commit_rows

__all__ = ["Commit", "Pairs", "beside"]

# Fewer rows are committed to sooner than a process starts.
MANY = 20_000
AT_ONCE = 10_000

type Pairs = Sequence[tuple[bytes, Sequence[str]]]
# Begins to commit to rows, and returns how to wait for the roots, in order.
type Commit = Callable[[Sequence[str], Pairs], Callable[[], list[bytes]]]


@contextmanager
def beside(rows: int) -> Iterator[Commit]:
    """Yield what commits to rows: in other processes when there are many, which get the rows through a pipe."""
    if rows < MANY:
        yield lambda columns, pairs: lambda: commit_rows(columns, pairs)
        return
    # Spawned, since forking a process with threads of its own is not safe.
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn")) as pool:

        def commit(columns: Sequence[str], pairs: Pairs) -> Callable[[], list[bytes]]:
            begun = [pool.submit(commit_rows, columns, some) for some in batched(pairs, AT_ONCE)]
            return lambda: [root for each in begun for root in each.result()]

        yield commit
