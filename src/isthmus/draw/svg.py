"""SVG as text: elements, numbers and text that can not break the page, and how much of a label fits.

No `style` and no `<style>`: a strict content security policy forbids them. What a drawing means is in shapes, dashes
and words; the site's stylesheet may colour its classes.
"""

import unicodedata
from collections.abc import Iterable
from xml.etree import ElementTree as ET

__all__ = [
    "Element",
    "child",
    "clean",
    "is_rtl",
    "leading",
    "number",
    "root",
    "shortened",
    "text",
    "to_text",
    "trailing",
    "width_of",
    "wrapped",
]

Element = ET.Element

_NARROW = frozenset(" .,;:'’!|()[]ijlftrI-·")
_WIDE = frozenset("mwMW—%@")
# Explicit bidi controls in a label would re-order what stands beside it.
_BIDI_CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(label: str) -> str:
    """Return the label on one line, without what XML forbids or what would re-order its neighbours."""
    kept = (" " if each.isspace() else each for each in label if _may_stand(each))
    return " ".join("".join(kept).split())


def _may_stand(each: str) -> bool:
    if each.isspace():
        return True
    return unicodedata.category(each) not in ("Cc", "Cs", "Cn") and each not in _BIDI_CONTROLS


def is_rtl(label: str) -> bool:
    """Say whether the first letter with a direction runs from right to left."""
    for each in label:
        direction = unicodedata.bidirectional(each)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def leading(label: str, *, rtl: bool) -> str:
    """Return the anchor with which a label begins at its place, on the side where its page begins."""
    return "start" if is_rtl(label) == rtl else "end"


def trailing(label: str, *, rtl: bool) -> str:
    """Return the anchor with which a label ends at its place, on the side where its page ends."""
    return "end" if is_rtl(label) == rtl else "start"


def width_of(label: str, size: float) -> float:
    """Estimate how wide a label stands in a sans-serif of this size, rather too wide than too narrow."""
    return size * sum(map(_em, label))


def _em(each: str) -> float:
    if unicodedata.combining(each):
        return 0.0
    if unicodedata.east_asian_width(each) in ("W", "F"):
        return 1.05
    if each in _NARROW:
        return 0.35
    return 0.9 if each in _WIDE else 0.7 if each.isupper() else 0.57


def shortened(label: str, width: float, size: float) -> str:
    """Return the label, or as much of it as fits with an ellipsis."""
    if width_of(label, size) <= width:
        return label
    while label and width_of(label + "…", size) > width:
        label = label[:-1]
    return label.rstrip() + "…"


def wrapped(label: str, width: float, size: float, most: int) -> list[str]:
    """Return the label as at most `most` lines that fit; the last ends in an ellipsis if something is left out."""
    lines: list[str] = []
    words = clean(label).split()
    while words and len(lines) < most - 1:
        taken = _fitting(words, width, size)
        if not taken:
            break
        lines.append(" ".join(words[:taken]))
        words = words[taken:]
    if words:
        lines.append(shortened(" ".join(words), width, size))
    return lines


def _fitting(words: list[str], width: float, size: float) -> int:
    taken = 0
    while taken < len(words) and width_of(" ".join(words[: taken + 1]), size) <= width:
        taken += 1
    return taken


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def root(
    *, width: float, height: float, kind: str, title: str, desc: str, prefix: str, linked: bool = False
) -> Element:
    """Return an `<svg>` that a screen reader announces by title and description; `prefix` keeps ids apart.

    `linked`: it holds links, which nobody would find in what is announced as one picture.
    """
    svg = Element(
        "svg",
        _attributes(
            xmlns="http://www.w3.org/2000/svg",
            class_=kind,
            role="group" if linked else "img",
            font_size=13,
            font_family="system-ui, sans-serif",
            fill="none",
            stroke="none",
        ),
    )
    svg.set("viewBox", f"0 0 {number(width)} {number(height)}")
    svg.set("width", number(width))
    svg.set("height", number(height))
    svg.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    child(svg, "title", id=f"{prefix}-title").text = clean(title)
    child(svg, "desc", id=f"{prefix}-desc").text = clean(desc)
    return svg


def child(parent: Element, tag: str, **attributes: str | float) -> Element:
    """Append an element; `class_` is `class`, other underscores are hyphens."""
    return ET.SubElement(parent, tag, _attributes(**attributes))


def _attributes(**attributes: str | float) -> dict[str, str]:
    return {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
        for name, value in attributes.items()
    }


def text(
    parent: Element,
    x: float,
    y: float,
    lines: Iterable[str],
    *,
    kind: str,
    size: float,
    anchor: str = "middle",
) -> None:
    """Append lines of text, one element a line, each in its own direction."""
    for at, line in enumerate(lines):
        drawn = child(
            parent,
            "text",
            x=x,
            y=y + at * size * 1.25,
            class_=kind,
            font_size=size,
            text_anchor=anchor,
            fill="currentColor",
        )
        if is_rtl(line):
            drawn.set("direction", "rtl")
        drawn.text = line


def to_text(svg: Element) -> str:
    """Return the drawing as markup to stand in a page or a file."""
    return ET.tostring(svg, encoding="unicode")
