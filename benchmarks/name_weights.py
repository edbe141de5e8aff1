"""Estimates the weights of `isthmus.core.names` from transliterated names: `python -m benchmarks.name_weights`.

Expectation maximisation over all alignments of letter groups (Jiampojamarn, Kondrak & Sherif 2007), on the half that
is not held out. The folder of the data is ISTHMUS_DATA. The same data give the same weights: nothing is drawn but the
pairs for the calibration, and that with a fixed seed.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import name_pairs
from benchmarks.name_alignment import expected
from benchmarks.name_groups import ARABIC_GROUPS, CYRILLIC_GROUPS, LATIN_GROUPS
from benchmarks.name_pairs import Pairs
from isthmus.core.names.alphabet import ARABIC, CYRILLIC, LATIN

WEIGHTS = Path(__file__).parents[1] / "src" / "isthmus" / "core" / "names" / "weights"
GROUPS = [
    "",
    *LATIN,
    *CYRILLIC,
    *ARABIC,
    *f"{LATIN_GROUPS} {CYRILLIC_GROUPS} {ARABIC_GROUPS}".split(),
]
PLACES = {group: i for i, group in enumerate(GROUPS)}
LONGEST = 24
ROUNDS, FREE_ROUNDS, PRUNED = 12, 4, 0.3  # rounds of estimation; those before rare groups lose; by how much
LEAST_RATIO = np.exp(-7.5)
NAMES = {"L": "latin", "C": "cyrillic", "A": "arabic"}
# How many times a pair of groups must be seen to be kept.
LEAST = {"LC": 0.7, "LA": 0.7, "CA": 0.7, "LL": 3.0, "CC": 8.0, "AA": 4.0}
HEAD = '''"""Made by `python -m benchmarks.name_weights`: {one} and {other} letters that answer to one another.

A line: letters, then those of the other side, each with 100 times the natural logarithm of its ratio to chance;
"-" is no letter.
"""

__all__ = ["TABLE"]

TABLE = """\\
{table}
"""
'''
type Counts = NDArray[np.float64]


def main() -> int:
    """Write the tables of weights; then `benchmarks.name_calibration` fits their scale."""
    data = name_pairs.folder()
    if data is None:
        return 1
    russian, arabic = (
        [pair for pair in name_pairs.pairs(data / name) if not name_pairs.held_out(pair[0])]
        for name in (name_pairs.RUSSIAN, name_pairs.ARABIC_FILE)
    )
    for scripts, (counts, left, right) in tables(russian, arabic).items():
        _write(scripts, ratios(counts, left, right), counts)
    return 0


def tables(russian: Pairs, arabic: Pairs) -> dict[str, tuple[Counts, list[str], list[str]]]:
    """For each two scripts: how often groups of letters answer to one another, and the words of both sides."""
    russian, arabic = name_pairs.lettered(russian), name_pairs.lettered(arabic)
    both = name_pairs.joined(russian, arabic)
    latin, cyrillic, semitic = (
        [left for left, _ in russian + arabic],
        [r for _, r in russian],
        [r for _, r in arabic],
    )
    lc, la, ca = estimated(russian), estimated(arabic), estimated(both)
    spellings = estimated(name_pairs.one_script(russian) + name_pairs.one_script(arabic))
    through = _share(pivot(lc, la))
    alike = _share(pivot(lc.T, lc.T)) + 0.5 * _share(pivot(la.T, la.T)) + 2 * _share(spellings)
    return {
        "LC": (lc, [left for left, _ in russian], cyrillic),
        "LA": (la, [left for left, _ in arabic], semitic),
        "CA": (ca + through * ca.sum() / 2, [left for left, _ in both], semitic),
        "LL": (same_script(latin, alike), latin, latin),
        "CC": (same_script(cyrillic, pivot(lc, lc)), cyrillic, cyrillic),
        "AA": (same_script(semitic, pivot(la, la)), semitic, semitic),
    }


def estimated(given: Pairs) -> Counts:
    """The expected counts of pairs of groups after so many rounds of expectation maximisation."""
    sides = encoded([left for left, _ in given]), encoded([right for _, right in given])
    weights = _start(sides[0][0], sides[1][0])
    for turn in range(ROUNDS):
        counts = np.zeros_like(weights)
        expected(*sides[0], *sides[1], weights, counts)
        if turn >= FREE_ROUNDS:
            counts = np.maximum(counts - PRUNED, 0)
        weights = counts / counts.sum()
    return counts


def encoded(words: list[str]) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Groups that begin at each letter of each word, [words, LONGEST, 3], -1 for none; and the lengths."""
    groups = np.full((len(words), LONGEST, 3), -1, np.int16)
    for row, word in enumerate(words):
        cut = word[:LONGEST]
        for i in range(len(cut)):
            for k in range(min(3, len(cut) - i)):
                groups[row, i, k] = PLACES.get(cut[i : i + k + 1], -1)
    return groups, np.array([min(len(word), LONGEST) for word in words], np.int16)


def _start(left: NDArray[np.int16], right: NDArray[np.int16]) -> Counts:
    weights = np.outer(_first_guess(left), _first_guess(right))
    weights[0, :] *= 0.1
    weights[:, 0] *= 0.1
    weights[0, 0] = 0
    return weights


def _first_guess(groups: NDArray[np.int16]) -> NDArray[np.float64]:
    found = np.zeros(len(GROUPS))
    seen = np.unique(groups[groups >= 0])
    found[seen] = [1.0 if len(GROUPS[place]) == 1 else 0.02 for place in seen]
    found[0] = 1.0
    return found * 0.03


def pivot(first: Counts, second: Counts) -> Counts:
    """From counts (pivot, x) and (pivot, y) those of (x, y): how often both answer to the same group."""
    left, right = first.copy(), second.copy()
    left[0], right[0] = 0, 0
    found: Counts = left.T @ (right / np.maximum(right.sum(axis=1, keepdims=True), 1e-9))
    found[0, 0] = 0
    return found


def same_script(words: list[str], alike: Counts) -> Counts:
    """Counts within a script: mostly the same letter, a mark left out, a slip, or what sounds alike."""
    letters = Counter(letter for word in words for letter in word)
    counts = np.zeros((len(GROUPS), len(GROUPS)))
    for letter, often in letters.items():
        place, plain = PLACES[letter], PLACES.get(name_pairs.base(letter), -1)
        unmarked = 0.3 if plain not in (-1, place) else 0.0
        if unmarked:
            counts[place, plain] += unmarked * often / 2
            counts[plain, place] += unmarked * often / 2
        counts[place, place] += (0.93 - unmarked) * often
        counts[place, 0] += 0.012 * often
        counts[0, place] += 0.012 * often
    weighed = alike.copy()
    weighed[0, :] *= 0.3
    weighed[:, 0] *= 0.3
    return counts + 0.1 * letters.total() * _share((weighed + weighed.T) / 2)


def _share(counts: Counts) -> Counts:
    found: Counts = counts / counts.sum()
    return found


def ratios(counts: Counts, left: list[str], right: list[str]) -> Counts:
    """How much likelier two groups are together than by chance, from the shares of their letters."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Counts = _share(counts) / np.outer(_chance(left), _chance(right))
    return np.where(np.isfinite(found), found, 0.0)


def _chance(words: list[str]) -> NDArray[np.float64]:
    letters = Counter(letter for word in words for letter in word)
    shares = {letter: often / letters.total() for letter, often in letters.items()}
    return np.array([np.prod([shares.get(letter, 1e-5) for letter in group]) for group in GROUPS])


def _write(scripts: str, found: Counts, counts: Counts) -> None:
    one, other = (NAMES[script] for script in scripts)
    keep = (counts >= LEAST[scripts]) & (found > LEAST_RATIO)
    if one == other:
        keep[1:] = np.triu(keep)[1:]
    lines = [line for place in range(len(GROUPS)) for line in _lines(place, found[place], keep[place])]
    text = HEAD.format(one=one.title(), other=other.title(), table="\n".join(lines))
    (WEIGHTS / f"{one}_{other}.py").write_text(text, encoding="utf-8")


def _lines(place: int, found: NDArray[np.float64], keep: NDArray[np.bool_]) -> list[str]:
    lines, name = [""], GROUPS[place] or "-"
    for other in sorted(np.flatnonzero(keep), key=lambda each: -found[each]):
        part = f" {GROUPS[other] or '-'}{round(100 * float(np.log(found[other]))):+d}"
        if len(lines[-1]) + len(part) > 104:
            lines.append("")
        lines[-1] += part
    return [name + line for line in lines if line]


if __name__ == "__main__":
    sys.exit(main())
