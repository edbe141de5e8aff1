"""A text some of whose pages were recognised, or corrected, after the file was read."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from isthmus.core.reading.places import Places
from isthmus.core.reading.recognised import LETTERS
from isthmus.core.reading.stored import StoredText
from isthmus.core.reading.values import BETWEEN, Box, WordPlaces

__all__ = ["page_texts", "realigned", "with_pages"]


def page_texts(text: str, places: Places) -> list[str]:
    """Return the text of each part."""
    edges = [*places.starts, len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    return [
        part.removesuffix(BETWEEN) if number < len(parts) else part for number, part in enumerate(parts, 1)
    ]


def with_pages(stored: StoredText, pages: Mapping[int, tuple[str, bytes]]) -> StoredText:
    """Return the text with other pages, by number from 1: their text, and the line of where its words stand."""
    parts = page_texts(stored.text, stored.places)
    for number, (text, _) in pages.items():
        if number <= len(parts):
            parts[number - 1] = text
    starts = accumulate((len(part) + len(BETWEEN) for part in parts[:-1]), initial=0)
    words = {**stored.words, **{number: line for number, (_, line) in pages.items()}}
    return StoredText(BETWEEN.join(parts), replace(stored.places, starts=tuple(starts)), words)


def realigned(words: WordPlaces, before: str, after: str) -> WordPlaces:
    """Return where the words of a page stand once its text was corrected: a changed word stays in its place."""
    old = [before[box.start : box.end] for box in words.boxes]
    new = list(LETTERS.finditer(after))
    boxes: list[Box] = []
    matcher = SequenceMatcher(None, old, [each[0] for each in new], autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        replaced = words.boxes[first:last]
        if not replaced or kind == "insert":
            continue
        for at, word in enumerate(new[start:end]):
            share = replaced[at * len(replaced) // (end - start)]
            sure = share.sure if kind == "equal" else 100
            boxes.append(replace(share, start=word.start(), end=word.end(), sure=sure))
    return replace(words, boxes=tuple(boxes), corrected=True)
