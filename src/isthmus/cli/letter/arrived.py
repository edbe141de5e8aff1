"""What the commands on letters share: reading what arrived, and refusing in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from isthmus.cli.extras import LETTERS, installed
from isthmus.cli.failure import Failure

__all__ = ["letter_argument", "plain_refusals", "read_arrived"]

letter_argument = click.argument(
    "letter", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path), default="-"
)


def read_arrived(letter: Path) -> bytes:
    """Return the bytes of a file, or of standard input, up to one more than a letter is looked for in."""
    from isthmus.core.unseal.armour import MOST_ARRIVED

    with click.open_file(str(letter), "rb") as stream:
        return bytes(stream.read(MOST_ARRIVED + 1))


@contextmanager
def plain_refusals() -> Iterator[None]:
    """What does not fit or does not open, and what a disk refuses, as a message and exit status 1."""
    with installed(LETTERS):
        from isthmus.core.messages import MessageError
    try:
        yield
    except MessageError as refused:
        raise Failure(refused.message) from refused
    except OSError as error:
        raise Failure(
            f"{error.strerror or 'The file could not be read or written'}.", code="command.file"
        ) from error
