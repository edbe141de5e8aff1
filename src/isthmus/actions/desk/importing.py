"""Importing a workbook as long work of the desk: from an upload, or the sample case that ships with the package."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import timedelta
from io import BytesIO

from django.db.models import QuerySet
from django.utils import timezone

from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.changed_cells import changed_cells
from isthmus.actions.desk.import_cautions import look_at_register
from isthmus.actions.desk.import_workbook import (
    FieldChange,
    ImportOutcome,
    ImportPlan,
    RegisterMoved,
    apply_import,
    plan_import,
)
from isthmus.actions.desk.jobs import JobRefused, Outcome, kind_of_work
from isthmus.actions.desk.named_references import changes_in_names
from isthmus.actions.desk.sealing_copies import has_sealed, overwrite_scratch
from isthmus.core.custody.actors import Actor
from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.core.workbook.cautions import Cautions
from isthmus.core.workbook.problems import Problems, UnsoundWorkbook
from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.schema import SHEETS
from isthmus.core.workbook.tokens import SEALED_TEXTS
from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_partial, read_workbook
from isthmus.store.desk.scratch.models import Job, Upload
from isthmus.store.desk.sealing_key import random_token

__all__ = [
    "SAMPLE",
    "changes_shown",
    "forget_old_uploads",
    "give_up",
    "import_sample",
    "import_upload",
    "keep_upload",
]

SAMPLE = "sample"
MOST_CHANGES = 1_000
KEPT_FOR = timedelta(days=1)
# What was agreed to on a page that showed what is unusual, too.
_AGREEMENTS = ("as_it_is", "partial", "because")


def keep_upload(*, owner: Actor, name: str, content: bytes) -> Upload:
    """Keep a workbook, sealed, until its import is done or given up."""
    return Upload.objects.create(owner=owner.number, name=name, content=content)


def give_up(job: Job) -> None:
    """Forget the workbook of an import that is not wanted."""
    _upload(job).delete()


def _upload(job: Job) -> "QuerySet[Upload]":
    wanted = job.about.get("upload")
    return Upload.objects.none() if wanted in (None, SAMPLE) else Upload.objects.filter(pk=str(wanted))


def forget_old_uploads() -> None:
    """Forget workbooks that nobody decided about for a day."""
    Upload.objects.filter(created__lt=timezone.now() - KEPT_FOR).delete()


def import_sample(*, actor: Actor) -> ImportOutcome:
    """Import the sample case at once: into a new workspace, where nothing can be asked."""
    return apply_import(plan_import(read_workbook(sample_path())), actor=actor)


@kind_of_work("import")
def import_upload(job: Job, progress: Progress) -> Outcome:
    """Check, compare, and import if nothing is asked: about changes, rows to leave out, or what is unusual."""
    progress(0, 0)
    cautions = Cautions(timezone.now().date())
    workbook, problems = _read(job, cautions)
    try:
        plan = plan_import(workbook)
        look_at_register(plan, cautions)
        progress(0, plan.added)
        because = str(job.about.get("because", ""))
        if plan.changes and not because:
            return {"asks": "changes", **_changes(plan), **_left_out(problems), **_looked_at(cautions)}
        if cautions and not any(job.about.get(each) for each in _AGREEMENTS):
            return {"asks": "cautions", "added": plan.added, **_looked_at(cautions)}
        done = apply_import(
            plan,
            actor=actor_numbered(job.owner),
            accept_because=because,
            progress=progress,
        )
    except UnsoundWorkbook as unsound:
        raise _refusal(unsound.problems, can_leave_out=False) from None
    except RegisterMoved as moved:
        raise JobRefused(moved.message) from None
    give_up(job)
    if has_sealed(plan.new) or has_sealed(plan.changed):
        done = replace(done, left=tuple(dict.fromkeys((*done.left, *overwrite_scratch()))))
    return {**_done(done, plan.new), **_left_out(problems), **_looked_at(cautions)}


def _read(job: Job, cautions: Cautions) -> tuple[Workbook, Problems]:
    if job.about.get("upload") == SAMPLE:
        return read_workbook(sample_path()), Problems()
    upload = _upload(job).first()
    if upload is None:
        raise JobRefused(Message("import.upload_gone"))
    workbook, problems = read_partial(BytesIO(upload.content), cautions=cautions)
    if problems and not job.about.get("partial"):
        raise _refusal(problems, can_leave_out=workbook != Workbook(), cautions=cautions)
    return workbook, problems


def _refusal(problems: Problems, *, can_leave_out: bool, cautions: Cautions | None = None) -> JobRefused:
    unusual = _looked_at(cautions) if cautions else {}
    outcome = {**problems.as_json(), "can_leave_out": can_leave_out, **unusual}
    return JobRefused(Message("import.unsound"), outcome)


def _changes(plan: ImportPlan) -> Outcome:
    rows = Counter(each.sheet for each in {(each.sheet, each.id): each for each in plan.changes}.values())
    return {
        "changes": [asdict(each) for each in changes_in_names(list(changes_shown(plan)), plan)],
        "total_changes": len(plan.changes),
        "changed_rows": rows.total(),
        "added": plan.added,
    }


def changes_shown(plan: ImportPlan) -> Iterator[FieldChange]:
    """Yield the first changes as they may be shown, and a job may keep them: without what is marked as sealed."""
    marked = {
        (sheet, row.id)
        for sheet in SEALED_TEXTS
        for row in getattr(plan.changed, sheet)
        if row.protection == "sealed"
    }
    for each in plan.changes[:MOST_CHANGES]:
        if (each.sheet, each.id) in marked and each.column in SEALED_TEXTS[each.sheet]:
            yield replace(each, before=_closed(each.before), after=_closed(each.after))
        else:
            yield from changed_cells(each)


def _closed(text: str) -> str:
    return random_token() if text else ""


def _looked_at(cautions: Cautions) -> Outcome:
    return cautions.as_json() if cautions else {}


def _left_out(problems: Problems) -> Outcome:
    return {"left_out": dict(problems.left_out)} if problems else {}


def _done(done: ImportOutcome, new: Workbook) -> Outcome:
    sheets = {sheet.name: len(getattr(new, sheet.name)) for sheet in SHEETS}
    return {**done.as_json(), "sheets": {name: count for name, count in sheets.items() if count}}
