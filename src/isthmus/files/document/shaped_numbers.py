"""Numbers of a page that is read from right to left, by the shapes of their digits.

Digits of one page are mostly of one kind, Eastern (٢٠١٧) or Western (2017), and some look alike in both: ١ and 1, ٥ and
0, ٩ and 9. So which kind a number is of is asked of its own shapes and of all others together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, repeat
from math import log
from statistics import median, quantiles

from isthmus.core.reading.recognised import RecognisedWord
from isthmus.files.document.digit_shapes import OTHER, Shape, features, shapes_in, shares
from isthmus.files.document.numbers_again import CutOut, NumberCut, NumberPlace, digits_in

__all__ = ["ShapedNumber", "longer", "numbers_by_shape", "with_doubt", "with_shaped_numbers"]

_EASTERN, _WESTERN, _MARKS = "٠١٢٣٤٥٦٧٨٩", "0123456789", ".,-/"
_TWINS = {"١": "1", "٥": "0", "٩": "9"}
_EASTERN_TWINS = {western: eastern for eastern, western in _TWINS.items()}
# From middle to middle, digits of one number stand one step apart, also two noughts, which are dots; over a blank they
# stand 1.5 steps apart and more. A step is .6 to .95 of the height of a digit in eight fonts.
_NEAR = 1.25
_STEP = 0.85
_FEW_STEPS = 4
# A dot is smaller than this share of a digit in both directions, a bracket higher than this share of one.
_DOT, _BRACKET = 0.5, 1.15
_HALF = 0.5
# A comma reaches below the line by a few points of 300 to the inch.
_BELOW = 4
# So unlikely a kind is not made unlikelier by one shape: one blot does not decide for a page.
_LEAST = 0.02
# What all other numbers of the page say counts as much as one that is sure, and no more: some pages have both kinds.
_MOST_OF_OTHERS = 3.0
# A number whose least certain digit has less is left as it was.
_SURE = 0.7
# As sure as this a word is that was certainly recognised with other digits, in hundredths.
_DOUBT = 40.0
# Brackets and points around a number, and a particle written before it (و٢٠١٤); a point within one is part of it.
_ENDS = re.compile(r"([(\[«]?[^\W\d_a-zA-Z]{0,2}).*?([.،؛)\]»]*)")


@dataclass(frozen=True, slots=True)
class ShapedNumber:
    """A number as its shapes say, in the order in which it is read; `sure`: how likely its least likely digit is.

    The text is empty where a word is but a part of the number of the word beside it.
    """

    text: str
    sure: float
    is_eastern: bool


@dataclass(frozen=True, slots=True)
class _NumberRead:
    text: str
    sure: float


@dataclass(frozen=True, slots=True)
class _PrintedNumber:
    """The shapes of a number, the words that it was taken for, and how it reads in digits of both kinds."""

    places: Sequence[int]
    eastern: _NumberRead
    western: _NumberRead

    @property
    def leaning(self) -> float:
        """Return how much likelier it is Eastern than Western, as a logarithm."""
        return log(max(self.eastern.sure, _LEAST)) - log(max(self.western.sure, _LEAST))


def numbers_by_shape(found: CutOut) -> dict[int, ShapedNumber]:
    """Return what words are whose shapes are told with certainty, by their places on the page."""
    lines = [(cut, _of_its_line(found, cut)) for cut in found.cuts]
    near = _NEAR * _step([shapes for _, shapes in lines])
    printed = [each for cut, shapes in lines for each in _printed(cut, _groups(shapes, near))]
    total = sum(each.leaning for each in printed)
    told: dict[int, ShapedNumber] = {}
    for each in printed:
        others = max(-_MOST_OF_OTHERS, min(total - each.leaning, _MOST_OF_OTHERS))
        is_eastern = each.leaning + others > 0
        reading = each.eastern if is_eastern else each.western
        if reading.sure >= _SURE and OTHER not in reading.text:
            first, *rest = each.places
            told[first] = ShapedNumber(reading.text, reading.sure, is_eastern)
            told |= {number: ShapedNumber("", reading.sure, is_eastern) for number in rest}
    return told


def _printed(cut: NumberCut, groups: Iterable[list[Shape]]) -> Iterator[_PrintedNumber]:
    """Yield the numbers of a cut that each stand where words do of which no other number has a part."""
    found = [
        ({each.number for each in cut.places if _overlaps(each, shapes)}, shapes)
        for shapes in groups
        if not all(map(_is_foreign, shapes, repeat(_tallest(shapes))))
    ]
    for places, shapes in found:
        own = [any(_overlaps(place, [each]) for place in cut.places) for each in shapes]
        # A word may stand in the gap between two shapes: then none of them is its own.
        if any(own) and sum(not places.isdisjoint(others) for others, _ in found) == 1:
            has_particle = next(each.has_particle for each in cut.places if each.number in places)
            digits = _without_neighbours(shapes, own, has_particle=has_particle)
            yield _PrintedNumber(sorted(places), *_both(digits))


def _without_neighbours(
    shapes: Sequence[Shape], own: Sequence[bool], *, has_particle: bool
) -> Sequence[Shape]:
    """Return shapes without those at the ends that are no digit and stand beside the number's word: of other words.

    With a particle, letters at the right end go, too, though they are of the word.
    """
    tallest = _tallest([each for each, is_own in zip(shapes, own, strict=True) if is_own])
    first, last = 0, len(shapes)
    while not own[first] and first < last - 1 and _is_foreign(shapes[first], tallest):
        first += 1
    while last - first > 1 and _is_foreign(shapes[last - 1], tallest):
        is_letter = has_particle and shapes[last - 1].height >= _DOT * tallest.height
        if own[last - 1] and not is_letter:
            break
        last -= 1
    return shapes[first:last]


def _is_foreign(shape: Shape, tallest: Shape) -> bool:
    return shares(features(shape, tallest))[OTHER] > _HALF


def _tallest(shapes: Iterable[Shape]) -> Shape:
    return max(shapes, key=lambda each: each.height)


def _overlaps(place: NumberPlace, shapes: Sequence[Shape]) -> bool:
    return shapes[0].left < place.right and shapes[-1].right > place.left


def _of_its_line(found: CutOut, cut: NumberCut) -> list[Shape]:
    """Return the shapes of a cut without what hangs into it from other lines and words, and without stray dots.

    Such a piece is cut off by an edge, or its middle lies higher or lower than the highest whole shape reaches.
    """
    picture = found.picture_of(cut)
    whole = [
        each
        for each in shapes_in(picture)
        if each.top > 0
        and each.top + each.height < picture.height
        and cut.left < each.left
        and each.right < cut.right
    ]
    own = [each for each in whole if any(_overlaps(place, [each]) for place in cut.places)]
    if not own:
        return []
    tallest = _tallest(own)
    bottom = tallest.top + tallest.height + _BELOW
    return [each for each in whole if tallest.top <= each.top + each.height / 2 <= bottom]


def _step(lines: Iterable[Sequence[Shape]]) -> float:
    """Return how far apart digits stand on a page, from middle to middle, as a share of their height."""
    steps = [
        _apart(before, after) / _height(shapes) for shapes in lines for before, after in pairwise(shapes)
    ]
    # The third quarter: a slash stands nearer to its neighbours than digits to each other.
    return quantiles(steps)[2] if len(steps) >= _FEW_STEPS else _STEP


def _height(shapes: Sequence[Shape]) -> float:
    """Return how high digits are: a slash is higher, a nought is a dot."""
    highest = max(each.height for each in shapes)
    return median(each.height for each in shapes if each.height >= _DOT * highest)


def _apart(before: Shape, after: Shape) -> float:
    return after.left + after.width / 2 - before.left - before.width / 2


def _groups(shapes: Sequence[Shape], near: float) -> list[list[Shape]]:
    """Return shapes parted where they stand further apart than that share of their height."""
    groups: list[list[Shape]] = []
    most = near * _height(shapes) if shapes else 0.0
    for each in shapes:
        if groups and _apart(groups[-1][-1], each) <= most:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _both(shapes: Sequence[Shape]) -> tuple[_NumberRead, _NumberRead]:
    """Return a number read in Eastern and in Western digits."""
    digits = _without_brackets(shapes)
    tallest = _tallest(digits)
    told = [shares(features(each, tallest)) for each in digits]
    is_small = [max(each.width, each.height) < _DOT * tallest.height for each in digits]
    if is_small[-1] and len(digits) > 1 and _likeliest(told[-2], _EASTERN)[0] in _EASTERN:
        # A full stop stands to the left of the number that it follows: a dot at the right end is a nought.
        told[-1] = {**told[-1], "٠": told[-1]["٠"] + told[-1]["."] + told[-1][OTHER], ".": 0.0, OTHER: 0.0}
    follows = next((at for at, small in enumerate(is_small) if not small), 0)
    eastern, western = (_reading(told, kind, follows) for kind in (_EASTERN, _WESTERN))
    return _NumberRead(_in_reading_order(eastern.text), eastern.sure), western


def _without_brackets(shapes: Sequence[Shape]) -> Sequence[Shape]:
    """Return shapes without brackets around them, which are higher than any digit beside them, and none."""
    first = int(len(shapes) > 1 and _is_bracket(shapes[0], shapes[1:]))
    last = len(shapes) - int(len(shapes) > first + 1 and _is_bracket(shapes[-1], shapes[first:-1]))
    return shapes[first:last]


def _is_bracket(shape: Shape, others: Sequence[Shape]) -> bool:
    if shape.height < _BRACKET * max(each.height for each in others):
        return False
    return _is_foreign(shape, shape)


def _reading(told: Iterable[Mapping[str, float]], digits: str, follows: int) -> _NumberRead:
    """Return a number as digits of one kind, without a mark among the first `follows` shapes, which follows it.

    What else is at its ends, and is no digit, leaves nothing of it.
    """
    best = [_likeliest(each, digits) for each in told]
    first = next((place for place, (kind, _) in enumerate(best) if kind in digits or place == follows), 0)
    text = "".join(kind for kind, _ in best[first:])
    if not text or text[0] not in digits or text[-1] not in digits:
        return _NumberRead("", 0.0)
    return _NumberRead(text, min(sure for _, sure in best[first:]))


def _likeliest(told: Mapping[str, float], digits: str) -> tuple[str, float]:
    """Return what a shape is among digits of a kind, marks, and all else; twins of both kinds count together."""
    twins = _TWINS if digits == _EASTERN else _EASTERN_TWINS
    kinds = {each: told[each] + told.get(twins.get(each, ""), 0.0) for each in digits}
    kinds |= {each: told[each] for each in (*_MARKS, OTHER)}
    return max(kinds.items(), key=lambda pair: pair[1])


def _in_reading_order(text: str) -> str:
    """Return a number in the order in which it is read: between Eastern digits a hyphen leads on to the left."""
    return "-".join(reversed(text.split("-")))


def with_doubt(words: Sequence[RecognisedWord], told: Mapping[int, ShapedNumber]) -> list[RecognisedWord]:
    """Return the words; those with digits that their shapes did not tell are unsure, for nothing else tells them."""
    return [
        replace(word, sure=min(word.sure, _DOUBT)) if at not in told and digits_in(word.text) else word
        for at, word in enumerate(words)
    ]


def longer(words: Sequence[RecognisedWord], told: Mapping[int, ShapedNumber]) -> dict[int, ShapedNumber]:
    """Return the numbers in Western digits of which words have lost a digit."""
    return {
        at: each
        for at, each in told.items()
        if not each.is_eastern and digits_in(each.text) > digits_in(words[at].text)
    }


def with_shaped_numbers(
    words: Sequence[RecognisedWord], told: Mapping[int, ShapedNumber]
) -> list[RecognisedWord]:
    """Return the words with the numbers that their shapes tell, by the place of their word."""
    return [_with(word, told[at]) if at in told else word for at, word in enumerate(words)]


def _with(word: RecognisedWord, number: ShapedNumber) -> RecognisedWord:
    """Return a word with another number in it; of what was no number, only the marks at its ends are kept."""
    kept = _ENDS.fullmatch(word.text)
    text = f"{kept[1]}{number.text}{kept[2]}" if kept and number.text else number.text
    return replace(word, text=text, sure=100 * number.sure)
