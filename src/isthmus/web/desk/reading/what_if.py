"""What if a source is wrong? Pages of suppositions: asked by an address, worked out, shown, and stored nowhere."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from isthmus.core.count import LEVELS
from isthmus.core.messages import Message
from isthmus.core.register import Register
from isthmus.core.what_if import (
    IncidentWithout,
    RecordWithout,
    RemainingFigures,
    incident_sentences,
    incident_without,
    record_sentences,
    record_without,
    taken_away,
)
from isthmus.store.desk.models import Incident, Person, Source, Statement, Voice
from isthmus.store.desk.queries.neighbourhood import register_around
from isthmus.store.desk.queries.what_if import record_support, sources_now
from isthmus.store.desk.queries.workbook import some
from isthmus.web.desk.reading.incident import incident_at
from isthmus.web.desk.reading.incidents import IncidentRow, incident_rows, who_of
from isthmus.web.desk.reading.paging import Page, page_of_keys
from isthmus.web.desk.reading.parts import descriptions
from isthmus.web.desk.reading.statements import ROLES, StatementShown, said, with_everything
from isthmus.web.desk.reading.support import MOST_TOGETHER, Support, support_of, without_query
from isthmus.web.desk.reading.words import Labels

__all__ = ["incident_what_if", "what_if"]

MOST_STATEMENTS = 50
FIGURES: Sequence[tuple[Promise, Callable[[RemainingFigures], int]]] = (
    (_("incidents"), attrgetter("incidents")),
    (_("people and groups"), attrgetter("people")),
    (_("named"), attrgetter("named")),
    (_("people documented, at least"), attrgetter("documented_minimum")),
)
CONTROL, ONLY_LINE = "control", "unsupported"


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed: which sources are wrong, as they were asked for and as that takes others with it.

    `further`: how many sources more are under one control with them.
    """

    asked: Sequence[Source]
    away: frozenset[str]
    sources: Sequence[Source]
    control: bool
    further: int

    @classmethod
    def asked_in(cls, request: HttpRequest, register: Register) -> "Supposition":
        """Read it from the address. Raises Http404 where it names no source, or one that is not there."""
        asked = sources_asked(request.GET.getlist("source"))
        control = request.GET.get(CONTROL) == "1"
        alone = away_of(register, asked, control=False)
        together = away_of(register, asked, control=True)
        away = together if control else alone
        return cls(asked, away, in_order(away), control, len(together - alone))

    @property
    def sentence(self) -> Message:
        """Return what is supposed, with sources by their ids."""
        return Message("what_if.supposed", sources=tuple(each.ref for each in self.sources))

    @property
    def by_ref(self) -> Mapping[str, Source]:
        """Return the sources by their ids."""
        return {each.ref: each for each in self.sources}

    @property
    def query(self) -> str:
        """Return it as the query of an address."""
        return without_query(self.asked, control=self.control)

    @property
    def other_query(self) -> str:
        """Return the same as a query, with all under one control where it was without them, and the other way round."""
        return without_query(self.asked, control=not self.control)


def sources_asked(uids: Iterable[str]) -> list[Source]:
    """Return the sources with these uids. Raises Http404."""
    try:
        wanted = {UUID(each) for each in uids}
    except ValueError as error:
        raise Http404 from error
    found = list(Source.objects.filter(uid__in=wanted).order_by("ref"))
    if not found or len(found) < len(wanted) or len(found) > MOST_TOGETHER:
        raise Http404
    return found


def away_of(register: Register, sources: Iterable[Source], *, control: bool) -> frozenset[str]:
    """Return the ids of what is taken away with these sources; those of which a register knows nothing go alone."""
    refs = [each.ref for each in sources]
    known = (taken_away(register, ref, under_one_control=control) for ref in refs if ref in register.sources)
    return frozenset(refs).union(*known)


def in_order(refs: Iterable[str]) -> list[Source]:
    """Return the sources of some ids, in their order."""
    by_ref = Source.objects.in_bulk(sorted(refs), field_name="ref")
    return [by_ref[each] for each in sorted(by_ref)]


# -- one incident ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartLines:
    """Somebody's part in the incident that would lose lines."""

    person: Person
    words: str
    role: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class IncidentWhatIf:
    """Everything that the page shows."""

    row: Incident
    type: str
    who: str
    supposed: Supposition
    sentences: Sequence[Message]
    sources: Mapping[str, Source]
    support: Support
    parts: Sequence[PartLines]
    falling: Sequence[StatementShown]
    total: int


@require_safe
def incident_what_if(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what would remain of one incident."""
    page = incident_page_without(incident_at(uid), request)
    return render(request, "desk/incident_what_if.html", {"page": page})


def incident_page_without(row: Incident, request: HttpRequest) -> IncidentWhatIf:
    """Read everything that the page of an incident without some sources shows."""
    labels, register = Labels.load(), register_around(row)
    supposed = Supposition.asked_in(request, register)
    found = incident_without(register, row.ref, supposed.away)
    named = in_order({*supposed.away, *found.after.rests_on, *found.after.known_through})
    falling = Statement.objects.filter(ref__in=found.falling[:MOST_STATEMENTS]).order_by("ref")
    return IncidentWhatIf(
        row=row,
        type=labels.of("type", row.type),
        who=who_of([row])[row.pk],
        supposed=supposed,
        sentences=incident_sentences(found),
        sources={each.ref: each for each in named},
        support=support_of(row, request, register=register, away=supposed.away),
        parts=parts_shown(row, found),
        falling=said(with_everything(falling), labels),
        total=len(found.falling),
    )


def parts_shown(row: Incident, found: IncidentWithout) -> list[PartLines]:
    """Return the parts that would lose lines, those that would lose most first."""
    persons = Person.objects.in_bulk([each.person for each in found.parts], field_name="ref")
    words = descriptions(row, [each.pk for each in persons.values()])
    rows = sorted(found.parts, key=lambda each: (each.after, each.role != "victim", each.person))
    return [
        PartLines(
            person, words.get((person.pk, each.role), ""), str(ROLES[each.role]), each.before, each.after
        )
        for each in rows
        if (person := persons.get(each.person))
    ]


# -- the whole record ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FewerRow:
    """An incident that would lose a line: its lines, and how many would remain."""

    incident: IncidentRow
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the count: before and after, on each number of lines that is shown."""

    label: str
    levels: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class RecordWhatIf:
    """Everything that the page shows."""

    supposed: Supposition
    sentences: Sequence[tuple[Message, str]]
    levels: Sequence[int]
    figures: Sequence[FigureRow]
    only_line: bool
    list: Page[Incident]
    rows: Sequence[FewerRow]
    total: int


@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """Show what would remain of the record without the sources asked for; else the sources to choose from."""
    if not request.GET.get("source"):
        cited = statements_citing()
        page = page_of_keys(request, list(cited), Source.objects.all())
        rows = [(each, cited[each.pk]) for each in page.rows]
        return render(request, "desk/what_if_choose.html", {"list": page, "rows": rows})
    supposed = Supposition.asked_in(request, sources_now())
    found = record_without(record_support(), supposed.away)
    return render(request, "desk/what_if.html", {"page": record_page(request, supposed, found)})


def statements_citing() -> dict[int, int]:
    """Return in how many statements each source has a part, those with most first."""
    counted = Voice.objects.order_by().values_list("source_id").annotate(n=Count("statement", distinct=True))
    cited = dict.fromkeys(Source.objects.order_by("ref").values_list("pk", flat=True), 0) | dict(counted)
    return dict(sorted(cited.items(), key=lambda each: -each[1]))


def record_page(request: HttpRequest, supposed: Supposition, found: RecordWithout) -> RecordWhatIf:
    """Read everything that the page of the record without some sources shows."""
    only_line = request.GET.get(ONLY_LINE) == "1"
    listed = found.unsupported if only_line else found.fewer
    by_ref = {each.incident: each for each in listed}
    keys = dict(some(Incident.objects.all(), by_ref.keys(), "ref", "pk", by="ref"))
    ordered = sorted(by_ref.values(), key=lambda each: (each.after, each.before, each.incident))
    page = page_of_keys(request, [keys[each.incident] for each in ordered], Incident.objects.all())
    rows = incident_rows(page.rows, Labels.load())
    levels = [k for k in LEVELS if k == LEVELS[0] or found.before[k].incidents or found.before[k].people]
    return RecordWhatIf(
        supposed=supposed,
        sentences=[(each, address_of(supposed, each)) for each in record_sentences(found)],
        levels=levels,
        figures=[figure_row(label, get, found, levels) for label, get in FIGURES],
        only_line=only_line,
        list=page,
        rows=[FewerRow(each, by_ref[each.row.ref].before, by_ref[each.row.ref].after) for each in rows],
        total=len(found.fewer),
    )


def figure_row(
    label: Promise, get: Callable[[RemainingFigures], int], found: RecordWithout, levels: Iterable[int]
) -> FigureRow:
    """Return a figure as it is and as it would be, on some numbers of lines."""
    return FigureRow(str(label), [(get(found.before[k]), get(found.after[k])) for k in levels])


def address_of(supposed: Supposition, sentence: Message) -> str:
    """Return the address of the rows that a sentence counts; empty where it counts none."""
    here = f"{reverse('what_if')}?{supposed.query}"
    if sentence.code == "what_if.fewer":
        return f"{here}#incidents"
    return f"{here}&{ONLY_LINE}=1#incidents" if sentence.code == "what_if.unsupported" else ""
