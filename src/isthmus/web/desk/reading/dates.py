"""Dates in words: as uncertain as they were written, with the range that they leave possible."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.core.dates import Bounds, DateError, bounds

__all__ = ["Dated", "dated", "together"]

DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?(?P<mark>[?~%]?)")
DECADE = re.compile(r"(\d{3})X([?~%]?)")
SEASONS = {
    "21": gettext_lazy("spring"),
    "22": gettext_lazy("summer"),
    "23": gettext_lazy("autumn"),
    "24": gettext_lazy("winter"),
}
SEASON = re.compile(r"(\d{4})-(2[1-4])([?~%]?)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date to show: its words, the range it leaves possible, and whether it is less than a certain day."""

    words: str
    span: str
    uncertain: bool
    written: str = ""


def dated(text: str) -> Dated:
    """An EDTF date in words."""
    return Dated(in_words(text), span_in_words(safe_bounds(text)), not plain_day(text), text)


def together(texts: Iterable[str], limits: Bounds) -> Dated:
    """Several statements' dates of one incident: their common words, or else the range from first to last."""
    written = sorted(set(texts) - {""})
    if not written:
        return Dated("", "", True)
    if len(written) == 1:
        return dated(written[0])
    return Dated(range_words(limits), span_in_words(limits), True, "; ".join(written))


def plain_day(text: str) -> bool:
    """Whether the text is one whole day that nobody doubts."""
    match = DAY.fullmatch(text)
    return bool(match and match["day"] and not match["mark"])


def safe_bounds(text: str) -> Bounds:
    """The bounds; none where a stored text is no date any more."""
    try:
        return bounds(text)
    except DateError:
        return Bounds(None, None)


def in_words(text: str) -> str:
    """The words of a single date or an interval; what has no short words stays as written."""
    if not text:
        return _("not stated")
    if "/" in text and text[0] not in "[{":
        return interval_words(*text.split("/", 1))
    return single_words(text)


def interval_words(start: str, end: str) -> str:
    """From, until, or both; one year or month said once."""
    if start in ("", ".."):
        return _("by %(end)s") % {"end": single_words(end)}
    if end in ("", ".."):
        return _("from %(start)s on") % {"start": single_words(start)}
    return f"{shortened(start, end)}–{single_words(end)}"


def shortened(start: str, end: str) -> str:
    """The start of an interval, without the year that the end repeats."""
    first, last = DAY.fullmatch(start), DAY.fullmatch(end)
    whole = single_words(start)
    if not (first and last and first["month"] and first["year"] == last["year"]) or first["mark"] in (
        "~",
        "%",
    ):
        return whole
    year = f" {first['year']}"
    return whole.replace(year, "")


def single_words(text: str) -> str:
    """A day, month, year, season or decade, with `?` and "about" where the source was unsure."""
    if match := DAY.fullmatch(text):
        return marked(day_words(match["year"], match["month"], match["day"]), match["mark"])
    if match := SEASON.fullmatch(text):
        return marked(f"{SEASONS[match[2]]} {match[1]}", match[3])
    if match := DECADE.fullmatch(text):
        return marked(_("the %(decade)s0s") % {"decade": match[1]}, match[2])
    return between(text)


def between(text: str) -> str:
    """The first and last possible day of a date with digits left open; what else there is stays as written."""
    limits = safe_bounds(text)
    if not limits.earliest or not limits.latest or text[0] in "[{":
        return text
    days = [in_words(each.isoformat()) for each in (limits.earliest, limits.latest)]
    return _("between %(first)s and %(last)s") % {"first": days[0], "last": days[1]}


def day_words(year: str, month: str | None, day: str | None) -> str:
    """`1 Apr 2017`, `Apr 2017` or `2017`."""
    parts = [str(int(day))] if day else []
    if month:
        parts.append(str(MONTHS_3[int(month)]).capitalize())
    return " ".join([*parts, year])


def marked(words: str, mark: str) -> str:
    """The doubt that the source expressed."""
    about = _("about %(date)s") % {"date": words} if mark in ("~", "%") else words
    return f"{about}?" if mark in ("?", "%") else about


def range_words(limits: Bounds) -> str:
    """`Feb–Apr 2017`, open where a side is unknown."""
    first, last = (each and month_text(each) for each in (limits.earliest, limits.latest))
    if first == last:
        return in_words(first or "")
    return in_words(f"{first or '..'}/{last or '..'}")


def month_text(day: date) -> str:
    """The month of a day as EDTF."""
    return f"{day.year:04}-{day.month:02}"


def span_in_words(limits: Bounds) -> str:
    """The first and last possible day, spelled out."""
    days: Sequence[date | None] = (limits.earliest, limits.latest)
    if days == (None, None):
        return _("any day")
    first, last = (each.isoformat() if each else _("open") for each in days)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
