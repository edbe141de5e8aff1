"""Many incidents by period: how many lie within it for certain, and how many more may.

An incident is *within* a period if all of its bounds lie there; otherwise it may have happened in each period that it
overlaps. So the second numbers overlap and are not to be added up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from isthmus.core.messages import Message, Say
from isthmus.draw.svg import Element, child, clean, leading, root, shortened, text, to_text

__all__ = ["Days", "Period", "by_period", "draw_periods"]

# The first and the last day that are possible; None: open.
type Days = tuple[date | None, date | None]

_MOST = 36
_LABEL, _SAID, _ROW = 74.0, 160.0, 22.0
_WIDE, _NARROW = 560.0, 288.0
_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter, year, decade or century by the day on which it begins: incidents within, more perhaps."""

    start: date
    label: str
    within: int
    perhaps: int


def by_period(numbers: Mapping[Days, int]) -> tuple[Period, ...]:
    """Return the finest periods that are 36 at most, of how many there are from one day to another.

    What is open on both sides is left out.
    """
    dated = {each: n for each, n in numbers.items() if any(each)}
    days = [day for each in dated for day in each if day]
    if not days:
        return ()
    first, last = _month(min(days)), _month(max(days))
    months = next(each for each in (1, 3, 12, 120, 1200, 12000) if last // each - first // each < _MOST)
    begin, size = first // months, last // months - first // months + 1
    within, overlapping = _counted(dated, months, begin, size)
    return tuple(
        _period((begin + at) * months, months, inside, touching - inside)
        for at, (inside, touching) in enumerate(zip(within, overlapping, strict=True))
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _counted(numbers: Mapping[Days, int], months: int, begin: int, size: int) -> tuple[list[int], list[int]]:
    within = [0] * size
    steps = [0] * (size + 1)
    for (earliest, latest), n in numbers.items():
        one = _month(earliest) // months - begin if earliest else 0
        other = _month(latest) // months - begin if latest else size - 1
        steps[one] += n
        steps[other + 1] -= n
        if one == other and earliest and latest:
            within[one] += n
    return within, list(accumulate(steps[:-1]))


def _period(month: int, months: int, within: int, perhaps: int) -> Period:
    start = date(max(month // 12, 1), month % 12 + 1, 1)
    written = f"{start.year:04}-{start.month:02}" if months < 12 else f"{start.year:04}"
    if months == 3:
        written = f"{start.year:04} {start.month}–{start.month + 2}"
    elif months > 12:
        written = f"{month // 12:04}–{(month + months) // 12 - 1:04}"
    return Period(start, written, within, perhaps)


def draw_periods(
    periods: Sequence[Period],
    *,
    undated: int = 0,
    prefix: str = "periods",
    narrow: bool = False,
    rtl: bool = False,
    say: Say,
) -> str:
    """Return a row for each period: a solid bar for what lies within, a dashed one for what may.

    `narrow`: 288 pixels wide, for small screens; `prefix` is unique on its page.
    """
    left_out = [Message("draw.undated", n=undated)] if undated else []
    width, height = _NARROW if narrow else _WIDE, _ROW * (max(len(periods), 1) + len(left_out)) + 6
    described = [_named(each) for each in periods if each.within or each.perhaps]
    svg = root(
        width=width,
        height=height,
        kind="chart chart-periods",
        prefix=prefix,
        title=say(Message("draw.periods")),
        desc=say(Message("draw.all", parts=(*described, *left_out))),
    )
    most = max((each.within + each.perhaps for each in periods), default=1) or 1
    drawing = _PeriodDrawing(width, (width - _LABEL - _SAID) / most, rtl, say)
    for at, each in enumerate(periods):
        drawing.row(svg, each, 3 + at * _ROW)
    for line in left_out:
        drawing.write(svg, 0, height - 8, say(line), width)
    return to_text(svg)


def _said(period: Period) -> Message:
    if period.perhaps:
        return Message("draw.perhaps", within=period.within, perhaps=period.perhaps)
    return Message("draw.number", n=period.within)


def _named(period: Period) -> Message:
    return Message("draw.named", name=period.label, said=_said(period))


@dataclass(frozen=True, slots=True)
class _PeriodDrawing:
    """`unit` is the length of one incident."""

    width: float
    unit: float
    rtl: bool
    say: Say

    def row(self, svg: Element, period: Period, top: float) -> None:
        group = child(svg, "g", class_="chart-row")
        child(group, "title").text = self.say(_named(period))
        self.write(group, 0, top + 14, period.label, _LABEL)
        within, perhaps = period.within * self.unit, period.perhaps * self.unit
        self._bar(group, "chart-bar", _LABEL, within, top)
        self._bar(group, "chart-perhaps", _LABEL + within, perhaps, top)
        if within or perhaps:
            self.write(group, _LABEL + within + perhaps + 8, top + 14, self.say(_said(period)), _SAID)

    def _bar(self, group: Element, kind: str, x: float, width: float, top: float) -> None:
        if not width:
            return
        left = self.width - x - width if self.rtl else x
        drawn = child(
            group, "rect", class_=kind, x=left, y=top + 3, width=width, height=13, stroke="currentColor"
        )
        solid = {"fill": "currentColor", "fill-opacity": "0.4"}
        drawn.attrib |= solid if kind == "chart-bar" else {"stroke-dasharray": "3 2"}

    def write(self, group: Element, x: float, y: float, label: str, room: float) -> None:
        """Write a label that begins at x, counted from the side where the page begins."""
        shown = shortened(clean(label), room, _SIZE)
        place = self.width - x if self.rtl else x
        text(group, place, y, [shown], kind="chart-label", size=_SIZE, anchor=leading(shown, rtl=self.rtl))
