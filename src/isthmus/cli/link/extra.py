"""What linking needs beyond the plain installation, and how to say that it is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

__all__ = ["linking_installed"]

_PACKAGES = {"duckdb", "numba", "numpy", "pyarrow", "sklearn", "splink"}


@contextmanager
def linking_installed() -> Iterator[None]:
    """Import within this what linking rests on: where it is not installed, one sentence says how to install it."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in _PACKAGES:
            raise
        raise click.ClickException(
            "Linking needs packages that are not installed: pip install 'isthmus[link]'."
        ) from missing
