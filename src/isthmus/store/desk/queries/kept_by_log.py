"""What is worked out from rows of some tables, kept in memory until an event of the log touches one of these tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from isthmus.store.desk.models import Head
from isthmus.store.desk.models.custody import Commitment, Event

__all__ = ["KeptAtHead", "KeptByLog", "TouchedRow"]

MOST_KEYS = 50  # of one kind of page that are kept: as many large rows as a desk works with on a day
# Of more rows that changed, everything is worked out again: that is as fast.
MOST_RENEWED = 500


class TouchedRow(NamedTuple):
    """A row that an event added, changed or removed: its table, without a version, and its random number."""

    table: str
    operation: str
    uid: UUID


@dataclass(frozen=True, slots=True)
class _State:
    """The head of the log, and the number and root of its last event."""

    note: str
    size: int
    root: bytes

    @classmethod
    def now(cls) -> "_State":
        head = Head.objects.first()
        last = Event.objects.order_by("-sequence").values_list("root", flat=True).first()
        return cls(head.note if head else "", head.size if head else 0, bytes(last or b""))

    @property
    def stands(self) -> bool:
        """Return whether the log as it is goes on from here."""
        last = Event.objects.filter(sequence=self.size - 1).values_list("root", flat=True).first()
        return last is not None and bytes(last) == self.root


class KeptAtHead[Key, Value]:
    """Values by key that any event may change: made when they are asked for, kept while the head stays the same."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        self._make = make
        self._kept: dict[Key, tuple[str, Value]] = {}

    def now(self, key: Key) -> Value:
        """Return it as it is at this head of the log."""
        note = Head.objects.values_list("note", flat=True).first() or ""
        kept = self._kept.pop(key, None)
        value = kept[1] if kept and kept[0] == note else self._make(key)
        self._kept[key] = note, value
        for oldest in list(self._kept)[:-MOST_KEYS]:
            self._kept.pop(oldest, None)
        return value


class KeptByLog[Value]:
    """A value that follows from rows of tables alone: made when it is asked for, and again once one of them changed.

    An event that touches none of the tables (a judgement, where names are kept) leaves it as it is.
    """

    def __init__(
        self,
        make: Callable[[], Value],
        *tables: str,
        renew: Callable[[Value, Sequence[TouchedRow]], Value | None] | None = None,
    ) -> None:
        """Keep what `make` returns; `tables` by their names in the log, without a version.

        `renew`: returns the value as a few changed rows make it, or None where all must be looked at again.
        """
        self._make = make
        self._renew = renew
        self._tables = frozenset(tables)
        self._kept: tuple[_State, Value] | None = None
        self._making = Lock()

    def now(self) -> Value:
        """Return it as it is at this head of the log."""
        note = Head.objects.values_list("note", flat=True).first() or ""
        kept = self._kept
        if kept and kept[0].note == note:
            return kept[1]
        with self._making:  # two who ask at once wait for one making
            state, kept = _State.now(), self._kept
            value = self._brought_up(*kept) if kept and kept[0].stands else self._make()
            self._kept = state, value
            return value

    def _brought_up(self, before: _State, value: Value) -> Value:
        touched = self._touched_since(before.size)
        if not touched:
            return value
        renewed = self._renew(value, touched) if self._renew and len(touched) <= MOST_RENEWED else None
        return self._make() if renewed is None else renewed

    def _touched_since(self, size: int) -> list[TouchedRow]:
        """Return the rows of the tables that events from this number on touched; of too many, enough to know it."""
        since = Commitment.objects.filter(event__gte=size).order_by("event", "position")
        rows = since.values_list("table", "operation", "row").iterator(2_000)
        found: list[TouchedRow] = []
        for table, operation, row in rows:
            if (kind := table.partition("/")[0]) in self._tables:
                found.append(TouchedRow(kind, operation, UUID(bytes=bytes(row))))
            if len(found) > MOST_RENEWED:
                break
        return found
