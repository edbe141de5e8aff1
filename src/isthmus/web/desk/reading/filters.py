"""What a list was asked to show: the filters of the record, of people and of the count, from the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from isthmus.core.dates import Bounds, DateError, bounds
from isthmus.store.desk.models import Place
from isthmus.store.desk.queries.record import SAID, WHO, RecordFilter
from isthmus.web.desk.reading.kept_filters import filters_asked, kept_problem
from isthmus.web.desk.reading.words import Labels

__all__ = ["FilterForm", "asked", "filters_not_understood", "period_asked"]

MOST_PLACES = 1000
LABELS = {
    "type": gettext_lazy("Type"),
    "ground": gettext_lazy("Alleged ground"),
    "lines": gettext_lazy("Lines"),
    "said": gettext_lazy("Said"),
    "who": gettext_lazy("Who"),
}
LINES = [(str(k), "") for k in (1, 2, 3)]
SAYING = {
    "asserted": gettext_lazy("somebody asserts it"),
    "at_most": gettext_lazy("no line: how they know is not stated"),
    "not_held": gettext_lazy("no line: in nothing that is held"),
    "leads_nowhere": gettext_lazy("no line: leads to nobody who knows"),
    "taken_back": gettext_lazy("no line: taken back"),
    "suspected": gettext_lazy("only suspected"),
    "denied": gettext_lazy("only denied"),
}
PEOPLE = {
    "victims": gettext_lazy("victims who count"),
    "named": gettext_lazy("victims who count, with a name"),
    "single": gettext_lazy("victims who count, single people"),
    "mentioned": gettext_lazy("all who are mentioned as victims"),
}


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The filters as values, and what the form shows: choices, what was typed, what could not be understood.

    `name`: words of the name of somebody in it; it stands beside what is wanted, which may have an alleged ground.
    """

    wanted: RecordFilter
    types: Sequence[tuple[str, str]]
    grounds: Sequence[tuple[str, str]]
    places: Sequence[Place]
    place: str
    start: str
    end: str
    name: str = ""
    words: Sequence[str] = ()
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> str:
        """Return on how many lines at least, as the form offers it."""
        return str(self.wanted.lines or "")

    @property
    def saying(self) -> Sequence[tuple[str, str]]:
        """Return what may be asked for of what is said."""
        return [(code, str(label)) for code, label in SAYING.items()]

    @property
    def people(self) -> Sequence[tuple[str, str]]:
        """Return which people may be asked for."""
        return [(code, str(label)) for code, label in PEOPLE.items()]

    @property
    def narrowed(self) -> bool:
        """Return whether anything is filtered."""
        return self.wanted != RecordFilter() or bool(self.name)


def asked(request: HttpRequest, labels: Labels, *, by_name: bool = False) -> FilterForm:
    """Read the filters from the address. What cannot be understood is a problem, and a page then shows no figures.

    `by_name`: whether the list can be filtered by a name; never together with an alleged ground.
    """
    given = filters_asked(request)
    problems = {"kept": problem} if (problem := kept_problem(request)) else {}
    types, grounds = labels.choices("type"), labels.choices("ground")
    place = place_asked(given.get("place", ""), problems)
    start, end = given.get("from", "").strip(), given.get("to", "").strip()
    ground = chosen(given, "ground", grounds, problems)
    period = period_asked(start, end, problems)
    wanted = RecordFilter(
        type=chosen(given, "type", types, problems),
        place=place.ref if place else "",
        ground=ground,
        earliest=period.earliest,
        latest=period.latest,
        lines=int(chosen(given, "lines", LINES, problems) or 0),
        said=chosen(given, "said", [(code, "") for code in SAID], problems),
        who=chosen(given, "who", [(code, "") for code in WHO], problems),
        counted=given.get("counted", "") == "1",
    )
    name = name_asked(given.get("name", "").strip(), ground, problems, by_name=by_name)
    uid = str(place.uid) if place else ""
    words = in_words(wanted, labels, place, start, end)
    return FilterForm(wanted, types, grounds, places(), uid, start, end, name, words, problems)


def known(code: str, choices: Sequence[tuple[str, str]]) -> str:
    """Return the code, if the list has it."""
    return code if any(code == each for each, _label in choices) else ""


def chosen(
    given: Mapping[str, str], name: str, choices: Sequence[tuple[str, str]], problems: dict[str, str]
) -> str:
    """Return the code that was chosen, if the list has it."""
    code = given.get(name, "")
    if code and not known(code, choices):
        what = {"label": LABELS[name]}
        problems[name] = _("%(label)s: the list has no such choice. Choose one that it has.") % what
    return known(code, choices)


def name_asked(text: str, ground: str, problems: dict[str, str], *, by_name: bool) -> str:
    """Return the words of a name, where this list may be filtered by them."""
    if text and ground:
        problems["name"] = _(
            "No list joins names to alleged grounds. Filter by a name, or by an alleged ground, not by both."
        )
    elif text and not by_name:
        problems["name"] = _("This page cannot be filtered by a name. Leave the name out.")
    else:
        return text
    return ""


def in_words(wanted: RecordFilter, labels: Labels, place: Place | None, start: str, end: str) -> list[str]:
    """Return the filters in words, each by itself; a name is left to the page, which may be veiled."""
    found = [
        labels.of("type", wanted.type),
        _("in %(place)s, with all below") % {"place": place.name} if place else "",
        _("from %(day)s") % {"day": start} if wanted.earliest else "",
        _("to %(day)s") % {"day": end} if wanted.latest else "",
        _("alleged ground: %(ground)s") % {"ground": labels.of("ground", wanted.ground)}
        if wanted.ground
        else "",
        ngettext("on %(n)d or more lines", "on %(n)d or more lines", wanted.lines) % {"n": wanted.lines}
        if wanted.lines
        else "",
        str(SAYING[wanted.said]) if wanted.said else "",
        str(PEOPLE[wanted.who]) if wanted.who else "",
    ]
    return [each for each in found if each]


def place_asked(uid: str, problems: dict[str, str]) -> Place | None:
    """Return the place with this uid."""
    try:
        found = Place.objects.filter(uid=UUID(uid)).first() if uid else None
    except ValueError:
        found = None
    if uid and found is None:
        problems["place"] = _("There is no such place. Choose one of the list.")
    return found


def places() -> list[Place]:
    """Return the places to choose from, by name."""
    return list(Place.objects.order_by("name", "ref")[:MOST_PLACES])


def period_asked(start: str, end: str, problems: dict[str, str]) -> Bounds:
    """Return the first and the last day of a period that was typed."""
    first, last = day(start, "from", problems).earliest, day(end, "to", problems).latest
    if first and last and first > last:
        problems["to"] = _("The end of this period lies before its beginning. Exchange the two.")
    return Bounds(first, last)


def day(text: str, side: str, problems: dict[str, str]) -> Bounds:
    """Return the bounds of a date that was typed."""
    try:
        return bounds(text)
    except DateError:
        problems[side] = _("This is not a date. Write 2017, 2017-04 or 2017-04-01.")
        return Bounds(None, None)


def filters_not_understood(
    request: HttpRequest, filters: FilterForm, page: str, problem: str = ""
) -> HttpResponse:
    """Show the filters with what is wrong with them, and no figure."""
    problems = [*filters.problems.values(), *filter(None, [problem])]
    context = {"filters": filters, "action": reverse(page), "page": page, "problems": problems}
    return render(request, "desk/filters_not_understood.html", context)
