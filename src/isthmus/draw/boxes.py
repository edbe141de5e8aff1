"""How a card of the support graph is drawn: documents with a folded corner, sources rounded.

Held is a solid border, missing a dashed one, a bottleneck a double one, and what we know it through has a thick
side towards the record. Each of these also stands in words.
"""

from dataclasses import dataclass

from isthmus.draw.cards import Card
from isthmus.draw.svg import Element, child, number, text, wrapped

__all__ = ["Box", "draw_box", "draw_path", "fitted"]

_LABEL, _TAG = 13.0, 11.0
_LEADING = 1.25
_PADDING = 9.0
_FOLD = 11.0


@dataclass(frozen=True, slots=True)
class Box:
    """A card with the lines of text that fit, and its size."""

    card: Card
    label: tuple[str, ...]
    tags: tuple[str, ...]
    width: float
    height: float


def fitted(card: Card, width: float, most: int) -> Box:
    """Return the card set in a box of this width, its label on `most` lines at most."""
    room = width - 2 * _PADDING - (_FOLD if card.sort != "source" else 0)
    label = tuple(wrapped(card.name, room, _LABEL, most))
    tags = tuple(line for tag in card.tags for line in wrapped(tag, room, _TAG, 3))
    height = 2 * _PADDING + len(label) * _LABEL * _LEADING + len(tags) * _TAG * _LEADING - 2
    return Box(card, label, tags, width, height)


def draw_box(parent: Element, box: Box, x: float, y: float, *, side: str) -> None:
    """Draw the box with its upper left corner at (x, y); `side` (left, right, top) is where the record lies."""
    card = box.card
    within = child(parent, "a", class_="sg-link", href=card.address) if card.address else parent
    group = child(within, "g", class_=_kinds(card))
    child(group, "title").text = " · ".join((card.full, *card.tags))
    if card.sort == "source":
        _draw_source(group, box, x, y, side)
    else:
        _draw_document(group, box, x, y)
    middle = x + box.width / 2
    first = y + _PADDING + _LABEL * 0.85
    text(group, middle, first, box.label, kind="sg-label", size=_LABEL)
    below = first + len(box.label) * _LABEL * _LEADING - 1
    text(group, middle, below, box.tags, kind="sg-tag", size=_TAG)


def _kinds(card: Card) -> str:
    kinds = ["sg-node", f"sg-{card.sort}"]
    kinds += ["sg-bottleneck"] * card.rests_on + ["sg-known"] * card.known_through + ["sg-away"] * card.away
    return " ".join(kinds)


def _draw_source(group: Element, box: Box, x: float, y: float, side: str) -> None:
    stroke = 1.6 if box.card.rests_on else 1
    drawn = child(
        group,
        "rect",
        class_="sg-box",
        x=x,
        y=y,
        width=box.width,
        height=box.height,
        rx=5,
        stroke="currentColor",
        stroke_width=stroke,
    )
    if box.card.away:
        drawn.set("stroke-dasharray", "2 3")
    if box.card.rests_on:
        child(
            group,
            "rect",
            class_="sg-inner",
            x=x + 3.5,
            y=y + 3.5,
            width=box.width - 7,
            height=box.height - 7,
            rx=2.5,
            stroke="currentColor",
            stroke_width=1,
        )
    if box.card.known_through:
        _draw_side(group, box, x, y, side)


def _draw_side(group: Element, box: Box, x: float, y: float, side: str) -> None:
    inset, half = 5.0, 2.5
    left, right, bottom = x + half, x + box.width - half, y + box.height
    ends = {
        "left": (left, y + inset, left, bottom - inset),
        "right": (right, y + inset, right, bottom - inset),
        "top": (x + inset, y + half, x + box.width - inset, y + half),
    }
    x1, y1, x2, y2 = ends[side]
    child(group, "line", class_="sg-side", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_width=5)


def _draw_document(group: Element, box: Box, x: float, y: float) -> None:
    right, bottom = x + box.width, y + box.height
    fold = number(right - _FOLD), number(y + _FOLD)
    outline = f"M{number(x)} {number(y)}H{fold[0]}L{number(right)} {fold[1]}V{number(bottom)}H{number(x)}Z"
    corner = f"M{fold[0]} {number(y)}V{fold[1]}H{number(right)}"
    for kind, way in (("sg-box", outline), ("sg-fold", corner)):
        drawn = child(group, "path", class_=kind, d=way, stroke="currentColor", stroke_width=1)
        if box.card.sort == "missing":
            drawn.set("stroke-dasharray", "5 3")


def draw_path(parent: Element, way: str, kind: str) -> None:
    """Draw an edge: solid where it counts, dotted (`sg-faint`) where it comes from what is not held."""
    drawn = child(parent, "path", class_=kind, d=way, stroke="currentColor", stroke_width=1.2)
    if kind == "sg-faint":
        drawn.set("stroke-dasharray", "1.5 3.5")
        drawn.set("stroke-linecap", "round")
