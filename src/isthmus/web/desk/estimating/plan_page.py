"""What the page of lists shows: each list with its sources, how they overlap, what one owes to another, who is out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from isthmus.actions.desk.estimating import BuiltLists, changed_since, filter_of, objections, stratum_names
from isthmus.core.estimate.capture_lists import CaptureLists
from isthmus.core.messages import Message
from isthmus.draw import draw_overlap, overlap_rows
from isthmus.store.desk.models import EstimatePlan, EstimateRun, Place, Source
from isthmus.store.desk.queries.jobs import last_job, unfinished_jobs
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk import veil
from isthmus.web.desk.estimating.derivations import Derivations, derivations_of
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.words import Labels

__all__ = [
    "EstimateRunRow",
    "ListRow",
    "Overlap",
    "PlanPage",
    "PlanRow",
    "acts_words",
    "overlap_of",
    "plan_page",
    "plan_rows",
    "run_rows",
]

MOST_SOURCES = 6
MOST_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list."""

    name: str
    sources: Sequence[Source]
    more: int
    documents: int
    people: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """The same overlap drawn for wide pages and for narrow ones, and as rows: names of lists, people."""

    across: SafeString
    down: SafeString
    rows: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything that the page shows."""

    lists: Sequence[ListRow]
    overlap: Overlap | None
    lead: Message
    objections: Derivations
    excluded: Sequence[Message]
    capture: CaptureLists
    strata: Sequence[tuple[str, int]]
    acts: str
    jobs: Sequence[Job]
    cut_off: Job | None


@dataclass(frozen=True, slots=True)
class EstimateRunRow:
    """One run, and whether the register has changed since."""

    run: EstimateRun
    stale: bool


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan in the list of all."""

    plan: EstimatePlan
    lists: int
    last: EstimateRun | None


def plan_page(request: HttpRequest, plan: EstimatePlan, found: BuiltLists) -> PlanPage:
    """Return everything that the page of one plan shows."""
    names = shown_names(request, found.capture.names)
    return PlanPage(
        lists=list_rows(found, names),
        overlap=overlap_of(names, found.capture.patterns) if found.capture.n else None,
        lead=lead_of(found.capture),
        objections=derivations_of(objections(found)),
        excluded=list(excluded_of(found.capture)),
        capture=found.capture,
        strata=strata_sizes(found.capture, plan.stratified),
        acts=acts_words(filter_of(plan), Labels.load()),
        jobs=list(unfinished_jobs("estimate", str(plan.uid))),
        cut_off=cut_off(plan),
    )


def lead_of(capture: CaptureLists) -> Message:
    """Return how many people the lists have, and how many of them are on two or more."""
    if not capture.n:
        return Message("estimating.nobody_on_these_lists")
    sentences = (
        Message("estimate.documented", n=capture.n),
        Message("estimate.rests_on_lists", n=len(capture.names)),
        Message("estimating.on_two_or_more", n=capture.overlapping),
        Message("estimating.those_on_none"),
    )
    return Message("estimate.quotable", sentences=sentences)


def excluded_of(capture: CaptureLists) -> Iterator[Message]:
    """Yield who could not enter the lists, and why."""
    out = capture.excluded
    if out.unnamed:
        without_name = Message("estimate.unnamed_excluded", n=out.unnamed, share=capture.share_excluded)
        yield Message("estimate.excluded", sentences=(without_name, Message("estimate.nobody_can_tell")))
    if out.groups:
        groups = Message("estimate.groups_excluded", n=out.groups)
        largest = Message("estimate.largest_group_excluded", n=out.in_groups)
        yield Message("estimate.excluded", sentences=(groups, largest))
    if out.elsewhere:
        yield Message("estimate.on_no_list", n=out.elsewhere)


def shown_names(request: HttpRequest, names: Sequence[str]) -> list[str]:
    """Return the names of lists, as the veil lets them be shown."""
    return [veil.veil_text(each, request) for each in names] if veil.veiled(request) else list(names)


def list_rows(found: BuiltLists, names: Sequence[str]) -> list[ListRow]:
    """Return a row for each list."""
    documents: list[set[int]] = [set() for _each in found.lists]
    at = {source: number for number, each in enumerate(found.lists) for source in each.sources}
    for key, said in found.victims.mentions.items():
        for source in said.authors:
            if source in at:
                documents[at[source]].add(found.victims.document[key])
    shown = [sorted(each.sources)[:MOST_SOURCES] for each in found.lists]
    rows = {each.ref: each for each in Source.objects.filter(ref__in=[ref for refs in shown for ref in refs])}
    return [
        ListRow(
            names[number],
            [rows[ref] for ref in shown[number] if ref in rows],
            max(0, len(each.sources) - MOST_SOURCES),
            len(documents[number]),
            found.capture.sizes[number],
        )
        for number, each in enumerate(found.lists)
    ]


def overlap_of(names: Sequence[str], patterns: Mapping[tuple[bool, ...], int]) -> Overlap:
    """Draw the overlap both ways. The drawing escapes every label itself: it is built as a tree, never as text."""
    rtl = get_language_bidi()
    across = draw_overlap(names, patterns, rtl=rtl, say=renderer())
    down = draw_overlap(names, patterns, rtl=rtl, prefix="overlap-down", narrow=True, say=renderer())
    rows = [(" + ".join(names[at] for at in row.lists), row.people) for row in overlap_rows(patterns)]
    return Overlap(mark_safe(across), mark_safe(down), rows)  # noqa: S308


def strata_sizes(capture: CaptureLists, stratified: str) -> list[tuple[str, int]]:
    """Return how many people are in each stratum; nothing where there are none."""
    if not stratified:
        return []
    sizes = [(each, sum(patterns.values())) for each, patterns in capture.strata.items()]
    words = stratum_names(each for each, _n in sizes)
    return [(words[each], n) for each, n in sizes]


def acts_words(wanted: RecordFilter, labels: Labels) -> str:
    """Return which acts are looked at."""
    place = Place.objects.filter(ref=wanted.place).first() if wanted.place else None
    what = labels.of("type", wanted.type) or _("acts of any type")
    parts = [what]
    if place:
        parts.append(_("in %(place)s") % {"place": place.name})
    if wanted.earliest:
        parts.append(_("from %(day)s on") % {"day": wanted.earliest.isoformat()})
    if wanted.latest:
        parts.append(_("up to %(day)s") % {"day": wanted.latest.isoformat()})
    if wanted.ground:
        parts.append(
            _("on the alleged ground of %(ground)s") % {"ground": labels.of("ground", wanted.ground)}
        )
    return ", ".join(parts)


def cut_off(plan: EstimatePlan) -> Job | None:
    """Return the last run that was asked for, if it did not come to its end."""
    last = last_job("estimate", str(plan.uid))
    return last if last and not last.unfinished and last.state != Job.State.DONE else None


def run_rows(plan: EstimatePlan) -> list[EstimateRunRow]:
    """Return the runs of a plan, newest first."""
    return [
        EstimateRunRow(each, changed_since(each))
        for each in plan.runs.order_by("-ended", "uid")[:MOST_LOOKED_AT]
    ]


def plan_rows(*, removed: bool = False) -> list[PlanRow]:
    """Return all plans, newest first: those that stand, or archived ones."""
    found = EstimatePlan.objects.filter(removed_at__isnull=not removed).order_by("-at", "uid")
    counted = found.annotate(n=Count("lists"))
    return [
        PlanRow(each, getattr(each, "n"), each.runs.order_by("-ended", "uid").first())  # noqa: B009
        for each in counted
    ]
