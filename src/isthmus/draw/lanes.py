"""The support graph down the page, for narrow screens: one box a row, edges as lanes beside the boxes.

The record lies at the top, what happened at the bottom. The lane at the outer left leads from the record to held
documents, the lane on the right to what happened; every other lane leads from one box to those it knows from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isthmus.core.corroborate.values import SupportGraph
from isthmus.core.messages import Message, Say
from isthmus.draw.boxes import Box, draw_box, draw_path, fitted
from isthmus.draw.cards import Picture, picture, summary
from isthmus.draw.layers import forward
from isthmus.draw.svg import Element, child, number, root, text, to_text

__all__ = ["draw_support_lanes"]

_WIDTH = 288.0
_HEAD, _GAP, _MARGIN = 30.0, 14.0, 22.0
_LANE, _LANES_AT_MOST, _RIGHT = 11.0, 90.0, 18.0
_RADIUS = 5.0

type Edge = tuple[str, str]


def draw_support_lanes(
    graph: SupportGraph,
    labels: Mapping[str, str],
    *,
    kinds: Mapping[str, str] | None = None,
    prefix: str = "support-down",
    rtl: bool = False,
    addresses: Mapping[str, str] | None = None,
    say: Say,
) -> str:
    """Return the graph as SVG of at most 288 pixels width, whatever its size; parameters as `draw_support_graph`."""
    shown = picture(graph, labels, kinds or {}, say, addresses)
    plan = _planned(shown)
    height = plan.bottom + _MARGIN
    svg = root(
        width=_WIDTH,
        height=height,
        kind="sg sg-down",
        prefix=prefix,
        title=say(Message("draw.support")),
        desc=summary(graph, labels, say),
        linked=bool(addresses),
    )
    drawing = _LaneDrawing(svg, plan, rtl=rtl)
    drawing.shores(say)
    drawing.lanes()
    for key, box in plan.boxes.items():
        drawing.box(box, plan.top[key])
    return to_text(svg)


@dataclass(frozen=True, slots=True)
class _Lane:
    """One box's way to those it knows from; `at` counts lanes outward from the boxes."""

    start: str
    ends: tuple[str, ...]
    kind: str
    at: int


@dataclass(frozen=True, slots=True)
class _LanePlan:
    boxes: dict[str, Box]
    top: dict[str, float]
    lanes: tuple[_Lane, ...]
    steps: tuple[tuple[str, str, str], ...]
    pitch: float
    gutter: float
    bottom: float

    def middle(self, key: str) -> float:
        return self.top[key] + self.boxes[key].height / 2

    def of_sort(self, sort: str) -> list[str]:
        return [key for key, box in self.boxes.items() if box.card.sort == sort]


def _planned(shown: Picture) -> _LanePlan:
    order = _in_rows(shown)
    row = {key: at for at, key in enumerate(order)}
    steps, fans = _parted(shown, row)
    lanes = tuple(_assigned(fans, row))
    count = 2 + max((lane.at for lane in lanes), default=-1)
    pitch = min(_LANE, _LANES_AT_MOST / count)
    gutter = pitch * count + 12
    cards = {card.key: card for card in shown.cards}
    boxes = {key: fitted(cards[key], _WIDTH - gutter - _RIGHT, 2) for key in order}
    top: dict[str, float] = {}
    bottom = _HEAD
    for key in order:
        top[key] = bottom
        bottom += boxes[key].height + _GAP
    return _LanePlan(boxes, top, lanes, steps, pitch, gutter, bottom)


def _in_rows(shown: Picture) -> list[str]:
    """Return every box below those that know from it, as far as circles allow; documents just above their authors."""
    sources = [card.key for card in shown.cards if card.sort == "source"]
    papers: dict[str, list[str]] = {}
    for card in shown.cards:
        if card.sort != "source":
            author = next(other for one, other in (*shown.edges, *shown.faint) if one == card.key)
            papers.setdefault(author, []).append(card.key)
    edges = [edge for edge in (*shown.edges, *shown.faint) if edge[0] in set(sources)]
    written = {other for one, other in shown.edges if one not in set(sources)}
    entered = sorted(sources, key=lambda key: key not in written)
    onward, _ = forward(entered, edges)
    return [each for key in _topological(entered, onward) for each in (*papers.get(key, ()), key)]


def _topological(nodes: Iterable[str], edges: Iterable[Edge]) -> list[str]:
    """Nodes after all that lead to them, each as near as possible after one of these."""
    after: dict[str, list[str]] = {}
    waits = dict.fromkeys(nodes, 0)
    for one, other in dict.fromkeys(edges):
        after.setdefault(one, []).append(other)
        waits[other] += 1
    ready = [each for each in reversed(list(waits)) if not waits[each]]
    order = []
    while ready:
        each = ready.pop()
        order.append(each)
        for other in reversed(after.get(each, [])):
            waits[other] -= 1
            if not waits[other]:
                ready.append(other)
    return order


def _parted(shown: Picture, row: Mapping[str, int]) -> tuple[tuple[tuple[str, str, str], ...], list[_Lane]]:
    """Split edges into steps to the very next row and fans that need a lane; firm and faint ones apart."""
    steps, fans = [], []
    firm = set(shown.edges)
    faint = [edge for edge in shown.faint if edge not in firm]
    for kind, edges in (("sg-edge", shown.edges), ("sg-faint", faint)):
        ends: dict[str, list[str]] = {}
        for one, other in edges:
            if row[other] == row[one] + 1:
                steps.append((one, other, kind))
            else:
                ends.setdefault(one, []).append(other)
        fans += [
            _Lane(one, tuple(sorted(others, key=row.__getitem__)), kind, 0) for one, others in ends.items()
        ]
    return tuple(steps), fans


def _assigned(fans: Iterable[_Lane], row: Mapping[str, int]) -> Iterable[_Lane]:
    """Give each fan the innermost lane that is free over its rows, short ones first."""
    taken: list[list[tuple[int, int]]] = []
    spans = [(each, *_span(each, row)) for each in fans]
    for fan, low, high in sorted(spans, key=lambda each: (each[2] - each[1], each[1], each[0].kind)):
        at = next((at for at, lane in enumerate(taken) if _free(lane, low, high)), len(taken))
        if at == len(taken):
            taken.append([])
        taken[at].append((low, high))
        yield _Lane(fan.start, fan.ends, fan.kind, at)


def _span(fan: _Lane, row: Mapping[str, int]) -> tuple[int, int]:
    rows = [row[fan.start], *(row[each] for each in fan.ends)]
    return min(rows), max(rows)


def _free(lane: Iterable[tuple[int, int]], low: int, high: int) -> bool:
    return all(high < begin or end < low for begin, end in lane)


class _LaneDrawing:
    """Puts a plan on an SVG, mirrored where the page runs from right to left."""

    def __init__(self, svg: Element, plan: _LanePlan, *, rtl: bool) -> None:
        self.svg, self.plan, self.rtl = svg, plan, rtl
        self.outer = 6.0
        self.right = _WIDTH - 6.0
        self.edge = plan.gutter

    def _x(self, x: float) -> float:
        return _WIDTH - x if self.rtl else x

    def box(self, box: Box, top: float) -> None:
        left = _RIGHT if self.rtl else self.plan.gutter
        draw_box(self.svg, box, left, top, side="top")

    def shores(self, say: Say) -> None:
        for y, name, below in ((18.0, "draw.record", -6.0), (self.plan.bottom, "draw.origin", 15.0)):
            child(
                self.svg,
                "line",
                class_="sg-shore",
                x1=2,
                x2=_WIDTH - 2,
                y1=y,
                y2=y,
                stroke="currentColor",
                stroke_width=4,
            )
            text(self.svg, _WIDTH / 2, y + below, [say(Message(name))], kind="sg-shore-label", size=12)

    def lanes(self) -> None:
        held = self.plan.of_sort("held")
        for key in held:
            self._join(self.outer, 20, self.plan.middle(key), "sg-edge", whole=key == held[-1])
        known = [key for key, box in self.plan.boxes.items() if box.card.at_origin]
        for key in known:
            self._to_origin(key, whole=key == known[0])
        for one, other, kind in self.plan.steps:
            self._step(one, other, kind)
        for lane in self.plan.lanes:
            self._fan(lane)

    def _to_origin(self, key: str, *, whole: bool) -> None:
        y, edge, lane = self.plan.middle(key), self._x(_WIDTH - _RIGHT), number(self._x(self.right))
        way = (
            f"M{number(edge)} {number(y)}H{number(self._x(self.right - _RADIUS))}"
            f"Q{lane} {number(y)} {lane} {number(y + _RADIUS)}"
        )
        draw_path(self.svg, way + f"V{number(self.plan.bottom - 2)}" * whole, "sg-edge")
        if whole:
            self._arrow_down(self._x(self.right), self.plan.bottom - 2)

    def _step(self, one: str, other: str, kind: str) -> None:
        x = self._x(self.edge + 16)
        start, end = self.plan.top[one] + self.plan.boxes[one].height, self.plan.top[other]
        draw_path(self.svg, f"M{number(x)} {number(start)}V{number(end)}", kind)
        self._arrow_down(x, end)

    def _fan(self, lane: _Lane) -> None:
        """Draw the way down and the way up once each; the boxes between them join in."""
        x = self.edge - 12 - lane.at * self.plan.pitch
        start = self.plan.middle(lane.start) + 5
        ends = [(self.plan.middle(each) - (5 if each != lane.start else -12)) for each in lane.ends]
        for end in ends:
            whole = end == (max(ends) if end > start else min(ends))
            self._join(x, start, end, lane.kind, whole=whole, leave=True)

    def _join(
        self, x: float, start: float, end: float, kind: str, *, whole: bool, leave: bool = False
    ) -> None:
        """Draw the way into the box at `end`: the whole of it from `start`, or only the turn out of the lane at x."""
        turn = _RADIUS if end > start else -_RADIUS
        lane, bent, tip = (number(self._x(each)) for each in (x, x + _RADIUS, self.edge))
        way = f"M{lane} {number(start)}"
        if leave:
            way = f"M{tip} {number(start)}H{bent}Q{lane} {number(start)} {lane} {number(start + turn)}"
        way = f"{way}V{number(end - turn)}" if whole else f"M{lane} {number(end - turn)}"
        draw_path(self.svg, f"{way}Q{lane} {number(end)} {bent} {number(end)}H{tip}", kind)
        back = number(self._x(self.edge - 6))
        child(
            self.svg,
            "path",
            class_="sg-arrow",
            fill="currentColor",
            d=f"M{tip} {number(end)}L{back} {number(end - 3.2)}V{number(end + 3.2)}Z",
        )

    def _arrow_down(self, x: float, y: float) -> None:
        child(
            self.svg,
            "path",
            class_="sg-arrow",
            fill="currentColor",
            d=f"M{number(x)} {number(y)}L{number(x - 3.2)} {number(y - 6)}H{number(x + 3.2)}Z",
        )
