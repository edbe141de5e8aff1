"""Names as sources write them: their script, what is left of them under the veil, and how search compares them."""

import re
from collections import Counter
from functools import cache
from unicodedata import category, combining, name, normalize

__all__ = ["folded", "initials", "script", "with_palochka"]

_PALOCHKA = "\N{CYRILLIC SMALL LETTER PALOCHKA}"
# The palochka has no key on most keyboards: it is typed as 1, l, I or a bar, beside Cyrillic letters.
_TYPED_PALOCHKA = re.compile(
    "[1lI|\N{CYRILLIC LETTER PALOCHKA}](?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff])[1lI|\N{CYRILLIC LETTER PALOCHKA}]"
)


def script(text: str) -> str:
    """Return the script of most letters, as `CYRILLIC`, `LATIN`, `GEORGIAN`, `ARABIC` or `CJK`; `""` without any."""
    found = Counter(_first_word(letter) for letter in text if letter.isalpha())
    return max(found, key=lambda one: (found[one], one), default="")


@cache
def _first_word(letter: str) -> str:
    return name(letter, "").split(" ")[0]


def initials(text: str) -> str:
    """Return the first letter of each part of a name, with a full stop: what the veil leaves to be seen."""
    firsts = (_first_letter(part) for part in re.split(r"[\s\-.]+", normalize("NFC", text)))
    return " ".join(f"{first}." for first in firsts if first)


def _first_letter(part: str) -> str:
    start = next((i for i, letter in enumerate(part) if letter.isalpha()), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(part) and combining(part[end]):
        end += 1
    return part[start:end].upper()


def folded(text: str) -> str:
    """Return the text as search compares it: no case, no marks, compatible forms made one, palochka restored."""
    restored = normalize("NFKD", with_palochka(text)).casefold()
    return "".join(c for c in restored if category(c) != "Mn")


def with_palochka(text: str) -> str:
    """Return the text with a palochka in the place of what was typed for one; every sign keeps its place."""
    return _TYPED_PALOCHKA.sub(_PALOCHKA, text)
