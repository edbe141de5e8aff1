"""The letters in which two texts differ, as a page of review marks them."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from unicodedata import category, normalize

__all__ = ["clusters", "differing_letters"]

# Letters of a text. Comparing costs their square; of longer ones everything between the first and the last difference
# is marked.
MOST_COMPARED = 2_000
type Span = tuple[int, int]

_JOINER = "\N{ZERO WIDTH JOINER}"


def differing_letters(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """Return which letters of each text the other has not in their order, as spans (start, end) of the text itself.

    Letters are whole: with their marks, in any script. Case, and how a letter is encoded, are no difference.
    """
    ends = [0, *_ends(left)], [0, *_ends(right)]
    letters = [_letters(text, at) for text, at in zip((left, right), ends, strict=True)]
    marked: tuple[list[Span], list[Span]] = ([], [])
    for start, end, other_start, other_end in _different(*letters):
        for spans, at, one, other in (
            (marked[0], ends[0], start, end),
            (marked[1], ends[1], other_start, other_end),
        ):
            if one < other:
                spans.append((at[one], at[other]))
    return marked


def clusters(text: str) -> list[str]:
    """Return the letters of a text as a reader sees them, each with its marks (UAX 29, in short)."""
    return [text[start:end] for start, end in pairwise([0, *_ends(text)])]


def _letters(text: str, ends: Sequence[int]) -> list[str]:
    return [normalize("NFKC", text[start:end]).casefold() for start, end in pairwise(ends)]


def _ends(text: str) -> list[int]:
    """Return where each letter ends."""
    breaks = [at for at in range(1, len(text)) if not _goes_on(text, at)]
    return [*breaks, len(text)] if text else []


def _goes_on(text: str, at: int) -> bool:
    before, here = text[at - 1], text[at]
    if category(here) in ("Mn", "Me", "Mc") or here == _JOINER or "\U0001f3fb" <= here <= "\U0001f3ff":
        return True
    if before == _JOINER:
        return category(here) == "So"
    if _is_flag(before) and _is_flag(here):
        flags = re.search("[\U0001f1e6-\U0001f1ff]+$", text[:at])
        return flags is not None and len(flags[0]) % 2 == 1
    return (before == "\r" and here == "\n") or _joins_hangul(before, here)


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _joins_hangul(before: str, here: str) -> bool:
    """Return whether two signs are of one Korean syllable: consonant, vowel, final."""
    if "\u1160" <= here <= "\u11a7":
        return "\u1100" <= before <= "\u11a7"
    return "\u11a8" <= here <= "\u11ff" and "\u1160" <= before <= "\u11ff"


def _different(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that differ, as start and end in the one and in the other."""
    shorter = min(len(left), len(right))
    first = next((at for at in range(shorter) if left[at] != right[at]), shorter)
    ending = 0
    while ending < shorter - first and left[-1 - ending] == right[-1 - ending]:
        ending += 1
    one, other = left[first : len(left) - ending], right[first : len(right) - ending]
    if max(len(one), len(other)) > MOST_COMPARED:
        yield first, first + len(one), first, first + len(other)
        return
    for what, *places in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what != "equal":
            start, end, other_start, other_end = (first + each for each in places)
            yield start, end, other_start, other_end
