"""Extras: what a command needs beyond the plain installation, and how to say that it is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

__all__ = ["ESTIMATING", "LINKING", "Extra", "installed"]

type Extra = tuple[str, str, frozenset[str]]
"""What it is for, its name, and the packages whose absence tells that it is not installed."""

LINKING: Extra = ("Linking", "link", frozenset({"duckdb", "numba", "numpy", "pyarrow", "sklearn", "splink"}))
ESTIMATING: Extra = ("Estimating", "estimate", frozenset({"arviz_stats", "numba", "numpy", "scipy"}))


@contextmanager
def installed(extra: Extra) -> Iterator[None]:
    """Import within this what the extra brings: where it is not installed, one sentence says how to install it."""
    what, name, packages = extra
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in packages:
            raise
        raise click.ClickException(
            f"{what} needs packages that are not installed: pip install 'isthmus[{name}]'."
        ) from missing
