"""Counts of people and incidents, never a bare number (MODEL section 4)."""

from isthmus.core.count.counting import (
    CountedIncident,
    Each,
    bounds_conflicts,
    count,
    count_incident,
    figures_at,
    in_turn,
)
from isthmus.core.count.max_weight_clique import Budget, max_clique_weight
from isthmus.core.count.minimum import PairKnowledge, documented_minimum, record_maximum, unexamined
from isthmus.core.count.pairs import compared_in, compared_persons, judgements_on, rested_on, totals
from isthmus.core.count.sentences import cautions, headline
from isthmus.core.count.values import LEVELS, AtLevel, Count, Figures, Filter, JudgementTotals, VictimFigures
from isthmus.core.count.victims import VictimPart, figures_of

__all__ = [
    "LEVELS",
    "AtLevel",
    "Budget",
    "Count",
    "CountedIncident",
    "Each",
    "Figures",
    "Filter",
    "JudgementTotals",
    "PairKnowledge",
    "VictimFigures",
    "VictimPart",
    "bounds_conflicts",
    "cautions",
    "compared_in",
    "compared_persons",
    "count",
    "count_incident",
    "documented_minimum",
    "figures_at",
    "figures_of",
    "headline",
    "in_turn",
    "judgements_on",
    "max_clique_weight",
    "record_maximum",
    "rested_on",
    "totals",
    "unexamined",
]
