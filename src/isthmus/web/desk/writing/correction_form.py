"""The fields of one row of the register, as they are corrected: sources and places by their names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.actions.desk.coding.references import named, place_references, source_references
from isthmus.core.workbook.problems import Problem
from isthmus.core.workbook.schema import Column
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Place, Source
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.writing.forms import FormField, choice_words, column_field, rule_words, text_typed

__all__ = ["CorrectionForm", "cell_shown", "cell_words"]

NAMED = {"sources": Source, "places": Place}
# The choices of the only column with choices of which the coding form asks nothing.
ONCE = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}
# What a row is part of: it is moved seldom, and is asked for last.
BELONGS = {"statements.document", "acts.statement", "mentions.act", "statuses.statement", "statuses.mention"}


class CorrectionForm(forms.Form):
    """The columns of a row as fields; a cell that is sealed is shown empty, and stays unless something is typed."""

    def __init__(self, columns: Sequence[Column], cells: Mapping[str, str], data: Any = None) -> None:
        """Make the form. `cells`: the row as it is, as a workbook writes it."""
        super().__init__(data, initial={each.name: cell_shown(each, cells[each.name]) for each in columns})
        self.columns = {each.name: each for each in columns}
        self.cells = cells
        labels = Labels.load()
        for each in columns:
            self.fields[each.name] = _field(each, labels, cells[each.name])

    def typed(self) -> dict[str, str]:
        """Return the cells as they would be; what is not found stays as typed, and its field says so."""
        return {name: self._cell(column) for name, column in self.columns.items()}

    def merged(self, base: Mapping[str, str]) -> dict[str, str]:
        """Return what the fields hold where that differs from `base`, and the row as it is where it does not."""
        now = {name: str(self.initial[name]) for name in self.columns}
        mine = {name for name, cell in self.typed().items() if cell != base[name]}
        return {name: text_typed(self[name].value()) if name in mine else now[name] for name in now}

    def add_problems(self, problems: Mapping[str, tuple[Problem, ...]]) -> None:
        """Say at its field what rule a cell would break, and what to do."""
        self.full_clean()
        for name, found in problems.items():
            if name not in self.errors:  # a name that means nothing, or too much, has its own sentence
                label = str(self.fields[name].label)
                for each in found:
                    self.add_error(name, [rule_words(one, label) for one in each.says])

    def first(self) -> list[FormField]:
        """Return the fields of what the row says."""
        return [self._field_shown(name) for name in self.columns if not self._belongs(name)]

    def belonging(self) -> list[FormField]:
        """Return the fields of what the row is part of."""
        return [self._field_shown(name) for name in self.columns if self._belongs(name)]

    def clean(self) -> None:
        """Say which names mean nothing, or more than one row."""
        for name, column in self.columns.items():
            if column.to in NAMED:
                self._refuse_unknown(name, column)

    def _belongs(self, name: str) -> bool:
        return f"{self.columns[name].sheet}.{name}" in BELONGS

    def _cell(self, column: Column) -> str:
        text = text_typed(self[column.name].value())
        if text == self.initial[column.name]:
            return self.cells[column.name]
        if column.to not in NAMED:
            return text
        return ";".join(found[0] if len(found) == 1 else name for name, found in _meant(column, text))

    def _refuse_unknown(self, name: str, column: Column) -> None:
        for text, found in _meant(column, text_typed(self[name].value())):
            if not found and column.to == "sources":
                self.add_error(
                    name, _("No source is called “%(name)s”. Choose one that is offered.") % {"name": text}
                )
            elif not found:
                self.add_error(
                    name, _("No place is called “%(name)s”. Choose one that is offered.") % {"name": text}
                )
            elif len(found) > 1:
                choices = ", ".join(f"{text} [{ref}]" for ref in found)
                self.add_error(
                    name, _("Several are called so. Write one of: %(choices)s.") % {"choices": choices}
                )

    def _field_shown(self, name: str) -> FormField:
        return FormField.of(self[name], self.columns[name])


def _field(column: Column, labels: Labels, cell: str) -> forms.CharField:
    found, sealed = column_field(column, labels), is_token(cell)
    if column.choices and not sealed:
        found.widget.choices = list(_offered(column, cell).items())
    if column.type == "text" and column.name in ("note", "description"):
        found.widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    if sealed:
        found.help_text = _(
            "Sealed. Left empty, it stays as it is; what you type takes its place, and is sealed."
        )
    found.widget.attrs["autocomplete"] = "off"
    return found


def _offered(column: Column, cell: str) -> dict[str, str]:
    """Return the choices of a column in words; one that means what an empty cell means only where it stands there."""
    words = _words(column)
    kept = {each: words[each] for each in ("", *column.choices) if each in words}
    if cell and cell not in kept:
        kept[cell] = kept.get("", cell)
    if column.required:
        kept.pop("", None)
    return kept


def _words(column: Column) -> dict[str, str]:
    """Return what the choices of a column are called, as the coding form says them."""
    return choice_words(column) or {"": _("not stated"), **{each: str(word) for each, word in ONCE.items()}}


def cell_words(column: Column, cell: str, labels: Labels) -> str:
    """Return a cell in words, as its field shows it."""
    if is_token(cell):
        return _("sealed")
    if column.type == "code":
        return labels.of(column.to, cell)
    return _offered(column, cell).get(cell, cell) if column.choices and cell else cell_shown(column, cell)


def cell_shown(column: Column, cell: str) -> str:
    """Return a cell as its field shows it."""
    if is_token(cell):
        return ""
    if column.to not in NAMED or not cell:
        return cell
    refs = cell.split(";")
    rows: QuerySet[Any] = NAMED[column.to]._default_manager.filter(Q(("ref__in", refs)))
    names: dict[str, str] = dict(rows.values_list("ref", "name"))
    meanings = _meanings(column, {name for name in names.values() if not is_token(name)})
    return "; ".join(_called(ref, names.get(ref, ""), meanings) for ref in refs)


def _called(ref: str, name: str, meanings: Mapping[str, tuple[str, ...]]) -> str:
    """Return a source or place by its name, with its id where the name alone would not find it again."""
    if not name or is_token(name) or ";" in name:
        return f"[{ref}]"
    return name if meanings[name] == (ref,) else f"{name} [{ref}]"


def _meant(column: Column, typed: str) -> list[tuple[str, tuple[str, ...]]]:
    texts = named(typed)
    meanings = _meanings(column, texts)
    return [(text, meanings[text]) for text in texts]


def _meanings(column: Column, texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    listed = list(texts)
    found = source_references(listed) if column.to == "sources" else place_references(listed)
    return {text: found.of(text) for text in listed}
