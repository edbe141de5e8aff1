"""How lists overlap: a bar for each combination of lists, with dots for the lists in it (an UpSet plot, Lex 2014)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isthmus.core.messages import Message, Say
from isthmus.draw.svg import Element, child, clean, leading, root, shortened, text, to_text, trailing

__all__ = ["OverlapRow", "draw_overlap", "overlap_rows"]

_SIZE = 12.0
_DOT = 5.0
_WIDE, _NARROW = 700.0, 288.0
_LABELS, _BARS, _STEP, _LINE, _HEIGHT = 210.0, 70.0, 25.0, 24.0, 150.0
_MOST_WIDE, _MOST_NARROW = 16, 24

type Patterns = Mapping[tuple[bool, ...], int]


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """One combination of lists, by their numbers, and how many people are on these and no others."""

    lists: tuple[int, ...]
    people: int


def overlap_rows(patterns: Patterns) -> tuple[OverlapRow, ...]:
    """Return every combination that has people, the largest first; the same as the drawing, for a table."""
    rows = (
        OverlapRow(tuple(at for at, on in enumerate(pattern) if on), people)
        for pattern, people in patterns.items()
        if people
    )
    return tuple(sorted(rows, key=lambda row: (-row.people, len(row.lists), row.lists)))


def draw_overlap(
    names: Sequence[str],
    patterns: Patterns,
    *,
    prefix: str = "overlap",
    narrow: bool = False,
    rtl: bool = False,
    say: Say,
) -> str:
    """Return the drawing; beyond 16 combinations (24 where narrow) the smallest are added up in words.

    `narrow`: 288 pixels wide, a line for each combination; `prefix` is unique on its page.
    """
    rows = overlap_rows(patterns)
    most = _MOST_NARROW if narrow else _MOST_WIDE
    shown, rest = rows[:most], rows[most:]
    sizes = [sum(row.people for row in rows if at in row.lists) for at in range(len(names))]
    left_out = (
        [Message("draw.more_combinations", combinations=len(rest), n=sum(each.people for each in rest))]
        if rest
        else []
    )
    width = _NARROW if narrow else _WIDE
    height = _narrow_height(len(names), len(shown)) if narrow else _HEIGHT + _LINE * len(names) + 14
    svg = root(
        width=width,
        height=height + 20 * len(left_out),
        kind="chart chart-overlap",
        prefix=prefix,
        title=say(Message("draw.overlap")),
        desc=say(Message("draw.all", parts=(*(in_message(row, names) for row in shown), *left_out))),
    )
    drawing = _OverlapDrawing(svg, width, rtl, tuple(clean(each) for each in names), say)
    (drawing.lines if narrow else drawing.columns)(shown, sizes)
    for line in left_out:
        drawing.write(0, height + 12, say(line), width)
    return to_text(svg)


def in_message(row: OverlapRow, names: Sequence[str]) -> Message:
    """Return one combination in words."""
    code = "draw.on_only" if len(row.lists) == 1 else "draw.on_lists"
    return Message(code, n=row.people, names=" + ".join(clean(names[at]) for at in row.lists))


def _narrow_height(lists: int, rows: int) -> float:
    return _LINE * lists + 34 + _LINE * rows


@dataclass(frozen=True, slots=True)
class _OverlapDrawing:
    svg: Element
    width: float
    rtl: bool
    names: tuple[str, ...]
    say: Say

    def _number(self, people: int) -> str:
        return self.say(Message("draw.number", n=people))

    def columns(self, rows: Sequence[OverlapRow], sizes: Sequence[int]) -> None:
        """Draw a column for each combination, its bar above its dots; the lists with their sizes beside."""
        left, most = _LABELS + _BARS + 24, max((row.people for row in rows), default=1)
        for at, name in enumerate(self.names):
            y = _HEIGHT + _LINE * at
            self._stripe(left - 8, y, self.width - left + 8, at)
            self.write(_LABELS - 8, y + 16, name, _LABELS - 8, ends=True)
            self._bar(_LABELS, y + 6, _BARS * 0.55 * sizes[at] / (max(sizes) or 1), 12)
            end = _LABELS + _BARS * 0.55 * sizes[at] / (max(sizes) or 1)
            self.write(end + 5, y + 16, self._number(sizes[at]), 60)
        for number, row in enumerate(rows):
            group, x = self._group(row), left + _STEP * (number + 0.5)
            length = (_HEIGHT - 34) * row.people / most
            self._bar(x - 7, _HEIGHT - 10 - length, 14, length, group)
            self.write(
                x, _HEIGHT - 15 - length, self.say(_short(row.people)), _STEP + 4, middle=True, parent=group
            )
            places = [(x, _HEIGHT + _LINE * at + 12) for at in range(len(self.names))]
            self._dots(group, places, row)

    def lines(self, rows: Sequence[OverlapRow], sizes: Sequence[int]) -> None:
        """Draw the lists with their numbers; then a line for each combination: dots under the numbers, and a bar."""
        for at, name in enumerate(self.names):
            self.write(0, _LINE * at + 16, f"{at + 1}  {name}", self.width - 70)
            self.write(self.width, _LINE * at + 16, self._number(sizes[at]), 70, ends=True)
        top, step = _LINE * len(self.names) + 12, min(18.0, 130 / max(len(self.names), 1))
        left, most = step * len(self.names) + 10, max((row.people for row in rows), default=1)
        for at in range(len(self.names)):
            self.write(step * (at + 0.5), top + 12, str(at + 1), step, middle=True)
        room = self.width - left - 50
        for number, row in enumerate(rows):
            group, y = self._group(row), top + 22 + _LINE * number
            self._dots(group, [(step * (at + 0.5), y + 10) for at in range(len(self.names))], row)
            length = room * row.people / most
            self._bar(left, y + 4, length, 12, group)
            self.write(left + length + 5, y + 14, self._number(row.people), 60, parent=group)

    def write(
        self,
        x: float,
        y: float,
        label: str,
        room: float,
        *,
        ends: bool = False,
        middle: bool = False,
        parent: Element | None = None,
    ) -> None:
        """Write a label at x, counted from the side where the page begins; it begins, ends or has its middle there."""
        shown = shortened(clean(label), room, _SIZE)
        side = trailing if ends else leading
        anchor = "middle" if middle else side(shown, rtl=self.rtl)
        place = self.width - x if self.rtl else x
        text(
            self.svg if parent is None else parent,
            place,
            y,
            [shown],
            kind="chart-label",
            size=_SIZE,
            anchor=anchor,
        )

    def _group(self, row: OverlapRow) -> Element:
        group = child(self.svg, "g", class_="chart-row")
        child(group, "title").text = self.say(in_message(row, self.names))
        return group

    def _bar(self, x: float, y: float, width: float, height: float, parent: Element | None = None) -> None:
        left = self.width - x - width if self.rtl else x
        group = self.svg if parent is None else parent
        bar = child(
            group, "rect", class_="chart-bar", x=left, y=y, width=max(width, 1), height=max(height, 1)
        )
        bar.attrib |= {"fill": "currentColor", "fill-opacity": "0.55"}

    def _stripe(self, x: float, y: float, width: float, at: int) -> None:
        if at % 2 == 0:
            left = self.width - x - width if self.rtl else x
            stripe = child(self.svg, "rect", class_="chart-stripe", x=left, y=y, width=width, height=_LINE)
            stripe.attrib |= {"fill": "currentColor", "fill-opacity": "0.06"}

    def _dots(self, group: Element, places: Sequence[tuple[float, float]], row: OverlapRow) -> None:
        """Draw a full dot for each list that is in, an empty one for each that is not; a line joins the full ones."""
        mirrored = [(self.width - x if self.rtl else x, y) for x, y in places]
        inside = [mirrored[at] for at in row.lists]
        if len(inside) > 1:
            (x1, y1), (x2, y2) = inside[0], inside[-1]
            child(group, "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_width=2)
        for at, (x, y) in enumerate(mirrored):
            full = at in row.lists
            dot = child(group, "circle", class_="chart-dot", cx=x, cy=y, r=_DOT if full else 2.5)
            dot.attrib |= {"fill": "currentColor"} | ({} if full else {"fill-opacity": "0.3"})


def _short(people: int) -> Message:
    """Return a number that stands above a narrow bar."""
    if people < 10_000:
        return Message("draw.number", n=people)
    return Message("draw.thousands", n=people / 1000)
