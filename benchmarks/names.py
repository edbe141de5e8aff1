"""Names across scripts: recall at 1 % false positives on pairs held out, F1 on labelled persons, time a pair."""

import csv
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks import name_pairs
from benchmarks.measure import Measure, timed
from benchmarks.name_pairs import Pairs
from isthmus.core.names.compare import paired, scores, scores_of
from isthmus.core.names.word_similarity import similarity_utf8
from isthmus.core.names.words import arrow

PAIRS, SHIFT, DRAWS, WORDS = 3000, 977, 4, 3
TARGETS = {name_pairs.RUSSIAN: ("Russian", 0.97), name_pairs.ARABIC_FILE: ("Arabic", 0.92)}
COLD = "from isthmus.core.names.word_similarity import similarity; similarity(['a'], ['b'])"


def measures() -> Iterator[Measure]:
    data = name_pairs.folder()
    yield Measure("names: cold start of the kernel, compiled before", _cold_start(), "s", 3.0)
    if data is None:
        return
    for file, (language, target) in TARGETS.items():
        held = [pair for pair in name_pairs.pairs(data / file) if name_pairs.held_out(pair[0])]
        yield _recall(f"names: {language} recall at 1 % false positives", held, _shifted, target)
        yield _recall(f"names: {language} recall, same family, other given name", held, _siblings, target)
        yield Measure(f"names: {language} microseconds a pair of one word", _microseconds(held), "µs", 5.0)
        name = f"names: {language} microseconds a pair of three words, read before"
        yield Measure(name, _microseconds_whole(held), "µs", 5.0)
    yield Measure("names: F1 of labelled persons", _f1(data), "", 0.80, at_least=True)


def _cold_start() -> float:
    run = [sys.executable, "-c", COLD]
    subprocess.run(run, check=True)
    return timed(lambda: subprocess.run(run, check=True))[1]


type _Sides = tuple[list[str], list[str], list[str]]


def _recall(
    name: str, held: Pairs, sides: Callable[[Pairs, np.random.Generator], _Sides], target: float
) -> Measure:
    """The mean over some draws of pairs of the share of true ones above the 99th percentile of the false."""
    found = []
    for seed in range(DRAWS):
        left, right, false = sides(held, np.random.default_rng(seed))
        found.append(np.mean(scores(left, right) > np.quantile(scores(left, false), 0.99)))
    return Measure(name, float(np.mean(found)), "", target, at_least=True)


def _drawn(held: Pairs, rng: np.random.Generator) -> Pairs:
    return [held[place] for place in rng.permutation(len(held))[:PAIRS]]


def _shifted(held: Pairs, rng: np.random.Generator) -> _Sides:
    drawn = _drawn(held, rng)
    right = [pair[1] for pair in drawn]
    return [pair[0] for pair in drawn], right, right[SHIFT:] + right[:SHIFT]


def _siblings(held: Pairs, rng: np.random.Generator) -> _Sides:
    """Whole names made of two; the false ones have the same family name and another given name."""
    left, right, other = _shifted(held, rng)
    family = _drawn(held, rng)
    return (
        [f"{given} {last[0]}" for given, last in zip(left, family, strict=True)],
        [f"{given} {last[1]}" for given, last in zip(right, family, strict=True)],
        [f"{given} {last[1]}" for given, last in zip(other, family, strict=True)],
    )


def _microseconds(held: Pairs) -> float:
    left, right = arrow(pair[0] for pair in held * 20), arrow(pair[1] for pair in held * 20)
    similarity_utf8(*left, *right)
    start = time.perf_counter()
    similarity_utf8(*left, *right)
    return (time.perf_counter() - start) / (20 * len(held)) * 1e6


def _microseconds_whole(held: Pairs) -> float:
    """The best of five on one processor: whole names, read before, half of the pairs one name in two scripts."""
    rng = np.random.default_rng(0)
    names = [[held[place] for place in rng.integers(len(held), size=WORDS)] for _ in range(PAIRS * 7)]
    lefts, rights = ([" ".join(word[side] for word in name) for name in names] for side in (0, 1))
    half = len(names) // 2
    ready, pairs = paired(lefts, rights[:half] + rights[half + 1 :] + rights[half : half + 1])
    scores_of(ready, pairs[:1])
    return min(timed(lambda: scores_of(ready, pairs))[1] for _ in range(5)) / len(pairs) * 1e6


def _f1(data: Path) -> float:
    with (data / name_pairs.LABELLED).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["schema"] == "Person"]
    found = scores([row["name1"] for row in rows], [row["name2"] for row in rows]) >= 0.5
    true = np.array([row["is_match"] == "true" for row in rows])
    return float(2 * (found & true).sum() / (found.sum() + true.sum()))
