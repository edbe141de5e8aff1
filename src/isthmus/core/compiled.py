"""Functions made fast: typed here, since numba ships no types."""

from collections.abc import Callable
from typing import Any

import numba

__all__ = ["compiled"]


def compiled[**Taken, Given](function: Callable[Taken, Given]) -> Callable[Taken, Given]:
    """Return the function compiled at its first call, kept on disk, and run without the interpreter's lock."""
    fast: Callable[Taken, Given] = numba.njit(cache=True, nogil=True)(function)
    _forget_unreadable(fast)
    return fast


def _forget_unreadable(fast: Any) -> None:  # noqa: ANN401  numba ships no types
    """Forget what an earlier version of the program kept, where its types have other names now.

    numba reads the types of what it kept before it looks whether the source is still the same, and would stop there.
    """
    kept = getattr(fast, "_cache", None)
    file = getattr(kept, "_cache_file", None)
    if kept is None or file is None:  # pragma: no cover  another numba than the locked ones
        return
    try:
        file._load_index()  # noqa: SLF001  numba has no public way to ask
    except (AttributeError, ImportError):
        kept.flush()
