"""The count: how many, on how many independent lines, and what these figures do not say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from isthmus.actions.desk.counting import figures_or_job
from isthmus.core.corroborate import NO_LINE
from isthmus.core.count import Figures, cautions, far_below, headline
from isthmus.core.messages import Message
from isthmus.draw import Span, by_period, draw_periods, draw_timeline
from isthmus.store.desk.models import Document, Incident
from isthmus.store.desk.queries.counts import StoredFigures
from isthmus.store.desk.queries.kept_by_log import KeptAtHead
from isthmus.store.desk.queries.record import RecordFilter, matching
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.access import asking_again
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.filters import FilterForm, asked, filters_not_understood
from isthmus.web.desk.reading.incidents import incident_rows
from isthmus.web.desk.reading.kept_filters import filters_asked
from isthmus.web.desk.reading.telling_lists import ListsShown, documents_to_ask_about, lists_shown
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.requests import actor_of

__all__ = ["Chart", "CountPage", "NoLineRow", "count", "count_page", "drawn"]

MOST_SINGLE = 40
# The list of what a sentence counts, and what is asked for there.
LEADS_TO: Mapping[str, tuple[str, dict[str, str]]] = {
    "count.at_least": ("people", {"lines": "1", "who": "victims"}),
    "count.at_least_inexact": ("people", {"lines": "1", "who": "victims"}),
    "count.at_least_less_missed": ("people", {"lines": "1", "who": "victims"}),
    "count.at_least_on_two": ("people", {"lines": "2", "who": "victims"}),
    "count.nobody_on_two": ("people", {"lines": "2", "who": "victims"}),
    "count.incidents": ("record", {"lines": "1", "counted": "1"}),
    "corroborate.incidents_suspected": ("record", {"said": "suspected", "counted": "1"}),
    "corroborate.incidents_denied": ("record", {"said": "denied", "counted": "1"}),
    "count.named_and_not_added": ("people", {"lines": "1", "who": "named"}),
    "count.compare_by_link_run": ("link", {}),
    "count.missed": ("judge", {"made": "link_run", "kind": "person"}),
    "count.missed_none": ("judge", {"made": "link_run", "kind": "person"}),
    "count.missed_unknown": ("judge", {"made": "link_run", "kind": "person"}),
    "count.unexamined": ("people", {"lines": "1", "who": "single"}),
    "count.judgements_by_people": ("judge", {"made": "one_by_one"}),
    "count.judgements_in_one_go": ("judge", {"made": "in_one_go"}),
    "count.judgements_by_link_runs": ("judge", {"made": "link_run"}),
    "count.compared_one_by_one": ("judge", {"made": "one_by_one", "kind": "person"}),
    "count.compared_in_one_go": ("judge", {"made": "in_one_go", "kind": "person"}),
    "count.left_unsure": ("judge", {"made": "in_one_go", "kind": "person"}),
    "count.compared_by_link_runs": ("judge", {"made": "link_run", "kind": "person"}),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """The same chart for wide pages and for narrow ones."""

    across: SafeString
    down: SafeString


@dataclass(frozen=True, slots=True)
class NoLineRow:
    """How many incidents have no line for one reason, where they are, and where those are who are mentioned there."""

    words: Message
    incidents: str
    people: str


@dataclass(frozen=True, slots=True)
class CountPage:
    """Everything that the page shows; each sentence with the address of what it counts, if it counts anything.

    `none_from`: from how many lines on there is nothing, which takes no rows; 0: there is something on each.
    """

    figures: Sequence[tuple[int, Figures]]
    none_from: int
    first: Figures
    headline: Sequence[tuple[Message, str]]
    missing: Sequence[tuple[Message, str]]
    listable: Sequence[tuple[Document, int]]
    cautions: Sequence[tuple[Message, str]]
    no_line: Sequence[NoLineRow]
    lists: ListsShown
    log_size: int
    chart: Chart


@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """Show the count under the filters asked for, or how far it is where it takes long."""
    labels = Labels.load()
    filters = asked(request, labels)
    if filters.problems:
        return filters_not_understood(request, filters, "count")
    found = figures_or_job(filters.wanted, owner=actor_of(request), page=request.get_full_path())
    if isinstance(found, Job):
        return counting(request, filters, found)
    page = count_page(request, filters.wanted, found, labels)
    return render(request, "desk/count.html", {"filters": filters, "page": page})


def counting(request: HttpRequest, filters: FilterForm, job: Job) -> HttpResponse:
    """Show how far the count is; without script the page asks again every two seconds while it goes on."""
    response = render(request, "desk/counting.html", {"filters": filters, "job": job})
    if job.unfinished:
        # Most counts end within a second of being asked for.
        seconds = 1 if job.state == Job.State.WAITING else 2
        response.headers["Refresh"] = asking_again(request, seconds)
    return response


def count_page(request: HttpRequest, wanted: RecordFilter, found: StoredFigures, labels: Labels) -> CountPage:
    """Return everything that the page of the count shows."""
    missing = far_below(found.k[1])
    return CountPage(
        figures=[(k, each) for k, each in sorted(found.k.items()) if not is_nothing(each)],
        none_from=min((k for k, each in found.k.items() if is_nothing(each)), default=0),
        first=found.k[1],
        headline=[(each, address_of(request, each)) for each in headline(found.k, found.no_line)],
        missing=[(each, address_of(request, each)) for each in missing],
        listable=documents_to_ask_about() if missing else [],
        cautions=[
            (each, address_of(request, each))
            for each in cautions(found.k, found.compared, period=wanted.has_period)
        ],
        no_line=[no_line_row(request, why, found.no_line[why]) for why in NO_LINE if found.no_line.get(why)],
        lists=lists_shown(found.lists, labels),
        log_size=found.log_size,
        chart=chart(wanted, labels, undated=found.k[1].undated),
    )


def is_nothing(figures: Figures) -> bool:
    """Return whether a row of the table would hold nothing but zeros."""
    return not (figures.incidents or figures.people or figures.documented_minimum)


def address_of(request: HttpRequest, sentence: Message) -> str:
    """Return the address of what a sentence counts, under the same filters; empty where it counts no rows."""
    name, changes = LEADS_TO.get(sentence.code, ("", {}))
    if name == "judge" and filters_asked(request).get("ground"):
        return ""  # judgements lead to people, and nothing leads from a ground to people
    address = listed(request, name, **changes) if name else ""
    return f"{address}#in-force" if name == "judge" else address


def listed(request: HttpRequest, name: str, **changes: str) -> str:
    """Return the address of a list under the filters of this page and some more."""
    query = request.GET.copy()
    query.update(changes)
    return f"{reverse(name)}?{query.urlencode()}"


def no_line_row(request: HttpRequest, why: str, incidents: int) -> NoLineRow:
    """Return a row of what the record says on no line."""
    return NoLineRow(
        Message(f"count.no_line.{why}", n=incidents),
        listed(request, "record", said=why, counted="1"),
        listed(request, "people", said=why, counted="1", who="mentioned"),
    )


def chart(wanted: RecordFilter, labels: Labels, *, undated: int) -> Chart:
    """When it happened: each incident where they are few, periods where they are many or chosen by ground."""
    numbers = _BY_BOUNDS.now(wanted)
    if sum(numbers.values()) <= MOST_SINGLE and not wanted.ground:
        spans = single(list(_on_a_line(wanted)), labels)
        return drawn(lambda **how: draw_timeline(spans, **how))
    periods = by_period(numbers)
    return drawn(lambda **how: draw_periods(periods, undated=undated, **how))


def _on_a_line(wanted: RecordFilter) -> QuerySet[Incident]:
    return matching(wanted).filter(lines__gte=1).order_by()


def _by_bounds(wanted: RecordFilter) -> dict[tuple[date | None, date | None], int]:
    """Return how many incidents lie between each two bounds."""
    grouped = _on_a_line(wanted).values_list("earliest", "latest").annotate(n=Count("pk"))
    return {(first, last): n for first, last, n in grouped}


_BY_BOUNDS = KeptAtHead(_by_bounds)


def drawn(draw: Callable[..., str], prefix: str = "time") -> Chart:
    """Draw both. The drawing escapes every label itself: it is built as a tree, never as text."""
    rtl = get_language_bidi()
    how = {"rtl": rtl, "say": renderer()}
    across, down = draw(prefix=prefix, **how), draw(prefix=f"{prefix}-down", narrow=True, **how)
    return Chart(mark_safe(across), mark_safe(down))  # noqa: S308


def single(incidents: Sequence[Incident], labels: Labels) -> list[Span]:
    """Return each incident with its bounds, earliest first."""
    rows = incident_rows(incidents, labels)
    spans = [
        Span(f"{each.type}: {each.who}", each.row.earliest, each.row.latest, each.when.words) for each in rows
    ]
    return sorted(spans, key=lambda span: (span.earliest or span.latest or date.max, span.label))
