"""What is to be estimated, as people decide it: which sources make up each list, of which acts, stratified by what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from json import dumps

from django.db.models import F

from isthmus.actions.desk.estimating.extra import NotEstimated
from isthmus.actions.desk.recorded import Recorder, prepare, recorded
from isthmus.core.custody.actors import Actor
from isthmus.core.estimate.stratification import Stratification
from isthmus.core.messages import Message, MessageError
from isthmus.store.desk.models import EstimateList, EstimatePlan, EstimateRun, Source, SourceGroup
from isthmus.store.desk.queries.record import RecordFilter

__all__ = [
    "MOST_DRAWS",
    "MOST_LISTS",
    "Plan",
    "bring_back_plan",
    "remove_plan",
    "remove_run",
    "save_plan",
]

MOST_LISTS = 20
MOST_DRAWS = 200
LONGEST_NAME = 80
# Past every position.
_ASIDE = 1_000
# What other columns of a table of lists are called, and what a spreadsheet takes for a formula.
TAKEN = ("count", "stratum")
FORMULAS = ("=", "+", "-", "@")

type Named = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody wants estimated. `lists`: the name of each with the ids of its sources; `draws` of the linkage."""

    title: str
    lists: Sequence[Named]
    acts: RecordFilter = field(default_factory=RecordFilter)
    stratified: str = ""
    draws: int = 0


def save_plan(wanted: Plan, *, actor: Actor, plan: EstimatePlan | None = None) -> EstimatePlan:
    """Keep what is to be estimated, in the place of what a plan said before if it is given; raises NotEstimated."""
    _check(wanted)
    with recorded(action="change_estimate" if plan else "plan_estimate", actor=actor) as event:
        kept = plan or EstimatePlan()
        kept.title, kept.acts = wanted.title.strip(), dumps(wanted.acts.as_json())
        kept.stratified, kept.draws = wanted.stratified, wanted.draws
        kept.by_id, kept.at = actor.number, datetime.now(UTC)
        event.commit(kept)
        _change_lists(event, kept, wanted.lists)
    return kept


def _change_lists(event: Recorder, plan: EstimatePlan, lists: Sequence[Named]) -> None:
    """Change the lists of a plan in place, by name, else one that is no longer wanted, so that versions stay."""
    wanted = {name.strip(): (at, sorted(sources)) for at, (name, sources) in enumerate(lists)}
    before = {each.name: each for each in plan.lists.all()}
    spare = [each for name, each in before.items() if name not in wanted]
    changed: list[EstimateList] = []
    new: list[EstimateList] = []
    for name, (at, sources) in wanted.items():
        row = before.get(name) or (spare.pop(0) if spare else EstimateList(plan=plan))
        if (row.name, row.position, row.sources) != (name, at, sources):
            (new if row._state.adding else changed).append(row)
            row.name, row.position, row.sources = name, at, sources
    for row in spare:
        event.remove(row)
    _overwrite(event, changed)
    event.commit_many(new)


def _overwrite(event: Recorder, lists: Sequence[EstimateList]) -> None:
    """Save lists that may have changed places: first all go out of the way."""
    event.keep_versions(lists)
    event.commit_prepared(prepare(lists))
    EstimateList.objects.filter(pk__in=[each.pk for each in lists]).update(position=F("position") + _ASIDE)
    for each in lists:
        each.save()


def _check(wanted: Plan) -> None:
    names = [name.strip() for name, _sources in wanted.lists]
    if not wanted.title.strip():
        raise NotEstimated(Message("estimating.no_title"))
    if not names:
        raise NotEstimated(Message("estimating.no_lists"))
    if len(names) > MOST_LISTS:
        raise NotEstimated(Message("estimating.too_many_lists", most=MOST_LISTS))
    if "" in names or len(set(names)) < len(names) or any(len(name) > LONGEST_NAME for name in names):
        raise NotEstimated(Message("estimating.list_needs_name", most=LONGEST_NAME))
    if any(name.casefold() in TAKEN or name.startswith(FORMULAS) for name in names):
        raise NotEstimated(Message("estimating.name_taken"))
    if not 0 <= wanted.draws <= MOST_DRAWS:
        raise NotEstimated(Message("estimating.too_many_draws", most=MOST_DRAWS))
    _check_sources(wanted.lists)
    try:
        Stratification.read(wanted.stratified)
    except MessageError as unknown:
        raise NotEstimated(unknown.message) from None


def _check_sources(lists: Sequence[Named]) -> None:
    """Raise NotEstimated where a source is not there, or sources under one control would be two lists."""
    of = {source: at for at, (_name, sources) in enumerate(lists) for source in sources}
    if len(of) < sum(len(sources) for _name, sources in lists):
        raise NotEstimated(Message("estimate.source_on_two_lists"))
    groups = dict(SourceGroup.objects.filter(source__ref__in=of).values_list("source__ref", "ref"))
    if len(Source.objects.filter(ref__in=of)) < len(of):
        raise NotEstimated(Message("estimating.source_gone"))
    under = {(groups.get(source, source), at) for source, at in of.items()}
    if len({group for group, _at in under}) < len(under):
        raise NotEstimated(Message("estimating.one_control_two_lists"))


def remove_plan(plan: EstimatePlan, *, actor: Actor) -> EstimatePlan:
    """Archive a plan, with what was estimated from it; it can be restored."""
    if plan.removed_at is not None:
        raise NotEstimated(Message("estimating.archived_already"))
    with recorded(action="remove_estimate", actor=actor) as event:
        plan.removed_at, plan.removed_by_id = datetime.now(UTC), actor.number
        return event.commit(plan)


def bring_back_plan(plan: EstimatePlan, *, actor: Actor) -> EstimatePlan:
    """Undo `remove_plan`."""
    if plan.removed_at is None:
        raise NotEstimated(Message("estimating.not_archived"))
    with recorded(action="bring_back_estimate", actor=actor) as event:
        plan.removed_at = plan.removed_by = None
        return event.commit(plan)


def remove_run(run: EstimateRun, *, actor: Actor) -> None:
    """Destroy what one run found; that there was one stays in the log."""
    with recorded(action="destroy_estimate_run", actor=actor) as event:
        event.remove(run)
