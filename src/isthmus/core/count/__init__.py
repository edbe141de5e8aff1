"""Counts of people and incidents, never a bare number (MODEL section 4)."""

from isthmus.core.count.compared_by import PairJudgement, compared_by, pair_judgements
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
from isthmus.core.count.sentences import cautions, compared_sentences, far_below, headline
from isthmus.core.count.telling_lists import TellingList, TellingLists, telling_lists
from isthmus.core.count.values import (
    LEVELS,
    AtLevel,
    ComparedBy,
    Count,
    Figures,
    Filter,
    JudgementTotals,
    VictimFigures,
)
from isthmus.core.count.victims import VictimPart, figures_of

__all__ = [
    "LEVELS",
    "AtLevel",
    "Budget",
    "ComparedBy",
    "Count",
    "CountedIncident",
    "Each",
    "Figures",
    "Filter",
    "JudgementTotals",
    "PairJudgement",
    "PairKnowledge",
    "TellingList",
    "TellingLists",
    "VictimFigures",
    "VictimPart",
    "bounds_conflicts",
    "cautions",
    "compared_by",
    "compared_in",
    "compared_persons",
    "compared_sentences",
    "count",
    "count_incident",
    "documented_minimum",
    "far_below",
    "figures_at",
    "figures_of",
    "headline",
    "in_turn",
    "judgements_on",
    "max_clique_weight",
    "pair_judgements",
    "record_maximum",
    "rested_on",
    "telling_lists",
    "totals",
    "unexamined",
]
