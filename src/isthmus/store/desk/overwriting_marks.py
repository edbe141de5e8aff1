"""Marks in the folder of a workspace: something was destroyed or sealed, and its pages are not yet overwritten.

A process that is killed leaves its mark, and whoever opens the workspace next ends what it began.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from uuid import UUID

from isthmus.files.left_behind import is_in_use_elsewhere, prefix
from isthmus.store.desk.django_setup import current_workspace

__all__ = ["KIND", "content_of", "marks_in", "overwriting_due"]

KIND = ".overwriting"


@contextmanager
def overwriting_due(**marked: Sequence[UUID]) -> Iterator[None]:
    """Mark, until it is overwritten, that what happens within leaves something to overwrite; on an error nothing does.

    `marked` are random numbers of what goes with it from the other database.
    """
    mark = current_workspace().folder / f"{prefix(KIND)}{token_hex(8)}"
    with os.fdopen(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(json.dumps({name: [str(uid) for uid in uids] for name, uids in marked.items()}).encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        yield
    except BaseException:
        mark.unlink(missing_ok=True)
        raise


def marks_in(folder: Path) -> list[Path]:
    """Return the marks in a folder, but those of other processes that are still at it."""
    return [each for each in sorted(folder.glob(f"{KIND}-*")) if not is_in_use_elsewhere(each, KIND)]


def content_of(mark: Path) -> Mapping[str, Sequence[UUID]] | None:
    """Return what was marked; None where it was not written to its end: then nothing was done after it."""
    try:
        return {name: [UUID(uid) for uid in uids] for name, uids in json.loads(mark.read_bytes()).items()}
    except (AttributeError, OSError, TypeError, ValueError):
        return None
