"""Keeping what a run found: the run as one event, its judgements, its proposals, and the ids that last."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from json import dumps, loads
from typing import TYPE_CHECKING, Any

from isthmus.actions.desk.examined import keep_examined
from isthmus.actions.desk.linking.auto_link import automatic, join, joined_pairs, taken_back
from isthmus.actions.desk.linking.identities import keep_identities
from isthmus.actions.desk.linking.proposing import keep_proposals
from isthmus.actions.desk.linking.recall_sample import estimate, judged_sample
from isthmus.actions.desk.linking.run_state import keep_memory
from isthmus.actions.desk.new_judgements import new_id
from isthmus.actions.desk.recorded import Recorder
from isthmus.core.custody.actors import Actor
from isthmus.store.desk.derive import AffectedRows, refresh
from isthmus.store.desk.models import Judgement, LinkRun, LinkThreshold, Proposal
from isthmus.store.desk.queries.linkable import Linkable, decided_by_people
from isthmus.store.desk.queries.proposals import sides
from isthmus.store.desk.queries.workbook import some

if TYPE_CHECKING:
    from isthmus.core.link.results import LinkResult, LinkSettings

__all__ = ["THINGS", "RunOrder", "keep_run", "withdraw_all"]

THINGS = {"person": "people", "group": "groups", "incident": "incidents"}  # what a report counts of each kind


@dataclass(frozen=True, slots=True)
class RunOrder:
    """Who ordered a run of which kind and when, with which settings, and whether it learned anew."""

    kind: str
    actor: Actor
    started: datetime
    trained: bool
    settings: "LinkSettings"


def keep_run(event: Recorder, order: RunOrder, given: Linkable, linked: "LinkResult") -> LinkRun:
    """Write a run, inside the event's transaction, as the register now stands: what went meanwhile is left out."""
    now = datetime.now(UTC)
    there = _still_there(given)
    run = _run(order, given, linked, now)
    reviewed = estimate(run, given, linked, judged_sample(run.kind))
    run.recall, run.recall_low, run.recall_high = reviewed or _reported_recall(linked.report)
    if run.kind == "person":
        missed = _missed(given, linked, order.settings, reviewed[0] if reviewed else None)
        run.report = _json(loads(run.report) | {"missed_pairs": round(missed, 4)})
    earlier = list(automatic(run.kind))
    pairs = list(_to_join(run, given, linked, there))
    run.joined = len(pairs)
    event.commit(run)
    withdraw_all(event, earlier, by=run, at=now)
    made = join(event, run, pairs, there, now)
    touched = AffectedRows()
    touched.add_judgements([*earlier, *made])
    refresh(touched)
    clusters = keep_identities(
        run, given.ids, [there.get(each) for each in given.ids], linked.central.tolist()
    )
    keep_proposals(run, given, linked, there, clusters)
    keep_memory(run, given, linked)
    if run.kind == "person":
        keep_examined(event, now)
    return run


def withdraw_all(
    event: Recorder, judgements: Sequence[Judgement], *, by: Actor | LinkRun, at: datetime
) -> None:
    """Take judgements back within one event."""
    for each in judgements:
        each.withdrawn_at = at
        if isinstance(by, LinkRun):
            each.withdrawn_by_run = by
        else:
            each.withdrawn_by_id = by.number
    event.commit_many(judgements)


def _still_there(given: Linkable) -> dict[str, int]:
    """Return the primary keys by id of the rows that are there as they were read."""
    field = Proposal._meta.get_field(sides(given.kind)[0])
    rows: Any = field.related_model
    now = set(some(rows._default_manager.all(), given.keys, "pk", "ref"))
    return {ref: pk for pk, ref in zip(given.keys, given.ids, strict=True) if (pk, ref) in now}


def _run(order: RunOrder, given: Linkable, linked: "LinkResult", now: datetime) -> LinkRun:
    report, limits = dict(linked.report), order.settings
    things = report[THINGS[order.kind]]
    return LinkRun(
        ref=new_id("", 6),
        kind=order.kind,
        by_id=order.actor.number,
        started=order.started,
        ended=now,
        seed=order.settings.seed,
        engine=order.settings.engine,
        versions=_json(report.pop("versions")),
        input_digest=given.digest,
        log_size=given.log_size,
        records=len(given.ids),
        sealed_compared=given.sealed,
        sealed_left_out=given.left_out,
        strict=limits.strict,
        central=limits.central,
        lenient=limits.lenient,
        threshold=LinkThreshold.of(order.kind),
        candidates=report["candidate_pairs"],
        trained=order.trained,
        **{f"things_{name}": things[name] for name in ("strict", "central", "lenient")},
        model=_json(linked.model.as_json()),
        report=_json({**report, "columns": sorted(given.columns)}),
    )


def _json(value: object) -> str:
    return dumps(value, ensure_ascii=False, sort_keys=True)


def _missed(given: Linkable, linked: "LinkResult", settings: "LinkSettings", recall: float | None) -> float:
    """Return how many pairs of one person are probably missed; `recall`: of candidates, where reviewers told it."""
    from isthmus.core.link.brackets import Brackets  # noqa: PLC0415  not everybody has the extra
    from isthmus.core.link.missed_pairs import expected_missed  # noqa: PLC0415

    ids, apart = given.ids, given.apart
    return expected_missed(
        linked.pairs,
        linked.central,
        lenient=settings.lenient,
        unlikely=linked.memory.unlikely if linked.memory else 0.0,
        unproposed=1 / recall - 1 if recall else Brackets.from_json(linked.report["brackets"]).missed,
        apart=lambda one, other: apart(ids[one], ids[other]),
    )


def _reported_recall(report: Mapping[str, Any]) -> tuple[float | None, float | None, float | None]:
    """Return the candidate recall of a report with its interval; None where it has none."""
    recall = report.get("candidate_recall") or {}
    return recall.get("estimate"), recall.get("low"), recall.get("high")


def _to_join(
    run: LinkRun, given: Linkable, linked: "LinkResult", there: Mapping[str, int]
) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs within one proposed cluster that reach the threshold and contradict nobody."""
    if run.threshold is None:
        return
    pairs, labels, ids = linked.pairs, linked.central, given.ids
    sure = (pairs.probability >= run.threshold) & (labels[pairs.left] == labels[pairs.right])
    rows = zip(
        pairs.left[sure].tolist(), pairs.right[sure].tolist(), pairs.probability[sure].tolist(), strict=True
    )
    scored = (
        (ids[one], ids[other], probability)
        for one, other, probability in rows
        if ids[one] in there and ids[other] in there
    )
    yield from joined_pairs(scored, decided_by_people(run.kind), taken_back(run.kind), given.apart)
