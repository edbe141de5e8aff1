"""One day, month, season or year as people write it: every reading that the text allows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from isthmus.core.dates.calendars import HIJRI_YEARS, SOLAR_HIJRI_YEARS, hijri_years_of_month
from isthmus.core.dates.date_parts import DateParts
from isthmus.core.dates.date_words import MONTH, MONTHS, PATTERNS

__all__ = ["part_named", "parts_of"]

_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|eme|-?го|-?е|-?я|d[ae]n?|t[ae]n?|y[ae]|[°ºª])(?!\w)")
_DIGIT_BEFORE_LETTER = re.compile(r"(?<=\d)(?=[^\W\d_])")
_DECADE = re.compile(r"(\d{3})0(?:s|-?е|-?х|-?ти|-?и)")
_BETWEEN = re.compile(r"[\s,./()\\-]+")
_FILLER = re.compile(PATTERNS["filler"])
_PARTS = {
    each: re.compile(PATTERNS[each] + r"[\s-]*")
    for each in ("first_half", "second_half", "early", "middle", "late")
}
_ERAS = {
    each: re.compile(rf"(?<=\d)\s*{PATTERNS[each].replace(chr(92) + ' ', '[ .]*')}[.\s]*$")
    for each in ("solar_hijri", "hijri", "ad")
}
_SEASONS = {each: re.compile(PATTERNS[f"season {each}"]) for each in (1, 2, 3, 4)}
_YEAR = r"(?P<year>\d{4}|\d{2})"
_WITH_MONTH = [
    re.compile(shape)
    for shape in (
        rf"(?P<day>\d{{1,2}}) @ {_YEAR}",
        rf"@ (?P<day>\d{{1,2}}) {_YEAR}",
        r"(?P<year>\d{4}) @(?: (?P<day>\d{1,2}))?",
        r"@ (?P<year>\d{4})",
        r"(?P<day>\d{1,2}) @",
        r"@",
    )
]
_SHORT = re.compile(r"@ (\d{1,2})")
_OF_SEASON = re.compile(r"(?:& (?P<year>\d{4})(?: (?P<next>\d{4}|\d{2}))?|(?P<before>\d{4}) &)")
_NUMBERS = re.compile(r"\d+(?: \d+){0,2}")
_CENTURIES = {"gregorian": (2000, 1900), "hijri": (1400, 1300), "solar_hijri": (1300, 1400)}


def parts_of(text: str, today: date) -> list[DateParts]:
    """Return what a folded text may say as a single date; nothing where it is none."""
    text, part = _without(text, _PARTS)
    text = _FILLER.sub(" ", text)
    if decade := _DECADE.fullmatch(text.strip()):
        return [DateParts(int(decade[1]) * 10, decade=True, part=part)] if not part else []
    text = _DIGIT_BEFORE_LETTER.sub(" ", _ORDINAL.sub("", text))
    text, era = _without(text, _ERAS)
    text = _FILLER.sub(" ", text)
    calendar = "" if era == "ad" else era
    found = [*_of_month(text, calendar, today), *_of_season(text, calendar), *_of_numbers(text, era, today)]
    if part and any(each.season or each.day for each in found):
        return []
    return [replace(each, part=part) for each in found]


def part_named(text: str) -> str:
    """Return which part a folded text names: early, middle, late, first_half or second_half; else nothing."""
    return _without(text, _PARTS)[1]


def _without(text: str, patterns: dict[str, re.Pattern[str]]) -> tuple[str, str]:
    """Return the text without the first of the phrases that it holds, and which one that was."""
    for name, pattern in patterns.items():
        if found := pattern.search(text):
            return f"{text[: found.start()]} {text[found.end() :]}", name
    return text, ""


def _tidy(text: str) -> str:
    """Return the text with all that separates as one blank."""
    return _BETWEEN.sub(" ", text).strip()


def _of_month(text: str, era: str, today: date) -> Iterator[DateParts]:
    months = {MONTHS[each] for each in MONTH.findall(text)}
    if len(months) != 1:
        return
    calendar, month = months.pop()
    if era and era != calendar:
        return
    rest = re.sub("@(?: @)+", "@", _tidy(MONTH.sub(" @ ", text)))
    if short := _SHORT.fullmatch(rest):
        yield DateParts(None, month, int(short[1]), calendar=calendar)
        yield from (
            DateParts(year, month, None, calendar=calendar, asked=asked)
            for year, asked in _years(short[1], calendar, today)
        )
        return
    found = next((match for shape in _WITH_MONTH if (match := shape.fullmatch(rest))), None)
    if found:
        values = {"year": None, "day": None, **found.groupdict()}
        day = int(values["day"]) if values["day"] else None
        for year, asked in _years(values["year"] or "", calendar, today, month):
            yield DateParts(year, month, day, calendar=calendar, asked=asked)


def _years(text: str, calendar: str, today: date, month: int = 0) -> list[tuple[int | None, str]]:
    """Return the years that the digits may stand for, and what is asked about them."""
    if not text:
        return [(None, "")]
    year = int(text)
    if len(text) < 4:
        last = today.year + 1 if calendar == "gregorian" else today.year - 579
        return [(c + year, "century") for c in _CENTURIES[calendar] if len(text) == 2 and c + year <= last]
    if calendar == "hijri" and month and year > HIJRI_YEARS[1]:
        years = hijri_years_of_month(year, month) or [year]
        return [(each, "hijri_year" if len(years) > 1 else "") for each in years]
    return [(year, "")]


def _of_season(text: str, era: str) -> Iterator[DateParts]:
    text, season = _without(text, {str(each): pattern for each, pattern in _SEASONS.items()})
    if not season:
        return
    found = _OF_SEASON.fullmatch(f"& {_tidy(text)}")
    if not found:
        if not _tidy(text):
            yield DateParts(season=int(season))
        return
    year = int(found["year"] or found["before"])
    if found["next"]:
        if season == "4" and int(found["next"]) in (year + 1, (year + 1) % 100):
            yield DateParts(year, season=4)
    elif era == "solar_hijri" or (not era and SOLAR_HIJRI_YEARS[0] <= year <= SOLAR_HIJRI_YEARS[1]):
        yield DateParts(year, season=int(season), calendar="solar_hijri")
    elif season == "4":
        yield from (DateParts(each, season=4, asked="winter") for each in (year - 1, year))
    elif not era:
        yield DateParts(year, season=int(season))


def _of_numbers(text: str, era: str, today: date) -> Iterator[DateParts]:
    """Yield the readings of a date in digits alone, in every order and calendar that it may have."""
    if len(text.strip()) == 8 and text.strip().isdigit():
        text = f"{text.strip()[:4]}-{text.strip()[4:6]}-{text.strip()[6:]}"
    rest = _tidy(text)
    if not _NUMBERS.fullmatch(rest):
        return
    separator = next((sign for sign in text.strip() if not sign.isdigit()), "")
    for each in _ordered(rest.split(), separator):
        yield from _dated(*each, era, today)


def _ordered(numbers: list[str], separator: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield year, month, day and how they were taken.

    A full stop stands between day, month and year wherever it is used; a slash or a hyphen has the day first in most
    countries and the month first in some.
    """
    match [len(each) for each in numbers]:
        case [4]:
            yield numbers[0], "", "", ""
        case [1 | 2]:
            yield "", "", numbers[0], ""
        case [4, 1 | 2]:
            yield numbers[0], numbers[1], "", ""
        case [1 | 2, 4]:
            yield numbers[1], numbers[0], "", ""
        case [4, 1 | 2, 1 | 2]:
            yield numbers[0], numbers[1], numbers[2], ""
        case [1 | 2, 1 | 2, 2 | 4]:
            yield from _day_or_month_first(numbers, separator)


def _day_or_month_first(numbers: list[str], separator: str) -> Iterator[tuple[str, str, str, str]]:
    first, second, year = numbers
    months = range(1, 13)
    day_first, month_first = int(second) in months, int(first) in months
    if day_first and month_first and separator != "." and int(first) != int(second):
        yield year, second, first, "day_first"
        yield year, first, second, "month_first"
    elif day_first or not month_first:
        yield year, second, first, ""
    else:
        yield year, first, second, ""


def _dated(year: str, month: str, day: str, order: str, era: str, today: date) -> Iterator[DateParts]:
    whole = DateParts(None, int(month) if month else None, int(day) if day else None, order=order)
    asked = "order" if order else ""
    for calendar in _calendars(year, era):
        for each, open_year in _years(year, calendar, today):
            doubt = open_year or asked or ("calendar" if calendar != "gregorian" and not era else "")
            yield replace(whole, year=each, calendar=calendar, asked=doubt)


def _calendars(year: str, era: str) -> list[str]:
    """Return the calendars in which a year without a word may be counted."""
    if era:
        return ["gregorian" if era == "ad" else era]
    known = {"solar_hijri": SOLAR_HIJRI_YEARS, "hijri": HIJRI_YEARS}
    if len(year) == 4 and any(first <= int(year) <= last for first, last in known.values()):
        return [name for name, (first, last) in known.items() if first <= int(year) <= last]
    return ["gregorian"]
