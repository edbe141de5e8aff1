"""Verifying the custody log against itself, against the register, and against a head kept elsewhere.

Everything that is read may have been changed by somebody who holds the key. First the events, each with its entries;
then, for each random number, the rows that bear it, what checked entries say of it, and its earlier versions.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import batched, groupby
from operator import attrgetter

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError

from isthmus.actions.desk.custody import read_head
from isthmus.core.custody.audit import Finding, FindingKind, Findings, LogAudit
from isthmus.core.custody.checkpoint import Checkpoint, CheckpointError
from isthmus.core.custody.events import EMPTY
from isthmus.core.custody.rows import commit_rows, root_of_row
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.store.desk.models.custody import CommittedRow, Event, Head, Version
from isthmus.store.desk.queries.custody import (
    EntriesByEvent,
    KeptVersion,
    LoggedVersion,
    RowHistory,
    committed_models,
    committed_rows,
    logged_events,
    row_histories,
)
from isthmus.store.desk.snapshot import snapshot

__all__ = ["CommitRows", "Report", "verify"]

type CommitRows = Callable[[Sequence[str], Sequence[tuple[bytes, Sequence[str]]]], list[bytes]]

_CHUNK = 2_000
HASH = 32
# What a row or a version raises that somebody gave what it cannot hold.
_SPOILED = (
    *(AttributeError, KeyError, TypeError, ValueError, RecursionError),
    *(ObjectDoesNotExist, DatabaseError),
)


@dataclass(slots=True)
class Report:
    """What a verification found: how much was read, and everything that does not fit."""

    events: int = 0
    rows: int = 0
    versions: int = 0
    findings: Findings = field(default_factory=Findings)

    @property
    def sound(self) -> bool:
        """Return whether everything fits."""
        return self.findings.total == 0


def verify(
    *, kept: str | None = None, progress: Progress | None = None, commit: CommitRows = commit_rows
) -> Report:
    """Read the whole log, every row and every version again. `kept` is a signed head that was kept elsewhere.

    `commit` computes commitments of many rows; a caller with processes to spare passes one that uses them.
    """
    with snapshot():
        return _Verification(progress, commit).run(kept)


@dataclass(slots=True)
class _Claim:
    """A row or an earlier version, with what the log says its commitment is."""

    found: CommittedRow | KeptVersion
    logged: LoggedVersion
    uid: str


class _Verification:
    def __init__(self, progress: Progress | None, commit: CommitRows) -> None:
        self.report = Report()
        self.commit = commit
        self.tables = {str(model._meta.model_name): model for model in committed_models()}
        self._progress = progress or (lambda _done, _total: None)
        self._done = 0
        self._total = 0
        self._waiting: list[_Claim] = []

    def run(self, kept: str | None) -> Report:
        self._total = _events() + committed_rows()
        self._advance(0)
        elsewhere = self._kept_head(kept) if kept is not None else None
        audit = LogAudit(self.report.findings, [elsewhere.size] if elsewhere else [])
        try:
            self._read_events(audit)
            self._check_head(audit)
            if elsewhere:
                self._compare(audit, elsewhere)
            self._read_rows(audit.size)
        except DatabaseError:
            self._find("table_unreadable", Message("custody.table_unreadable", table="event", n=2))
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
        entries = EntriesByEvent()
        for sequence, event, leaf in logged_events():
            if event is None:
                audit.damaged(sequence, leaf)
            else:
                audit.event(event, leaf, entries.of(event.sequence))
            self.report.events += 1
            if self.report.events % _CHUNK == 0:
                self._advance(_CHUNK)
        entries.rest()
        for named, n in entries.loose.items():
            self._find("entry_loose", Message("custody.entries_loose", event=named, n=n))
        self._advance(self.report.events % _CHUNK)

    def _check_head(self, audit: LogAudit) -> None:
        heads = list(Head.objects.values_list("size", "edge", "note")[:2])
        if len(heads) > 1:
            self._find("head_damaged", Message("custody.heads", n=Head.objects.count()))
        size, edge, note = heads[0] if heads else (0, b"", "")
        if not note:
            if self.report.events:
                self._find("head_damaged", Message("custody.head_gone"))
            return
        try:
            head = read_head(str(note))
            if size != head.size or not isinstance(edge, bytes | memoryview):
                self._find("head_damaged", Message("custody.head_columns"))
                edge = b""
            audit.close(head, bytes(edge))
        except CheckpointError as error:
            self._find("head_damaged", Message("custody.head_not_signed", why=error.message))

    def _compare(self, audit: LogAudit, kept: Checkpoint) -> None:
        if kept.size > audit.frontier.size:
            newer = Message("custody.kept_newer", kept=kept.size, size=audit.frontier.size)
            self._find("kept_head_newer", newer)
        elif audit.roots[kept.size] != kept.root:
            self._find("kept_head_differs", Message("custody.kept_differs", kept=kept.size))

    def _read_rows(self, events: int) -> None:
        unreadable: list[str] = []
        for history in row_histories(events, unreadable):
            self._take(history, unreadable)
        self._check_claims()
        for table, n in Counter(unreadable).items():
            self._find("table_unreadable", Message("custody.table_unreadable", table=table, n=n), table=table)

    def _take(self, history: RowHistory, unreadable: Sequence[str]) -> None:
        """Take all there is of one random number: the row as it was last logged, and its earlier versions."""
        uid = str(history.uid)
        last, earlier = self._replay(history.logged, uid)
        own = [row for row in history.rows if last and row._meta.model_name == last.kind]
        for row in history.rows:
            if row not in own[:1]:
                self._find_row("row_inserted", str(row._meta.model_name), uid, None)
        if last and own:
            self._wait(_Claim(own[0], last, uid))
        elif last and last.kind not in unreadable:
            self._find_row("row_deleted", last.kind, uid, last.event)
        for version in history.kept:
            logged = earlier.pop(version.root, None)
            if logged is None:
                self._find_row("version_inserted", "", uid, None)
            else:
                self._wait(_Claim(version, logged, uid))
        if "version" not in unreadable:
            for logged in earlier.values():
                self._find_row("version_deleted", logged.kind, uid, logged.event)

    def _replay(
        self, logged: Sequence[LoggedVersion], uid: str
    ) -> tuple[LoggedVersion | None, dict[bytes, LoggedVersion]]:
        """Return what the log last said of a row, None where it was removed, and the versions that are to be kept."""
        last: LoggedVersion | None = None
        earlier: dict[bytes, LoggedVersion] = {}
        begun = False
        for each in logged:
            match each.operation:
                case "add" if not begun:
                    last, begun = each, True
                case "change" if last is not None:
                    earlier[last.root] = last
                    last = each
                case "forget" if each.root in earlier:
                    del earlier[each.root]
                case "remove" if last is not None:
                    last = None
                    earlier.clear()
                case _:
                    self._find_row("entry_impossible", each.kind, uid, each.event, kind="row_changed")
        return last, earlier

    def _wait(self, claim: _Claim) -> None:
        self._waiting.append(claim)
        if len(self._waiting) == _CHUNK:
            self._check_claims()

    def _check_claims(self) -> None:
        table = attrgetter("logged.table")
        for _, group in groupby(sorted(self._waiting, key=table), key=table):
            claims = list(group)
            for claim, root in zip(claims, self._roots(claims), strict=True):
                self._check(claim, root)
        rows = sum(isinstance(each.found, CommittedRow) for each in self._waiting)
        self.report.rows += rows
        self.report.versions += len(self._waiting) - rows
        self._waiting = []
        self._advance(rows)

    def _check(self, claim: _Claim, root: bytes) -> None:
        logged = claim.logged
        if root != logged.root:
            what: FindingKind = "row_changed" if isinstance(claim.found, CommittedRow) else "version_changed"
            self._find_row(what, logged.kind, claim.uid, logged.event)
        elif isinstance(claim.found, CommittedRow):
            wrong = claim.found.misderived()
            if wrong:
                message = Message("custody.row_misderived", table=logged.kind, row=claim.uid, fields=wrong)
                self._find("row_misderived", message, logged.event, logged.kind, claim.uid)

    def _roots(self, claims: Sequence[_Claim]) -> list[bytes]:
        """Return the commitments of what is there; none for what could not have been written as it is."""
        if any(_leaves(each.found) for each in claims):
            return [root for each in claims for root in self._root_of_sealed(each)]
        try:
            logged = claims[0].logged
            columns = self.tables[logged.kind].custody_columns_at(logged.version)
            return self.commit(columns, [_pair(each.found, columns) for each in claims])
        except _SPOILED:
            return [EMPTY] if len(claims) == 1 else [root for each in claims for root in self._roots([each])]

    def _root_of_sealed(self, claim: _Claim) -> list[bytes]:
        """Return the commitment of one of several versions, some of which are sealed."""
        leaves = _leaves(claim.found)
        if not leaves:
            return self._roots([claim])
        return [root_of_row(map(bytes, batched(leaves, HASH))) if len(leaves) % HASH == 0 else EMPTY]

    def _find_row(
        self, code: str, table: str, uid: str, event: int | None, *, kind: FindingKind | None = None
    ) -> None:
        message = Message(f"custody.{code}", table=table, row=uid, event=event)
        self._find(kind or code, message, event, table, uid)  # type: ignore[arg-type]


def _leaves(found: CommittedRow | KeptVersion) -> bytes:
    return found.leaves if isinstance(found, KeptVersion) else b""


def _pair(found: CommittedRow | KeptVersion, columns: Sequence[str]) -> tuple[bytes, tuple[str, ...]]:
    """Return key and cells; raises what a spoiled row raises."""
    if isinstance(found, CommittedRow):
        return bytes(memoryview(found.custody_key)), found.custody_cells(columns)
    return found.key, Version(cells=found.cells).values


def _events() -> int:
    try:
        return Event.objects.count()
    except DatabaseError:
        return 0
