"""Functions compiled to machine code, with their types kept."""

from collections.abc import Callable
from typing import cast

from numba import njit

__all__ = ["compiled"]


def compiled[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Return the function compiled on first use and kept on disk; it runs without the interpreter's lock."""
    return cast("Callable[P, R]", njit(cache=True, nogil=True)(function))
