"""The form in which somebody says what the lists are: a name beside the sources of each; the same name joins them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isthmus.actions.desk.estimating import Plan, filter_of, victims_now
from isthmus.store.desk.models import EstimatePlan, Mention, Place, Source
from isthmus.store.desk.queries.proposals import last_run
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.queries.victims import Control, controls, place_levels
from isthmus.web.desk import veil
from isthmus.web.desk.reading.filters import FilterForm
from isthmus.web.desk.reading.sources import PEOPLE, source_name
from isthmus.web.desk.reading.words import Labels

__all__ = ["DRAWS", "PlanForm", "SourceRow", "plan_form", "query_of", "wished"]

MOST_ROWS = 40
MOST_NAMED = 12
MOST_SHOWN = 4
DRAWS = 20


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Sources that can only be on one list together, and what they document here; `name`: of the list they are on."""

    key: str
    sources: Sequence[Source]
    more: int
    kind: str
    documents: int
    people: int
    refs: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class PlanForm:
    """The form as it is shown: what was typed, or what is offered at first."""

    title: str
    rows: Sequence[SourceRow]
    stratifications: Sequence[tuple[str, str]]
    stratified: str
    draws: int
    draws_offered: Sequence[int]
    linked: bool
    problem: str = ""
    names: Sequence[str] = field(default_factory=tuple)


def plan_form(
    request: HttpRequest, filters: FilterForm, labels: Labels, plan: EstimatePlan | None
) -> PlanForm:
    """Return the form: as it was sent if it was, else as the plan has it, else with a list for each control."""
    sent = request.POST if request.method == "POST" else None
    found = controls(victims_now(filters.wanted))
    rows = offered_rows(request, found, plan, sent)
    linked = last_run("person") is not None
    draws = (
        draws_sent(sent.get("draws", ""))
        if sent is not None
        else plan.draws
        if plan
        else DRAWS
        if linked
        else 0
    )
    stratified = sent.get("stratified", "") if sent is not None else plan.stratified if plan else ""
    title = sent.get("title", "") if sent is not None else plan.title if plan else title_of(filters, labels)
    return PlanForm(
        title=title,
        rows=rows,
        stratifications=stratifications(stratified),
        stratified=stratified,
        draws=draws,
        draws_offered=sorted({0, DRAWS, 50, 100, draws}),
        linked=linked,
        names=sorted({row.name for row in rows if row.name}),
    )


def offered_rows(
    request: HttpRequest,
    found: Sequence[Control],
    plan: EstimatePlan | None,
    sent: Mapping[str, str] | None,
) -> list[SourceRow]:
    """Return a row for each control that documents most, and one for the rest of each kind."""
    named = {ref: each.name for each in plan.lists.all() for ref in each.sources} if plan else {}
    alone, rest = found[:MOST_ROWS], rest_by_kind(found[MOST_ROWS:], named)
    rows = []
    for at, (key, kind, group) in enumerate([*(single(each) for each in alone), *rest]):
        sources = [source for control in group for source in control.sources]
        first = "" if plan or kind or at >= MOST_NAMED else default_name(sources[0], at, request)
        name = sent.get(f"name-{key}", "") if sent is not None else kept_name(sources, named) or first
        rows.append(
            SourceRow(
                key=key,
                sources=sources[:MOST_SHOWN],
                more=max(0, len(sources) - MOST_SHOWN),
                kind=kind,
                documents=len(set().union(*(control.documents for control in group))),
                people=len(set().union(*(control.people for control in group))),
                refs=tuple(source.ref for source in sources),
                name=name,
            )
        )
    return without_twins(rows) if sent is None and not plan else rows


def single(control: Control) -> tuple[str, str, list[Control]]:
    """Return one control as a row of its own."""
    return control.sources[0].uid.hex, "", [control]


def rest_by_kind(
    controls: Iterable[Control], named: Mapping[str, str]
) -> list[tuple[str, str, list[Control]]]:
    """Return those that are too many for a row each, by the kind of their sources and the list they are on already."""
    found: defaultdict[tuple[str, str], list[Control]] = defaultdict(list)
    for control in controls:
        found[control.sources[0].kind, kept_name(control.sources, named)].append(control)
    rows = enumerate(sorted(found.items()))
    return [(f"rest-{at}", kind, group) for at, ((kind, _name), group) in rows]


def draws_sent(written: str) -> int:
    """Return how many draws of the linkage were asked for; none where that is no number."""
    return int(written) if written.isdecimal() and len(written) < 6 else 0


def kept_name(sources: Iterable[Source], named: Mapping[str, str]) -> str:
    """Return the list of the plan that these sources are on."""
    return next((named[source.ref] for source in sources if source.ref in named), "")


def default_name(source: Source, at: int, request: HttpRequest) -> str:
    """Return what a list is called at first: as its source, but never after a person or somebody who is protected."""
    if source.kind in PEOPLE or source.protection:
        return _("List %(n)d") % {"n": at + 1}
    return source_name(source, veiled=veil.veiled(request))[:60]


def without_twins(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """Return the same, where two sources of one name do not become one list by that."""
    seen: set[str] = set()
    found = []
    for row in rows:
        name = row.name
        while name and name in seen:
            name = f"{name} (2)"
        seen.add(name)
        found.append(
            SourceRow(row.key, row.sources, row.more, row.kind, row.documents, row.people, row.refs, name)
        )
    return found


def stratifications(chosen: str) -> list[tuple[str, str]]:
    """Return what people can be stratified by, as far as the record has it."""
    found = [("", _("nothing"))]
    victims = Mention.objects.filter(role="victim", of_person__isnull=False)
    if chosen == "sex" or victims.exclude(sex="").exists():
        found.append(("sex", _("sex")))
    if chosen in ("year", "quarter") or victims.exclude(act__date="").exists():
        found += [("year", _("year of the act")), ("quarter", _("quarter of the act"))]
    for each in place_levels():
        more = ", …" if each.places > len(each.examples) else ""
        words = ngettext("%(n)d place", "%(n)d places", each.places) % {"n": each.places}
        found.append(
            (f"place {each.level}", f"{_('place of the act')}: {words} ({', '.join(each.examples)}{more})")
        )
    if chosen not in dict(found):
        found.append((chosen, chosen))
    return found


def title_of(filters: FilterForm, labels: Labels) -> str:
    """Return a title from what the filters let through."""
    wanted = filters.wanted
    what = labels.of("type", wanted.type) or _("all acts")
    where = next((place.name for place in filters.places if place.ref == wanted.place), "")
    when = " – ".join(each for each in (filters.start, filters.end) if each)
    return ", ".join(part for part in (what[:1].upper() + what[1:], where, when) if part)


def wished(filters: FilterForm, form: PlanForm) -> Plan:
    """Return what somebody wants estimated; the same name beside several rows makes one list of them."""
    lists: dict[str, list[str]] = {}
    for row in form.rows:
        name = " ".join(row.name.split())
        if name:
            lists.setdefault(name, []).extend(row.refs)
    return Plan(form.title, list(lists.items()), filters.wanted, form.stratified, form.draws)


def query_of(plan: EstimatePlan) -> dict[str, str]:
    """Return the filters of a plan as the address of a page has them."""
    wanted: RecordFilter = filter_of(plan)
    place = Place.objects.filter(ref=wanted.place).first() if wanted.place else None
    found = {
        "type": wanted.type,
        "place": str(place.uid) if place else "",
        "ground": wanted.ground,
        "from": wanted.earliest.isoformat() if wanted.earliest else "",
        "to": wanted.latest.isoformat() if wanted.latest else "",
    }
    return {name: value for name, value in found.items() if value}
