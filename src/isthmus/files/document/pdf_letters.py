"""The letters of a page of a PDF as pdfium gives them, made into the words of lines.

pdfium writes a line in the order in which it is read where all runs from left to right. In others it turns round
glyphs of several letters, and in a document that says of itself that it is read from right to left, all lines: there
the letters are taken by where they stand.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_double
from functools import partial
from itertools import accumulate, groupby
from math import inf
from unicodedata import combining

import pypdfium2
import pypdfium2.raw as pdfium

from isthmus.core.reading.stretches import PARTING_GAP, PlacedWord
from isthmus.core.reading.visual_order import (
    Glyph,
    has_right_to_left,
    in_reading_order,
    placed_glyphs,
    reads_right_to_left,
    with_brackets_turned,
)

__all__ = ["lines_of"]

type _Letter = tuple[str, float, float, float, float]
"""A letter and its box: left, top, right, bottom."""

_HYPHENS = "\x02\ufffe"
"""What pdfium writes for a hyphen at the end of a line."""
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"\S+")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_LINE_END = re.compile(r"[\r\n]+")
# A gap of so many heights between two letters is a blank; where the file has one there, a narrower gap is, too. A
# height is 1.1 ems of Latin and 1.5 of Arabic letters, a blank a quarter of an em, pressed together a sixth.
_BLANK = 0.11
_TYPED_BLANK = 0.06
# On a base line with fewer letters than this share of the fullest one may stand marks that belong to another.
_FEW_ON_LINE = 0.25
# Lines whose base lines are nearer than this share of a height are one: marks and notes are set higher.
_SAME_LINE = 0.3


def lines_of(
    text: pypdfium2.PdfTextPage, height: float, *, says_right_to_left: bool
) -> tuple[list[list[PlacedWord]], bool]:
    """Return the words of each line, `top` counted downwards from the page's height, and whether it reads leftwards."""
    written = text.get_text_range() if text.count_chars() else ""
    from_right = reads_right_to_left(written)
    if says_right_to_left or has_right_to_left(written):
        return list(_by_place(_letters(text, height), from_right=from_right)), from_right
    return list(_as_written(text, written, height)), from_right


def _as_written(text: pypdfium2.PdfTextPage, written: str, height: float) -> Iterator[list[PlacedWord]]:
    boxes = _Boxes(text, written, height)
    at = 0
    for line in (*_LINE_END.finditer(written), None):
        end = line.start() if line else len(written)
        found = (
            (word[0], boxes.around(word.start(), word.end() - 1)) for word in _WORD.finditer(written, at, end)
        )
        words = [PlacedWord(_HYPHEN.sub(_SOFT_HYPHEN, word), *edges) for word, edges in found if edges]
        if words:
            yield words
        at = line.end() if line else end


type _Edges = tuple[float, float, float, float]
"""Left, top, right, bottom; counted downwards from the page's upper left corner."""


class _Boxes:
    """Where the letters of a page's text stand, by their number in it."""

    def __init__(self, text: pypdfium2.PdfTextPage, written: str, height: float) -> None:
        self._text, self._height = text, height
        # pdfium counts what it read, in UTF-16, and leaves some of it out of the text.
        self._is_number = text.count_chars() == len(written) and not _beyond_plane(written)
        self._places = _code_units(written) if _beyond_plane(written) else None
        self._box = pdfium.FS_RECTF()

    def around(self, first: int, last: int) -> _Edges | None:
        """Return the box around a word, by its first and last letter; None where pdfium has none."""
        one = self._of(first)
        other = one if first == last else self._of(last)
        if not one or not other:
            return None
        return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])

    def _of(self, at: int) -> _Edges | None:
        return _box(self._text, at if self._is_number else self._char(at), self._height, self._box)

    def _char(self, at: int) -> int:
        return int(
            pdfium.FPDFText_GetCharIndexFromTextIndex(self._text, self._places[at] if self._places else at)
        )


def _beyond_plane(written: str) -> bool:
    return not written.isascii() and max(written, default="") > "\uffff"


def _code_units(written: str) -> Sequence[int]:
    """Return where each letter stands in UTF-16."""
    return list(accumulate((1 + (letter > "\uffff") for letter in written[:-1]), initial=0))


def _box(text: pypdfium2.PdfTextPage, char: int, height: float, box: pdfium.FS_RECTF) -> _Edges | None:
    if char < 0 or not pdfium.FPDFText_GetLooseCharBox(text, char, box):
        return None
    return box.left, height - box.top, box.right, height - box.bottom


def _letters(text: pypdfium2.PdfTextPage, height: float) -> Iterator[tuple[float, _Letter]]:
    """Yield each letter with its base line; a blank with the box of a point."""
    x, y, room = c_double(), c_double(), pdfium.FS_RECTF()
    for at in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, at))
        box = _box(text, at, height, room)
        if letter in "\r\n\0" or not box:
            continue
        letter = _SOFT_HYPHEN if letter in _HYPHENS else letter
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        # Some boxes are as narrow as what is drawn: a letter begins where the pen stood.
        yield height - y.value, (letter, min(x.value, box[0]), *box[1:])


def _by_place(letters: Iterator[tuple[float, _Letter]], *, from_right: bool) -> Iterator[list[PlacedWord]]:
    blanks: list[tuple[float, _Letter]] = []
    seen: list[tuple[float, _Letter]] = []
    for base, letter in letters:
        (blanks if letter[0].isspace() else seen).append((base, letter))
    typed = _Blanks(blanks)
    for base, line in _base_lines(_with_marks_lowered(seen)):
        for stretch in _stretches(sorted(line, key=lambda each: (each[1], each[3]))):
            glyphs = placed_glyphs([(each[0], each[1], each[3]) for each in stretch])
            span = min(each[2] for each in stretch), max(each[4] for each in stretch)
            with_blanks = list(typed.between(glyphs, base, _height(stretch)))
            ordered = in_reading_order(with_blanks, right_to_left=from_right)
            yield list(_words(ordered, span))


def _with_marks_lowered(letters: Sequence[tuple[float, _Letter]]) -> list[tuple[float, _Letter]]:
    """Return letters with those that stand where a mark does on the base line of the letter beside them.

    Some programs let a mark, which is set higher, stand for the letter that it belongs to.
    """
    on_line = Counter(base for base, _ in letters)
    most = max(on_line.values(), default=0)
    # Of letters on a base line there are many; of marks that are set higher by themselves few.
    marks = [each for each in letters if combining(each[1][0]) and on_line[each[0]] < _FEW_ON_LINE * most]
    others = [each for each in letters if not any(_is_of_mark(each, mark) for mark in marks)]
    if not marks or not others:
        return list(letters)
    kept = set(map(id, others))
    lowered = (
        each if id(each) in kept else (min(others, key=partial(_distance, each))[0], each[1])
        for each in letters
    )
    return [
        after
        for before, after in zip(letters, lowered, strict=True)
        if after[0] == before[0] or not any(_stands_there(after, other) for other in others)
    ]


def _stands_there(letter: tuple[float, _Letter], other: tuple[float, _Letter]) -> bool:
    """Return whether another glyph has this letter at its place already."""
    return letter[0] == other[0] and letter[1][0] == other[1][0] and _overlap_aside(letter, other)


def _is_of_mark(one: tuple[float, _Letter], mark: tuple[float, _Letter]) -> bool:
    """Return whether a letter stands where a mark does: at its height, and above the same place."""
    return one[0] == mark[0] and _overlap_aside(one, mark)


def _overlap_aside(one: tuple[float, _Letter], other: tuple[float, _Letter]) -> bool:
    return one[1][1] <= other[1][3] and other[1][1] <= one[1][3]


def _distance(one: tuple[float, _Letter], other: tuple[float, _Letter]) -> float:
    """Return how far a letter is from one that it may stand beside: a mark is set above its line, never below."""
    aside = max(other[1][1] - one[1][3], one[1][1] - other[1][3], 0.0)
    return aside + (other[0] - one[0] if other[0] >= one[0] else inf)


def _base_lines(letters: Sequence[tuple[float, _Letter]]) -> Iterator[tuple[float, list[_Letter]]]:
    """Yield the letters of each line with its base line, from top to bottom."""
    line: list[_Letter] = []
    base = height = 0.0
    for at, letter in sorted(letters, key=lambda each: (round(each[0], 1), each[1][2] - each[1][4])):
        height = max(height, letter[4] - letter[2])
        if line and at - base > _SAME_LINE * height:
            yield base, line
            line, height = [], letter[4] - letter[2]
        base = at if not line else base
        line.append(letter)
    if line:
        yield base, line


def _height(letters: Iterable[_Letter]) -> float:
    """Return how high letters are: some have a box of their own, which a dot or a mark does not fill."""
    return max(each[4] - each[2] for each in letters)


def _stretches(line: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Yield a line, from left to right, parted where a gap is too wide for a blank."""
    open_letters: list[_Letter] = []
    reached, height = 0.0, _height(line)
    for letter in line:
        if open_letters and letter[1] - reached > PARTING_GAP * height:
            yield open_letters
            open_letters = []
        reached = max(reached, letter[3]) if open_letters else letter[3]
        open_letters.append(letter)
    if open_letters:
        yield open_letters


class _Blanks:
    """The blanks that a page has of its own, by where they stand."""

    def __init__(self, blanks: Iterable[tuple[float, _Letter]]) -> None:
        self._places = sorted((letter[1], base) for base, letter in blanks)

    def between(self, glyphs: Sequence[Glyph], base: float, height: float) -> Iterator[Glyph]:
        """Yield the glyphs of a line, with a blank wherever there is a gap."""
        reached: float | None = None
        for glyph in glyphs:
            if reached is not None and self._is_blank(reached, glyph.left, base, height):
                yield Glyph(" ", reached, glyph.left)
            reached = glyph.right if reached is None else max(reached, glyph.right)
            yield glyph

    def _is_blank(self, left: float, right: float, base: float, height: float) -> bool:
        gap = right - left
        if gap > _BLANK * height:
            return True
        return gap > _TYPED_BLANK * height and self._is_typed(left, right, base, height)

    def _is_typed(self, left: float, right: float, base: float, height: float) -> bool:
        near = _TYPED_BLANK * height
        first = bisect_left(self._places, (left - near, -inf))
        last = bisect_right(self._places, (right + near, inf))
        return any(abs(at - base) < _SAME_LINE * height for _, at in self._places[first:last])


def _words(glyphs: Iterable[Glyph], span: tuple[float, float]) -> Iterator[PlacedWord]:
    """Yield the words of a stretch, given in the order in which it is read."""
    top, bottom = span
    for is_blank, group in groupby(glyphs, key=lambda each: each.text == " "):
        if not is_blank:
            word = list(group)
            text = "".join(each.text for each in word)
            yield PlacedWord(
                with_brackets_turned(text),
                min(each.left for each in word),
                top,
                max(each.right for each in word),
                bottom,
            )
