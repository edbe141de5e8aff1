"""Tags and filters of the desk: names under the veil, assets, lines, paging."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from isthmus.core.messages import Message, Value
from isthmus.core.reading.regions import page_named
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import Document, Person, Place, SheetModel, Source, Statement
from isthmus.web.base import assets
from isthmus.web.desk import veil
from isthmus.web.desk.language import renderer, said
from isthmus.web.desk.reading.addresses import quote_address, row_address
from isthmus.web.desk.reading.dates import ShownDate, shown_date
from isthmus.web.desk.reading.sources import document_title, source_name
from isthmus.web.desk.sealed_words import closed_as

__all__ = [
    "asset",
    "day",
    "entry",
    "lines_mark",
    "name",
    "person_label",
    "place_link",
    "register",
    "source_link",
    "source_links",
    "source_text",
    "text",
    "with_query",
]

register = template.Library()
# What a cell shows that has nothing to say; on a phone the rows of a list leave it out.
NOTHING = mark_safe('<span class="nothing">—</span>')

# What Unicode says is no character is in no id, and is no control sign that the renderer takes out:
# what stands between two of them is the number of a link.
_NO_CHARACTER = "\ufdd0"
_MARK = re.compile(f"{_NO_CHARACTER}([0-9]+){_NO_CHARACTER}")


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a static file."""
    return assets.address(name)


@register.simple_tag(takes_context=True)
def name(context: Any, written: str, single: bool = True) -> SafeString:
    """Return a name in its own direction; initials under the veil, where a group's or unit's keeps its small words."""
    hide = veil.initials if single else veil.capital_initials
    shown = hide(written) if veil.shown_veiled(context) else written
    return format_html('<bdi class="name">{}</bdi>', shown)


@register.simple_tag(takes_context=True)
def person_label(context: Any, person: Person, words: str = "") -> SafeString:
    """Return a person's name, or else how statements describe it."""
    unnamed = words or (_("one person, unnamed") if person.at_most == 1 else _("people, unnamed"))
    if is_token(person.name):
        return format_html('<bdi class="name">{}</bdi>', closed_as(unnamed, person.name))
    if person.name:
        return name(context, person.name, single=person.at_most == 1)
    return format_html("{}", unnamed)


@register.simple_tag(takes_context=True)
def text(context: Any, written: str) -> str:
    """Return what somebody wrote; under the veil, names that were coded are initials in it."""
    return veil.veil_text(written, context["request"]) if veil.shown_veiled(context) else written


@register.simple_tag
def lines_mark(lines: int, at_most: int | None = None) -> SafeString:
    """Independent lines as a number in a ring: solid from 2, thin at 1, broken at 0."""
    ring = "two" if lines >= 2 else "one" if lines else "none"
    said_lines = Message("corroborate.lines", n=lines)
    if at_most is not None and at_most > lines:
        said_lines = Message("corroborate.lines_at_most", n=lines, most=at_most)
    spoken = said(said_lines)
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
    """Return the page's query with some parameters changed; an empty value drops one."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in ("", None):
            query[key] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def source_link(context: Any, source: Source) -> SafeString:
    """Return a source's name as a link to its page."""
    shown = source_name(source, veiled=veil.shown_veiled(context))
    return format_html(
        '<a href="{}"{}><bdi>{}</bdi></a>',
        row_address("source", source.uid),
        mark_safe(' class="sealed"') if source.protection == "sealed" else "",
        shown,
    )


@register.simple_tag(takes_context=True)
def source_links(context: Any, sources: Iterable[Source], last: str = "and") -> SafeString:
    """Return sources as a list in words, each a link."""
    links = [source_link(context, source) for source in sources]
    return mark_safe(renderer().listed(links, last))  # noqa: S308 - escaped above


@register.simple_tag(takes_context=True)
def say_linked(context: Any, message: Message, sources: Mapping[str, Source]) -> SafeString:
    """Return a message in which each id of one of these sources stands as a link to it."""
    named = list(sources.values())
    marks = {ref: f"{_NO_CHARACTER}{at}{_NO_CHARACTER}" for at, ref in enumerate(sources)}
    sentence = conditional_escape(said(_marked(message, marks)))

    def link(mark: re.Match[str]) -> str:
        at = int(mark[1])
        return source_link(context, named[at]) if at < len(named) else mark[0]

    return mark_safe(_MARK.sub(link, sentence))  # noqa: S308 - escaped above


def _marked(message: Message, marks: Mapping[str, str]) -> Message:
    return Message(message.code, **{name: _value_marked(value, marks) for name, value in message.items})


def _value_marked(value: Value, marks: Mapping[str, str]) -> Value:
    match value:
        case Message():
            return _marked(value, marks)
        case tuple():
            return tuple(_value_marked(each, marks) for each in value)
        case str():
            return marks.get(value, value)
    return value


@register.simple_tag(takes_context=True)
def source_text(context: Any, source: Source) -> str:
    """Return a source's name without a link."""
    return source_name(source, veiled=veil.shown_veiled(context))


@register.simple_tag(takes_context=True)
def document_link(context: Any, document: Document, statement: Statement | None = None) -> SafeString:
    """Return a document's title as a link to its page, or to one statement on it."""
    address = quote_address(statement) if statement else row_address("document", document.uid)
    title = document_title(document, context["request"])
    if document.protection == "sealed":
        return format_html('<a class="sealed" href="{}">{}</a>', address, title)
    return format_html('<a href="{}"><bdi>{}</bdi></a>', address, title)


@register.simple_tag
def document_heading(document: Document) -> SafeString:
    """Return what a sealed document is called above its page."""
    return format_html('<span class="sealed">{}</span>', closed_as(_("Sealed document"), document.title))


@register.simple_tag(takes_context=True)
def cited(context: Any, statement: Statement) -> SafeString:
    """Return the document of a statement as a link to it, with the place in the document."""
    link = document_link(context, statement.document, statement)
    if not statement.locator:
        return link
    return format_html("{}, <bdi>{}</bdi>", link, text(context, statement.locator))


@register.filter
def page_named_in(locator: str) -> int | None:
    """Return the page that a locator names."""
    return page_named(locator)


@register.simple_tag(takes_context=True)
def document_links(context: Any, documents: Iterable[Document]) -> SafeString:
    """Return documents as a list, each a link; a dash for none."""
    links = [document_link(context, document) for document in documents]
    return mark_safe(renderer().listed(links, "comma") or NOTHING)  # noqa: S308 - escaped above


@register.simple_tag
def row_links(row: SheetModel, withdrawable: bool = False) -> SafeString:
    """Return what can be done with a row, in the line that shows it. `withdrawable`: it is a statement."""
    done = [("correct", _("correct")), ("row_notes", _("note")), ("history", _("history"))]
    if withdrawable:
        done.insert(1, ("withdraw_statement", _("withdraw")))
    links = (
        f'· <a href="{row_address(page, row.uid)}">{conditional_escape(word)}</a>' for page, word in done
    )
    return mark_safe(f'<span class="row-links screen-only">{" ".join(links)}</span>')  # noqa: S308 - escaped above


@register.simple_tag
def place_name(place: Place) -> SafeString:
    """Return a place's name; marked where it is known no more precisely than as an area."""
    if place.precision in ("", "point"):
        return format_html("<span><bdi>{}</bdi></span>", place.name)
    known = said(Message(f"place.precision.{place.precision}"))
    return format_html('<span class="uncertain" title="{}"><bdi>{}</bdi></span>', known, place.name)


@register.simple_tag
def place_link(place: Place) -> SafeString:
    """Return a place's name as a link to its page."""
    return format_html('<a href="{}">{}</a>', row_address("place", place.uid), place_name(place))


@register.simple_tag
def place_names(places: Iterable[Place | str]) -> SafeString:
    """Return the names of places as a list; a dash for none."""
    names = [
        format_html("<bdi>{}</bdi>", each) if isinstance(each, str) else place_link(each) for each in places
    ]
    return mark_safe(renderer().listed(names, "comma") or NOTHING)  # noqa: S308 - escaped above


@register.simple_tag
def when(shown: ShownDate) -> SafeString:
    """Return a date in words, with the range that it leaves possible; a dash where none was written."""
    if not shown.written:
        return NOTHING
    return format_html(
        '<span><time{} dir="auto" title="{}">{}</time><span class="unseen"> ({})</span></span>',
        mark_safe(' class="uncertain"') if shown.uncertain else "",
        shown.span,
        shown.words,
        shown.span,
    )


@register.filter
def day_or_open(day: date | None, incidents: int) -> str:
    """Return a day in words, "open" where that side is not known, a dash where there is nothing to be dated."""
    if day:
        return renderer().day(day)
    return _("open") if incidents else "–"


@register.filter
def month_or_open(day: date | None, incidents: int) -> str:
    """Return the month of a day in words, else what `day_or_open` says: of what is filtered by ground, no day."""
    return shown_date(f"{day.year:04}-{day.month:02}").words if day else day_or_open(day, incidents)


@register.filter
def day(text: str) -> ShownDate:
    """Return an EDTF date, or the day of a timestamp, in words."""
    return shown_date(text[:10] if "T" in text else text)


@register.filter
def entry(table: Mapping[str, str] | str, key: str) -> str:
    """Return the entry of a table; nothing where the page has no such table."""
    return table.get(key, "") if isinstance(table, Mapping) else ""
