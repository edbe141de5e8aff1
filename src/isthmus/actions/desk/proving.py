"""Proofs that rows held what they held: for a stranger, who needs no part of this program to check them."""

from collections.abc import Collection
from functools import cached_property
from uuid import UUID

from isthmus.actions.desk.custody import read_head, signed_head
from isthmus.actions.desk.history import NoSuchVersion
from isthmus.core.custody.events import Entry, encode_entry
from isthmus.core.custody.merkle import Tree, leaf_hash
from isthmus.core.custody.proofs import Proof
from isthmus.core.custody.rows import show
from isthmus.core.messages import Message
from isthmus.store.desk.models import Commitment, Event, Version
from isthmus.store.desk.queries.custody import table_named
from isthmus.store.desk.snapshot import snapshot

__all__ = ["Prover", "prove"]


class Prover:
    """Proves rows against one head: the log is read once, in 96 bytes an event, for however many proofs."""

    def __init__(self) -> None:
        self.head = signed_head()
        self._size = read_head(self.head).size if self.head else 0
        self._trees: dict[int, tuple[list[Entry], Tree]] = {}

    @cached_property
    def _log(self) -> Tree:
        leaves = (
            Event.objects.filter(sequence__lt=self._size).order_by("sequence").values_list("leaf", flat=True)
        )
        return Tree([bytes(leaf) for leaf in leaves.iterator()])

    def prove(self, uid: UUID, columns: Collection[str], event: int | None = None) -> Proof:
        """Return what shows these columns of a row as it is, or of the version that an event made.

        Raises NoSuchVersion where there is none, or where it was destroyed; ValueError for an unknown column.
        """
        made = self._entry(uid, event)
        key, names, cells = _opened(uid, made)
        entries, tree = self._entries(made.event_id)
        at = made.event
        return Proof(
            tuple(show(key, names, cells, columns)),
            entries[made.position],
            made.position,
            tuple(tree.inclusion_proof(made.position)),
            at.value(),
            tuple(self._log.inclusion_proof(at.sequence)),
            self.head,
        )

    def _entry(self, uid: UUID, event: int | None) -> Commitment:
        made = Commitment.objects.filter(row=uid.bytes, event__lt=self._size, operation__in=("add", "change"))
        if event is not None:
            made = made.filter(event=event)
        last = made.select_related("event").order_by("event_id", "position").last()
        if last is None:
            raise NoSuchVersion(Message("history.not_proven"))
        return last

    def _entries(self, event: int) -> tuple[list[Entry], Tree]:
        """Return the entries of an event and their tree, kept for the next row of the same import."""
        if event not in self._trees:
            found = [each.entry() for each in Commitment.objects.filter(event=event).order_by("position")]
            self._trees = {event: (found, Tree([leaf_hash(encode_entry(each)) for each in found]))}
        return self._trees[event]


def _opened(uid: UUID, made: Commitment) -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
    """Return key, columns and cells of the version that an entry speaks of."""
    model, columns = table_named(made.table)
    kept = Version.objects.filter(row=uid.bytes, root=bytes(made.root)).first()
    if kept is not None and kept.is_sealed:
        raise NoSuchVersion(Message("history.version_sealed"))
    if kept is not None:
        return bytes(kept.key), columns, kept.values
    row = model.custody_rows().filter(uid=uid).first()
    later = Commitment.objects.filter(row=uid.bytes, operation__in=("add", "change"))
    if row is None or later.order_by("event_id", "position").last() != made:
        raise NoSuchVersion(Message("history.not_proven"))
    return bytes(row.custody_key), columns, row.custody_cells(columns)


def prove(uid: UUID, columns: Collection[str], event: int | None = None) -> Proof:
    """Return one proof; see Prover."""
    with snapshot():
        return Prover().prove(uid, columns, event)
