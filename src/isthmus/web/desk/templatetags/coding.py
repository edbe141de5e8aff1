"""Fields as blanks in the sentences of the page on which a document is coded."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from isthmus.web.desk.writing.forms import PartForm

__all__ = ["blank", "register"]

register = template.Library()


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
