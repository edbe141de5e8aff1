"""Tags and filters of the desk: names under the veil, assets, lines, paging."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from isthmus.store.desk.models import Person, Source
from isthmus.web.base import assets
from isthmus.web.desk import veil
from isthmus.web.desk.reading.dates import Dated, dated
from isthmus.web.desk.reading.sources import source_name
from isthmus.web.desk.reading.words import listed

__all__ = [
    "asset",
    "day",
    "entry",
    "lines_mark",
    "name",
    "person_label",
    "register",
    "source_link",
    "source_links",
    "source_text",
    "text",
    "with_query",
]

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """The address of a static file."""
    return assets.address(name)


@register.simple_tag(takes_context=True)
def name(context: Any, written: str, single: bool = True) -> SafeString:
    """A name in its own direction; initials under the veil, where a group's or unit's keeps its small words."""
    hide = veil.initials if single else veil.capital_initials
    shown = hide(written) if veil.shown_veiled(context) else written
    return format_html('<bdi class="name">{}</bdi>', shown)


@register.simple_tag(takes_context=True)
def person_label(context: Any, person: Person, words: str = "") -> SafeString:
    """A person's name, or else how statements describe it."""
    if person.name:
        return name(context, person.name, single=person.at_most == 1)
    unnamed = _("one person, unnamed") if person.at_most == 1 else _("people, unnamed")
    return format_html("{}", words or unnamed)


@register.simple_tag(takes_context=True)
def text(context: Any, written: str) -> str:
    """What somebody wrote; under the veil, names that were coded are initials in it."""
    return veil.veil_text(written, context["request"]) if veil.shown_veiled(context) else written


@register.simple_tag
def lines_mark(lines: int, at_most: int | None = None) -> SafeString:
    """Independent lines as a number in a ring: solid from 2, thin at 1, broken at 0."""
    ring = "two" if lines >= 2 else "one" if lines else "none"
    spoken = ngettext("%(n)d independent line", "%(n)d independent lines", lines) % {"n": lines}
    if at_most is not None and at_most > lines:
        spoken += _(", at most %(n)d") % {"n": at_most}
    return format_html(
        '<span class="lines lines-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="unseen">{}</span></span>',
        ring,
        spoken,
        lines,
        spoken,
    )


@register.simple_tag(takes_context=True)
def with_query(context: Any, **changes: Any) -> str:
    """The page's query with some parameters changed; an empty value drops one."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in ("", None):
            query[key] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def source_link(context: Any, source: Source) -> SafeString:
    """A source's name as a link to its page."""
    shown = source_name(source, veiled=veil.shown_veiled(context))
    return format_html(
        '<a href="{}"{}><bdi>{}</bdi></a>',
        reverse("source", args=[source.uid]),
        mark_safe(' class="sealed"') if source.protection == "sealed" else "",
        shown,
    )


@register.simple_tag(takes_context=True)
def source_links(context: Any, sources: Iterable[Source], last: str = "and") -> SafeString:
    """Sources as a list in words, each a link."""
    return mark_safe(listed([source_link(context, source) for source in sources], last))  # noqa: S308 - escaped above


@register.simple_tag(takes_context=True)
def source_text(context: Any, source: Source) -> str:
    """A source's name without a link."""
    return source_name(source, veiled=veil.shown_veiled(context))


@register.filter
def day(text: str) -> Dated:
    """An EDTF date, or the day of a timestamp, in words."""
    return dated(text[:10] if "T" in text else text)


@register.filter
def entry(table: Mapping[str, str] | str, key: str) -> str:
    """The entry of a table; nothing where the page has no such table."""
    return table.get(key, "") if isinstance(table, Mapping) else ""
