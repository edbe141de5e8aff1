"""Dates as people write them, understood: as EDTF where only one reading is sensible, else as a question or not at all.

Never used for a cell of a workbook, which holds EDTF. What is decided here:

- Numbers with full stops have the day first. With slashes or hyphens, `05/03/2017` may be 5 March or 3 May: asked.
- A year of two digits is asked about, and so is a year outside 1900 to next year; years that are plausible in the
  Hijri or the Solar Hijri calendar are offered as those.
- A season keeps its EDTF season, northern as in `isthmus.core.dates`: whoever means a southern one writes the months.
  "Winter 2017" may be the one before or the one after that year: asked; "winter 2016/17" is not.
- "After 2017" and "before March 2017" leave that year or month out; "after 5 March" may still be that day, and "before
  the end of March" any day of that end. "Since", "from", "by" and "until" include what they name.
- "Early", "mid" and "late" are the half that nobody would call otherwise: early 2017 is January to June.
- Days of a Hijri month are those of the Umm al-Qura calendar; where the month began by sight, they may be a day off.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from isthmus.core.dates import DateError, bounds
from isthmus.core.dates.date_intervals import joined, limited, marked
from isthmus.core.dates.date_parts import DateParts
from isthmus.core.dates.date_words import MONTH, PATTERNS, WEEKDAY, WEEKDAYS, folded
from isthmus.core.dates.single_date import part_named, parts_of
from isthmus.core.dates.years import has_unusual_year
from isthmus.core.messages import Message

__all__ = ["DateReading", "WrittenDate", "understand_date"]

LONGEST = 200
_DEEPEST = (
    4  # "perhaps after about 2017?": each phrase may be read in two ways, so the work doubles with each
)
_QUESTIONS = ("order", "century", "calendar", "winter", "hijri_year", "year")


@dataclass(frozen=True, slots=True)
class DateReading:
    """One way to read a date: its EDTF, the calendar that it was written in, and the order of its numbers, if open."""

    edtf: str
    calendar: str = "gregorian"
    order: str = ""

    @property
    def sentence(self) -> Message:
        """Return how the date reads in words."""
        code = "date.read_as" if self.calendar == "gregorian" else f"date.read_as.{self.calendar}"
        return Message(code, when=self.edtf)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """What a text says: one reading that is `understood`, several with a `question`, or none and the `problem`.

    Nothing of it where the text is empty.
    """

    readings: tuple[DateReading, ...] = ()
    question: Message | None = None
    problem: Message | None = None

    @property
    def question_name(self) -> str:
        """Return what is asked about: order, century, calendar, winter, hijri_year or year; else nothing."""
        return self.question.code.rpartition(".")[2] if self.question else ""

    @property
    def understood(self) -> DateReading | None:
        """Return the reading, where there is one and nothing is asked."""
        return self.readings[0] if len(self.readings) == 1 and self.question is None else None


@dataclass(frozen=True, slots=True)
class _Candidate:
    edtf: str
    calendar: str = "gregorian"
    order: str = ""
    asked: str = ""


def understand_date(text: str, today: date) -> WrittenDate:
    """Return how a date that somebody typed is understood."""
    if len(text) > LONGEST and len(text.strip()) > LONGEST:
        return WrittenDate(problem=Message("edtf.too_long", most=LONGEST))
    text = folded(text)
    if not text:
        return WrittenDate()
    as_it_is = text.upper().replace(" ", "") if _is_edtf(text.upper()) and text[0] not in "~?%" else ""
    if as_it_is and not has_unusual_year(as_it_is, today):
        return WrittenDate((DateReading(as_it_is),))
    problem: Message | None = None
    try:
        found = list(dict.fromkeys(_Reader(today).candidates(text)))
    except DateError as wrong:
        is_day = wrong.message.code == "edtf.year_first"  # of numbers that are no EDTF yet
        found, problem = [], Message("edtf.no_such_day") if is_day else wrong.message
    if as_it_is:
        found = [*(each for each in found if each.edtf != as_it_is), _Candidate(as_it_is, asked="year")]
    if found:
        return _told(found, today)
    return WrittenDate(problem=problem or _unclear(text, today))


def _unclear(text: str, today: date) -> Message:
    return Message("date.no_year" if _names_a_day(text, today) else "date.not_understood")


def _is_edtf(text: str) -> bool:
    try:
        bounds(text)
    except DateError:
        return False
    return True


def _names_a_day(text: str, today: date) -> bool:
    return any(each.month for each in parts_of(text, today))


def _told(found: Iterable[_Candidate], today: date) -> WrittenDate:
    found = [
        each if not has_unusual_year(each.edtf, today) else replace(each, asked="year") for each in found
    ]
    usual = any(each.asked != "year" for each in found)
    if usual:  # a year of another calendar that would lie ahead is not meant
        found = [each for each in found if each.asked != "year" or each.calendar == "gregorian"]
    readings = tuple(dict.fromkeys(DateReading(each.edtf, each.calendar, each.order) for each in found))
    asked = {each.asked for each in found}
    question = next((each for each in _QUESTIONS if each in asked), "")
    return WrittenDate(readings, Message(f"date.asks.{question}", n=len(readings)) if question else None)


# No day of a part lies surely before its end or middle, nor after its beginning or middle.
_WITH_PART = {
    ("before", "late"): "until",
    ("before", "middle"): "until",
    ("after", "early"): "since",
    ("after", "middle"): "since",
}


def _kind(*kinds: str, after: str = r"\s+", before: str = "") -> re.Pattern[str]:
    return re.compile(before + "(?:" + "|".join(PATTERNS[kind] for kind in kinds) + ")" + after)


_ABOUT, _PERHAPS = _kind("about", after=r"[\s.]*"), _kind("perhaps")
_ABOUT_BEHIND = _kind("about", before=r"\s+", after="$")
_LIMITS = {each: _kind(each) for each in ("after", "before", "since", "until")}
_LIMITS_BEHIND = {each: _kind(each, before=r"\s+", after="$") for each in ("after", "before", "until")}
_ONWARDS = _kind("onwards", before=r"\s+", after="$")
_OR_EARLIER = _kind("earlier", before=r"\s+", after="$")
_BETWEEN, _FROM = _kind("between"), _kind("from")
_AND = _kind("and", before=r"\s+")
_TO = re.compile(r"\s*-\s*|\s+(?:" + PATTERNS["to"] + r")\s+")
_DAYS_BEHIND_MONTH = re.compile(rf"({MONTH.pattern}) (\d{{1,2}}) ?(?:-|to|and) ?(\d{{1,2}}),? (\d{{4}})")


def _weekday(edtf: str) -> int | None:
    day = bounds(edtf).earliest
    return None if day is None else day.weekday()


def _marked(found: _Candidate, mark: str) -> _Candidate:
    return replace(found, edtf=marked(found.edtf, mark))


def _limit(found: _Candidate, kind: str) -> _Candidate:
    return replace(found, edtf=limited(found.edtf, kind))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a folded text phrase by phrase. Raises `DateError` where it can only mean a day that there is not."""

    today: date
    depth: int = 0

    def _inner(self, text: str) -> list[_Candidate]:
        """Return every reading of the text without the phrase around it; no date stands within more than a few."""
        return _Reader(self.today, self.depth + 1).candidates(text) if self.depth < _DEEPEST else []

    def candidates(self, text: str) -> list[_Candidate]:
        """Return every reading of the text; none where it is not understood."""
        text = text.strip(" .,;")
        wrong: DateError | None = None
        for read in (self._of_weekday, self._single, self._ranged, self._limited, self._marked):
            try:
                if found := list(read(text)):
                    return found
            except DateError as error:
                wrong = wrong or error
        if wrong:
            raise wrong
        return []

    def _of_weekday(self, text: str) -> Iterator[_Candidate]:
        """Yield the days that are of the weekday that the text names. Raises `DateError` where none is."""
        names = {WEEKDAYS[each] for each in WEEKDAY.findall(text)}
        if len(names) != 1:
            return
        days = list(self._single(" ".join(WEEKDAY.sub(" ", text).split())))
        fitting = [each for each in days if bounds(each.edtf).earliest == bounds(each.edtf).latest]
        fitting = [each for each in fitting if _weekday(each.edtf) in names]
        if days and not fitting:
            raise DateError(Message("date.other_weekday"))
        yield from (
            replace(each, asked="" if len(fitting) == 1 and each.asked == "order" else each.asked)
            for each in fitting
        )

    def _single(self, text: str) -> Iterator[_Candidate]:
        yield from _sound(each for each in parts_of(text, self.today) if each.whole)

    def _marked(self, text: str) -> Iterator[_Candidate]:
        if text.endswith("?"):
            yield from (_marked(each, "?") for each in self._inner(text[:-1]))
        elif found := _PERHAPS.match(text):
            yield from (_marked(each, "?") for each in self._inner(text[found.end() :]))
        elif text.startswith("~"):
            yield from (_marked(each, "~") for each in self._inner(text[1:]))
        elif found := _ABOUT.match(text):
            yield from (_marked(each, "~") for each in self._inner(text[found.end() :]))
        elif found := _ABOUT_BEHIND.search(text):
            yield from (_marked(each, "~") for each in self._inner(text[: found.start()]))

    def _limited(self, text: str) -> Iterator[_Candidate]:
        """Yield what is open on one side."""
        for kind, pattern in _LIMITS.items():
            if found := pattern.match(text):
                yield from self._within_limit(text[found.end() :], kind)
                return
        behind = {**_LIMITS_BEHIND, "since": _ONWARDS, "until ": _OR_EARLIER}
        for kind, pattern in behind.items():
            if found := pattern.search(text):
                start = _FROM.match(text)
                rest = text[start.end() if start else 0 : found.start()]
                yield from self._within_limit(rest, kind.strip())
                return
        if found := _FROM.match(text):
            yield from (_limit(each, "since") for each in self._inner(text[found.end() :]))

    def _within_limit(self, text: str, kind: str) -> Iterator[_Candidate]:
        """Yield what a limit leaves open: before the end of a month may be any day of that end."""
        kind = _WITH_PART.get((kind, part_named(text)), kind)
        yield from (_limit(each, kind) for each in self._inner(text))

    def _ranged(self, text: str) -> Iterator[_Candidate]:
        """Yield intervals: between and and, from and to, or a dash."""
        text = _DAYS_BEHIND_MONTH.sub(r"\2 \1 - \3 \1 \4", text)
        connector = _TO
        if found := _BETWEEN.match(text):
            text, connector = text[found.end() :], _AND
        elif found := _FROM.match(text):
            text = text[found.end() :]
        for found in connector.finditer(text):
            if whole := list(self._pairs(text[: found.start()], text[found.end() :])):
                yield from whole
                return

    def _pairs(self, start: str, end: str) -> Iterator[_Candidate]:
        lefts, rights = parts_of(start, self.today), parts_of(end, self.today)
        if any(not each.whole for each in lefts) and any(each.whole for each in rights):
            lefts = [each for each in lefts if not each.whole]
        pairs = ((left, right) for left in lefts for right in rights)
        fitting = [
            (left, right)
            for left, right in pairs
            if not (left.order and right.order) or left.order == right.order
        ]
        wrong, sound = None, False
        for left, right in fitting:
            try:
                for edtf, asked in joined(left, right):
                    sound = True
                    yield _Candidate(edtf, right.calendar, left.order or right.order, asked)
            except DateError as error:
                wrong = error
        if wrong and not sound:
            raise wrong


def _sound(every: Iterable[DateParts]) -> Iterator[_Candidate]:
    """Yield those that are days of the calendar. Raises `DateError` where there are some, and all are not."""
    wrong, sound = None, False
    for each in every:
        try:
            found = _Candidate(each.edtf(), each.calendar, each.order, each.asked)
        except DateError as error:
            wrong = error
            continue
        sound = True
        yield found
    if wrong and not sound:
        raise wrong
