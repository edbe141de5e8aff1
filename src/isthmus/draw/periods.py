"""Many incidents by period: how many lie within it for certain, and how many more may.

An incident is *within* a period if all of its bounds lie there; otherwise it may have happened in each period that it
overlaps. So the second numbers overlap and are not to be added up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from isthmus.draw.svg import Element, child, clean, is_rtl, root, shortened, text, to_text
from isthmus.draw.timeline import Span
from isthmus.draw.words import Words

__all__ = ["Period", "by_period", "draw_periods"]

_MOST = 36
_LABEL, _CHART, _SAID, _ROW = 62.0, 330.0, 190.0, 22.0
_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter, year, decade or century by the day on which it begins: incidents within, more perhaps."""

    start: date
    label: str
    within: int
    perhaps: int


def by_period(spans: Iterable[Span]) -> tuple[Period, ...]:
    """Return the finest periods that are 36 at most; spans open on both sides are left out."""
    dated = [each for each in spans if each.earliest or each.latest]
    days = [day for each in dated for day in (each.earliest, each.latest) if day]
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


def _counted(spans: Iterable[Span], months: int, begin: int, size: int) -> tuple[list[int], list[int]]:
    within = [0] * size
    steps = [0] * (size + 1)
    for each in spans:
        one = _month(each.earliest) // months - begin if each.earliest else 0
        other = _month(each.latest) // months - begin if each.latest else size - 1
        steps[one] += 1
        steps[other + 1] -= 1
        if one == other and each.earliest and each.latest:
            within[one] += 1
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
    rtl: bool = False,
    words: Words | None = None,
) -> str:
    """Return a row for each period: a solid bar for what lies within, a dashed one for what may."""
    words = words or Words()
    left_out = [words.undated.format(number=undated)] if undated else []
    width, height = _LABEL + _CHART + _SAID, _ROW * (max(len(periods), 1) + len(left_out)) + 6
    described = [f"{each.label}: {_said(each, words)}" for each in periods if each.within or each.perhaps]
    svg = root(
        width=width,
        height=height,
        kind="chart chart-periods",
        prefix=prefix,
        title=words.periods,
        desc="; ".join((*described, *left_out)),
    )
    most = max((each.within + each.perhaps for each in periods), default=1) or 1
    for at, each in enumerate(periods):
        _draw_row(svg, each, 3 + at * _ROW, _CHART / most, width if rtl else None, words)
    for line in left_out:
        _write(svg, 0, height - 8, line, width, width if rtl else None)
    return to_text(svg)


def _said(period: Period, words: Words) -> str:
    perhaps = words.perhaps.format(number=period.perhaps)
    return f"{words.within.format(number=period.within)}, {perhaps}" if period.perhaps else str(period.within)


def _draw_row(
    svg: Element, period: Period, top: float, unit: float, mirror: float | None, words: Words
) -> None:
    group = child(svg, "g", class_="chart-row")
    child(group, "title").text = f"{period.label}: {_said(period, words)}"
    _write(group, 0, top + 14, period.label, _LABEL, mirror)
    within, perhaps = period.within * unit, period.perhaps * unit
    _bar(group, "chart-bar", _LABEL + 6, within, top, mirror)
    _bar(group, "chart-perhaps", _LABEL + 6 + within, perhaps, top, mirror)
    if period.within or period.perhaps:
        _write(group, _LABEL + 14 + within + perhaps, top + 14, _said(period, words), _SAID, mirror)


def _bar(group: Element, kind: str, x: float, width: float, top: float, mirror: float | None) -> None:
    if not width:
        return
    left = x if mirror is None else mirror - x - width
    drawn = child(
        group, "rect", class_=kind, x=left, y=top + 3, width=width, height=13, stroke="currentColor"
    )
    if kind == "chart-bar":
        drawn.set("fill", "currentColor")
        drawn.set("fill-opacity", "0.4")
    else:
        drawn.set("stroke-dasharray", "3 2")


def _write(group: Element, x: float, y: float, label: str, room: float, mirror: float | None) -> None:
    shown = shortened(clean(label), room, _SIZE)
    anchor = "start" if (mirror is not None) == is_rtl(shown) else "end"
    place = x if mirror is None else mirror - x
    text(group, place, y, [shown], kind="chart-label", size=_SIZE, anchor=anchor)
