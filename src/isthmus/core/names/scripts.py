"""The scripts that names are read in, each by a letter; a name in another is compared with those of its own script."""

from functools import cache
from unicodedata import name

__all__ = ["READ", "script_of"]

_CODES = {
    "LATIN": "L", "CYRILLIC": "C", "ARABIC": "A", "GEORGIAN": "G", "HEBREW": "H", "GREEK": "E", "ARMENIAN": "R",
    **dict.fromkeys(("HIRAGANA", "KATAKANA", "BOPOMOFO", "IDEOGRAPHIC"), "CJK"),
}  # fmt: skip
READ = frozenset("LCAGHER")


def script_of(text: str) -> str:
    """Return the script of most letters: a letter for those that are read, a word (CJK) for others, "" without any."""
    if text.isascii():
        return "L" if any(letter.isalpha() for letter in text) else ""
    found = [_script(letter) for letter in text if letter.isalpha()]
    each = set(found)
    return found[0] if len(each) == 1 else max(sorted(each), key=found.count, default="")


@cache
def _script(letter: str) -> str:
    first = name(letter, "").split(" ")[0]
    return _CODES.get(first, first)
