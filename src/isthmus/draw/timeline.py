"""When incidents happened, drawn as uncertain as it is known: bars from earliest to latest, open ends as arrows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from isthmus.draw.svg import Element, child, clean, is_rtl, number, root, shortened, text, to_text
from isthmus.draw.words import Words

__all__ = ["Span", "draw_timeline"]

_LABEL, _CHART, _ROW = 230.0, 420.0, 24.0
_HEAD, _FOOT, _MARGIN = 26.0, 22.0, 24.0
_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """One incident: what to call it, its bounds (None: open on that side), and its date as written."""

    label: str
    earliest: date | None
    latest: date | None
    written: str = ""


def draw_timeline(
    spans: Sequence[Span],
    *,
    undated: int = 0,
    prefix: str = "timeline",
    rtl: bool = False,
    words: Words | None = None,
) -> str:
    """Return the spans as SVG, one row each in the order given; what is open on both sides counts as undated."""
    words = words or Words()
    dated = [each for each in spans if each.earliest or each.latest]
    undated += len(spans) - len(dated)
    height = _HEAD + _ROW * max(len(dated), 1) + _FOOT
    width = _LABEL + _CHART + 2 * _MARGIN
    svg = root(
        width=width,
        height=height,
        kind="chart chart-time",
        prefix=prefix,
        title=words.timeline,
        desc="; ".join((*(_said(each, words) for each in dated), *_left_out(undated, words))),
    )
    scale = _Scale.over(dated, width if rtl else None)
    _draw_axis(svg, scale, height - _FOOT)
    for at, each in enumerate(dated):
        _draw_span(svg, each, scale, _HEAD + at * _ROW, words)
    for line in _left_out(undated, words):
        text(
            svg,
            scale.x_of(_MARGIN),
            height - 6,
            [line],
            kind="chart-label",
            size=_SIZE,
            anchor="end" if rtl else "start",
        )
    return to_text(svg)


def _left_out(undated: int, words: Words) -> list[str]:
    return [words.undated.format(number=undated)] if undated else []


def _said(span: Span, words: Words) -> str:
    start = span.earliest.isoformat() if span.earliest else words.open_start
    end = span.latest.isoformat() if span.latest else words.open_end
    when = start if start == end else f"{start} – {end}"
    return f"{clean(span.label)}: {clean(span.written) or when}"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to places; `mirror` is the width of a drawing that runs from right to left."""

    first: date
    days: int
    mirror: float | None

    @classmethod
    def over(cls, spans: Sequence[Span], mirror: float | None) -> "_Scale":
        ends = [day for each in spans for day in (each.earliest, each.latest) if day] or [date(2000, 1, 1)]
        first = min(ends).replace(day=1)
        last = _next_month(max(ends))
        return cls(first, (last - first).days, mirror)

    def x_of(self, x: float) -> float:
        return x if self.mirror is None else self.mirror - x

    def day(self, day: date) -> float:
        return _MARGIN + _LABEL + _CHART * (day - self.first).days / self.days

    def ticks(self) -> list[tuple[date, str]]:
        """The starts of months, quarters, years, decades or centuries: the finest that are nine at most."""
        first, last = (
            each.year * 12 + each.month - 1 for each in (self.first, self.first + timedelta(self.days))
        )
        for months, written in (
            (1, "%Y-%m"),
            (3, "%Y-%m"),
            (12, "%Y"),
            (60, "%Y"),
            (120, "%Y"),
            (1200, "%Y"),
        ):
            starts = range(-(-first // months) * months, last + 1, months)
            if len(starts) <= 9:
                return [(day, day.strftime(written)) for day in map(_month_start, starts)]
        return []


def _month_start(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _next_month(day: date) -> date:
    if day >= date(9999, 12, 1):
        return date.max
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _draw_axis(svg: Element, scale: _Scale, bottom: float) -> None:
    for day, written in scale.ticks():
        x = scale.x_of(scale.day(day))
        child(
            svg,
            "line",
            class_="chart-axis",
            x1=x,
            x2=x,
            y1=_HEAD - 6,
            y2=bottom,
            stroke="currentColor",
            stroke_width=0.5,
            stroke_dasharray="1 3",
        )
        text(svg, x, 12, [written], kind="chart-label", size=11)


def _draw_span(svg: Element, span: Span, scale: _Scale, top: float, words: Words) -> None:
    group = child(svg, "g", class_="chart-row")
    child(group, "title").text = _said(span, words)
    label = shortened(clean(span.label), _LABEL - 14, _SIZE)
    text(
        group,
        scale.x_of(_MARGIN + _LABEL - 12),
        top + 14,
        [label],
        kind="chart-label",
        size=_SIZE,
        anchor=_towards_chart(label, mirrored=scale.mirror is not None),
    )
    left = scale.day(span.earliest) if span.earliest else _MARGIN + _LABEL
    # A day ends where the next begins; one day is still wide enough to be seen.
    right = scale.day(span.latest) + _CHART / scale.days if span.latest else _MARGIN + _LABEL + _CHART
    _draw_bar(group, scale, left, max(right, left + 3), top + 5, span)


def _towards_chart(label: str, *, mirrored: bool) -> str:
    return "start" if mirrored != is_rtl(label) else "end"


def _draw_bar(group: Element, scale: _Scale, left: float, right: float, top: float, span: Span) -> None:
    bottom = top + 12
    closed = [x for x, end in ((left, span.earliest), (right, span.latest)) if end]
    if len(closed) == 2 and right - left < 8:
        closed = [(left + right) / 2]
    x1, x2 = sorted((scale.x_of(left), scale.x_of(right)))
    child(
        group,
        "rect",
        class_="chart-bar",
        x=x1,
        y=top,
        width=x2 - x1,
        height=12,
        fill="currentColor",
        fill_opacity="0.22",
    )
    for x in closed:
        child(
            group,
            "line",
            class_="chart-end",
            x1=scale.x_of(x),
            x2=scale.x_of(x),
            y1=top - 1,
            y2=bottom + 1,
            stroke="currentColor",
            stroke_width=2,
        )
    for x, outward, end in ((left, -1, span.earliest), (right, 1, span.latest)):
        if not end:
            _draw_open(group, scale, x, outward, top + 6)


def _draw_open(group: Element, scale: _Scale, x: float, outward: int, middle: float) -> None:
    tip, back = number(scale.x_of(x + outward * 5)), number(scale.x_of(x - outward * 4))
    child(
        group,
        "path",
        class_="chart-open",
        stroke="currentColor",
        stroke_width=1.6,
        d=f"M{back} {number(middle - 6)}L{tip} {number(middle)}L{back} {number(middle + 6)}",
    )
