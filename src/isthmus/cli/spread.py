"""Spreads work on incidents over the processors, for registers large enough to be worth it."""

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import cast

__all__ = ["spread"]

# Below this, starting processes takes longer than the work.
WORTH_IT = 20_000
AT_ONCE = 500


def spread[Found](work: Callable[[str], Found], ids: Iterable[str]) -> Iterator[Found]:
    """Yield `work(id)` for each id, in order, using all processors where it pays."""
    listed = list(ids)
    processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if len(listed) < WORTH_IT or processors < 2:
        yield from map(work, listed)
        return
    _ForkedWork.work = work
    gc.freeze()  # else every collection in a child copies the pages that it shares with us
    chunks = [listed[at : at + AT_ONCE] for at in range(0, len(listed), AT_ONCE)]
    # Forked, so that the register is shared and not copied; nothing here has threads yet.
    with multiprocessing.get_context("fork").Pool(processors, gc.disable) as pool:
        for found in pool.imap(_chunk, chunks):
            yield from cast("list[Found]", found)


class _ForkedWork:
    """What a forked process finds in place: the work, which can not be sent to it."""

    work: Callable[[str], object]


def _chunk(ids: list[str]) -> list[object]:
    return [_ForkedWork.work(each) for each in ids]
