"""How long work tells how far it is."""

from collections.abc import Callable

__all__ = ["Progress"]

# Called now and then with how much is done, and of how much; what it raises ends the work.
type Progress = Callable[[int, int], None]
