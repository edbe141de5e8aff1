"""Fits what turns weights into scores: `python -m benchmarks.name_calibration`, after `benchmarks.name_weights`.

The slopes of each two scripts: a logistic of true pairs against the likest of RIVALS others. The weights of whole
names: a logistic with signs given, on labelled pairs and on composed ones. Only pairs that are not held out.
"""

import csv
import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import name_pairs
from benchmarks.name_pairs import Pairs
from isthmus.core.names.alignment import similarities
from isthmus.core.names.compare import FEATURES, features
from isthmus.core.names.matrix import matrix
from isthmus.core.names.words import arrow

CORE = Path(__file__).parents[1] / "src" / "isthmus" / "core" / "names"
SEED, RIVALS, MOST_PAIRS = 3, 30, 6000
TINY = 0.02  # a slope that keeps the logistic far from its ends, so that the log ratio can be read off it
# The least and greatest weight of each of classifier.FEATURES: the given name counts, a swapped father is no match.
BOUNDS = [
    (-5, 5),
    (0.3, 1),
    (0.1, 0.35),
    (-3, 0),
    (-1, 0),
    (-5, 0),
    (0, 1),
    (-8, 0),
    (-4, -3),
    (0, 3),
    (-3, -3),
]
COMPOSED, SHARE_COMPOSED, SHIFT = 1500, 0.1, 0.1
STEPS = 4000  # of the descent, each as long as the curvature allows
type Reals = NDArray[np.float64]


def main() -> int:
    data = name_pairs.folder()
    if data is None:
        return 1
    rng = np.random.default_rng(SEED)
    russian, arabic = (
        [pair for pair in name_pairs.pairs(data / name) if not name_pairs.held_out(pair[0])]
        for name in (name_pairs.RUSSIAN, name_pairs.ARABIC_FILE)
    )
    found = {scripts: slopes(given, rng) for scripts, given in samples(russian, arabic, rng).items()}
    _replace(CORE / "weights" / "calibration.py", r"SLOPES = \{.*\}", f"SLOPES = {found!r}")
    matrix.cache_clear()
    _import_anew()
    labelled, truth = labelled_persons(data)
    composed = [_composed(given, rng) for given in (russian, arabic)]
    weights = fitted(labelled, truth, composed)
    weights[0] += SHIFT
    _replace(
        CORE / "classifier.py", r"WEIGHTS = \(.*\)", f"WEIGHTS = {tuple(np.round(weights, 3).tolist())!r}"
    )
    return 0


def samples(russian: Pairs, arabic: Pairs, rng: np.random.Generator) -> dict[str, Pairs]:
    """True pairs of each two scripts; within a script, spellings of one word and words with slips."""
    some, spelled = _some(russian, rng), name_pairs.one_script(russian) + name_pairs.one_script(arabic)
    return {
        "LL": _some(spelled, rng)[:3000] + [(latin, slipped(latin, rng)) for latin, _ in some[:3000]],
        "LC": some,
        "LA": _some(arabic, rng),
        "CC": [(native, slipped(native, rng)) for _, native in some[:4000]],
        "CA": name_pairs.joined(russian, arabic),
        "AA": [(native, slipped(native, rng)) for _, native in _some(arabic, rng)[:4000]],
    }


def _some(given: Pairs, rng: np.random.Generator) -> Pairs:
    return [given[place] for place in rng.permutation(len(given))[:MOST_PAIRS]]


def slipped(word: str, rng: np.random.Generator) -> str:
    """The word with one slip of the hand, or two in a long one: a letter left out, added, changed or swapped."""
    letters, alphabet = list(word), name_pairs.alphabet_of(word)[:26]
    for _ in range(rng.integers(1, 3) if len(word) > 5 else 1):
        kind, at, other = rng.integers(4), rng.integers(len(letters)), alphabet[rng.integers(len(alphabet))]
        if kind == 0 and len(letters) > 2:
            del letters[at]
        elif kind == 1:
            letters.insert(at, other)
        elif kind == 2:
            letters[at] = other
        elif at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def slopes(given: Pairs, rng: np.random.Generator) -> tuple[float, float, float]:
    """The factors of the log ratio and of the letters of both sides, and the constant."""
    true, best = _seen(given), np.full((len(given), 2), -np.inf)
    for _ in range(RIVALS):
        rivals = [
            (left, given[place][1])
            for (left, _), place in zip(given, rng.permutation(len(given)), strict=True)
        ]
        seen = _seen(rivals)
        other = np.array(
            [rival not in (pair, (pair[0], pair[0])) for rival, pair in zip(rivals, given, strict=True)]
        )
        better = other & (seen[:, 0] > best[:, 0])
        best[better] = seen[better]
    both, truth = np.vstack([true, best]), np.repeat([1, 0], len(given))
    usable = np.isfinite(both).all(axis=1) & (both[:, 0] > -200)
    model = LogisticRegression(C=1e3, max_iter=1000).fit(both[usable], truth[usable])
    ratio, letters = np.round(model.coef_[0], 4).tolist()
    return ratio, letters, round(float(model.intercept_[0]), 4)


def _seen(given: Pairs) -> Reals:
    """The log ratio of each pair, and its letters."""
    flat = matrix()._replace(slopes=np.broadcast_to(np.array([TINY, 0.0, 0.0]), (4, 4, 3)).copy())
    out = np.empty(len(given), np.float64)
    similarities(arrow(left for left, _ in given), arrow(right for _, right in given), flat, out)
    with np.errstate(divide="ignore"):
        ratio = np.log(out / (1 - out)) / TINY
    return np.column_stack([ratio, [len(left) + len(right) for left, right in given]])


def labelled_persons(data: Path) -> tuple[Reals, NDArray[np.bool_]]:
    with (data / name_pairs.LABELLED).open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if row["schema"] == "Person" and row["name1"] != row["name2"]
        ]
    seen = np.nan_to_num(features([row["name1"] for row in rows], [row["name2"] for row in rows]))
    return seen, np.array([row["is_match"] == "true" for row in rows])


def _composed(given: Pairs, rng: np.random.Generator) -> tuple[Reals, NDArray[np.bool_]]:
    """Whole names made of two: the same, another given name, another family name."""
    own, other, family, another = (
        [given[place] for place in rng.permutation(len(given))[:COMPOSED]] for _ in range(4)
    )
    lefts = [f"{first[0]} {last[0]}" for first, last in zip(own, family, strict=True)] * 3
    rights = [
        f"{first[1]} {last[1]}"
        for firsts, lasts in ((own, family), (other, family), (own, another))
        for first, last in zip(firsts, lasts, strict=True)
    ]
    return np.nan_to_num(features(lefts, rights)), np.repeat([True, False, False], len(own))


def fitted(seen: Reals, truth: NDArray[np.bool_], composed: list[tuple[Reals, NDArray[np.bool_]]]) -> Reals:
    """The weights that a logistic with a ridge gives the features, within their bounds, by projected descent."""
    both = np.vstack([seen, *(each for each, _ in composed)])
    sign = np.where(np.concatenate([truth, *(each for _, each in composed)]), 1.0, -1.0)
    light = SHARE_COMPOSED * len(truth) / (len(sign) - len(truth))
    heed = np.where(np.arange(len(sign)) < len(truth), 1.0, light)
    scale = np.where(seen.std(axis=0) > 0, seen.std(axis=0), 1.0) * (np.arange(len(FEATURES)) > 0)

    unit = np.where(scale > 0, scale, 1.0)
    low, high = (np.array(ends) * unit for ends in zip(*BOUNDS, strict=True))
    scaled = both / unit
    step = 4 / np.linalg.norm(scaled * np.sqrt(heed)[:, None], 2) ** 2
    weights = np.clip(np.zeros(len(unit)), low, high)
    for _ in range(STEPS):
        slope = scaled.T @ (-heed * sign / (1 + np.exp(sign * (scaled @ weights)))) + weights * (scale > 0)
        weights = np.clip(weights - step * slope, low, high)
    found: Reals = weights / unit
    return found


def _replace(path: Path, pattern: str, text: str) -> None:
    path.write_text(
        re.sub(pattern, lambda _: text, path.read_text(encoding="utf-8"), flags=re.DOTALL), encoding="utf-8"
    )


def _import_anew() -> None:
    """Let the new slopes be used: the module that holds them was read before they were written."""
    import importlib

    from isthmus.core.names import matrix as module
    from isthmus.core.names.weights import calibration

    module.SLOPES = importlib.reload(calibration).SLOPES  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
