"""How much of what is printed on a page lies within the words that were recognised on it."""

from collections.abc import Iterable

from isthmus.core.reading.recognised import RecognisedWord
from isthmus.files.document.answers import GreyPage

__all__ = ["covered"]

# Every so many points of a row, and rows, are looked at: a stroke of print is three wide at 300 dpi, so many are met.
_EVERY = 4
# The paper of a page is made even before: what is as dark as this is ink.
_INK = 128
# Dots and tails of letters reach over the box of their word by so much of its height.
_BEYOND = 0.25


def covered(page: GreyPage, words: Iterable[RecognisedWord]) -> float:
    """Return the share of ink, 0 to 1, that lies within words; 1 for a page without any."""
    width, columns = page.width, -(-page.width // _EVERY)
    rows = [
        bytearray(shade < _INK for shade in page.pixels[at * width : (at + 1) * width : _EVERY])
        for at in range(0, page.height, _EVERY)
    ]
    total = sum(map(sum, rows))
    for word in words:
        beyond = round(_BEYOND * word.height)
        top, bottom = (word.top - beyond) // _EVERY, (word.top + word.height + beyond) // _EVERY + 1
        left = max(word.left // _EVERY, 0)
        right = min((word.left + word.width) // _EVERY + 1, columns)
        for row in rows[max(top, 0) : bottom]:
            row[left:right] = bytes(max(right - left, 0))
    return 1 - sum(map(sum, rows)) / total if total else 1.0
