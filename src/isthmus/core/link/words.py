"""What a page of review says of two records: a sentence for each level of each comparison, and the letters that differ.

The sentences are those of the levels themselves wherever these speak for themselves, so that a level that is added or
renamed is said as it is named.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from unicodedata import category, normalize

from isthmus.core.link.incidents import COMPARISONS
from isthmus.core.link.model import BANDS, Comparison, comparisons

__all__ = ["clusters", "said", "unlike"]

NOT_STATED = "not stated"
BY_EARLIER = "compared by an earlier version"

_PERSONS = comparisons(("name", "born", "died", "date", "place", "sex"))
_KNOWN = {each.name: each for each in (*_PERSONS, *COMPARISONS)}
_FORMS = {
    "x": "a further field",
    "born": "day",
    "died": "day",
    "date": "day",
    "period": "day",
    "site": "place",
}

# Of levels whose names say too little away from their comparison.
_PLAINER = {
    ("given", "same"): "same given name",
    ("given", "forms of one name"): "same name in another spelling or script",
    ("given", "one holds the other"): "one given name holds the other, or is among other names",
    ("given", "similar"): "similar given names",
    ("given", "initial fits"): "initials fit",
    ("given", "different"): "different given names",
    (
        "lineage",
        "all that is stated agrees, two names or more",
    ): "two names of the family or more, and all agree",
    ("lineage", "agrees"): "the name of father or family that both state agrees",
    ("lineage", "similar"): "similar names of father or family, or initials that fit",
    ("lineage", "stands in another order"): "the same names in another order",
    ("lineage", "different"): "different names of father and family",
    ("day", "may be the same, closely"): "may be the same day, give or take a year",
    ("day", "may be the same, within a month"): "may be the same day, known to a month",
    ("day", "may be the same, within a year"): "may be the same day, known to a year",
    ("day", "may be the same, loosely"): "may be the same day, but one is known only roughly",
    ("day", "within two years"): "not the same day, but within two years",
    ("day", "within three days"): "not the same day, but within three days",
    ("day", "within a month"): "not the same day, but within a month",
    ("day", "different"): "different times",
    ("day", "apart"): "more than a month apart",
    ("place", "same"): "same place",
    ("place", "one lies in the other, next above"): "one lies in the other",
    ("place", "one lies in the other, further up"): "one lies somewhere in the other, which is far wider",
    ("place", "similar"): "similar names of places",
    ("place", "a part agrees"): "both lie in one wider place",
    ("place", "next above is the same"): "different places that lie directly in one wider place",
    ("place", "a wider place is the same"): "different places, somewhere in one far wider place",
    ("place", "different"): "different places",
    ("sex", "same"): "same sex",
    ("sex", "different"): "different sexes",
    ("a further field", "same"): "same text",
    ("a further field", "similar"): "similar texts",
    ("a further field", "begins alike"): "the texts begin alike",
    ("a further field", "different"): "different texts",
    ("number", "same"): "same number",
    ("number", "ranges meet, closely"): "may be the same number, closely",
    ("number", "ranges meet"): "may be the same number, loosely",
    ("number", "near"): "not the same number, but near",
    ("number", "apart"): "numbers far apart",
    ("victims", "several shared"): "several victims are the same",
    ("victims", "one shared"): "one victim is the same",
    ("victims", "none shared"): "both name victims, and none is the same",
    ("victims", "none shared, and together more than there were"): (
        "no victim is the same, and together they name more than there were"
    ),
    ("perpetrators", "shared"): "a perpetrator is the same",
    ("perpetrators", "none shared"): "both name perpetrators, and none is the same",
}


def said(comparison: str, level: int) -> str:
    """Return what a level of a comparison says, in plain words; levels count from the weakest, -1 is not stated."""
    known = _known(comparison)
    if level < 0:
        return NOT_STATED
    if known is None or level >= len(known.expanded()):
        return BY_EARLIER
    names = [each.name for each in known.levels for _band in range(BANDS if each.banded else 1)][::-1]
    rarity = known.expanded()[::-1][level].name.removeprefix(names[level])
    form = "x" if comparison.startswith("x_") else comparison
    return _PLAINER.get((_FORMS.get(form, form), names[level]), names[level]) + rarity


def _known(comparison: str) -> Comparison | None:
    return (
        next(iter(comparisons((comparison,))), None)
        if comparison.startswith("x_")
        else _KNOWN.get(comparison)
    )


# ---- letters that differ -----------------------------------------------------------------------------------

MOST_COMPARED = (
    2_000  # letters of a text; of longer ones everything between the first and the last difference is marked
)
type Span = tuple[int, int]

_JOINER = "\N{ZERO WIDTH JOINER}"


def unlike(left: str, right: str) -> tuple[list[Span], list[Span]]:
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
