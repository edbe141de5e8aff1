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
from isthmus.core.count.missed import ExaminedPairs, examined_pairs, missed_pairs, probably_missed
from isthmus.core.count.pairs import (
    compared_in,
    compared_persons,
    judgements_on,
    nested_in,
    rested_on,
    totals,
)
from isthmus.core.count.sentences import (
    cautions,
    compared_sentences,
    far_below,
    headline,
    missed_among,
    missed_sentences,
)
from isthmus.core.count.telling_lists import TellingList, TellingLists, telling_lists
from isthmus.core.count.values import (
    LEVELS,
    AtLevel,
    ComparedBy,
    Count,
    Figures,
    Filter,
    JudgementTotals,
    MissedPairs,
    VictimFigures,
)
from isthmus.core.count.victims import (
    VictimClaims,
    VictimPart,
    claims_on_victims,
    figures_of,
    parts_of_victims,
)

__all__ = [
    "LEVELS",
    "AtLevel",
    "Budget",
    "ComparedBy",
    "Count",
    "CountedIncident",
    "Each",
    "ExaminedPairs",
    "Figures",
    "Filter",
    "JudgementTotals",
    "MissedPairs",
    "PairJudgement",
    "PairKnowledge",
    "TellingList",
    "TellingLists",
    "VictimClaims",
    "VictimFigures",
    "VictimPart",
    "bounds_conflicts",
    "cautions",
    "claims_on_victims",
    "compared_by",
    "compared_in",
    "compared_persons",
    "compared_sentences",
    "count",
    "count_incident",
    "documented_minimum",
    "examined_pairs",
    "far_below",
    "figures_at",
    "figures_of",
    "headline",
    "in_turn",
    "judgements_on",
    "max_clique_weight",
    "missed_among",
    "missed_pairs",
    "missed_sentences",
    "nested_in",
    "pair_judgements",
    "parts_of_victims",
    "probably_missed",
    "record_maximum",
    "rested_on",
    "telling_lists",
    "totals",
    "unexamined",
]
