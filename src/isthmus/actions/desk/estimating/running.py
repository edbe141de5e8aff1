"""An estimate: draw up the lists, compute, and keep what was found as one event."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from json import dumps
from math import isfinite
from typing import Any

from django.db.models import Q

from isthmus.actions.desk.accounts import actor_numbered
from isthmus.actions.desk.estimating.build_lists import (
    BuiltLists,
    build_lists,
    filter_of,
    objections,
    stratum_names,
)
from isthmus.actions.desk.estimating.computing import EstimateRequest, compute
from isthmus.actions.desk.estimating.extra import INSTALL, NotEstimated, can_estimate
from isthmus.actions.desk.estimating.linkage import Linkage, read_linkage
from isthmus.actions.desk.jobs import JobRefused, Outcome, kind_of_work
from isthmus.actions.desk.new_judgements import new_id
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Actor
from isthmus.core.estimate.vocabulary import ESTIMATE, WARN
from isthmus.core.messages import Message
from isthmus.core.names import nameless
from isthmus.core.progress import Progress
from isthmus.store.desk.models import Commitment, EstimatePlan, EstimateRun
from isthmus.store.desk.queries.counts import counted
from isthmus.store.desk.scratch.models import Job
from isthmus.store.desk.snapshot import snapshot

__all__ = ["SEED", "changed_since", "run_estimate", "run_estimate_job"]

# What these tables say changes nobody's being on a list.
APART = ("estimateplan/", "estimatelist/", "estimaterun/", "linkthreshold/", "namedexport/", "status/")
LINKED = ("linkrun/",)


def changed_since(run: EstimateRun) -> bool:
    """Tell whether anything that lists are drawn up from was added, changed or removed since a run read it."""
    apart = APART if run.given.get("linkage") else (*APART, *LINKED)
    of_no_matter = Q()
    for table in apart:
        of_no_matter |= Q(table__startswith=table)
    since = Commitment.objects.filter(event__gte=run.log_size)
    return since.exclude(of_no_matter).exists()


SEED = 1


def run_estimate(
    *, plan: EstimatePlan, actor: Actor, seed: int = SEED, progress: Progress | None = None
) -> EstimateRun:
    """Estimate from the lists of a plan, and keep what came of it, be it a refusal; raises NotEstimated."""
    if not can_estimate():
        raise NotEstimated(Message("estimating.not_installed", command=INSTALL))
    tell, started = progress or (lambda _done, _total: None), datetime.now(UTC)
    tell(0, 0)
    with snapshot():
        given = build_lists(plan)
        against = [each.as_json() for each in objections(given)]
        least = counted(filter_of(plan), lambda _done, _total: tell(0, 0)).k[1].documented_minimum
        linkage = read_linkage() if plan.draws else None
    if not given.capture.n:
        raise NotEstimated(Message("estimating.nobody_on_lists"))
    words = stratum_names(given.capture.strata)
    found = compute(EstimateRequest(given, plan.stratified, words, linkage, plan.draws, seed), tell)
    told = _lists_told(plan, given, words, linkage) | {"objections": against}
    with recorded(action="estimate", actor=actor) as event:
        kept = EstimatePlan.objects.filter(pk=plan.pk).first()
        if kept is None:
            raise NotEstimated(Message("estimating.plan_gone_nothing_kept"))
        return event.commit(_run(kept, actor, started, given, told, least, seed, found))


def _run(
    plan: EstimatePlan,
    actor: Actor,
    started: datetime,
    given: BuiltLists,
    told: Mapping[str, Any],
    least: int,
    seed: int,
    found: Mapping[str, Any],
) -> EstimateRun:
    whole = found["estimate"]
    return EstimateRun(
        ref=new_id("", 6),
        plan=plan,
        by_id=actor.number,
        started=started,
        ended=datetime.now(UTC),
        seed=seed,
        settings=_text(found.get("settings", {})),
        versions=_text({**whole.get("versions", {}), "nameless": nameless.VERSION}),
        lists=_text(told),
        input_digest=str(whole.get("digest", "")),
        log_size=given.log_size,
        n=given.capture.n,
        documented=least,
        verdict=WARN if told["objections"] and whole["verdict"] == ESTIMATE else whole["verdict"],
        result=_text({key: found[key] for key in ("estimate", "linkage")}),
    )


def _lists_told(
    plan: EstimatePlan, given: BuiltLists, words: Mapping[str, str], linkage: Linkage | None
) -> dict[str, Any]:
    """Return everything that the figures were made from, without anybody's name."""
    capture = given.capture
    return {
        "title": plan.title,
        "acts": plan.acts,
        "stratified": plan.stratified,
        "lists": [{"name": each.name, "sources": sorted(each.sources)} for each in given.lists],
        "strata": [
            {
                "stratum": words[stratum],
                "patterns": [
                    {"on": [int(on) for on in pattern], "count": n} for pattern, n in patterns.items()
                ],
            }
            for stratum, patterns in capture.strata.items()
        ],
        "excluded": {**asdict(capture.excluded), "share": capture.share_excluded},
        "linkage": {"run": linkage.run.ref, "draws": plan.draws} if linkage else None,
    }


def _text(value: object) -> str:
    return dumps(_finite(value), ensure_ascii=False, sort_keys=True, default=str, allow_nan=False)


def _finite(value: object) -> object:
    """Return a value as JSON can hold it: what is no number is none."""
    match value:
        case dict():
            return {str(key): _finite(each) for key, each in value.items()}
        case list() | tuple():
            return [_finite(each) for each in value]
        case float() if not isfinite(value):
            return None
    return value


@kind_of_work("estimate")
def run_estimate_job(job: Job, progress: Progress) -> Outcome:
    """Estimate as long work of the desk."""
    plan = EstimatePlan.objects.filter(uid=str(job.about["plan"])).first()
    if plan is None:
        raise JobRefused(Message("estimating.plan_gone"))
    try:
        run = run_estimate(
            plan=plan, actor=actor_numbered(job.owner), seed=int(str(job.about["seed"])), progress=progress
        )
    except NotEstimated as refused:
        raise JobRefused(refused.message) from None
    return {"run": str(run.uid), "verdict": run.verdict, "plan": str(plan.uid)}
