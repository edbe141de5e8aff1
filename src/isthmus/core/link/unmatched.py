"""What is expected of pairs of two people: how often each level comes, given how alike the given names are.

A given name tells the sex, and with it goes what lists of one kind of people share, so comparisons of unmatched pairs
are not independent: pairs that share given name and sex are twice what independence expects, and grow with the square
of the roster. So every comparison is conditioned on the level of the given name:

    U(pattern) = P(g) prod_k J_k(l_k | g),   J_k(l | g) = m_k(l) R_k(g, l) / sum over levels,

m_k(l) being the share of the level over all pairs, and R_k(g, l) how many times as often it comes at g, drawn to 1 as
by `DRAWN` pairs. All is counted in pairs drawn of any two records (`strata`), each with its weight times the
probability that it is of two people: what is sought must not be expected. Where matches hold most of a cell, R is
borrowed from none (1), or, of the lineage at given names that are the same, from pairs born far apart, of which few are
matches.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isthmus.core.link.model import Comparison
from isthmus.core.link.pairs import Reals

__all__ = ["ComparedPatterns", "SampledPatterns", "UnmatchedShares", "unmatched"]

type Levels = npt.NDArray[np.int8]

# Pairs as if, by which a ratio is drawn to 1: a cell seen ten times tells half of what it says.
DRAWN = 10.0
# Imagined pairs of two unlike people behind the shares of levels: in a list of a few dozen records any two records are
# few, and some are the very pairs that are sought. Among the millions of pairs of a longer list they count for nothing.
IMAGINED, IMAGINED_UNLIKE = 300.0, 0.8
MOSTLY = 0.5  # of the weight of a cell: where matches hold more, what is left of it tells of them, not of two people
# Of one person's pairs, how many at most have births more than five years apart (slips of the pen, wrong ages).
FAR_OF_ONE_PERSON = 0.01
_FEW_LEVELS = (
    3  # a comparison of so few levels is conditioned from the start: matches cannot hide in its ratios
)


@dataclass(frozen=True, eq=False)
class SampledPatterns:
    """Patterns of any two records, int8[q, c]; what their pairs weigh together, and the squares of that, float64[q].

    `compared` float64[q]: what the pairs weigh that blocking proposes, too; None where it proposes all.
    """

    levels: Levels
    weight: Reals
    squared: Reals
    compared: Reals | None = None

    @classmethod
    def of(cls, levels: Levels, weight: Reals) -> "SampledPatterns":
        """Return what pairs with these levels and weights are, each by itself."""
        return cls(levels, weight, weight**2)


@dataclass(frozen=True, eq=False)
class ComparedPatterns:
    """The compared pairs: patterns int8[p, c], and how many have each, float64[p]; `matches` float64[p] of them."""

    levels: Levels
    counts: Reals
    matches: Reals


@dataclass(frozen=True, eq=False)
class UnmatchedShares:
    """Shares of levels among pairs of two people, for each comparison: `plain` float64[levels] of all pairs.

    `given_g` float64[1 + g, levels]: at each level of the given name, first where none is stated; the given name's own
    rows are all its shares.
    """

    plain: tuple[Reals, ...]
    given_g: tuple[Reals, ...]


def unmatched(
    comparisons: Sequence[Comparison],
    sample: SampledPatterns,
    matched: Reals,
    compared: ComparedPatterns | None,
    match_levels: Sequence[Reals],
    all_pairs: float,
) -> UnmatchedShares:
    """Count the sample with `matched` float64[q], the probability of one person of each of its patterns.

    `compared` with `match_levels`, one person's shares of levels, serve as the control by births; None in a first pass,
    in which comparisons of many levels are taken as independent: matches would hide in their ratios.
    """
    weight = sample.weight * (1 - matched)
    plain = tuple(
        _shares(column, weight, len(levels), all_pairs)
        for column, levels in zip(sample.levels.T, match_levels, strict=True)
    )
    names = [each.name for each in comparisons]
    if "given" not in names:
        return UnmatchedShares(plain, tuple(each[None, :] for each in plain))
    g = names.index("given")
    rows = len(plain[g])
    tables = []
    for k, name in enumerate(names):
        if k == g or (compared is None and len(plain[k]) > _FEW_LEVELS):
            tables.append(np.tile(plain[k], (rows + 1, 1)))
            continue
        ratio = _ratios(sample, matched, g, k, plain)
        if name == "lineage" and compared is not None:
            ratio = _controlled(ratio, sample, matched, compared, comparisons, match_levels, plain, all_pairs)
        table = plain[k] * np.where(np.isnan(ratio), 1.0, ratio)
        tables.append(np.vstack([plain[k], table / table.sum(axis=1, keepdims=True)]))
    return UnmatchedShares(plain, tuple(tables))


def _shares(column: Levels, weight: Reals, levels: int, all_pairs: float) -> Reals:
    stated = column >= 0
    seen = np.bincount(column[stated], weights=weight[stated], minlength=levels)
    total = seen.sum()
    unlike = np.full(levels, (1 - IMAGINED_UNLIKE) / (levels - 1))
    unlike[0] = IMAGINED_UNLIKE
    if levels == 2:
        unlike[:] = 0.5
    share = seen / total if total else unlike
    return np.asarray((share * all_pairs + unlike * IMAGINED) / (all_pairs + IMAGINED))


def _table(rows: Levels, columns: Levels, weight: Reals, shape: tuple[int, int]) -> Reals:
    both = (rows >= 0) & (columns >= 0)
    at = rows[both].astype(np.int64) * shape[1] + columns[both]
    return np.bincount(at, weights=weight[both], minlength=shape[0] * shape[1]).reshape(shape)


def _ratios(sample: SampledPatterns, matched: Reals, g: int, k: int, plain: Sequence[Reals]) -> Reals:
    """Return R float64[g, levels], NaN where matches hold most of a cell."""
    rows, columns = sample.levels[:, g], sample.levels[:, k]
    shape = len(plain[g]), len(plain[k])
    every = _table(rows, columns, sample.weight, shape)
    of_two = _table(rows, columns, sample.weight * (1 - matched), shape)
    squared = _table(rows, columns, sample.squared * (1 - matched) ** 2, shape).sum(axis=1)
    total = of_two.sum(axis=1, keepdims=True)
    share = np.divide(of_two, total, out=np.zeros(shape), where=total > 0)
    # The effective number of pairs (Kish 1965): strata differ many times over in weight.
    effective = np.divide(total[:, 0] ** 2, squared, out=np.zeros(shape[0]), where=squared > 0)[:, None]
    ratio = (effective * share + DRAWN) / (effective * plain[k] + DRAWN)
    return np.asarray(np.where(every - of_two > MOSTLY * every, np.nan, ratio))


def _controlled(
    ratio: Reals,
    sample: SampledPatterns,
    matched: Reals,
    compared: ComparedPatterns,
    comparisons: Sequence[Comparison],
    match_levels: Sequence[Reals],
    plain: Sequence[Reals],
    all_pairs: float,
) -> Reals:
    """Return R of the lineage, in cells that matches hold from pairs born far apart, which matches seldom are.

    R = max(1, (F - E) / (P(far) P(stated) N P(g) m(l))): F such pairs were compared, E of them are matches.
    """
    names = [each.name for each in comparisons]
    if "born" not in names:
        return ratio
    g, k, b = (names.index(each) for each in ("given", "lineage", "born"))
    same = np.arange(len(plain[g])) >= comparisons[g].number("one_name")
    far = compared.levels[:, b] == 0
    seen = _table(compared.levels[far, g], compared.levels[far, k], compared.counts[far], ratio.shape)
    weight = sample.weight * (1 - matched)
    stated = float(weight[sample.levels[:, b] >= 0].sum() / max(weight.sum(), 1e-300))
    of_one = compared.matches.sum() * stated * min(float(match_levels[b][0]), FAR_OF_ONE_PERSON)
    expected = of_one * np.outer(match_levels[g], match_levels[k])
    by_chance = plain[b][0] * stated * all_pairs * np.outer(plain[g], plain[k])
    control = np.maximum(1.0, (seen - expected) / np.maximum(by_chance, 1e-300))
    return np.asarray(np.where(np.isnan(ratio) & same[:, None], control, ratio))
