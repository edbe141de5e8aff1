"""What linking needs beyond the plain desk, and how to say that it is missing."""

from importlib.util import find_spec

__all__ = ["INSTALL", "NotLinked", "can_link"]

PACKAGES = ("duckdb", "numba", "numpy", "pyarrow", "sklearn", "splink")
INSTALL = "pip install 'isthmus[link]'"


class NotLinked(ValueError):
    """A link run can not be done, or undone, as asked; says why, and what to do."""


def can_link() -> bool:
    """Tell whether everything is installed that linking rests on."""
    return all(find_spec(package) for package in PACKAGES)
