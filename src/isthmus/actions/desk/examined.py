"""The judgement `examined`: whatever people do, it stands exactly as long as it is true (MODEL section 2).

It says that every pair not otherwise judged was compared by the named run and scored below its lower threshold. So it
comes with the decision about the last pair above, and goes when such a decision is undone or a new mention comes. A run
that could not tell who is who leaves none: a minimum must not rest on it. Two whom a source tells apart need no
decision, as long as it does.
"""

from datetime import UTC, datetime

from isthmus.actions.desk.new_judgements import JudgementBatch
from isthmus.actions.desk.recorded import Recorder
from isthmus.core.link.reasons import reason_text
from isthmus.core.messages import Message
from isthmus.store.desk.derive import AffectedRows, refresh
from isthmus.store.desk.models import Judgement, LinkRun
from isthmus.store.desk.queries.proposals import last_run, undecided, unlinked
from isthmus.store.desk.queries.source_apart import apart_now

__all__ = ["keep_examined"]


def keep_examined(event: Recorder, at: datetime | None = None) -> None:
    """Leave, take back or reinstate what the last run of mentions examined; the derived tables are settled before."""
    run = last_run("person")
    if run is None:
        return
    now = at or datetime.now(UTC)
    holds = run.refusal is None and not unlinked("person") and not _open(run)
    standing = list(Judgement.objects.in_force().filter(kind="person", decision="examined"))
    changed = [each for each in standing if not holds or each.by != run.name]
    for each in changed:
        each.withdrawn_at, each.withdrawn_by_run = now, run
    event.commit_many(changed)
    if holds and not any(each.by == run.name for each in standing):
        changed += _left_by(event, run, now)
    touched = AffectedRows()
    touched.add_judgements(changed)
    if changed:
        refresh(touched)


def _open(run: LinkRun) -> bool:
    """Tell whether a pair above the threshold is undecided, but for those whom a source tells apart to this day."""
    open_ones = undecided(run)
    if open_ones.filter(apart=False).exists():
        return True
    return open_ones.exists() and len(apart_now(open_ones, "person")) < open_ones.count()


def _reason(run: LinkRun) -> Message:
    known = {"records": run.records, "lenient": run.lenient}
    if run.missed_pairs is None:
        return Message("link.reason.examined", **known)
    return Message("link.reason.examined_and_missed", **known, missed=round(run.missed_pairs, 2))


def _left_by(event: Recorder, run: LinkRun, now: datetime) -> list[Judgement]:
    """Leave the judgement of a run, or let the one it left before hold again."""
    before = Judgement.objects.filter(kind="person", decision="examined", by=run.name).first()
    if before is None:
        because = reason_text(_reason(run))
        return JudgementBatch.of_run(run, now).commit(event, [((), "examined", because)])
    before.withdrawn_at = before.withdrawn_by = before.withdrawn_by_run = None
    return [event.commit(before)]
