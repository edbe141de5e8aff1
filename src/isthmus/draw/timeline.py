"""When incidents happened, drawn as uncertain as it is known: bars from earliest to latest, open ends as arrows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isthmus.core.messages import Message, Say
from isthmus.draw.scale import Scale
from isthmus.draw.svg import Element, child, clean, leading, number, root, shortened, text, to_text, trailing

__all__ = ["Span", "draw_timeline"]

_HEAD, _FOOT = 26.0, 22.0
_SIZE, _BAR = 12.0, 12.0


@dataclass(frozen=True, slots=True)
class Span:
    """One incident: what to call it, its bounds (None: open on that side), its date as written, where it leads to."""

    label: str
    earliest: date | None
    latest: date | None
    written: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _TimelineFrame:
    """The measures of a drawing: labels beside the bars, or above them where it is narrow."""

    width: float
    left: float
    right: float
    row: float
    ticks: int
    above: bool


_WIDE = _TimelineFrame(width=700, left=254, right=676, row=24, ticks=9, above=False)
_NARROW = _TimelineFrame(width=288, left=26, right=262, row=42, ticks=5, above=True)


def draw_timeline(
    spans: Sequence[Span],
    *,
    undated: int = 0,
    prefix: str = "timeline",
    narrow: bool = False,
    rtl: bool = False,
    say: Say,
) -> str:
    """Return the spans as SVG, one row each in the order given; what is open on both sides counts as undated.

    `narrow`: 288 pixels wide, for small screens; `prefix` is unique on its page.
    """
    frame = _NARROW if narrow else _WIDE
    dated = [each for each in spans if each.earliest or each.latest]
    undated += len(spans) - len(dated)
    left_out = [Message("draw.undated", n=undated)] if undated else []
    height = _HEAD + frame.row * max(len(dated), 1) + _FOOT
    said = [_said(each) for each in dated]
    svg = root(
        width=frame.width,
        height=height,
        kind="chart chart-time",
        prefix=prefix,
        title=say(Message("draw.timeline")),
        desc=say(Message("draw.all", parts=(*said, *left_out))),
        linked=any(each.address for each in dated),
    )
    drawing = _TimelineDrawing(svg, frame, _scale(dated, frame), rtl)
    drawing.axis(height - _FOOT)
    for at, (each, title) in enumerate(zip(dated, said, strict=True)):
        drawing.row(each, _HEAD + at * frame.row, say(title))
    drawing.note([say(each) for each in left_out], height - 6)
    return to_text(svg)


def _scale(dated: Sequence[Span], frame: _TimelineFrame) -> Scale:
    return Scale.over(
        (day for each in dated for day in (each.earliest, each.latest) if day),
        frame.left,
        frame.right,
        open_start=any(not each.earliest for each in dated),
        open_end=any(not each.latest for each in dated),
    )


def _said(span: Span) -> Message:
    return Message("draw.named", name=clean(span.label), said=clean(span.written) or _when(span))


def _when(span: Span) -> Message | str:
    if span.earliest == span.latest and span.earliest:
        return span.earliest.isoformat()
    start = span.earliest.isoformat() if span.earliest else Message("draw.open_start")
    end = span.latest.isoformat() if span.latest else Message("draw.open_end")
    return Message("draw.span", start=start, end=end)


@dataclass(frozen=True, slots=True)
class _TimelineDrawing:
    svg: Element
    frame: _TimelineFrame
    scale: Scale
    rtl: bool

    def _x(self, x: float) -> float:
        return self.frame.width - x if self.rtl else x

    def axis(self, bottom: float) -> None:
        for day, written in self.scale.ticks(self.frame.ticks):
            x = self._x(self.scale.at(day))
            line = child(self.svg, "line", class_="chart-axis", x1=x, x2=x, y1=_HEAD - 6, y2=bottom)
            line.attrib |= {"stroke": "currentColor", "stroke-width": "0.5", "stroke-dasharray": "1 3"}
            text(self.svg, x, 12, [written], kind="chart-label", size=11)

    def note(self, lines: Sequence[str], bottom: float) -> None:
        for line in lines:
            anchor = leading(line, rtl=self.rtl)
            text(self.svg, self._x(8), bottom, [line], kind="chart-label", size=_SIZE, anchor=anchor)

    def row(self, span: Span, top: float, title: str) -> None:
        within = child(self.svg, "a", href=span.address) if span.address else self.svg
        group = child(within, "g", class_="chart-row")
        child(group, "title").text = title
        self._label(group, span, top)
        left = self.scale.at(span.earliest) if span.earliest else self.scale.left
        # A day ends where the next begins; one day is still wide enough to be seen.
        right = self.scale.at(span.latest) + self.scale.one_day if span.latest else self.scale.right
        self._bar(group, span, left, max(right, left + 3), top + (22 if self.frame.above else 5))

    def _label(self, group: Element, span: Span, top: float) -> None:
        if self.frame.above:
            label = shortened(clean(span.label), self.frame.width - 16, _SIZE)
            x, anchor = 8.0, leading(label, rtl=self.rtl)
        else:
            label = shortened(clean(span.label), self.frame.left - 16, _SIZE)
            x, anchor = self.frame.left - 12, trailing(label, rtl=self.rtl)
        text(group, self._x(x), top + 15, [label], kind="chart-label", size=_SIZE, anchor=anchor)

    def _bar(self, group: Element, span: Span, left: float, right: float, top: float) -> None:
        x1, x2 = sorted((self._x(left), self._x(right)))
        bar = child(group, "rect", class_="chart-bar", x=x1, y=top, width=x2 - x1, height=_BAR)
        bar.attrib |= {"fill": "currentColor", "fill-opacity": "0.22"}
        ends = ((left, -1, span.earliest), (right, 1, span.latest))
        closed = [x for x, _, end in ends if end]
        if len(closed) == 2 and right - left < 8:
            closed = [(left + right) / 2]
        for x in closed:
            self._end(group, x, top)
        for x, outward, end in ends:
            if not end:
                self._open(group, x, outward, top + _BAR / 2)

    def _end(self, group: Element, x: float, top: float) -> None:
        line = child(
            group, "line", class_="chart-end", x1=self._x(x), x2=self._x(x), y1=top - 1, y2=top + _BAR + 1
        )
        line.attrib |= {"stroke": "currentColor", "stroke-width": "2"}

    def _open(self, group: Element, x: float, outward: int, middle: float) -> None:
        tip, back = number(self._x(x + outward * 5)), number(self._x(x - outward * 4))
        way = f"M{back} {number(middle - 6)}L{tip} {number(middle)}L{back} {number(middle + 6)}"
        child(group, "path", class_="chart-open", d=way, stroke="currentColor", stroke_width=1.6)
