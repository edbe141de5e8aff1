"""A dossier as a PDF, set by Typst. What sources wrote reaches it as data, never as markup."""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from isthmus.core.messages import Message, MessageError
from isthmus.files.dossier.contents import DossierDrawings, DossierText

if TYPE_CHECKING:
    from typst import Fonts

__all__ = ["FontsMissing", "dossier_pdf"]

_TEMPLATE = Path(__file__).with_name("dossier.typ")
# Families whose letters cover a script, by the first word of its letters' names in Unicode; of these one must be there.
_SCRIPTS = {
    "ARABIC": ("Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans", "Amiri"),
    "ARMENIAN": ("Noto Sans Armenian", "Noto Serif Armenian", "DejaVu Sans"),
    "CYRILLIC": (
        "Noto Serif",
        "Noto Sans",
        "DejaVu Serif",
        "DejaVu Sans",
        "Liberation Serif",
        "Libertinus Serif",
    ),
    "GEORGIAN": ("Noto Serif Georgian", "Noto Sans Georgian", "DejaVu Serif", "DejaVu Sans"),
    "GREEK": ("Noto Serif", "Noto Sans", "DejaVu Serif", "DejaVu Sans", "Libertinus Serif"),
    "HEBREW": ("Noto Serif Hebrew", "Noto Sans Hebrew", "DejaVu Sans", "Libertinus Serif"),
    "LATIN": (
        "Noto Serif",
        "Noto Sans",
        "DejaVu Serif",
        "DejaVu Sans",
        "Liberation Serif",
        "Libertinus Serif",
    ),
}
_SERIF = (
    "Noto Serif",
    "Noto Serif Georgian",
    "Noto Naskh Arabic",
    "DejaVu Serif",
    "Liberation Serif",
    "Libertinus Serif",
)
_SANS = (
    "Noto Sans",
    "Noto Sans Georgian",
    "Noto Sans Arabic",
    "DejaVu Sans",
    "Liberation Sans",
    "Libertinus Serif",
)
# Letters of a quote with which a statement may run on to the next page; a shorter one stands on one.
_LONG = 1_500
# The body of an A4 page in points, and how far a drawing may shrink: its smallest letters (11) are then 6 points high.
_WIDTH, _HEIGHT, _LEAST_SCALE = 482.0, 640.0, 0.55


class FontsMissing(MessageError):
    """No font of this machine has the letters of a dossier."""


def dossier_pdf(
    text: DossierText, drawings: DossierDrawings, *, at: datetime, language: str = "en", rtl: bool = False
) -> bytes:
    """Return the file: the same bytes for the same dossier and time. Raises `FontsMissing`."""
    import typst  # noqa: PLC0415  it takes its time to load, and only this needs it

    drawing, width = _fitting(drawings)
    data = asdict(text) | {
        "language": language.split("-", maxsplit=1)[0],
        "rtl": rtl,
        "drawing": drawing,
        "width": width,
        "table": [] if drawing else [[_directed(cell) for cell in row] for row in drawings.table],
        "made": [at.year, at.month, at.day],
    }
    data["groups"] = [_group(each) for each in data["groups"]]
    data["judgements"] = [each | {"because": _directed(each["because"])} for each in data["judgements"]]
    written = json.dumps(data, ensure_ascii=False)
    families = _families()
    _refuse_without_fonts(written, families)
    fonts = {"sans": _there(_SANS, families), "serif": _there(_SERIF, families)}
    compiled = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        format="pdf",
        sys_inputs={"dossier": written, "fonts": json.dumps(fonts)},
        timestamp=at.replace(microsecond=0),
        font_paths=_fonts(),
    )
    assert isinstance(compiled, bytes)
    return compiled


def _group(group: dict[str, object]) -> dict[str, object]:
    statements = group["statements"]
    assert isinstance(statements, Iterable)
    return group | {
        "statements": [
            each
            | {
                "long": sum(map(len, each["quote"])) > _LONG,
                "quote": [_directed(line) for line in each["quote"]],
                "acts": [_directed(line) for line in each["acts"]],
                "people": [_directed(line) for line in each["people"]],
            }
            for each in statements
        ]
    }


def _directed(text: str) -> dict[str, object]:
    """Return a text with the direction of its first letter that has one."""
    first = next((way for each in text if (way := unicodedata.bidirectional(each)) in ("L", "R", "AL")), "L")
    return {"text": text, "rtl": first != "L"}


def _fitting(drawings: DossierDrawings) -> tuple[str, float]:
    """Return the drawing that can be read on a page, and its width there in points; nothing where neither can."""
    for svg in (drawings.across, drawings.down):
        if not svg:
            continue
        root = ET.fromstring(svg)  # noqa: S314  our own drawing
        width, height = (float(root.get(side, "0")) for side in ("width", "height"))
        scale = min(0.75, _WIDTH / width, _HEIGHT / height)  # a pixel is three quarters of a point
        if scale >= _LEAST_SCALE:
            return svg, width * scale
    return "", 0.0


def _refuse_without_fonts(text: str, families: frozenset[str]) -> None:
    for script in sorted(set(_scripts_of(text))):
        wanted = _SCRIPTS.get(
            script, (f"Noto Sans {script.capitalize()}", f"Noto Serif {script.capitalize()}")
        )
        if families.isdisjoint(wanted):
            raise FontsMissing(
                Message("dossier_file.fonts_missing", script=script.capitalize(), font=wanted[0])
            )


def _scripts_of(text: str) -> Iterator[str]:
    for each in set(text):
        if each.isalpha():
            yield unicodedata.name(each, "LATIN").split()[0]


def _there(wanted: Iterable[str], families: frozenset[str]) -> list[str]:
    return [each for each in wanted if each in families]


def _families() -> frozenset[str]:
    """Return the families of this machine's fonts, and of those that Typst brings with it."""
    return frozenset(_fonts().families())


@cache
def _fonts() -> "Fonts":
    """Return the fonts, looked up once."""
    from typst import Fonts  # noqa: PLC0415

    return Fonts()
