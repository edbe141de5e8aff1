"""Functions made fast: typed here, since numba ships no types."""

from collections.abc import Callable

import numba

__all__ = ["compiled"]


def compiled[**Taken, Given](function: Callable[Taken, Given]) -> Callable[Taken, Given]:
    """Return the function compiled at its first call, kept on disk, and run without the interpreter's lock."""
    fast: Callable[Taken, Given] = numba.njit(cache=True, nogil=True)(function)
    return fast
