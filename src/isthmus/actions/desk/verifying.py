"""The whole check of a workspace, for the command and for the desk: its log, its rows, its database, its files."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from isthmus.actions.desk.jobs import Outcome, kind_of_work
from isthmus.actions.desk.verification import Report, verify
from isthmus.core.custody.audit import Finding, Findings
from isthmus.core.progress import Progress
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.integrity import StoreFinding, check_derived, check_store, is_derived_table
from isthmus.store.desk.scratch.models import Job
from isthmus.store.desk.snapshot import snapshot
from isthmus.store.desk.stored_files import stored_file_faults

__all__ = ["spares_register", "verify_log", "verify_workspace"]

# What leaves the rows themselves as they were: what follows from them can be worked out all the same.
_BESIDE_ROWS = (
    "derived_changed",
    "blob_damaged",
    "kept_head_newer",
    "kept_head_differs",
    "kept_head_foreign",
)


def verify_workspace(
    *, kept: str | None = None, derived: bool = False, files: bool = True, progress: Progress | None = None
) -> Report:
    """Check the database, the log, every row and every stored file; `derived`: what follows from the rows, too.

    `kept` is a signed head that was kept elsewhere.
    """
    with _seldom_collecting():
        return _verified(kept, progress, derived=derived, files=files)


# Among millions of rows that live on, looking for garbage as often as usual takes a tenth of the time.
_USUALLY, _SELDOM = gc.get_threshold(), 30_000


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    gc.set_threshold(_SELDOM, *_USUALLY[1:])
    try:
        yield
    finally:
        gc.set_threshold(*_USUALLY)


def _verified(kept: str | None, progress: Progress | None, *, derived: bool, files: bool) -> Report:
    steps = _Steps(progress, 1 + files + derived)
    findings = Findings()
    for each in check_store():
        findings.add(_finding(each))
    report = verify(kept=kept, progress=steps.next())
    _add(findings, report.findings)
    report.findings = findings
    if files:
        for fault in list(stored_file_faults(current_workspace().blobs, steps.next())):
            report.findings.add(Finding("blob_damaged", fault.fault()))
    if derived:
        _check_derived(report, steps.next())
    return report


def _check_derived(report: Report, progress: Progress) -> None:
    if not all(spares_register(each) for each in report.findings.first):
        return  # what follows from a register that does not fit says nothing
    with snapshot():
        for each in check_derived(progress):
            report.findings.add(_finding(each))


def spares_register(finding: Finding) -> bool:
    """Return whether a finding leaves the rows of the register as they were: what follows can be made of them."""
    return finding.kind in _BESIDE_ROWS or is_derived_table(finding.table)


def _finding(each: StoreFinding) -> Finding:
    return Finding(each.kind, each.message, None, each.table, each.row)


def _add(findings: Findings, others: Findings) -> None:
    for each in others.first:
        findings.add(each)
    findings.total += others.total - len(others.first)


class _Steps:
    """One scale for work of several steps."""

    def __init__(self, progress: Progress | None, steps: int) -> None:
        self._progress = progress or (lambda _done, _total: None)
        self._steps = steps
        self._begun = -1

    def next(self) -> Progress:
        """Return the progress of the next step."""
        self._begun += 1
        return self._tell

    def _tell(self, done: int, total: int) -> None:
        whole = max(total, 1)
        self._progress(self._begun * whole + done, self._steps * whole)


@kind_of_work("verify")
def verify_log(job: Job, progress: Progress) -> Outcome:
    """Check everything, against a head kept elsewhere where one was given."""
    kept = job.about.get("kept")
    report = verify_workspace(kept=str(kept) if kept else None, derived=True, progress=progress)
    findings = [{"event": each.event, "message": each.message.as_json()} for each in report.findings.first]
    return {
        "events": report.events,
        "rows": report.rows,
        "sound": report.sound,
        "compared": bool(kept),
        "total": report.findings.total,
        "findings": findings,
    }
