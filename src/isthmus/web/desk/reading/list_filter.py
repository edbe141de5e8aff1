"""The filters of the lists of documents, sources, places and background: choices, words of a name, a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from isthmus.core.dates import Bounds
from isthmus.store.desk.models import SearchKind
from isthmus.store.desk.queries.search import Search
from isthmus.web.desk.reading.filters import period_asked
from isthmus.web.desk.reading.kept_filters import filters_asked, kept_problem

__all__ = ["ChoiceFilter", "ListFilter", "list_filter"]

# The choices of a list, by the name of their field: its label, what stands for all, then code and label of each.
type Choices = Mapping[str, tuple[str, str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class ChoiceFilter:
    """One filter that offers a choice, and what was chosen."""

    name: str
    label: str
    every: str
    choices: Sequence[tuple[str, str]]
    chosen: str

    @property
    def words(self) -> str:
        """Return what was chosen, in words."""
        return next((label for code, label in self.choices if code == self.chosen), "")


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list was asked to show: words of a name, a choice in each field; what was not understood.

    `start` and `end`: the period as it was typed, where the list `has_period`; `period`: its first and last day.
    """

    name: str
    fields: Sequence[ChoiceFilter]
    problems: Mapping[str, str] = field(default_factory=dict)
    has_period: bool = False
    start: str = ""
    end: str = ""
    period: Bounds | None = None

    def chosen(self, name: str) -> str:
        """Return what was chosen in a field."""
        return next(each.chosen for each in self.fields if each.name == name)

    @property
    def narrowed(self) -> bool:
        """Return whether anything is left out."""
        return bool(self.name or self.start or self.end) or any(each.chosen for each in self.fields)

    @property
    def words(self) -> Sequence[str]:
        """Return the choices that were made, in words, without the name."""
        chosen = [f"{each.label}: {each.words}" for each in self.fields if each.words]
        from_day = [_("from %(day)s") % {"day": self.start}] if self.start else []
        to_day = [_("to %(day)s") % {"day": self.end}] if self.end else []
        return [*chosen, *from_day, *to_day]

    def named(self, kind: SearchKind) -> list[int] | None:
        """Return the rows whose name answers, by primary key; None where no name was asked for."""
        return [hit.row for hit in Search(self.name).hits(kind) if not hit.part] if self.name else None


def list_filter(request: HttpRequest, choices: Choices, *, period: bool = False) -> ListFilter:
    """Read the filters from the address; `period`: whether the list can be filtered by one."""
    given = filters_asked(request)
    problems = {"kept": problem} if (problem := kept_problem(request)) else {}
    fields = []
    for name, (label, every, offered) in choices.items():
        chosen = given.get(name, "")
        if chosen and all(chosen != code for code, _label in offered):
            problems[name] = _("“%(label)s” has no such choice. Choose one of the list.") % {"label": label}
            chosen = ""
        fields.append(ChoiceFilter(name, label, every, offered, chosen))
    found = ListFilter(given.get("name", "").strip(), fields, problems, period)
    return _with_period(found, given, problems) if period else found


def _with_period(found: ListFilter, given: Mapping[str, str], problems: dict[str, str]) -> ListFilter:
    start, end = given.get("from", "").strip(), given.get("to", "").strip()
    if not (start or end):
        return found
    wanted = period_asked(start, end, problems)
    return replace(found, start=start, end=end, period=None if problems else wanted)
