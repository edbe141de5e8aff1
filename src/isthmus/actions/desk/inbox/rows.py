"""The rows of items, found and removed by their numbers."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from isthmus.store.desk.scratch.models import LetterItem

__all__ = ["WRITES", "batches", "delete_rows", "revisions", "rows_of"]

# Rows that a statement names one by one: databases take only so many numbers at once.
_AT_ONCE = 500


class _Writes:
    """A number that is another one after each write: one desk at a time has a workspace, and writes all of it.

    So nobody asks the database at every page whether ten thousand rows are as they were.
    """

    def __init__(self) -> None:
        self.stamp = 0

    def note(self) -> None:
        """Note that something was written, once others can see it."""
        self.stamp += 1


WRITES = _Writes()


def revisions() -> dict[bytes, int]:
    """Return how often each item was written that is neither coming nor going."""
    rows = LetterItem.objects.filter(is_going=False).values_list("uid", "revision")
    return {uid.bytes: revision for uid, revision in rows}


def batches(items: Iterable[bytes]) -> Iterator[Sequence[UUID]]:
    """Return the numbers of items, so many at once as a statement may name."""
    uids = [UUID(bytes=item) for item in items]
    return (uids[at : at + _AT_ONCE] for at in range(0, len(uids), _AT_ONCE))


def rows_of(items: Iterable[bytes]) -> Iterator[LetterItem]:
    """Yield rows without their texts."""
    for uids in batches(items):
        yield from LetterItem.objects.filter(pk__in=uids, is_going=False).defer("body")


def delete_rows(items: Iterable[bytes]) -> None:
    """Delete rows; those that are gone are no error."""
    for uids in batches(items):
        LetterItem.objects.filter(pk__in=uids).delete()
    WRITES.note()
