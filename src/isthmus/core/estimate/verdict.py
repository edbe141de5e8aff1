"""When an estimate is shown, shown with a warning, or refused: the rules, in the order in which they are told."""

from collections.abc import Mapping, Sequence

import numpy as np

from isthmus.core.estimate.estimate import Verdict
from isthmus.core.estimate.heterogeneity import is_heterogeneous
from isthmus.core.estimate.leave_one_out import LeaveOneOut, people_seen_twice
from isthmus.core.estimate.values import Lists, ModelFit
from isthmus.core.estimate.vocabulary import ESTIMATE, REFUSE, WARN
from isthmus.core.estimate.words import NAMES, joined, number, rounded

__all__ = ["LEAST_TWICE", "NOT_SHOWN", "SPARSE", "refused_beforehand", "verdict_on"]

LEAST_TWICE = 7  # people on two lists, below which no estimate is unbiased (Robson and Regier 1964)
SPARSE = 0.10
NOT_SHOWN = "not shown, since another model refuses"
_APART = 1.5
_EDGE = 0.01


def refused_beforehand(lists: Lists) -> Verdict | None:
    """Return why no model is asked at all, where the lists can not carry an estimate."""
    with_people = int((lists.sizes() > 0).sum()) if lists.n else 0
    if lists.n == 0:
        return Verdict(REFUSE, ("The lists hold nobody: there is nothing to estimate from.",))
    if with_people < 3:
        few = {1: "There is one list", 2: "There are two lists"}[with_people]
        why = (
            f"{few}: at least three are needed, since with fewer nothing in the data tells whether lists depend on "
            "each other."
        )
        return Verdict(REFUSE, (why,))
    twice = people_seen_twice(lists)
    if twice == 0:
        return Verdict(
            REFUSE, ("Nobody is on two lists: without overlap nothing tells how many are on none.",)
        )
    if twice < LEAST_TWICE:
        why = (
            f"Only {twice} of {number(lists.n)} people are on two lists or more; fewer than {LEAST_TWICE} can not "
            "carry an estimate."
        )
        return Verdict(REFUSE, (why,))
    return None


def _of_lists(lists: Lists) -> list[str]:
    """Return the warnings that the lists themselves give."""
    said = []
    empty = [name for name, size in zip(lists.names, lists.sizes(), strict=True) if size == 0]
    if empty:
        said.append(f"Nobody is on {joined(empty)}: left out.")
    sizes, shared = lists.sizes(), lists.overlaps()
    pairs = [(i, j) for i in range(len(sizes)) for j in range(i + 1, len(sizes)) if sizes[i] and sizes[j]]
    apart = [f"{lists.names[i]} and {lists.names[j]}" for i, j in pairs if shared[i, j] == 0]
    if apart:
        said.append(
            f"No person is on both lists of {len(apart)} pair{'s' * (len(apart) > 1)}: {'; '.join(apart[:6])}."
        )
    inside = [
        (a, b) for i, j in pairs for a, b in ((i, j), (j, i)) if shared[i, j] == sizes[a] and sizes[a] > 0
    ]
    for a, b in inside[:6]:
        said.append(
            f"Everybody on {lists.names[a]} is on {lists.names[b]} too: one may have been made from the other, "
            "and then they are one list."
        )
    if is_heterogeneous(lists):
        said.append(
            "Half of the pairs of lists or more share more people than chance gives: some people are easier to reach "
            "for every list than others. Estimates then tend to be too low (too high, if people were falsely split)."
        )
    share = people_seen_twice(lists) / lists.n
    if share < SPARSE:
        said.append(
            f"Only {share:.1%} of the documented people are on two lists or more; below 10 % estimates are frail."
        )
    return said


def _of_models(models: Mapping[str, ModelFit]) -> list[str]:
    """Return the warnings that the models give."""
    said = []
    shown = {name: fitted for name, fitted in models.items() if fitted.refused is None}
    if len(shown) == 1:
        said.append(f"Only one model ({NAMES[next(iter(shown))]}) speaks here; no other one checks it.")
    if len(shown) > 1:
        order = sorted(shown, key=lambda name: shown[name].median)
        least, most = shown[order[0]].median, shown[order[-1]].median
        if most > _APART * least:
            said.append(
                f"The models are {most / least:.1f} times apart: {NAMES[order[0]]} says {rounded(least)}, "
                f"{NAMES[order[-1]]} {rounded(most)}."
            )
    for name, fitted in shown.items():
        if len(fitted.modes) > 1:
            hills = joined([f"{mode.mass:.0%} near {rounded(mode.at)}" for mode in fitted.modes])
            said.append(
                f"The {NAMES[name]} model sees {len(fitted.modes)} answers and can not choose: {hills}."
            )
        if fitted.edge > _EDGE:
            said.append(
                f"{fitted.edge:.0%} of what the {NAMES[name]} model holds possible lies at the edge of what it was "
                "allowed: the data hardly bound the number from above."
            )
    return said


def _of_left_out(left_out: Sequence[LeaveOneOut]) -> list[str]:
    said = []
    for each in left_out:
        if each.outside and each.predicted is not None:
            low, high = each.predicted
            more = "more" if each.overlap > high else "fewer"
            said.append(
                f"Of the {number(each.size)} people on {each.name}, {number(each.overlap)} are on other lists; these "
                f"alone would foretell {number(low)} to {number(high)}. It has {more} people in common with them than "
                "chance gives."
            )
    return said


def verdict_on(
    lists: Lists, models: Mapping[str, ModelFit], left_out: Sequence[LeaveOneOut], notes: Sequence[str]
) -> Verdict:
    """Return the verdict on fitted models; one refused model refuses the whole, lest the others be taken for proof."""
    no = [
        f"The {NAMES[name]} model gives no estimate: {fitted.refused.rstrip('.')}."
        for name, fitted in models.items()
        if fitted.refused and fitted.refused != NOT_SHOWN
    ]
    if no or not models:
        return Verdict(REFUSE, tuple(no) or tuple(notes))
    far = [f for f in models.values() if not np.isfinite(f.median)]
    assert not far, "A model without a figure says why."
    warnings = [*notes, *_of_lists(lists), *_of_models(models), *_of_left_out(left_out)]
    return Verdict(WARN if warnings else ESTIMATE, tuple(warnings))
