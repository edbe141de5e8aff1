"""What log-linear models say."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "estimate.model.loglinear": text("log-linear models"),
    "estimate.assumption.loglinear": text(
        "The dependences between lists that the documented people show also hold for the undocumented. No "
        "dependence joins all lists at once."
    ),
    "estimate.paper.loglinear": text(
        "the log-linear model of lowest BIC among the hierarchical ones (Fienberg 1972)"
    ),
    "estimate.chosen_by.forward_stepwise": text("forward stepwise choice"),
    "estimate.chosen_by.least_bic": text("the least BIC"),
    "estimate.model_chosen": text("Model {model}, chosen by {by}."),
    "estimate.all_on_one_list": text(
        "Everybody documented is on the list {list}: no other list shows what it misses. Leave it out, or add a "
        "list that was made separately from it."
    ),
    "estimate.loglinear_no_model": text(
        "No log-linear model that the rule allows has an estimate that exists and is identifiable: the lists "
        "overlap too little, or one lies inside another."
    ),
    "estimate.loglinear_too_far": text(
        "The estimate is more than {times} times the documented people: the lists overlap too little."
    ),
    "estimate.loglinear_too_few_people": plural(
        "{n} person is documented. The simplest log-linear model of these lists needs more than {parameters}.",
        "{n} people are documented. The simplest log-linear model of these lists needs more than {parameters}.",
        by="n",
    ),
    "estimate.loglinear_too_many_lists": plural(
        "There is {n} list. At most {most} are fitted. Join lists of one kind.",
        "There are {n} lists. At most {most} are fitted. Join lists of one kind.",
        by="n",
    ),
    "estimate.loglinear_cut_off": text(
        "The 95 % interval has no upper end below {times} times the documented people: it is cut off there."
    ),
    "estimate.loglinear_many_lists": text(
        "With more than {most} lists, only interactions of two lists are tried, chosen forward stepwise."
    ),
    "estimate.loglinear_rule": text(
        "With three to five lists that all overlap two by two, the hierarchical model with the least BIC speaks, "
        "with a profile likelihood interval. Where two lists share nobody, or with more lists, the model that "
        "forward stepwise choice of two-list interactions (p < .02) ends in does, with a Wald interval on the "
        "logarithm of the people on no list."
    ),
}
