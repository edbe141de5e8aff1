"""What stands below the page of a row: who coded it and when it changed, notes, the files of a document."""

from typing import Any

from django import template
from django.db.models import Model

from isthmus.store.desk.models import Document
from isthmus.web.desk.reading import about
from isthmus.web.desk.sealed_words import look_of

__all__ = ["about_row", "document_files", "register"]

register = template.Library()

# What the parts of a page need of the page's context.
_AROUND = ("request", "looking", "actor")


@register.inclusion_tag("desk/parts/about_row.html", takes_context=True)
def about_row(context: Any, row: Model) -> dict[str, Any]:
    """Return who coded what a page shows, what changed last, the notes beside it, and names like its own."""
    return {**_around(context), "about": about.about_row(row)}


@register.inclusion_tag("desk/parts/document_files.html", takes_context=True)
def document_files(context: Any, row: Document) -> dict[str, Any]:
    """Return what came in of a document."""
    is_open = look_of(context["request"]) is not None
    return {**_around(context), "row": row, "files": about.files_of(row, is_open=is_open)}


def _around(context: Any) -> dict[str, Any]:
    return {name: context.get(name) for name in _AROUND}
