"""The classes of pairs that a fit tells apart, and what was learned of them: how often each level comes in each.

Which comparisons are "as any two people's" in which class is said here, too; see `em` for how they are fitted.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isthmus.core.link.coverage import Coverage

__all__ = [
    "CLASSES",
    "FittedClasses",
    "is_bounded",
    "is_by_chance",
    "is_learned",
    "log_of",
    "normalised",
    "starts_as_by_chance",
]

type Levels = npt.NDArray[np.int8]
type Reals = npt.NDArray[np.float64]

CLASSES = ("one_person", "kin", "namesakes", "one_event_or_place", "same_name", "unrelated")
_AS_BY_CHANCE = {
    "kin": ("given", "born", "sex", "identifiers"),
    "namesakes": ("lineage", "born", "sex", "identifiers"),
    "one_event_or_place": ("given", "lineage", "born", "sex", "identifiers"),
    "same_name": ("born", "died", "date", "sex", "identifiers"),
}
# Starts as by chance: siblings are nearer in age than any two people, and a census or a camp gives one number to a
# household. Were it as rarely shared by kin as by any two people, whole households would be taken for one person.
_LEARNED = {"kin": ("born", "identifiers")}


@dataclass(frozen=True, eq=False)
class FittedClasses:
    """`shares`: of all pairs of records, float64[classes]; `levels`: for each class and comparison float64[levels].

    Or float64[1 + g, levels], a row for each level of the comparison number `given`, the first for none stated.
    """

    shares: Reals
    levels: tuple[tuple[Reals, ...], ...]
    given: int = -1
    coverage: Coverage | None = None

    def class_logs(self, patterns: Levels) -> Reals:
        """Return the natural logarithm of share times likelihood of compared pairs, float64[p, classes].

        -1 is not stated. Of unrelated pairs only a share is compared.
        """
        logs = self.any_two_logs(patterns)
        if self.coverage is not None:
            logs[:, -1] += np.log(self.coverage.of(patterns))
        return logs

    def any_two_logs(self, patterns: Levels) -> Reals:
        """Return the same of any two records, compared or not."""
        logs = np.tile(np.log(np.maximum(self.shares, 1e-300)), (len(patterns), 1))
        row = patterns[:, self.given].astype(np.int64) + 1 if self.given >= 0 else None
        for number, levels in enumerate(self.levels):
            for column, chance in zip(patterns.T, levels, strict=True):
                logs[:, number] += log_of(column, chance, row)
        return logs

    def posterior(self, patterns: Levels) -> Reals:
        """Return the probability of each class, float64[p, classes]."""
        return normalised(self.class_logs(patterns))

    def of_any_two(self, patterns: Levels) -> Reals:
        """Return the probability of each class of any two records, compared or not."""
        return normalised(self.any_two_logs(patterns))

    def log_odds(self, patterns: Levels) -> Reals:
        """Return log2 odds of one person against all other classes."""
        logs = self.class_logs(patterns)
        return np.asarray((logs[:, 0] - np.logaddexp.reduce(logs[:, 1:], axis=1)) / np.log(2))


def normalised(logs: Reals) -> Reals:
    """Return probabilities from logarithms float64[p, classes] of what is proportional to them."""
    odds = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def log_of(column: Levels, chance: Reals, row: npt.NDArray[np.int64] | None) -> Reals:
    """Return the natural logarithm of the share of each level int8[p], 0 where none is stated: float64[p].

    `chance` float64[levels], or float64[1 + g, levels] of which `row` int64[p] says the row.
    """
    known = np.log(np.maximum(chance, 1e-300))
    level = np.maximum(column, 0)
    if known.ndim == 1:
        said = known[level]
    else:
        said = known[0][level] if row is None or len(known) == 1 else known[row, level]
    return np.asarray(np.where(column >= 0, said, 0.0))


def is_by_chance(kind: str, name: str) -> bool:
    """Return whether a comparison is as among any two people in this class of pairs; further columns tell namesakes."""
    if name == "list":
        return kind != CLASSES[0]
    return name in _AS_BY_CHANCE.get(kind, ()) or (kind == "same_name" and name.startswith("x_"))


def is_learned(kind: str, name: str) -> bool:
    """Return whether the levels of a comparison are learned in this class of pairs."""
    return kind != CLASSES[-1] and (starts_as_by_chance(kind, name) or not is_by_chance(kind, name))


def starts_as_by_chance(kind: str, name: str) -> bool:
    """Return whether what is learned starts from what comes by chance, not from what is usual of one person."""
    return name in _LEARNED.get(kind, ())


def is_bounded(kind: str, name: str) -> bool:
    """Return whether levels are learned within what births of relatives can be."""
    return name == "born" and starts_as_by_chance(kind, name)
