"""The fields of a draft, made from the columns that they are. They check nothing: a draft may be unfinished.

The workbook's rules speak at the end. A part of a draft says which fields there are and in which order; how a field of
a kind looks, how wide it is and what it offers is said here, once for each kind and for a few columns by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from isthmus.actions.desk.coding.draft import (
    DraftDocument,
    DraftMention,
    DraftPart,
    DraftStatement,
    NewPlace,
    NewSource,
    columns_of,
    place_of,
)
from isthmus.core.messages import Message
from isthmus.core.workbook.schema import Column, sheet
from isthmus.language import CATALOGUES
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.writing.date_preview import DatePreview, date_preview

__all__ = [
    "PARTS",
    "FormField",
    "PartForm",
    "choice_words",
    "column_field",
    "label_of",
    "rule_words",
    "text_typed",
    "typed",
]

PARTS: Mapping[str, type[DraftPart]] = {
    "document": DraftDocument,
    "statement": DraftStatement,
    "mention": DraftMention,
    "source": NewSource,
    "place": NewPlace,
}
# Few choices, each seen at once; and what a passage, a source or one of its choices needs that its kind does not say.
RADIO = {"documents.held", "statements.basis", "statements.stance"}
WIDE = {
    "acts.note",
    "documents.lists_once",
    "documents.title",
    "documents.url",
    "statements.quote",
    "statements.retracts",
}
CLASSES = {
    "contests": "wide",
    "contests_words": "name-field",
    "mentions.as_said": "name-field",
    "mentions.description": "name-field",
    "mentions.name": "name-field",
    "mentions.sex": "short",
    "same_as": "",
    "statements.denies": "when-denies",
    "statements.retracts": "wide when-retracts",
    "statements.told_by": "wide when-told",
}
SIZES = {"mentions.sex": "6", "statements.locator": "12", "documents.language": "6"}


@dataclass(frozen=True, slots=True)
class FormField:
    """A field as the page shows it: how wide, and of a date what it means so far."""

    field: BoundField
    css: str
    preview: DatePreview | None = None

    @classmethod
    def of(cls, bound: BoundField, column: Column) -> "FormField":
        """Return the field of a column as it is filled in."""
        is_date = column.type == "date"
        preview = date_preview(str(bound.value() or ""), bound.html_name) if is_date else None
        return cls(bound, _css(column), preview)


class PartForm(forms.Form):
    """A part of a draft as a form."""

    def __init__(
        self,
        part: type[DraftPart],
        data: Any = None,
        *,
        prefix: str,
        groups: Mapping[str, str] | None = None,
        same: Mapping[str, str] | None = None,
        deniable: Mapping[str, str] | None = None,
    ) -> None:
        """Make the form; nothing is offered where nobody chooses.

        `groups`: what a mention may be part of, in words, by key; `same`: whom it may be the same as, likewise.
        `deniable`: what a denial may contest.
        """
        super().__init__(data, prefix=prefix)
        self.part = part
        self.columns = dict(columns_of(part))
        labels = Labels.load() if any(column.type == "code" for column in self.columns.values()) else None
        for each in fields(part):
            if each.name in self.columns:
                self.fields[each.name] = column_field(self.columns[each.name], labels)
        if part is DraftMention:
            self.fields["speaks"] = _speaks()
            self.fields["key"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.fields["within"].widget = _people_offered(groups)
            self.fields["same_as"] = _same_as(same)
        if part is DraftStatement:
            self.fields |= _asked_of_a_denial(deniable or {})
        if part in (NewSource, NewPlace):  # what it is called was typed elsewhere
            self.fields["name"] = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
        if part is DraftStatement:
            self.fields["date"].widget.attrs["list"] = "dates"
        for field in self.fields.values():  # a browser writes what is typed elsewhere into its profile
            field.widget.attrs["autocomplete"] = "off"

    def blank(self, name: str) -> FormField:
        """Return one field, for a page that says where in a sentence it stands."""
        return self._shown(name)

    def first(self) -> list[FormField]:
        """Return the fields that are always asked for first."""
        return self._at("")

    def after(self) -> list[FormField]:
        """Return the fields beneath the people of a statement."""
        return self._at("after")

    def denied(self) -> list[FormField]:
        """Return the fields in which it is asked what is denied."""
        return self._at("denied")

    def seldom(self) -> list[FormField]:
        """Return the fields that are folded away."""
        return self._at("seldom")

    @property
    def is_source(self) -> bool:
        """Return whether it is of a new source, and not of a new place."""
        return self.part is NewSource

    def seldom_filled(self) -> bool:
        """Return whether anything stands in a folded field, or is wrong with it."""
        return any(each.field.value() or each.field.errors for each in self.seldom())

    def _at(self, place: str) -> list[FormField]:
        places = place_of(self.part)
        wanted = (name for name in self.fields if places.get(name, "") == place)
        return [self._shown(name) for name in wanted if not self.fields[name].widget.is_hidden]

    def _shown(self, name: str) -> FormField:
        column, bound = self.columns.get(name), self[name]
        if column is None:
            return FormField(bound, CLASSES.get(name, "tick"))
        return FormField.of(bound, column)


def _css(column: Column) -> str:
    name = f"{column.sheet}.{column.name}"
    if name in CLASSES:
        return CLASSES[name]
    if name in RADIO:
        return "wide row"
    if name in WIDE or column.to == "sources":
        return "wide"
    return {"number": "short", "age": "short", "date": "date"}.get(column.type, "")


def column_field(column: Column, labels: Labels | None) -> forms.CharField:
    """Return a column's field: everything is kept as typed, also what is on no list."""
    found = forms.CharField(required=False, strip=False, widget=_widget(column, labels))
    found.label = said(column.label)
    found.help_text = said(column.hint) if column.hint.code in CATALOGUES else ""
    return found


def _widget(column: Column, labels: Labels | None) -> forms.Widget:
    name = f"{column.sheet}.{column.name}"
    if column.choices:
        offered = list(choice_words(column).items())
        return forms.RadioSelect(choices=offered) if name in RADIO else forms.Select(choices=offered)
    if column.type == "code":
        assert labels is not None
        return forms.Select(choices=[("", _("not stated")), *labels.choices(column.to)])
    if name == "statements.quote":
        return forms.Textarea(attrs={"rows": 3, "class": "said", "dir": "auto"})
    return forms.TextInput(attrs={"dir": "auto", **_attributes(column, name)})


def _attributes(column: Column, name: str) -> dict[str, str]:
    if column.to in ("sources", "places"):
        return {"list": column.to}
    if name in SIZES:
        return {"size": SIZES[name]}
    by_kind = {
        "date": {"data-date": ""},
        "number": {"inputmode": "numeric", "size": "4"},
        "age": {"size": "6"},
        "name": {"spellcheck": "false"},
        "url": {"inputmode": "url"},
    }
    return by_kind.get(column.type, {})


def choice_words(column: Column) -> dict[str, str]:
    """Return the choices that a form offers, in words; what an empty cell means is offered as none."""
    messages = {choice: column.choice(choice) for choice in ("", *column.choices)}
    return {choice: said(message) for choice, message in messages.items() if message.code in CATALOGUES}


def _people_offered(people: Mapping[str, str] | None) -> forms.Widget:
    """Return the choice among people of the draft; hidden where there is none to choose."""
    if people is not None and not people:
        return forms.HiddenInput()
    return forms.Select(choices=[("", _("not stated")), *(people or {}).items()])


def _same_as(people: Mapping[str, str] | None) -> forms.CharField:
    """Return the choice among those of other statements: a judgement, made when the draft goes into the register."""
    found = forms.CharField(label=_("The same as"), required=False, widget=_people_offered(people))
    found.help_text = _("One person, group or unit, as you judge: nobody is asked about it again.")
    return found


def _asked_of_a_denial(deniable: Mapping[str, str]) -> dict[str, forms.Field]:
    """Return the fields of a statement that are no columns: which one it is, what it denies, what was looked for."""
    contests = forms.CharField(label=_("What is denied"), required=False)
    contests.help_text = _(
        "A statement or an incident and its denial are one incident, as you judge it here: what was done is taken from "
        "it, and so are date and place where you type none."
    )
    contests.widget = forms.RadioSelect(choices=list(deniable.items()))
    words = forms.CharField(label=_("An incident of the record: words of it"), required=False, strip=False)
    words.widget.attrs["dir"] = "auto"
    hidden = {name: forms.CharField(required=False, widget=forms.HiddenInput) for name in ("key", "act_of")}
    return {**hidden, "contests": contests, "contests_words": words}


def _speaks() -> forms.CharField:
    tick = forms.CheckboxInput(attrs={"value": "yes"})
    label = said(sheet("mentions").column("speaker").label)
    return forms.CharField(label=label, required=False, widget=tick)


def label_of(part: str, name: str) -> str:
    """Return what the field of a part is called; nothing for what has no field."""
    return next((said(column.label) for each, column in columns_of(PARTS[part]) if each == name), "")


def rule_words(rule: Message | str, label: str) -> str:
    """Return a rule, or its way out, as a form says it: a column is called as its field is."""
    if isinstance(rule, Message) and label and "column" in rule.values:
        rule = Message(rule.code, **(rule.values | {"column": f"“{label}”"}))
    return said(rule) if isinstance(rule, Message) else rule


def typed(form: PartForm) -> dict[str, str]:
    """Return what was typed into a form, field by field, unchecked."""
    return {name: text_typed(form[name].value()) for name in form.fields}


def text_typed(value: object) -> str:
    """Return what a field holds as text."""
    # Zero bytes can be kept by no database; everything else is kept as typed.
    if isinstance(value, str):
        return value.replace("\x00", "").replace("\r\n", "\n")
    return "yes" if value is True else ""
