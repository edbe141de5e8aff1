"""A text as search shows it: the passage around the first word that answers, with each of these words marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from isthmus.core.names.search_words import other_forms, written_words
from isthmus.core.workbook.tokens import is_token

__all__ = ["MarkedStretch", "marked"]

# Characters before the first marked word, and of the whole: a line to know the place by, then two or three to read.
_BEFORE = 80
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class MarkedStretch:
    """A stretch of a text, and whether it is a word that answers."""

    text: str
    is_marked: bool = False


def marked(text: str, answers: Callable[[str], object]) -> Sequence[MarkedStretch]:
    """Return a passage of a text; an ellipsis says where it goes on. What is sealed stays whole."""
    if is_token(text):
        return [MarkedStretch(text)]
    places = [
        (start, end)
        for start, end, word in written_words(text)
        if answers(word) or (not word.isascii() and any(map(answers, other_forms(text[start:end], word))))
    ]
    start = _word_start(text, places[0][0] - _BEFORE) if places else 0
    end = _word_end(text, start + _LONGEST)
    found = [MarkedStretch("… ")] if start else []
    at = start
    for left, right in places:
        if at <= left and right <= end:
            found += [MarkedStretch(text[at:left]), MarkedStretch(text[left:right], is_marked=True)]
            at = right
    found.append(MarkedStretch(text[at:end] + (" …" if end < len(text) else "")))
    return [each for each in found if each.text]


def _word_start(text: str, at: int) -> int:
    return max(0, text.rfind(" ", 0, at) + 1) if at > 0 else 0


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > at - _BEFORE else at
