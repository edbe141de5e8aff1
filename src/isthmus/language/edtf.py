"""EDTF dates in words: as uncertain as they were written, with the range that they leave possible."""

import re
from datetime import date
from typing import Protocol

from isthmus.core.dates import Bounds, DateError, bounds
from isthmus.core.messages import Message

__all__ = ["bounds_if_any", "date_in_words", "is_plain_day", "range_in_words", "span_in_words"]

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?(?P<mark>[?~%]?)")
_DECADE = re.compile(r"(\d{3})X([?~%]?)")
_SEASON = re.compile(r"(\d{4})-(2[1-4])([?~%]?)")
_WINTER = "24"  # begins in the December of its year
_SEASONS = {"21": "date.spring", "22": "date.summer", "23": "date.autumn", "24": "date.winter"}


class Words(Protocol):
    """What puts dates in words asks of a renderer."""

    def __call__(self, message: Message) -> str:
        """Return a message as a sentence."""
        ...

    def day(self, day: date) -> str:
        """Return a day in words."""
        ...

    def month(self, year: int, month: int) -> str:
        """Return a month in words."""
        ...


def is_plain_day(text: str) -> bool:
    """Return whether the text is one whole day that nobody doubts."""
    match = _DAY.fullmatch(text)
    return bool(match and match["day"] and not match["mark"])


def bounds_if_any(text: str) -> Bounds:
    """Return the bounds of an EDTF text; none where it is no date."""
    try:
        return bounds(text)
    except DateError:
        return Bounds(None, None)


def date_in_words(text: str, say: Words) -> str:
    """Return a single date or an interval in words; what has no short words stays as written."""
    if not text:
        return say(Message("date.not_stated"))
    if "/" in text and text[0] not in "[{":
        start, end = text.split("/", 1)
        return _interval(start, end, say)
    return _single(text, say)


def range_in_words(limits: Bounds, say: Words) -> str:
    """Return `Feb–Apr 2017` for a first and a last possible day, open where a side is unknown."""
    first, last = (each and f"{each.year:04}-{each.month:02}" for each in (limits.earliest, limits.latest))
    return date_in_words((first or "") if first == last else f"{first or '..'}/{last or '..'}", say)


def span_in_words(limits: Bounds, say: Words) -> str:
    """Return the first and the last possible day, spelled out."""
    if limits == Bounds(None, None):
        return say(Message("date.any"))
    first, last = (_iso_or_open(each, say) for each in (limits.earliest, limits.latest))
    return first if first == last else say(Message("date.span", first=first, last=last))


def _iso_or_open(day: date | None, say: Words) -> str:
    return day.isoformat() if day else say(Message("date.open"))


def _interval(start: str, end: str, say: Words) -> str:
    if start in ("", ".."):
        return say(Message("date.by", end=_single(end, say)))
    if end in ("", ".."):
        return say(Message("date.from", start=_single(start, say)))
    return say(Message("date.range", start=_without_year(start, end, say), end=_single(end, say)))


def _without_year(start: str, end: str, say: Words) -> str:
    """Return the start of an interval, without the year that the end repeats."""
    first, last = _DAY.fullmatch(start), _DAY.fullmatch(end)
    words = _single(start, say)
    if not (first and last and first["month"] and first["year"] == last["year"]) or first["mark"] in (
        "~",
        "%",
    ):
        return words
    return words.replace(f" {first['year']}", "")


def _single(text: str, say: Words) -> str:
    """Return a day, month, year, season or decade, with `?` and "about" where the source was unsure."""
    if match := _DAY.fullmatch(text):
        return _marked(_day(match["year"], match["month"], match["day"], say), match["mark"], say)
    if match := _SEASON.fullmatch(text):
        year = match[1] if match[2] != _WINTER else f"{match[1]}/{(int(match[1]) + 1) % 100:02}"
        season = Message("date.season", season=Message(_SEASONS[match[2]]), year=year)
        return _marked(say(season), match[3], say)
    if match := _DECADE.fullmatch(text):
        return _marked(say(Message("date.decade", decade=f"{match[1]}0")), match[2], say)
    return _between(text, say)


def _between(text: str, say: Words) -> str:
    """Return the first and last possible day of a date with digits left open; what else there is stays as written."""
    limits = bounds_if_any(text)
    if not limits.earliest or not limits.latest or text[0] in "[{":
        return text
    return say(Message("date.between", first=say.day(limits.earliest), last=say.day(limits.latest)))


def _day(year: str, month: str | None, day: str | None, say: Words) -> str:
    if not month:
        return year
    if not day:
        return say.month(int(year), int(month))
    try:
        return say.day(date(int(year), int(month), int(day)))
    except ValueError:
        return f"{year}-{month}-{day}"


def _marked(words: str, mark: str, say: Words) -> str:
    """Return the date with the doubt that the source expressed."""
    if mark in ("~", "%"):
        words = say(Message("date.about", date=words))
    return say(Message("date.perhaps", date=words)) if mark in ("?", "%") else words
