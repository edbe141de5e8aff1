"""What the styles of an XLSX file show: a number as a date, a colour, words that are struck out."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

from isthmus.files.table.date_formats import date_format
from isthmus.files.table.xlsx_cells import CellStyles

__all__ = ["styles_of"]

_WHITE_OR_BLACK = ("ffffff", "000000")
# Of a theme the first four are text and background, the last two are of links.
_PLAIN_THEME = ("0", "1", "2", "3", "10", "11")
_PLAIN_INDEX = ("0", "1", "8", "9", "64", "65")
_OFF = ("0", "false")


def styles_of(styles: ET.Element) -> CellStyles:
    """Return what the styles of a file show, by their numbers."""
    own = {one.get("numFmtId"): one.get("formatCode") for one in styles.iterfind("{*}numFmts/{*}numFmt")}
    used = [
        (one.get("numFmtId", "0"), one.get("fillId", "0"), one.get("fontId", "0"))
        for one in styles.iterfind("{*}cellXfs/{*}xf")
    ]
    fills = _numbers(styles, "{*}fills/{*}fill", _is_coloured)
    fonts = _numbers(styles, "{*}fonts/{*}font", _is_coloured_font)
    struck = _numbers(styles, "{*}fonts/{*}font", _is_struck)
    shown = {str(i): date_format(own.get(number), number) for i, (number, _, _) in enumerate(used)}
    return CellStyles(
        {style: each for style, each in shown.items() if each},
        frozenset(str(i) for i, (_, fill, font) in enumerate(used) if fill in fills or font in fonts),
        frozenset(str(i) for i, (_, _, font) in enumerate(used) if font in struck),
    )


def _numbers(styles: ET.Element, path: str, shows: Callable[[ET.Element], bool]) -> frozenset[str]:
    return frozenset(str(i) for i, each in enumerate(styles.iterfind(path)) if shows(each))


def _is_coloured(fill: ET.Element) -> bool:
    if fill.find("{*}gradientFill") is not None:
        return True
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType", "none") in ("none", "gray125"):
        return False
    return _is_colour(pattern.find("{*}fgColor"))


def _is_coloured_font(font: ET.Element) -> bool:
    """Return whether words have a colour; those that are underlined, too, are links."""
    return font.find("{*}u") is None and _is_colour(font.find("{*}color"))


def _is_colour(colour: ET.Element | None) -> bool:
    """Return whether it is another than black, white and what a theme has for text and background."""
    if colour is None or colour.get("auto"):
        return False
    if (rgb := colour.get("rgb")) is not None:
        return rgb[-6:].lower() not in _WHITE_OR_BLACK
    if (theme := colour.get("theme")) is not None:
        return theme not in _PLAIN_THEME
    return colour.get("indexed", "64") not in _PLAIN_INDEX


def _is_struck(font: ET.Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in _OFF
