"""Verifying the custody log as long work of the desk."""

from isthmus.actions.desk.custody import verify
from isthmus.actions.desk.jobs import Outcome, kind_of_work
from isthmus.core.progress import Progress
from isthmus.store.desk.scratch.models import Job

__all__ = ["verify_log"]


@kind_of_work("verify")
def verify_log(job: Job, progress: Progress) -> Outcome:
    """Read the log and every row again, against a head kept elsewhere where one was given."""
    kept = job.about.get("kept")
    report = verify(kept=str(kept) if kept else None, progress=progress)
    findings = [{"event": each.event, "message": each.message.as_json()} for each in report.findings.first]
    return {
        "events": report.events,
        "rows": report.rows,
        "sound": report.sound,
        "compared": bool(kept),
        "total": report.findings.total,
        "findings": findings,
    }
