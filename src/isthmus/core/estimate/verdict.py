"""When an estimate is shown, shown with a warning, or refused: the rules, in the order in which they are told."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from isthmus.core.estimate.estimate import Verdict
from isthmus.core.estimate.heterogeneity import is_heterogeneous
from isthmus.core.estimate.leave_one_out import LeaveOneOut, people_seen_twice
from isthmus.core.estimate.values import Lists, ModelFit
from isthmus.core.estimate.vocabulary import ESTIMATE, REFUSE, WARN, model_name
from isthmus.core.messages import Message

__all__ = ["LEAST_TWICE", "NOT_SHOWN", "SPARSE", "refused_beforehand", "verdict_on"]

LEAST_TWICE = 7  # people on two lists, below which no estimate is unbiased (Robson and Regier 1964)
SPARSE = 0.10  # of the documented on two lists or more; below, a few overlaps carry everything (a convention)
NOT_SHOWN = Message("estimate.not_shown")
_LEAST_LISTS = 3  # with two, the data say nothing of whether lists depend on each other
_APART = 1.5  # times; beyond, the choice of the model is the answer (a convention)
_EDGE = 0.01  # of the mass; more, and the range rather than the data ends the posterior
_MOST_NAMED = 6  # pairs of lists in one warning, so that it is read


def refused_beforehand(lists: Lists) -> Verdict | None:
    """Return why no model is asked at all, where the lists cannot carry an estimate."""
    why = _refusal_of_lists(lists)
    return Verdict(REFUSE, (why,)) if why else None


def _refusal_of_lists(lists: Lists) -> Message | None:
    with_people = int((lists.sizes() > 0).sum()) if lists.n else 0
    twice = people_seen_twice(lists)
    if lists.n == 0:
        return Message("estimate.nobody_on_lists")
    if with_people < _LEAST_LISTS:
        return Message("estimate.too_few_lists", n=with_people)
    if twice == 0:
        return Message("estimate.nobody_on_two_lists")
    if twice < LEAST_TWICE:
        return Message("estimate.too_few_on_two_lists", n=twice, people=lists.n, least=LEAST_TWICE)
    return None


def _of_lists(lists: Lists) -> Iterator[Message]:
    """Yield the warnings that the lists themselves give."""
    sizes, shared = lists.sizes(), lists.overlaps()
    empty = [name for name, size in zip(lists.names, sizes, strict=True) if size == 0]
    if empty:
        yield Message("estimate.lists_without_people", lists=empty)
    pairs = [(i, j) for i in range(len(sizes)) for j in range(i + 1, len(sizes)) if sizes[i] and sizes[j]]
    apart = [(lists.names[i], lists.names[j]) for i, j in pairs if shared[i, j] == 0]
    if apart:
        named = [
            Message("estimate.pair_of_lists", one=one, other=other) for one, other in apart[:_MOST_NAMED]
        ]
        yield Message("estimate.pairs_share_nobody", n=len(apart), pairs=named)
    inside = [
        (a, b) for i, j in pairs for a, b in ((i, j), (j, i)) if shared[i, j] == sizes[a] and sizes[a] > 0
    ]
    for a, b in inside[:_MOST_NAMED]:
        yield Message("estimate.list_inside_another", one=lists.names[a], other=lists.names[b])
    if is_heterogeneous(lists):
        yield Message("estimate.heterogeneous")
    share = people_seen_twice(lists) / lists.n
    if share < SPARSE:
        yield Message("estimate.sparse", share=share, least=SPARSE)


def _of_models(models: Mapping[str, ModelFit]) -> Iterator[Message]:
    """Yield the warnings that the models give."""
    shown = {name: fitted for name, fitted in models.items() if fitted.refused is None}
    if len(shown) == 1:
        yield Message("estimate.one_model_alone", model=model_name(next(iter(shown))))
    if len(shown) > 1:
        yield from _apart(shown)
    for name, fitted in shown.items():
        yield from _of_model(name, fitted)


def _apart(shown: Mapping[str, ModelFit]) -> Iterator[Message]:
    """Yield that the models are far apart, if they are."""
    order = sorted(shown, key=lambda name: shown[name].median)
    least, most = shown[order[0]].median, shown[order[-1]].median
    if most > _APART * least:
        yield Message(
            "estimate.models_apart",
            times=most / least,
            low_model=model_name(order[0]),
            low=least,
            high_model=model_name(order[-1]),
            high=most,
        )


def _of_model(name: str, fitted: ModelFit) -> Iterator[Message]:
    if len(fitted.modes) > 1:
        modes = [Message("estimate.mode", share=mode.mass, at=mode.at) for mode in fitted.modes]
        yield Message("estimate.several_modes", model=model_name(name), n=len(modes), modes=modes)
    if fitted.edge > _EDGE:
        yield Message("estimate.mass_at_edge", model=model_name(name), share=fitted.edge)


def _of_left_out(left_out: Sequence[LeaveOneOut]) -> Iterator[Message]:
    for each in left_out:
        if each.outside and each.predicted is not None:
            low, high = each.predicted
            yield Message(
                "estimate.overlap_not_predicted",
                sentences=(
                    Message("estimate.people_on_list", n=each.size, list=each.name),
                    Message("estimate.of_them_elsewhere", n=each.overlap),
                    Message("estimate.expected_from_others", low=low, high=high),
                    Message("estimate.overlap_larger" if each.overlap > high else "estimate.overlap_smaller"),
                ),
            )


def verdict_on(
    lists: Lists,
    models: Mapping[str, ModelFit],
    left_out: Sequence[LeaveOneOut],
    notes: Sequence[Message],
) -> Verdict:
    """Return the verdict on fitted models; one refused model refuses the whole, lest the others be taken for proof."""
    no = [
        Message("estimate.model_refuses", model=model_name(name), why=fitted.refused)
        for name, fitted in models.items()
        if fitted.refused and fitted.refused != NOT_SHOWN
    ]
    if no or not models:
        return Verdict(REFUSE, tuple(no) or tuple(notes))
    far = [f for f in models.values() if not np.isfinite(f.median)]
    assert not far, "A model without a figure says why."
    warnings = [*notes, *_of_lists(lists), *_of_models(models), *_of_left_out(left_out)]
    return Verdict(WARN if warnings else ESTIMATE, tuple(warnings))
