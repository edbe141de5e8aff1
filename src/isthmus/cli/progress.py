"""Progress of long work, on standard error and only where a person is watching."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["on_terminal"]

# Work on fewer things than this is over before anybody could read of it.
SHORT = 5_000


@contextmanager
def on_terminal(doing: str, *, short: int = SHORT) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a `progress(done, total)` that writes one line on a terminal; None where nobody watches.

    `short`: of fewer things nothing is said; they take no time.
    """
    if not sys.stderr.isatty():
        yield None
        return
    shown = [0]

    def progress(done: int, total: int) -> None:
        percent = done * 100 // max(total, 1)
        if total >= max(short, 1) and percent != shown[0]:
            shown[0] = percent
            sys.stderr.write(f"\r{doing}: {percent} %")
            sys.stderr.flush()

    yield progress
    if shown[0]:
        sys.stderr.write("\r\033[K")
