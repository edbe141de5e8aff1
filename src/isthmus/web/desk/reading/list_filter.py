"""The filters of the lists of documents, sources and places: choices, and words of a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from isthmus.store.desk.models import SearchKind
from isthmus.store.desk.queries.search import Search
from isthmus.web.desk.reading.kept_filters import filters_asked

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
    """What a list was asked to show: words of a name, a choice in each field; what was not understood."""

    name: str
    fields: Sequence[ChoiceFilter]
    problems: Mapping[str, str] = field(default_factory=dict)

    def chosen(self, name: str) -> str:
        """Return what was chosen in a field."""
        return next(each.chosen for each in self.fields if each.name == name)

    @property
    def narrowed(self) -> bool:
        """Return whether anything is left out."""
        return bool(self.name) or any(each.chosen for each in self.fields)

    @property
    def words(self) -> Sequence[str]:
        """Return the choices that were made, in words, without the name."""
        return [f"{each.label}: {each.words}" for each in self.fields if each.words]

    def named(self, kind: SearchKind) -> list[int] | None:
        """Return the rows whose name answers, by primary key; None where no name was asked for."""
        return [hit.row for hit in Search(self.name).hits(kind) if not hit.part] if self.name else None


def list_filter(request: HttpRequest, choices: Choices) -> ListFilter:
    """Read the filters from the address."""
    given = filters_asked(request)
    problems: dict[str, str] = {}
    fields = []
    for name, (label, every, offered) in choices.items():
        chosen = given.get(name, "")
        if chosen and all(chosen != code for code, _label in offered):
            problems[name] = _("“%(label)s” has no such choice. Choose one of the list.") % {"label": label}
            chosen = ""
        fields.append(ChoiceFilter(name, label, every, offered, chosen))
    return ListFilter(given.get("name", "").strip(), fields, problems)
