"""Log-linear models of pairs of lists and of people who differ (Rivest & Baillargeon 2007), averaged by BIC."""

from isthmus.core.estimate.mth.fitting import fit
from isthmus.core.estimate.mth.search import MOST_LISTS

__all__ = ["MOST_LISTS", "fit"]
