"""Verifying the custody log against itself, against the register, and against a head kept elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from isthmus.core.custody.audit import Finding, FindingKind, Findings, LogAudit
from isthmus.core.custody.checkpoint import Checkpoint, CheckpointError, open_checkpoint
from isthmus.core.custody.events import EMPTY, EventValue
from isthmus.core.custody.rows import commit_rows
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.store.base.blobs import BlobDamaged, Blobs
from isthmus.store.base.keys import verify_signature
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models.custody import CommittedRow, Event, Head
from isthmus.store.desk.queries.blobs import referenced_blobs
from isthmus.store.desk.queries.custody import (
    EntriesByEvent,
    LastEntry,
    committed_rows,
    side_by_side,
)
from isthmus.store.desk.snapshot import snapshot

__all__ = [
    "CommitRows",
    "Report",
    "log_size",
    "read_head",
    "signed_head",
    "verify",
    "verify_blobs",
]

type CommitRows = Callable[[Sequence[str], Sequence[tuple[bytes, Sequence[str]]]], list[bytes]]

_CHUNK = 2_000


@dataclass(slots=True)
class Report:
    """What a verification found: how much was read, and everything that does not fit."""

    events: int = 0
    rows: int = 0
    findings: Findings = field(default_factory=Findings)

    @property
    def sound(self) -> bool:
        """Whether everything fits."""
        return self.findings.total == 0


def log_size() -> int:
    """How many events the log holds; whatever follows from the register can be kept under it."""
    return Head.objects.values_list("size", flat=True).first() or 0


def signed_head() -> str:
    """The latest head as a signed note, to be kept elsewhere; empty before the first event."""
    return Head.objects.values_list("note", flat=True).first() or ""


def read_head(note: str) -> Checkpoint:
    """The head in a note signed by this workspace; raises CheckpointError."""
    signer = current_workspace().signer
    return open_checkpoint(
        note, signer.origin, signer.public, lambda *signed: verify_signature(signer.public, *signed)
    )


def verify(
    *, kept: str | None = None, progress: Progress | None = None, commit: CommitRows = commit_rows
) -> Report:
    """Read the whole log and every row again. `kept` is a signed head that was kept elsewhere.

    `commit` computes commitments of many rows; a caller with processes to spare passes one that uses them.
    """
    with snapshot():
        return _Verification(progress, commit).run(kept)


def verify_blobs(blobs: Blobs, report: Report) -> None:
    """Open every stored file, and add to the report what is altered or missing."""
    for name in blobs.names():
        try:
            blobs.read(name)
        except BlobDamaged as error:
            bad = Message("custody.stored_file_bad", name=name[:12], why=error.message)
            report.findings.add(Finding("blob_damaged", bad))
    for name in sorted(referenced_blobs()):
        if name not in blobs:
            missing = Message("custody.stored_file_missing", name=name[:12])
            report.findings.add(Finding("blob_damaged", missing))


class _Verification:
    def __init__(self, progress: Progress | None, commit: CommitRows) -> None:
        self.report = Report()
        self.commit = commit
        self._progress = progress or (lambda _done, _total: None)
        self._done = 0
        self._total = 0
        self._waiting: list[tuple[CommittedRow, LastEntry]] = []

    def run(self, kept: str | None) -> Report:
        self._total = Event.objects.count() + committed_rows()
        self._advance(0)
        elsewhere = self._kept_head(kept) if kept is not None else None
        audit = LogAudit(self.report.findings, [elsewhere.size] if elsewhere else [])
        self._read_events(audit)
        self._check_head(audit)
        if elsewhere:
            self._compare(audit, elsewhere)
        self._read_rows()
        return self.report

    def _advance(self, steps: int) -> None:
        self._done += steps
        self._progress(self._done, self._total)

    def _find(
        self, kind: FindingKind, message: Message, event: int | None = None, table: str = "", row: str = ""
    ) -> None:
        self.report.findings.add(Finding(kind, message, event, table, row))

    def _kept_head(self, note: str) -> Checkpoint | None:
        try:
            return read_head(note)
        except CheckpointError as error:
            self._find("kept_head_foreign", Message("custody.kept_foreign", why=error.message))
            return None

    def _read_events(self, audit: LogAudit) -> None:
        columns = ("sequence", "actor_id", "at", "action", "size", "root", "leaf")
        entries = EntriesByEvent()
        events = Event.objects.order_by("sequence").values_list(*columns)
        for sequence, actor, at, action, size, root, leaf in events.iterator(_CHUNK):
            event = EventValue(sequence, actor, at, action, size, bytes(root))
            audit.event(event, bytes(leaf), entries.of(sequence))
            self.report.events += 1
            if self.report.events % _CHUNK == 0:
                self._advance(_CHUNK)
        self._advance(self.report.events % _CHUNK)

    def _check_head(self, audit: LogAudit) -> None:
        head = Head.objects.first()
        if head is None or not head.note:
            if self.report.events:
                self._find("head_damaged", Message("custody.head_gone"))
            return
        try:
            audit.close(read_head(head.note), bytes(head.edge))
        except CheckpointError as error:
            self._find("head_damaged", Message("custody.head_not_signed", why=error.message))

    def _compare(self, audit: LogAudit, kept: Checkpoint) -> None:
        if kept.size > audit.frontier.size:
            newer = Message("custody.kept_newer", kept=kept.size, size=audit.frontier.size)
            self._find("kept_head_newer", newer)
        elif audit.roots[kept.size] != kept.root:
            self._find("kept_head_differs", Message("custody.kept_differs", kept=kept.size))

    def _read_rows(self) -> None:
        try:
            for row, last in side_by_side():
                self._take(row, last)
        except (TypeError, ValueError):
            self._find("row_changed", Message("custody.row_unreadable"))
        self._check_rows()

    def _take(self, row: CommittedRow | None, last: LastEntry | None) -> None:
        """One uid: the row that is there, and what the log last said of it."""
        alive = last is not None and last.operation != "remove"
        if row is None:
            if last is not None and alive:
                self._find_row("row_deleted", last.kind, last)
        elif last is None or not alive or last.kind != row._meta.model_name:
            self._find_row("row_inserted", str(row._meta.model_name), row)
        else:
            self._waiting.append((row, last))
            if len(self._waiting) == _CHUNK:
                self._check_rows()

    def _check_rows(self) -> None:
        waiting = sorted(self._waiting, key=lambda pair: pair[1].table)
        for _table, group in groupby(waiting, key=lambda pair: pair[1].table):
            pairs = list(group)
            for (_, last), root in zip(pairs, self._roots(pairs), strict=True):
                if root != last.root:
                    self._find_row("row_changed", last.kind, last)
        self.report.rows += len(waiting)
        self._waiting = []
        self._advance(len(waiting))

    def _roots(self, pairs: Sequence[tuple[CommittedRow, LastEntry]]) -> list[bytes]:
        """The commitments of rows as they are; none for a row that could not have been written as it is."""
        row, last = pairs[0]
        try:
            columns = row.custody_columns_at(last.version)
            cells = [(bytes(row.custody_key), row.custody_cells(columns)) for row, _ in pairs]
            return self.commit(columns, cells)
        except (AttributeError, KeyError, TypeError, ValueError):
            return [EMPTY] if len(pairs) == 1 else [root for pair in pairs for root in self._roots([pair])]

    def _find_row(self, kind: FindingKind, table: str, found: CommittedRow | LastEntry) -> None:
        uid = found.uid
        event = found.event if isinstance(found, LastEntry) else None
        message = Message(f"custody.{kind}", table=table, row=str(uid), event=event)
        self._find(kind, message, event, table, str(uid))
