"""What a list was asked to show: the filters of the record, of people and of the count, from the address."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.core.dates import Bounds, DateError, bounds
from isthmus.store.desk.models import Place
from isthmus.store.desk.queries.record import SAID, WHO, RecordFilter
from isthmus.web.desk.reading.kept_filters import filters_asked
from isthmus.web.desk.reading.words import Labels

__all__ = ["FilterForm", "asked"]

MOST_PLACES = 1000
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
    """The filters as values, and what the form shows: choices, what was typed, what could not be read."""

    wanted: RecordFilter
    types: Sequence[tuple[str, str]]
    grounds: Sequence[tuple[str, str]]
    places: Sequence[Place]
    place: str
    start: str
    end: str
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
        return self.wanted != RecordFilter()


def asked(request: HttpRequest, labels: Labels) -> FilterForm:
    """Read the filters from the address; what can not be read filters nothing and is said."""
    given = filters_asked(request)
    problems: dict[str, str] = {}
    types, grounds = labels.choices("type"), labels.choices("ground")
    place = place_asked(given.get("place", ""), problems)
    start, end = given.get("from", "").strip(), given.get("to", "").strip()
    wanted = RecordFilter(
        type=known(given.get("type", ""), types),
        place=place.ref if place else "",
        ground=known(given.get("ground", ""), grounds),
        earliest=day(start, "from", problems).earliest,
        latest=day(end, "to", problems).latest,
        lines=lines(given.get("lines", "")),
        said=given.get("said", "") if given.get("said", "") in SAID else "",
        who=given.get("who", "") if given.get("who", "") in WHO else "",
        counted=given.get("counted", "") == "1",
    )
    uid = str(place.uid) if place else ""
    return FilterForm(wanted, types, grounds, places(), uid, start, end, problems)


def known(code: str, choices: Sequence[tuple[str, str]]) -> str:
    """Return the code, if the list has it."""
    return code if any(code == each for each, _label in choices) else ""


def lines(text: str) -> int:
    """At least so many lines, of the choices that the form gives."""
    return int(text) if text in ("1", "2", "3") else 0


def place_asked(uid: str, problems: dict[str, str]) -> Place | None:
    """Return the place with this uid."""
    try:
        return Place.objects.filter(uid=UUID(uid)).first() if uid else None
    except ValueError:
        problems["place"] = _("There is no such place.")
        return None


def places() -> list[Place]:
    """Return the places to choose from, by name."""
    return list(Place.objects.order_by("name", "ref")[:MOST_PLACES])


def day(text: str, side: str, problems: dict[str, str]) -> Bounds:
    """Return the bounds of a date that was typed."""
    try:
        return bounds(text)
    except DateError:
        problems[side] = _("This is no date. Write 2017, 2017-04 or 2017-04-01.")
        return Bounds(None, None)
