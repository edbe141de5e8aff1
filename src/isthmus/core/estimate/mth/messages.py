"""What the models of pairs of lists and of people who differ say."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "estimate.model.mth": text("pairs of lists and people who differ"),
    "estimate.assumption.mth": text(
        "Any two lists may depend on each other. Besides, some people are easier to reach for every list than others, "
        "and one of three fixed shapes says how; the same shape holds for the people on no list, of whom the data say "
        "nothing."
    ),
    "estimate.prior.mth": text(
        "No prior on the number of people. People differ not at all, or by Poisson 2, Darroch or gamma 3.5; models of "
        "each kind are weighed by BIC. Kinds whose best model is within 10 of the least BIC count in equal parts, and "
        "the interval spans them all."
    ),
    "estimate.paper.mth": text(
        "averaging by BIC over log-linear models of pairs of lists and of people who differ (Rivest & Baillargeon 2007)"
    ),
    "estimate.mth_best": text("The model of least BIC joins {model}, with {share:.0%} of the weight."),
    "estimate.mth_kind.darroch": text("Darroch {share:.0%}"),
    "estimate.mth_kind.gamma": text("gamma 3.5 {share:.0%}"),
    "estimate.mth_kind.none": text("no difference {share:.0%}"),
    "estimate.mth_kind.poisson": text("Poisson 2 {share:.0%}"),
    "estimate.mth_kinds": text("Weight of how people differ: {kinds:comma}."),
    "estimate.mth_left_out_models": plural(
        "{n} model is left out: its estimate does not exist, cannot be told from others, or is infinite.",
        "{n} models are left out: their estimates do not exist, cannot be told from others, or are infinite.",
        by="n",
    ),
    "estimate.mth_searched": text("Only the models near the least BIC were fitted, not all {all}."),
    "estimate.mth_no_model": text(
        "No model of pairs of lists and people who differ has an estimate that exists, is finite, and can be told "
        "from others: the lists overlap too little."
    ),
}
