"""The weights as arrays: which letters make a group, and the ratio of each pair of groups."""

import re
from functools import cache
from itertools import chain
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from isthmus.core.names.alphabet import (
    ARABIC,
    CODES,
    CYRILLIC,
    LATIN,
    LIKE_CYRILLIC,
    OTHER,
    OTHERS,
    SPACE,
    SPELLED,
)
from isthmus.core.names.weights import (
    arabic_arabic,
    cyrillic_arabic,
    cyrillic_cyrillic,
    latin_arabic,
    latin_cyrillic,
    latin_latin,
)
from isthmus.core.names.weights.calibration import SLOPES

__all__ = ["LONGEST_GROUP", "NONE", "Matrix", "matrix"]

NONE = 0  # the group without letters
LONGEST_GROUP = 3
_CODES = 160  # more than there are codes
_UNSEEN = exp(-9.0)
_SKIPPED = exp(-6.0)  # a letter without a counterpart of which the data know nothing
_EQUAL = exp(3.5)
_TABLES = (
    latin_latin.TABLE,
    latin_cyrillic.TABLE,
    latin_arabic.TABLE,
    cyrillic_cyrillic.TABLE,
    cyrillic_arabic.TABLE,
    arabic_arabic.TABLE,
)
_STRICT = (0.3, -0.1, -1.5)  # for letters of no alphabet here: hardly any but the same
_SCRIPTS = "LCA"
_ENTRY = re.compile(r"(.+?)([+-]\d+)")
type _Entries = dict[tuple[str, str], float]


class Matrix(NamedTuple):
    """What the kernel looks up; a group is a number above NONE."""

    spelled: NDArray[np.uint8]  # [code point, 3] codes
    scripts: NDArray[np.uint8]  # [code] 1 Latin, 2 Cyrillic, 3 Arabic, 0 none
    like_cyrillic: NDArray[np.uint8]  # [code] the Cyrillic letter that it is typed for, or 0
    following: NDArray[np.int16]  # [group, code] the group with that code added, or -1
    ratios: NDArray[np.float64]  # [group, group] likelihood ratio to chance
    slopes: NDArray[np.float64]  # [script, script, 3] from log ratio, letters and 1 to the logit


@cache
def matrix() -> Matrix:
    """Return the weights as arrays, made once."""
    tables = [_entries(table) for table in _TABLES]
    groups = _groups(tables)
    return Matrix(
        np.frombuffer(SPELLED, np.uint8).reshape(-1, 3),
        _scripts(),
        _like_cyrillic(),
        _following(groups),
        _ratios(tables, groups),
        _slopes(),
    )


def _entries(table: str) -> _Entries:
    found: _Entries = {}
    for line in table.splitlines():
        left, *parts = line.split(" ")
        for part in parts:
            match = _ENTRY.fullmatch(part)
            assert match, part
            found[left.replace("-", ""), match[1].replace("-", "")] = exp(int(match[2]) / 100)
    return found


def _groups(tables: list[_Entries]) -> dict[str, int]:
    """Number every group of letters, and every beginning of one, so that each is reached letter by letter."""
    single = {chr(code): code for code in range(1, _CODES)}
    groups = {"": NONE} | single
    for group in chain.from_iterable(chain.from_iterable(tables)):
        codes = _coded(group)
        for end in range(1, len(codes) + 1):
            groups.setdefault(codes[:end], len(groups))
    return groups


def _coded(group: str) -> str:
    return "".join(chr(CODES[letter]) for letter in group)


def _scripts() -> NDArray[np.uint8]:
    scripts = np.zeros(_CODES, np.uint8)
    for number, letters in enumerate((LATIN, CYRILLIC, ARABIC), 1):
        scripts[[CODES[letter] for letter in letters]] = number
    scripts[CODES["'"]] = 0
    return scripts


def _like_cyrillic() -> NDArray[np.uint8]:
    like = np.zeros(_CODES, np.uint8)
    for typed, meant in LIKE_CYRILLIC.items():
        like[typed] = meant
    return like


def _following(groups: dict[str, int]) -> NDArray[np.int16]:
    following = np.full((len(groups), _CODES), -1, np.int16)
    for codes, group in groups.items():
        if codes:
            following[groups[codes[:-1]], ord(codes[-1])] = group
    return following


def _ratios(tables: list[_Entries], groups: dict[str, int]) -> NDArray[np.float64]:
    ratios = np.full((len(groups), len(groups)), _UNSEEN)
    longer = [group for codes, group in groups.items() if len(codes) > 1]
    ratios[longer, :] = ratios[:, longer] = 0.0
    ratios[NONE, :] = ratios[:, NONE] = _SKIPPED
    ratios[NONE, NONE] = 0.0
    ratios[NONE, longer] = ratios[longer, NONE] = 0.0
    for code in range(1, OTHER + OTHERS):
        ratios[code, code] = _EQUAL
    for table in tables:
        for (left, right), ratio in table.items():
            one, other = groups[_coded(left)], groups[_coded(right)]
            ratios[one, other] = ratios[other, one] = ratio
    _by_hand(ratios)
    return ratios


def _by_hand(ratios: NDArray[np.float64]) -> None:
    """Set what no pair of the data shows: spaces, the palochka, the Persian letters."""
    ratios[SPACE, NONE] = ratios[NONE, SPACE] = exp(-1.5)
    for letter, ratio in {"ӏ": -0.5, "'": -1.0}.items():
        ratios[CODES[letter], NONE] = ratios[NONE, CODES[letter]] = exp(ratio)
    for left, right in (
        "pپ",
        "چc",
        "zژ",
        "gگ",
        "vڤ",
        "wڤ",
        "пپ",
        "чچ",
        "жژ",
        "гگ",
        "вڤ",
        "پب",
        "چج",
        "ژز",
        "گك",
        "گج",
        "ڤف",
    ):
        one, other = CODES[left], CODES[right]
        ratios[one, other] = ratios[other, one] = exp(3.0)


def _slopes() -> NDArray[np.float64]:
    slopes = np.zeros((4, 4, 3))
    slopes[:] = _STRICT
    for pair, values in SLOPES.items():
        one, other = (_SCRIPTS.index(script) + 1 for script in pair)
        slopes[one, other] = slopes[other, one] = values
    return slopes
