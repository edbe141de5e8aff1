"""Estimates side by side on one axis: the middle, where half lies, 80 and 95 %; what is documented as a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from isthmus.core.messages import Message, Say
from isthmus.draw.svg import Element, child, clean, leading, root, shortened, text, to_text, trailing

__all__ = ["Interval", "draw_intervals"]

_SIZE = 12.0
_HEAD, _FOOT = 34.0, 10.0
_MOST_STRETCH = (
    3.0  # an upper end farther out than this many times the rest is cut, with an arrow that says so
)


@dataclass(frozen=True, slots=True)
class Interval:
    """One estimate: its median and (low, high) at 50, 80 and 95 %.

    Without a median where nothing but the 95 % can be relied on; without figures where it was refused.
    """

    label: str
    median: float | None = None
    at50: tuple[float, float] | None = None
    at80: tuple[float, float] | None = None
    at95: tuple[float, float] | None = None

    @property
    def ends(self) -> Iterator[float]:
        """Yield every number that is drawn."""
        for pair in (self.at50, self.at80, self.at95):
            yield from pair or ()
        if self.median is not None:
            yield self.median


@dataclass(frozen=True, slots=True)
class _IntervalFrame:
    width: float
    left: float
    right: float
    row: float
    ticks: int
    above: bool

    @property
    def middle(self) -> float:
        """Return where the bands of a row lie, from its top."""
        return 52 if self.above else 26


_WIDE = _IntervalFrame(width=700, left=262, right=660, row=44, ticks=7, above=False)
_NARROW = _IntervalFrame(width=288, left=14, right=262, row=72, ticks=4, above=True)


def draw_intervals(
    intervals: Sequence[Interval],
    *,
    documented: int | None = None,
    prefix: str = "intervals",
    narrow: bool = False,
    rtl: bool = False,
    say: Say,
) -> str:
    """Return the estimates, one row each. `narrow`: 288 pixels wide; `prefix` is unique on its page."""
    frame = _NARROW if narrow else _WIDE
    height = _HEAD + frame.row * max(len(intervals), 1) + _FOOT
    said = [_said(each) for each in intervals]
    known = [] if documented is None else [Message("draw.documented", n=documented)]
    svg = root(
        width=frame.width,
        height=height,
        kind="chart chart-intervals",
        prefix=prefix,
        title=say(Message("draw.intervals")),
        desc=say(Message("draw.all", parts=(*known, *said))),
    )
    low, high = _span(intervals, documented)
    drawing = _IntervalDrawing(svg, frame, low, high, rtl, say)
    drawing.axis(height - _FOOT)
    for at, (each, title) in enumerate(zip(intervals, said, strict=True)):
        drawing.row(each, _HEAD + at * frame.row, say(title))
    if documented is not None:
        drawing.documented(documented, len(intervals), height - _FOOT)
    return to_text(svg)


def _said(each: Interval) -> Message:
    if each.at95 is None:
        return Message("draw.named", name=clean(each.label), said=Message("draw.no_figure"))
    low, high = each.at95
    if each.median is None:
        return Message("draw.interval_without_middle", name=clean(each.label), low=low, high=high)
    return Message("draw.interval", name=clean(each.label), median=each.median, low=low, high=high)


def _span(intervals: Sequence[Interval], documented: int | None) -> tuple[float, float]:
    """Return where the axis begins and ends; an end that is far beyond all medians and 80 % intervals is left out."""
    ends = [end for each in intervals for end in each.ends]
    near = [
        end for each in intervals for end in (each.median, *(each.at80 or each.at95 or ())) if end is not None
    ]
    marks = [*ends, *([documented] if documented is not None else [])] or [0.0, 1.0]
    high = min(max(marks), max([*near, documented or 0.0, 1.0]) * _MOST_STRETCH)
    low = 0.0 if min(marks) < 0.4 * high else min(marks)
    margin = (high - low) * 0.03 or 1.0
    return max(0.0, low - margin), high + margin


@dataclass(frozen=True, slots=True)
class _IntervalDrawing:
    svg: Element
    frame: _IntervalFrame
    low: float
    high: float
    rtl: bool
    say: Say

    def _number(self, value: float) -> str:
        return self.say(Message("draw.number", n=value))

    def _x(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        x = self.frame.left + (self.frame.right - self.frame.left) * share
        return self.frame.width - x if self.rtl else x

    def axis(self, bottom: float) -> None:
        for value in _ticks(self.low, self.high, self.frame.ticks):
            x = self._x(value)
            line = child(self.svg, "line", class_="chart-axis", x1=x, x2=x, y1=_HEAD - 8, y2=bottom)
            line.attrib |= {"stroke": "currentColor", "stroke-width": "0.5", "stroke-dasharray": "1 3"}
            text(self.svg, x, 12, [self._number(value)], kind="chart-label", size=11)

    def documented(self, number: int, rows: int, bottom: float) -> None:
        """Draw a broken line across all rows; where labels stand above their rows, a piece of it beside each."""
        x, label = self._x(number), self.say(Message("draw.documented", n=number))
        group = child(self.svg, "g", class_="chart-documented")
        child(group, "title").text = label
        middles = [_HEAD + at * self.frame.row + self.frame.middle for at in range(rows)]
        pieces = [(y - 20, y + 14) for y in middles] if self.frame.above else [(_HEAD - 4, bottom)]
        for top, end in pieces:
            line = child(group, "line", x1=x, x2=x, y1=top, y2=end)
            line.attrib |= {"stroke": "currentColor", "stroke-width": "2", "stroke-dasharray": "5 3"}
        anchor = "end" if x > self.frame.width / 2 else "start"
        place = x - 5 if anchor == "end" else x + 5
        text(self.svg, place, _HEAD - 8, [label], kind="chart-label", size=11, anchor=anchor)

    def row(self, each: Interval, top: float, title: str) -> None:
        group = child(self.svg, "g", class_="chart-row")
        child(group, "title").text = title
        self._label(group, each, top)
        middle = top + self.frame.middle
        if each.at95 is None:
            self._write(group, self.frame.left, middle + 4, self.say(Message("draw.no_figure")), 200)
            return
        for pair, thick in ((each.at95, 2.0), (each.at80, 6.0), (each.at50, 12.0)):
            if pair:
                self._band(group, pair, middle, thick)
        if each.median is not None:
            self._middle(group, each.median, middle)
        if each.at95[1] > self.high:
            self._arrow(group, middle)

    def _label(self, group: Element, each: Interval, top: float) -> None:
        if self.frame.above:
            self._write(group, 0, top + 22, clean(each.label), self.frame.width)
        else:
            shown = shortened(clean(each.label), self.frame.left - 20, _SIZE)
            x = self.frame.left - 16
            anchor = trailing(shown, rtl=self.rtl)
            place = self.frame.width - x if self.rtl else x
            text(group, place, top + 30, [shown], kind="chart-label", size=_SIZE, anchor=anchor)

    def _write(self, group: Element, x: float, y: float, label: str, room: float) -> None:
        shown = shortened(label, room, _SIZE)
        place = self.frame.width - x if self.rtl else x
        text(group, place, y, [shown], kind="chart-label", size=_SIZE, anchor=leading(shown, rtl=self.rtl))

    def _band(self, group: Element, pair: tuple[float, float], middle: float, thick: float) -> None:
        x1, x2 = sorted((self._x(pair[0]), self._x(pair[1])))
        band = child(
            group,
            "rect",
            class_="chart-bar",
            x=x1,
            y=middle - thick / 2,
            width=max(x2 - x1, 1.5),
            height=thick,
        )
        band.attrib |= {"fill": "currentColor", "fill-opacity": "1" if thick < 3 else "0.3"}

    def _middle(self, group: Element, median: float, middle: float) -> None:
        x = self._x(median)
        line = child(group, "line", class_="chart-end", x1=x, x2=x, y1=middle - 10, y2=middle + 10)
        line.attrib |= {"stroke": "currentColor", "stroke-width": "3"}
        text(group, x, middle - 13, [self._number(median)], kind="chart-label", size=11)

    def _arrow(self, group: Element, middle: float) -> None:
        x, out = self._x(self.high), -1 if self.rtl else 1
        way = f"M{x - out * 2:.1f} {middle - 6:.1f}L{x + out * 7:.1f} {middle:.1f}L{x - out * 2:.1f} {middle + 6:.1f}"
        child(group, "path", class_="chart-open", d=way, stroke="currentColor", stroke_width=1.6)


def _ticks(low: float, high: float, most: int) -> list[float]:
    """Return round numbers along the axis, `most` at most."""
    rough = (high - low) / most
    power = 10 ** floor(log10(rough)) if rough > 0 else 1
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough)
    first = int(-(-low // step))
    return [each * step for each in range(first, int(high // step) + 1)]
