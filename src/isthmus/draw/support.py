"""The support graph across the page: our record on one side, what happened on the other, sources between."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from isthmus.core.corroborate.values import SupportGraph
from isthmus.core.messages import Message, Say
from isthmus.draw.boxes import Box, draw_box, draw_path, fitted
from isthmus.draw.cards import Picture, picture, summary
from isthmus.draw.layers import Layers, forward, layered, spread
from isthmus.draw.svg import Element, child, leading, number, root, text, to_text, trailing

__all__ = ["draw_support_graph"]

_WIDTH = 150.0
_COLUMN_GAP, _ROW_GAP = 46.0, 16.0
_BEND = 12.0
_SHORE, _HEAD, _MARGIN = 40.0, 30.0, 10.0
_BACK = 9.0

type Point = tuple[float, float]


def draw_support_graph(
    graph: SupportGraph,
    labels: Mapping[str, str],
    *,
    kinds: Mapping[str, str] | None = None,
    prefix: str = "support",
    rtl: bool = False,
    addresses: Mapping[str, str] | None = None,
    say: Say,
) -> str:
    """Return the graph as SVG, laid out across; `prefix` is unique on its page, `rtl` puts the record on the right.

    `labels` name sources and documents by id, `kinds` give each source's kind, for the words under its name;
    `addresses`: where the box of a node leads to, by the node's id.
    """
    shown = picture(graph, labels, kinds or {}, say, addresses)
    plan = _planned(shown)
    height = (
        _HEAD + max((plan.top[key] + box.height for key, box in plan.boxes.items()), default=40) + _MARGIN
    )
    svg = root(
        width=plan.width,
        height=height,
        kind="sg sg-across",
        prefix=prefix,
        title=say(Message("draw.support")),
        desc=summary(graph, labels, say),
        linked=bool(addresses),
    )
    drawing = _SupportDrawing(svg, plan, rtl=rtl)
    drawing.shores(say, height)
    drawing.edges(shown)
    for key, box in plan.boxes.items():
        drawing.box(box, plan.left(key), plan.top[key] + _HEAD)
    return to_text(svg)


@dataclass(frozen=True, slots=True)
class _SupportPlan:
    """Where everything stands, from left to right: boxes, columns, the middle of each key, and the ways of edges."""

    boxes: dict[str, Box]
    layers: Layers
    column: dict[str, int]
    middle: dict[str, float]
    top: dict[str, float]
    back: frozenset[tuple[str, str]]
    width: float

    def left(self, key: str) -> float:
        return _SHORE + self.column[key] * (_WIDTH + _COLUMN_GAP)


def _planned(shown: Picture) -> _SupportPlan:
    boxes = {card.key: fitted(card, _WIDTH, 3) for card in shown.cards}
    keys = sorted(boxes, key=lambda key: boxes[key].card.sort != "held")  # circles break where we enter them
    onward, back = forward(keys, list(dict.fromkeys((*shown.edges, *shown.faint))))
    turned = [(other, one) for one, other in back]
    ends = {key: f"\0end {key}" for key in keys if boxes[key].card.at_origin}
    edges = list(dict.fromkeys((*onward, *turned, *ends.items())))
    layers = layered([*keys, *ends.values()], edges, last=ends.values())
    heights = {key: boxes[key].height if key in boxes else _BEND for each in layers.columns for key in each}
    middle = spread(layers.columns, heights, layers.chains.values(), _ROW_GAP)
    column = {key: at for at, each in enumerate(layers.columns) for key in each}
    inner = len(layers.columns) - bool(ends)
    width = 2 * _SHORE + max(inner, 1) * (_WIDTH + _COLUMN_GAP) - _COLUMN_GAP
    top = {key: middle[key] - box.height / 2 for key, box in boxes.items()}
    return _SupportPlan(boxes, layers, column, middle, top, frozenset(back), width)


class _SupportDrawing:
    """Puts a plan on an SVG, mirrored where the page runs from right to left."""

    def __init__(self, svg: Element, plan: _SupportPlan, *, rtl: bool) -> None:
        self.svg, self.plan, self.rtl = svg, plan, rtl

    def _x(self, x: float) -> float:
        return self.plan.width - x if self.rtl else x

    def box(self, box: Box, x: float, y: float) -> None:
        left = self.plan.width - x - box.width if self.rtl else x
        draw_box(self.svg, box, left, y, side="right" if self.rtl else "left")

    def shores(self, say: Say, height: float) -> None:
        """Draw our record and what happened as two bars, named at their heads."""
        right, record, origin = self.plan.width, say(Message("draw.record")), say(Message("draw.origin"))
        for x, name, at, anchor in (
            (4.0, record, 2.0, leading(record, rtl=self.rtl)),
            (right - 4, origin, right - 2, trailing(origin, rtl=self.rtl)),
        ):
            line = child(self.svg, "line", class_="sg-shore", x1=self._x(x), x2=self._x(x), y1=_HEAD - 6)
            line.attrib |= {"y2": number(height - 4), "stroke": "currentColor", "stroke-width": "4"}
            text(self.svg, self._x(at), 14, [name], kind="sg-shore-label", size=12, anchor=anchor)

    def edges(self, shown: Picture) -> None:
        faint = set(shown.faint) - set(shown.edges)
        for card in shown.cards:
            if card.sort == "held":
                y = self.plan.middle[card.key] + _HEAD
                self._way([(6.0, y), (self.plan.left(card.key), y)], "sg-edge")
            if card.at_origin:
                self._way(self._to_origin(card.key), "sg-edge")
        for edge in dict.fromkeys((*shown.edges, *shown.faint)):
            kind = "sg-faint" if edge in faint else "sg-edge"
            if edge[0] == edge[1]:
                self._loop(edge[0], kind)
            else:
                self._way(self._points(edge), kind)

    def _points(self, edge: tuple[str, str]) -> list[Point]:
        if edge not in self.plan.back:
            return self._along(self.plan.layers.chains[edge], 0)
        one, other = edge
        return self._along(self.plan.layers.chains[other, one], _BACK)[::-1]

    def _along(self, chain: tuple[str, ...], lower: float) -> list[Point]:
        points: list[Point] = []
        for at, key in enumerate(chain):
            y = self.plan.middle[key] + _HEAD + lower
            left = self.plan.left(key)
            points += [(left, y)] * (at > 0) + [(left + _WIDTH, y)] * (at < len(chain) - 1)
        return points

    def _to_origin(self, key: str) -> list[Point]:
        points = self._along(self.plan.layers.chains[key, f"\0end {key}"], 0)
        return [*points[:-1], (self.plan.width - 6, points[-1][1])]

    def _loop(self, key: str, kind: str) -> None:
        box = self.plan.boxes[key]
        x, y = self._x(self.plan.left(key) + _WIDTH / 2), self.plan.top[key] + box.height + _HEAD
        way = f"M{number(x + 12)} {number(y)}c0 12 -24 12 -24 0"
        draw_path(self.svg, way, kind)

    def _way(self, points: list[Point], kind: str) -> None:
        placed = [(self._x(x), y) for x, y in points]
        way = f"M{number(placed[0][0])} {number(placed[0][1])}"
        for at, (one, other) in enumerate(pairwise(placed)):
            way += _straight(other) if at % 2 or one[1] == other[1] else _curve(one, other)
        draw_path(self.svg, way, kind)
        _arrow(self.svg, placed[-2], placed[-1])


def _straight(point: Point) -> str:
    return f"L{number(point[0])} {number(point[1])}"


def _curve(one: Point, other: Point) -> str:
    middle = number((one[0] + other[0]) / 2)
    return f"C{middle} {number(one[1])} {middle} {number(other[1])} {number(other[0])} {number(other[1])}"


def _arrow(svg: Element, one: Point, tip: Point) -> None:
    back = -6.5 if tip[0] > one[0] else 6.5
    x, y = number(tip[0] + back), tip[1]
    child(
        svg,
        "path",
        class_="sg-arrow",
        fill="currentColor",
        d=f"M{number(tip[0])} {number(y)}L{x} {number(y - 3.4)}V{number(y + 3.4)}Z",
    )
