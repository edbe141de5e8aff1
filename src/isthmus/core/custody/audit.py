"""Reading a log again from its first event, and telling what does not fit."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from isthmus.core.custody.checkpoint import Checkpoint
from isthmus.core.custody.events import Entry, EventValue, encode_entry, event_leaf
from isthmus.core.custody.merkle import Frontier, leaf_hash
from isthmus.core.messages import Message

__all__ = ["Finding", "FindingKind", "Findings", "LogAudit"]

type FindingKind = Literal[
    "event_changed",
    "event_moved",
    "event_removed",
    "event_inserted",
    "commitments_changed",
    "entry_loose",
    "head_damaged",
    "history_rewritten",
    "kept_head_newer",
    "kept_head_differs",
    "kept_head_foreign",
    "row_changed",
    "row_inserted",
    "row_deleted",
    "row_misderived",
    "version_changed",
    "version_inserted",
    "version_deleted",
    "table_unreadable",
    "schema_changed",
    "database_damaged",
    "value_of_another_type",
    "blob_damaged",
    "derived_changed",
]

_KEPT = 1_000
# How far from its place a moved event is looked for.
_REACH = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit; its message holds nobody's data."""

    kind: FindingKind
    message: Message
    event: int | None = None
    table: str = ""
    row: str = ""


@dataclass(slots=True)
class Findings:
    """How much does not fit, the first thousand in full."""

    total: int = 0
    first: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Count a finding, and keep it if it is among the first."""
        self.total += 1
        if len(self.first) < _KEPT:
            self.first.append(finding)


class LogAudit:
    """Takes the events in order of sequence; `roots` holds the root at each size that was asked for."""

    def __init__(self, findings: Findings, sizes: Iterable[int] = ()) -> None:
        self.findings = findings
        self.frontier = Frontier.empty()
        self.roots: dict[int, bytes] = {}
        self._sizes = frozenset(sizes)
        self._expected = 0
        self._shift = 0
        self._note_root()

    @property
    def size(self) -> int:
        """Return how many events there were, with those that are missing in between."""
        return self._expected

    def damaged(self, sequence: int | None, stored_leaf: bytes) -> None:
        """Take an event that no event can be as it stands; `sequence` is None where not even its number is one."""
        if sequence is None or sequence < self._expected:
            self._find("event_inserted", Message("custody.event_without_place"))
            return
        self._check_place(sequence)
        self._find("event_changed", Message("custody.event_changed", event=sequence), sequence)
        self.frontier.append(stored_leaf)
        self._note_root()

    def event(self, value: EventValue, stored_leaf: bytes, entries: Iterable[Entry]) -> None:
        """Check one event against its place, its hash and its list of rows."""
        if value.sequence < self._expected:
            self._find("event_inserted", Message("custody.event_without_place"))
            return
        self._check_place(value.sequence)
        leaf = _leaf(value)
        if leaf != stored_leaf:
            self._name_change(value, stored_leaf)
        self._check_entries(value, entries)
        self.frontier.append(leaf)
        self._note_root()

    def close(self, head: Checkpoint, edge: bytes) -> None:
        """Check the whole against the signed head and the edge that was kept with it."""
        held, signed = self._expected, head.size
        if held < signed:
            gone = Message("custody.events_removed_of", **_span(held, signed), size=signed)
            self._find("event_removed", gone, held)
        elif held > signed:
            new = Message("custody.events_inserted", **_span(signed, held), size=signed)
            self._find("event_inserted", new, signed)
        elif self.frontier.root() != head.root:
            self._find("history_rewritten", self._rewritten(edge))
        elif edge != self.frontier.as_bytes():
            self._find("head_damaged", Message("custody.edge_wrong"))

    def _note_root(self) -> None:
        if self.frontier.size in self._sizes:
            self.roots[self.frontier.size] = self.frontier.root()

    def _check_place(self, sequence: int) -> None:
        if sequence > self._expected:
            gone = Message("custody.events_removed", **_span(self._expected, sequence))
            self._find("event_removed", gone, self._expected)
        self._expected = sequence + 1

    def _name_change(self, value: EventValue, stored: bytes) -> None:
        place = value.sequence
        for was in range(max(0, place - _REACH), place + _REACH):
            if was != place and _leaf(replace(value, sequence=was)) == stored:
                self._name_move(place, was)
                return
        self._find("event_changed", Message("custody.event_changed", event=place), place)

    def _name_move(self, place: int, was: int) -> None:
        # Whatever follows an inserted or removed event has moved by as much: that is said once.
        if was - place != self._shift:
            self._shift = was - place
            self._find("event_moved", Message("custody.event_moved", event=place, was=was), place)

    def _check_entries(self, value: EventValue, entries: Iterable[Entry]) -> None:
        tree = Frontier.empty()
        for entry in entries:
            tree.append(leaf_hash(encode_entry(entry)))
        if tree.size != value.size:
            counts = Message("custody.rows_differ", event=value.sequence, said=value.size, listed=tree.size)
            self._find("commitments_changed", counts, value.sequence)
        elif tree.root() != value.root:
            changed = Message("custody.list_changed", event=value.sequence)
            self._find("commitments_changed", changed, value.sequence)

    def _rewritten(self, edge: bytes) -> Message:
        """Return between which events the history differs, as far as the kept edge tells."""
        try:
            kept = Frontier.from_bytes(self.frontier.size, edge).edge
        except ValueError:
            return Message("custody.rewritten")
        pairs = zip(self.frontier.spans(), self.frontier.edge, kept, strict=True)
        spans = [span for span, ours, theirs in pairs if ours != theirs]
        if not spans:
            return Message("custody.rewritten")
        return Message("custody.rewritten_between", first=spans[0][0], last=spans[-1][1] - 1)

    def _find(self, kind: FindingKind, message: Message, event: int | None = None) -> None:
        self.findings.add(Finding(kind, message, event))


def _leaf(value: EventValue) -> bytes:
    """The event's leaf, or what no leaf can be where it is no event that could have been logged."""
    try:
        return event_leaf(value)
    except ValueError:
        return bytes(32)


def _span(first: int, after: int) -> dict[str, int]:
    """Return which events these are, for a message that counts them."""
    return {"n": after - first, "first": first, "last": after - 1}
