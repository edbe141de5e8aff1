"""Filters of the pages on which something is written down."""

from typing import Any

from django import template
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from isthmus.store.desk.models import Act, Document, Mention
from isthmus.web.desk import veil
from isthmus.web.desk.language import renderer
from isthmus.web.desk.reading.sources import source_name
from isthmus.web.desk.reading.words import described
from isthmus.web.desk.writing.custody import ACTION_WORDS
from isthmus.web.desk.writing.document_recognition import recognition_of
from isthmus.web.desk.writing.forms import PartForm
from isthmus.web.desk.writing.history import ROWS
from isthmus.web.desk.writing.jobs import state_words
from isthmus.web.desk.writing.pair_diff import MarkedText
from isthmus.web.desk.writing.pair_sides import act_words, spoken_by

__all__ = [
    "action_words",
    "blank",
    "document_recognition",
    "marked_text",
    "mention_words",
    "percent",
    "register",
    "row_words",
    "speakers",
]

register = template.Library()


@register.inclusion_tag("desk/parts/document_recognition.html", takes_context=True)
def document_recognition(context: Any, row: Document) -> dict[str, Any]:
    """Show what is known of recognising the letters of a document, and let it be done."""
    return {"row": row, "found": recognition_of(row), "csrf_token": context.get("csrf_token")}


@register.simple_tag
def blank(form: PartForm, name: str, *, labelled: bool = False, hinted: bool = True) -> SafeString:
    """Return a field as a blank in a sentence.

    `labelled`: its label is part of the sentence; else it is only read aloud, and stands in the blank while that is
    empty, unless the sentence says as much (`hinted`).
    """
    shown = form.blank(name)
    if shown.field.is_hidden:
        return SafeString(shown.field)
    if hinted and not labelled:
        shown.field.field.widget.attrs["placeholder"] = shown.field.label
    return render_to_string("desk/writing/blank.html", {"each": shown, "labelled": labelled})


@register.filter
def percent(share: float) -> int:
    """Return a share as whole percent."""
    return round(share * 100)


@register.filter
def row_words(row: object) -> str:
    """Return what kind of row it is; of one that is gone, that."""
    table = str(row._meta.model_name) if isinstance(row, Model) else ""
    return str(ROWS.get(table, _("a row that is gone")))


@register.filter
def action_words(action: str) -> str:
    """Return what an event of the log did; an action of another version as the log has it."""
    return str(ACTION_WORDS.get(action, action))


@register.simple_tag(takes_context=True)
def speakers(context: Any, row: Mention | Act) -> str:
    """Return those who say it, as a list in words."""
    hide = veil.shown_veiled(context)
    return renderer().value(tuple(source_name(each, veiled=hide) for each in spoken_by(row)), "and")


@register.filter
def mention_words(mention: Mention) -> str:
    """Return a mention without its name."""
    return described(mention)


@register.simple_tag(takes_context=True)
def marked_text(context: Any, stated: MarkedText) -> SafeString:
    """Return what one side states in its own direction, with the words marked that the other does not have."""
    if not stated.words:
        return mark_safe("—")
    hide = stated.name and veil.shown_veiled(context)
    words = [(veil.initials(each.text) if hide else each.text, each.differs) for each in stated.words]
    joined = format_html_join(
        " ", "{}", ((format_html("<mark>{}</mark>", text) if marked else text,) for text, marked in words)
    )
    return format_html('<bdi dir="auto" class="{}">{}</bdi>', "name" if stated.name else "stated", joined)


register.filter(act_words)
register.filter(state_words)
