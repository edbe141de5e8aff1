"""Figures as intervals: a bar from the least to the most, an arrow where the record states no upper limit."""

from collections.abc import Sequence
from dataclasses import dataclass

from isthmus.draw.svg import Element, child, clean, leading, number, root, shortened, text, to_text
from isthmus.draw.words import Words

__all__ = ["Interval", "draw_bounds"]

_LABEL, _CHART, _SAID, _ROW = 150.0, 260.0, 230.0, 26.0
_MARGIN = 10.0
_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its bounds; `high` is None where the record states no upper limit."""

    label: str
    low: int
    high: int | None


def draw_bounds(
    intervals: Sequence[Interval], *, prefix: str = "bounds", rtl: bool = False, words: Words | None = None
) -> str:
    """Return one row for each interval, on one scale from 0, each with its bounds in words."""
    words = words or Words()
    width, height = _LABEL + _CHART + _SAID + 2 * _MARGIN, _ROW * max(len(intervals), 1) + 8
    svg = root(
        width=width,
        height=height,
        kind="chart chart-bounds",
        prefix=prefix,
        title=words.figures,
        desc="; ".join(f"{clean(each.label)}: {_said(each, words)}" for each in intervals),
    )
    most = max((each.low if each.high is None else each.high for each in intervals), default=0)
    for at, each in enumerate(intervals):
        _Row(svg, width if rtl else None, 4 + at * _ROW, max(most, 1)).draw(each, words)
    return to_text(svg)


def _said(interval: Interval, words: Words) -> str:
    least = words.at_least.format(low=interval.low)
    if interval.high is None:
        return f"{least}, {words.no_limit}"
    return (
        str(interval.low)
        if interval.low == interval.high
        else f"{least}, {words.at_most.format(high=interval.high)}"
    )


@dataclass(frozen=True, slots=True)
class _Row:
    svg: Element
    mirror: float | None
    top: float
    most: int

    def _x(self, x: float) -> float:
        return x if self.mirror is None else self.mirror - x

    def _at(self, value: int) -> float:
        # Room is left on the right, so that an arrow always has where to point.
        return _MARGIN + _LABEL + _CHART * 0.86 * value / self.most

    def draw(self, interval: Interval, words: Words) -> None:
        group = child(self.svg, "g", class_="chart-row")
        child(group, "title").text = f"{clean(interval.label)}: {_said(interval, words)}"
        self._write(group, _MARGIN, interval.label, _LABEL - 8)
        self._bar(group, interval)
        self._write(group, _MARGIN + _LABEL + _CHART + 8, _said(interval, words), _SAID - 8)

    def _write(self, group: Element, x: float, label: str, room: float) -> None:
        shown = shortened(clean(label), room, _SIZE)
        anchor = leading(shown, rtl=self.mirror is not None)
        text(group, self._x(x), self.top + 15, [shown], kind="chart-label", size=_SIZE, anchor=anchor)

    def _bar(self, group: Element, interval: Interval) -> None:
        low = self._at(interval.low)
        high = _MARGIN + _LABEL + _CHART - 6 if interval.high is None else self._at(interval.high)
        middle = self.top + 11
        child(
            group,
            "line",
            class_="chart-bar",
            x1=self._x(low),
            x2=self._x(high),
            y1=middle,
            y2=middle,
            stroke="currentColor",
            stroke_width=2,
        )
        for value in [low] if interval.high is None else [low, high]:
            child(
                group,
                "line",
                class_="chart-end",
                x1=self._x(value),
                x2=self._x(value),
                y1=middle - 6,
                y2=middle + 6,
                stroke="currentColor",
                stroke_width=2.4,
            )
        if interval.high is None:
            tip, back = number(self._x(high + 5)), number(self._x(high - 4))
            child(
                group,
                "path",
                class_="chart-open",
                stroke="currentColor",
                stroke_width=2,
                d=f"M{back} {number(middle - 5)}L{tip} {number(middle)}L{back} {number(middle + 5)}",
            )
