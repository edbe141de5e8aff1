"""Extras: what a command needs beyond the plain installation, and how to say that it is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from isthmus.cli.failure import Failure
from isthmus.core.extras import ESTIMATING, LETTERS, LINKING, Extra

__all__ = ["ESTIMATING", "LETTERS", "LINKING", "installed"]

_WHAT = {
    LINKING.name: "Linking needs",
    ESTIMATING.name: "Estimating needs",
    LETTERS.name: "Letters need",
}


@contextmanager
def installed(extra: Extra) -> Iterator[None]:
    """Import within this what the extra brings: where it is not installed, one sentence says how to install it."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in extra.packages:
            raise
        raise Failure(
            f"{_WHAT[extra.name]} packages that are not installed: {extra.command}.",
            code="command.not_installed",
        ) from missing
