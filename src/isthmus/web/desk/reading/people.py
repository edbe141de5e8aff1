"""People, groups and units as a page and as a file. Filtered by ground, neither leads to anybody; no file has names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from isthmus.actions.desk.export import workspace_tokens
from isthmus.actions.desk.leaving_ids import LeavingIds
from isthmus.core.count import missed_among
from isthmus.core.messages import Message
from isthmus.core.workbook.tokens import stated
from isthmus.store.desk.models import Mention, Person, PersonPart
from isthmus.store.desk.queries.counted_rows import counted_people, incidents_under
from isthmus.store.desk.queries.record import RecordFilter, matching
from isthmus.store.desk.queries.search import persons_found
from isthmus.store.desk.queries.told_apart import examined_among, is_examined
from isthmus.web.desk.reading.filters import FilterForm, asked, filters_not_understood
from isthmus.web.desk.reading.grounds import to_ground_table
from isthmus.web.desk.reading.incidents import IncidentRow, coarse_rows
from isthmus.web.desk.reading.paging import page_of, page_of_keys
from isthmus.web.desk.reading.sorting import ListOrder
from isthmus.web.desk.reading.statements import ROLES
from isthmus.web.desk.reading.table import Cell, file_answer, not_understood
from isthmus.web.desk.reading.views import saved_views
from isthmus.web.desk.reading.words import Labels, described

__all__ = ["NamelessRow", "PersonRow", "people", "people_file"]

BATCH = 500
HEADER = ("lines", "name", "described", "roles", "at_least", "at_most", "incidents", "id", "link")
# Those without a name stand last, whichever way.
NAMELESS_LAST = Case(When(name="", then=Value(1)), default=Value(0))
SORTED_BY = {"lines": ("lines",), "who": (NAMELESS_LAST, "name"), "people": ("at_least",)}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person, group or unit; no ground."""

    row: Person
    words: str
    roles: Sequence[str]
    incidents: int

    @property
    def named(self) -> bool:
        """Return whether it goes by a name that is not sealed."""
        return bool(stated(self.row.name))


@dataclass(frozen=True, slots=True)
class NamelessRow:
    """One victim's part in one incident with an alleged ground; no name, no uid, no description of the person."""

    lines: int
    incident: IncidentRow


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show the people who pass the filters, most lines first."""
    labels = Labels.load()
    filters = asked(request, labels, by_name=True)
    if filters.problems:
        return filters_not_understood(request, filters, "people")
    if filters.wanted.ground:
        return nameless(request, filters, labels)
    sorting = ListOrder.asked(request, SORTED_BY)
    found = answering(filters)
    numbers = found.order_by().aggregate(all=Count("pk"), on_two=Count("pk", filter=Q(lines__gte=2)))
    page = page_of(request, sorting.of(found), total=numbers["all"])
    context = {
        "filters": filters,
        "sorting": sorting,
        "views": saved_views(request, "people"),
        "page_name": "people",
        "list": page,
        "rows": person_rows(page.rows),
        "on_two": numbers["on_two"],
        "missed": missed_in(found) if page.total > 1 else None,
    }
    return render(request, "desk/people.html", context)


def missed_in(persons: QuerySet[Person]) -> Message | None:
    """Return how many pairs of these are probably one person though a link run ruled them out; None where none did."""
    return missed_among(examined_among(persons)) if is_examined() else None


def nameless(request: HttpRequest, filters: FilterForm, labels: Labels) -> HttpResponse:
    """Show what is filtered by ground: parts without names."""
    keys = list(victims(filters.wanted).values_list("pk", flat=True))
    page = page_of_keys(request, keys, PersonPart.objects.select_related("incident"))
    context = {"filters": filters, "list": page, "rows": nameless_rows(page.rows, labels)}
    return render(request, "desk/people_nameless.html", context)


@require_safe
def people_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """Send the same people as a file, with tokens for names; by ground only what can be joined to nobody."""
    labels = Labels.load()
    filters = asked(request, labels, by_name=True)
    if filters.problems:
        return not_understood(filters.problems.values())
    if filters.wanted.ground:
        return to_ground_table(filters.wanted.ground, form)
    found = ListOrder.asked(request, SORTED_BY).of(answering(filters))
    return file_answer(form, "people", HEADER, cells(found), found.count)


def answering(filters: FilterForm) -> QuerySet[Person]:
    """Return everybody who passes the filters; by a name only those whom it answers to."""
    found = concerned(filters.wanted)
    return found.filter(pk__in=persons_found(filters.name).values("pk")) if filters.name else found


def concerned(wanted: RecordFilter) -> QuerySet[Person]:
    """Return everybody with a part in an incident that passes, or the victims asked for, most lines first."""
    found = Person.objects.order_by("-lines", "ref")
    if wanted.who == "mentioned":
        parts = PersonPart.objects.filter(role="victim", incident__in=incidents_under(wanted).order_by())
        return found.filter(pk__in=parts.values("person"))
    if wanted.who:
        return counted_people(wanted)
    if wanted == RecordFilter(lines=wanted.lines):
        return found.filter(lines__gte=wanted.lines) if wanted.lines else found
    parts = PersonPart.objects.filter(incident__in=matching(wanted).order_by(), lines__gte=wanted.lines)
    return found.filter(pk__in=parts.values("person"))


def victims(wanted: RecordFilter) -> QuerySet[PersonPart]:
    """Victims' parts in the incidents that pass."""
    incidents = matching(wanted).order_by()
    found = PersonPart.objects.filter(role="victim", incident__in=incidents, lines__gte=wanted.lines)
    return found.select_related("incident").order_by("-lines", "incident__ref", "person__ref")


def person_rows(persons: Sequence[Person]) -> list[PersonRow]:
    """People with their words."""
    words, incidents = descriptions(persons), incident_counts(persons)
    return [
        PersonRow(
            each, words.get(each.pk, ""), [str(ROLES[role]) for role in each.roles], incidents.get(each.pk, 0)
        )
        for each in persons
    ]


def descriptions(persons: Iterable[Person]) -> Mapping[int, str]:
    """Return how each is described by the mention that says most."""
    return described_by(Mention.objects.all(), persons)


def described_by(mentions: QuerySet[Mention], persons: Iterable[Person]) -> Mapping[int, str]:
    """Return how each is described by the one of these mentions that says most."""
    found: dict[int, str] = {}
    mentions = mentions.filter(of_person__person__in=[each.pk for each in persons]).select_related(
        "of_person"
    )
    for mention in mentions.order_by("ref"):
        words = described(mention)
        if len(words) > len(found.get(mention.of_person.person_id, "")):
            found[mention.of_person.person_id] = words
    return found


def incident_counts(persons: Iterable[Person]) -> Mapping[int, int]:
    """Return in how many incidents each has a part."""
    parts = PersonPart.objects.filter(person__in=[each.pk for each in persons])
    counted = parts.values_list("person").annotate(n=Count("incident", distinct=True))
    return dict(counted)


def nameless_rows(parts: Sequence[PersonPart], labels: Labels) -> list[NamelessRow]:
    """Parts, each with its incident by month and region."""
    incidents = coarse_rows({part.incident_id: part.incident for part in parts}.values(), labels)
    by_uid = {each.row.uid: each for each in incidents}
    return [NamelessRow(part.lines, by_uid[part.incident.uid]) for part in parts]


def cells(found: QuerySet[Person]) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the file: with tokens for names, and without what is marked confidential or sealed."""
    tokens, ids = workspace_tokens(), LeavingIds()
    marks = dict(Mention.objects.exclude(protection="").values_list("ref", "protection"))
    unmarked = Mention.objects.exclude(protection__in=("confidential", "sealed"))
    for some in batched(found.iterator(BATCH), BATCH):
        words, incidents = described_by(unmarked, some), incident_counts(some)
        for row in some:
            name = tokens.of("persons", row.ref, "name", row.name) if stated(row.name) else ""
            roles = "; ".join(str(ROLES[role]) for role in row.roles)
            described = words.get(row.pk, "")
            yield (
                *(row.lines, name, described, roles, row.at_least, row.at_most, incidents.get(row.pk, 0)),
                ids.id("mentions", row.ref, protection=marks.get(row.ref, "")),
                reverse("person", args=[row.uid]),
            )
