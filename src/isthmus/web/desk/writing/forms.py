"""The fields of a draft. They check nothing: a draft may be unfinished; the workbook's rules speak at the end."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isthmus.core.workbook.vocabularies import VOCABULARIES
from isthmus.web.desk.reading.words import Labels

__all__ = [
    "BASES",
    "FORMS",
    "STANCES",
    "DocumentForm",
    "MentionForm",
    "NewPlaceForm",
    "NewSourceForm",
    "StatementForm",
    "typed",
]

type Choices = list[tuple[str, Any]]

PROTECTION: Choices = [
    ("", _("public")),
    ("confidential", _("confidential")),
    ("sealed", _("sealed")),
]
SOURCE_KINDS: Choices = [
    ("", _("choose…")),
    ("person", _("a person")),
    ("organisation", _("an organisation")),
    ("outlet", _("an outlet (newspaper, site, channel)")),
    ("authority", _("an authority")),
    ("protected", _("protected: known to whoever cites it, not to us")),
    ("anonymous", _("anonymous: known to nobody")),
    ("self", _("our own organisation")),
]
PRECISION: Choices = [
    ("", _("not stated")),
    ("point", _("a point")),
    ("settlement", _("a settlement")),
    ("district", _("a district")),
    ("region", _("a region")),
    ("country", _("a country")),
]
STANCES: Choices = [("asserts", _("assert")), ("denies", _("deny")), ("retracts", _("take back"))]
BASES: Choices = [
    ("first_hand", _("first hand")),
    ("told", _("told by…")),
    ("record", _("a record")),
    ("unknown", _("not stated")),
]
DENIED: Choices = [
    ("", _("that it happened")),
    ("perpetrator", _("who did it")),
    ("victim", _("to whom")),
    ("ground", _("the alleged ground")),
    ("number", _("the number")),
]
SCOPES: Choices = [("", _("this act")), ("general", _("acts like it, in general"))]
ROLES: Choices = [
    ("victim", _("to whom")),
    ("perpetrator", _("by whom")),
    ("ordered", _("ordered by")),
    ("witness", _("seen by")),
]
KINDS: Choices = [
    ("", _("as the numbers say")),
    ("individual", _("one person")),
    ("group", _("a group")),
    ("unit", _("a unit")),
]
YES_NO: Choices = [("yes", _("yes")), ("no", _("no, only cited"))]


def text(label: Any, help_text: Any = "", **attributes: Any) -> forms.CharField:
    """A field of one line, kept exactly as typed."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", **attributes})
    return forms.CharField(label=label, help_text=help_text, required=False, strip=False, widget=widget)


def choice(
    label: Any, choices: Choices | None = None, *, radio: bool = False, help_text: Any = ""
) -> forms.CharField:
    """A closed list; what is not on it is kept all the same, and refused at the end."""
    offered = choices or []
    widget = forms.RadioSelect(choices=offered) if radio else forms.Select(choices=offered)
    return forms.CharField(label=label, help_text=help_text, required=False, strip=False, widget=widget)


class DocumentForm(forms.Form):
    """What is known of the document itself."""

    prefix = "document"
    title = text(_("Title"))
    author = text(
        _("Author"),
        _("Who wrote or spoke it. Joint authors: with “;” between."),
        list="sources",
    )
    held = choice(_("Do we hold the document itself?"), YES_NO, radio=True)
    published = text(_("Published"), **{"data-date": ""})
    language = text(_("Language"), _("As a code: en, ru, ka."), size="6")
    url = text(_("Address"), _("Where it was found."), inputmode="url")
    protection = choice(_("Protection"), PROTECTION)


class StatementForm(forms.Form):
    """One statement: who says so and how they know come first."""

    prefix = "statement"
    quote = forms.CharField(
        label=_("Quote"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "said", "dir": "auto"}),
    )
    locator = text(_("Where in it"), _("Page, paragraph or time."), size="12")
    speaker = text(_("Who says it?"), list="sources")
    via = text(
        _("Passed on by"), _("From the author’s side to the speaker’s, with “;” between."), list="sources"
    )
    basis = choice(_("How do they know?"), BASES, radio=True)
    told_by = text(_("Told by"), _("Several: separate them with “;”."), list="sources")
    stance = choice(_("They"), STANCES, radio=True)
    denies = choice(_("What they deny"), DENIED)
    retracts = text(_("Which statement they take back"), _("Its id, as the document’s page shows it."))
    type = choice(_("What was done"))
    date = text(_("When"), **{"data-date": ""})
    place = text(_("Where"), list="places")
    ground = choice(_("Alleged ground"), help_text=_("Of the act, as this source states it."))
    method = choice(_("How"))
    outcome = choice(_("With what outcome"))
    scope = choice(_("Speaks of"), SCOPES)
    said = text(_("Said on"), _("If it differs from the document’s date."), **{"data-date": ""})
    protection = choice(_("Protection"), PROTECTION)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = Labels.load()
        for name in VOCABULARIES:
            self.fields[name].widget.choices = [("", _("not stated")), *labels.choices(name)]


class MentionForm(forms.Form):
    """One person, group or unit; only what helps to tell people apart."""

    role = choice(_("Role"), ROLES)
    low = text(_("At least"), inputmode="numeric", size="4")
    high = text(_("At most"), inputmode="numeric", size="4")
    name = text(_("Name"), spellcheck="false")
    kind = choice(_("Kind"), KINDS)
    sex = text(_("Sex"), _("As stated."), size="6")
    age = text(_("Age"), _("A number, or 15/17."), size="6")
    speaks = forms.CharField(
        label=_("This is the one who says it"),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": "yes"}),
    )


class NewSourceForm(forms.Form):
    """A source made in passing; its kind is always asked."""

    name = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    kind = choice(_("What is it?"), SOURCE_KINDS)
    protection = choice(_("Protection"), PROTECTION)
    affiliation = text(_("Under the control of"), list="sources")


class NewPlaceForm(forms.Form):
    """A place made in passing."""

    name = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    precision = choice(_("How precise is it?"), PRECISION)
    parent = text(_("Lies in"), list="places")


FORMS: Mapping[str, type[forms.Form]] = {
    "document": DocumentForm,
    "statement": StatementForm,
    "mention": MentionForm,
    "source": NewSourceForm,
    "place": NewPlaceForm,
}


def typed(form: forms.Form) -> dict[str, str]:
    """What was typed into a form, field by field, unchecked."""
    return {name: _text(form[name].value()) for name in form.fields}


def _text(value: object) -> str:
    # Zero bytes can be kept by no database; everything else is kept as typed.
    return (
        value.replace("\x00", "").replace("\r\n", "\n")
        if isinstance(value, str)
        else "yes"
        if value is True
        else ""
    )
