"""The glyphs of a line, as they stand from left to right, in the order in which they are read.

The inverse of the Unicode Bidirectional Algorithm (UAX #9) for one line: what runs from right to left is turned round,
and in it words of Latin, Cyrillic or Georgian letters and numbers are turned back. Where two texts are shown alike, the
likelier one is returned: a word and a number beside it belong together.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

__all__ = [
    "Glyph",
    "has_right_to_left",
    "in_reading_order",
    "is_right_to_left",
    "placed_glyphs",
    "reads_right_to_left",
    "with_brackets_turned",
]

_RIGHT = ("R", "AL")
# The blocks that Unicode keeps for such letters: a quick look at a text that has none.
_RIGHT_LETTERS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NUMBERS = ("EN", "AN")
# A separator that stands alone between two numerals joins them; a sign does not after Arabic letters (rules W2 and W4).
_SEPARATORS = "CS"
_SIGNS = "ES"
_AROUND_NUMBERS = "ET"
# Two equal letters side by side never overlap by so much of their width.
_DRAWN_AGAIN = 0.6
_BRACKETS = (("(", ")"), ("[", "]"), ("«", "»"), ("‹", "›"), ("{", "}"))
_TO_OPENING = {ord(closes): opens for opens, closes in _BRACKETS}
_TO_CLOSING = {ord(opens): closes for opens, closes in _BRACKETS}
_OPENS = re.compile(r"[()\[\]{}«»‹›](?=\w)")
_CLOSES = re.compile(r"(?<=\w)[()\[\]{}«»‹›][.,;:!?،؛؟۔]*$")
_ENDS = (*".,;:!?…", "\u060c", "\u061b", "\u061f", "\u06d4")
_LAM, _HEH = "\u0644", "\u0647"
_ALEFS = "\u0627\u0622\u0623\u0625\u0671"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph as it stands on a line: what it means, and from where to where it reaches."""

    text: str
    left: float
    right: float

    @property
    def kind(self) -> str:
        """Return its class in UAX #9, that of its first letter which is no mark."""
        return next((each for each in map(unicodedata.bidirectional, self.text) if each != "NSM"), "NSM")


def is_right_to_left(letter: str) -> bool:
    """Return whether a letter is written from right to left."""
    return unicodedata.bidirectional(letter) in _RIGHT


def has_right_to_left(text: str) -> bool:
    """Return whether a text has any letter that is written from right to left."""
    return bool(_RIGHT_LETTERS.search(text))


def reads_right_to_left(text: str) -> bool:
    """Return whether a text is read from right to left: of its letters more are than are not."""
    if not has_right_to_left(text):
        return False
    kinds = [unicodedata.bidirectional(each) for each in text]
    return sum(each in _RIGHT for each in kinds) > sum(each == "L" for each in kinds)


def in_reading_order(line: Sequence[Glyph], *, right_to_left: bool) -> list[Glyph]:
    """Return the glyphs of a line, given from left to right, in the order in which they are read.

    `right_to_left`: its page is read so, and with it each line that has any letter which is. A line that would begin
    with what ends a sentence is set in the other direction.
    """
    kinds = [each.kind for each in line]
    has_right = any(kind in _RIGHT for kind in kinds)
    is_right = has_right and (right_to_left or reads_right_to_left("".join(each.text for each in line)))
    order = (_from_right, _from_left) if is_right else (_from_left, _from_right)
    found, otherwise = (read(line) for read in order)
    return otherwise if _begins_with_an_end(found) and not _begins_with_an_end(otherwise) else found


def _begins_with_an_end(line: Sequence[Glyph]) -> bool:
    return len(line) > 1 and line[0].text in _ENDS and line[1].text not in (" ", *_ENDS)


def _from_left(line: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs of a line that is read from left to right."""
    kinds = [each.kind for each in line]
    found: list[Glyph] = []
    while len(found) < len(line):
        start = len(found)
        end = _end_of_right_run(kinds, start)
        found += _from_right(line[start:end]) if end > start else line[start : start + 1]
    return found


def _from_right(line: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs of a line that is read from right to left."""
    numbered = zip(line, _turned_back(line), strict=True)
    runs = [
        (number, [glyph for glyph, _ in run]) for number, run in groupby(numbered, key=lambda each: each[1])
    ]
    return [glyph for number, run in reversed(runs) for glyph in (run if number else reversed(run))]


def _turned_back(line: Sequence[Glyph]) -> list[int]:
    """Return, of each glyph of a line from right to left, the number of the run in which it keeps its order; else 0."""
    kinds = [each.kind for each in line]
    keeps = [kind == "L" or kind in _NUMBERS for kind in kinds]
    for start, end in _between(keeps):
        keeps[start:end] = [_joins(kinds, start, end)] * (end - start)
    for at in range(len(line)):
        if kinds[at] == _AROUND_NUMBERS and _is_beside_number(kinds, at):
            keeps[at] = not _is_after_arabic(kinds, at + 1)
    return _numbered(keeps)


def _between(keeps: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where stretches begin and end that have a letter or number which keeps its order on both sides."""
    at = 0
    for keeping, run in groupby(keeps):
        end = at + len(list(run))
        if not keeping and at and end < len(keeps):
            yield at, end
        at = end


def _joins(kinds: Sequence[str], start: int, end: int) -> bool:
    between = kinds[start:end]
    if any(each in _RIGHT for each in between):
        return False
    before, after = kinds[start - 1], kinds[end]
    if "L" in (before, after):
        return "AN" not in (before, after)
    if len(between) == 1 and between[0] == _SEPARATORS:
        return True
    return len(between) == 1 and between[0] == _SIGNS and not _is_after_arabic(kinds, end)


def _is_after_arabic(kinds: Sequence[str], end: int) -> bool:
    """Return whether the last letter that is read before a number is Arabic: it stands to the right of it."""
    if "AN" in kinds[max(end - 2, 0) : end + 1]:
        return True
    letters = (each for each in kinds[end:] if each in (*_RIGHT, "L"))
    return next(letters, "") == "AL"


def _is_beside_number(kinds: Sequence[str], at: int) -> bool:
    around = (*kinds[max(at - 1, 0) : at], *kinds[at + 1 : at + 2])
    return any(each == "EN" for each in around)


def _numbered(keeps: Sequence[bool]) -> list[int]:
    found, number = list[int](), 0
    for at, keeping in enumerate(keeps):
        number += keeping and not (at and keeps[at - 1])
        found.append(number if keeping else 0)
    return found


def _end_of_right_run(kinds: Sequence[str], start: int) -> int:
    """Return where a run ends that begins with a letter from right to left: after its last such letter; else `start`.

    A letter from left to right ends it.
    """
    end = start
    for at in range(start, len(kinds)):
        if kinds[at] in _RIGHT:
            end = at + 1
        elif kinds[at] == "L" or at == start:
            break
    return end


def with_brackets_turned(word: str) -> str:
    """Return a word from right to left with brackets that open before it and close behind it; any other as it is.

    Some programs write the bracket that is drawn, others the one that is meant: where it stands says which it is.
    """
    if not has_right_to_left(word):
        return word
    closing = _CLOSES.search(word)
    turned = word[: closing.start()] + closing[0].translate(_TO_CLOSING) if closing else word
    opening = _OPENS.match(turned)
    return opening[0].translate(_TO_OPENING) + turned[opening.end() :] if opening else turned


def placed_glyphs(letters: Sequence[tuple[str, float, float]]) -> list[Glyph]:
    """Return letters with where they reach from and to as glyphs, from left to right.

    Letters that stand at one place are one glyph, whose letters come in any order from a program that turns round what
    it takes for a line from right to left: marks follow their letter, lam comes before alef, and of a glyph of several
    letters the order is that of reading.
    """
    found: dict[tuple[float, float], list[str]] = {}
    for text, left, right in letters:
        found.setdefault((left, right), []).append(text)
    glyphs = (Glyph(_in_glyph(texts), left, right) for (left, right), texts in found.items())
    placed: list[Glyph] = []
    for each in sorted(glyphs, key=lambda each: (each.left, each.right)):
        if not placed or not _is_same(placed[-1], each):
            placed.append(each)
    return placed


def _is_same(one: Glyph, other: Glyph) -> bool:
    """Return whether a glyph is drawn once more: to look bold, or for a mark that is set by itself."""
    width = min(one.right - one.left, other.right - other.left)
    return one.text == other.text and min(one.right, other.right) - other.left > _DRAWN_AGAIN * width > 0


def _in_glyph(letters: Sequence[str]) -> str:
    text = "".join(letters)
    if len(text) < 2 or not any(map(is_right_to_left, text)):
        return text
    bases = [each for each in text if not unicodedata.combining(each)]
    marks = [each for each in text if unicodedata.combining(each)]
    if len(bases) == 2 and _LAM in bases and any(each in _ALEFS for each in bases):
        bases.sort(key=lambda each: each != _LAM)
    elif bases[-1] != _HEH:  # but for the end of الله, which nobody writes the other way
        bases.reverse()
    return "".join(bases + marks)
