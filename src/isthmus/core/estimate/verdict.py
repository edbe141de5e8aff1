"""When an estimate is shown, shown with a warning, or refused: the rules, in the order in which they are told.

What refuses the whole is the data: too few lists that share people, no overlap that identifies, a figure without an
upper limit. A model that could not be computed says nothing of the data, and is left out with a warning.
"""

from collections.abc import Iterator, Mapping, Sequence

from isthmus.core.estimate.connected_lists import LEAST_LISTS, ConnectedLists
from isthmus.core.estimate.estimate import Verdict
from isthmus.core.estimate.heterogeneity import is_heterogeneous
from isthmus.core.estimate.leave_one_out import LeaveOneOut, people_seen_twice, people_shared
from isthmus.core.estimate.list_checks.doubtful_lists import doubtful_lists
from isthmus.core.estimate.values import Lists, Mode, ModelFit
from isthmus.core.estimate.vocabulary import ESTIMATE, REFUSE, WARN, model_name
from isthmus.core.estimate.warnings_of_fit import warnings_of_fit
from isthmus.core.messages import Message

__all__ = [
    "LEAST_MODELS",
    "LEAST_SHARED",
    "LEAST_TWICE",
    "NOT_SHOWN",
    "SPARSE",
    "refused_beforehand",
    "refused_by_data",
    "verdict_on",
]

LEAST_TWICE = 7  # people on two lists, below which no estimate is unbiased (Robson and Regier 1964)
# Of the documented on two lists or more. Matching errs in about as many people as this: below it, what the lists share
# may be made, doubled or lost by errors of matching alone (decision 0047).
LEAST_SHARED = 0.01
SPARSE = 0.10  # of the documented on two lists or more; below, a few overlaps carry everything (a convention)
NOT_SHOWN = Message("estimate.not_shown")
LEAST_MODELS = 2  # side by side, so that one checks the other
_APART = 1.5  # times the undocumented; beyond, the choice of the model is the answer (a convention)
_SMALL = 0.01  # of the documented; a difference below is no more than the rounding of what is quoted
_EDGE = 0.01  # of the mass; more, and the range rather than the data ends the posterior
_MOST_NAMED = 6  # pairs of lists in one warning, so that it is read


def refused_beforehand(connected: ConnectedLists, everybody: Lists) -> Message | None:
    """Return why no model is asked at all, where the lists cannot carry an estimate."""
    if everybody.n == 0:
        return Message("estimate.nobody_on_lists")
    with_people = int((everybody.sizes() > 0).sum())
    if with_people < LEAST_LISTS:
        return Message("estimate.too_few_lists", n=with_people)
    if people_seen_twice(everybody) == 0:
        return Message("estimate.nobody_on_two_lists")
    return _refusal_of_connected(connected)


def _refusal_of_connected(connected: ConnectedLists) -> Message | None:
    lists = connected.lists
    if len(lists.names) < LEAST_LISTS:
        if connected.without_own:
            return Message("estimate.too_few_of_their_own", why=[e.message for e in connected.without_own])
        return Message("estimate.too_few_connected", lists=lists.names)
    few = _too_few_shared(lists)
    if few is not None:
        return few
    with_everybody = [name for name, size in zip(lists.names, lists.sizes(), strict=True) if size == lists.n]
    if with_everybody:
        return Message("estimate.all_on_one_list", list=with_everybody[0])
    return None


def _too_few_shared(lists: Lists) -> Message | None:
    """Return why too few people are on two lists to tell anything, in all, of three lists, or among the documented."""
    twice = people_seen_twice(lists)
    if twice < LEAST_TWICE:
        return Message("estimate.too_few_on_two_lists", n=twice, people=lists.n, least=LEAST_TWICE)
    shared = people_shared(lists)
    if int((shared >= LEAST_TWICE).sum()) < LEAST_LISTS:
        few = [
            Message("estimate.list_shares", list=name, n=int(each))
            for name, each in zip(lists.names, shared, strict=True)
            if each < LEAST_TWICE
        ]
        return Message("estimate.too_few_lists_sharing", least=LEAST_TWICE, lists=few)
    share = twice / lists.n
    if share < LEAST_SHARED:
        return Message("estimate.too_small_share", n=twice, people=lists.n, share=share, least=LEAST_SHARED)
    return None


def refused_by_data(models: Mapping[str, ModelFit]) -> list[ModelFit]:
    """Return the models that the data refuse."""
    return [
        each
        for each in models.values()
        if each.refused and not each.by_computing and each.refused != NOT_SHOWN
    ]


def verdict_on(
    connected: ConnectedLists, models: Mapping[str, ModelFit], left_out: Sequence[LeaveOneOut] = ()
) -> Verdict:
    """Return the verdict on fitted models: refused by the data, or for want of a second model, or with warnings."""
    no = refused_by_data(models)
    if no:
        why = (
            Message("estimate.model_refuses", model=model_name(each.model), why=each.refused) for each in no
        )
        return Verdict(REFUSE, tuple(why))
    not_computed = [
        Message("estimate.model_gives_no_figure", model=model_name(name), why=each.refused)
        for name, each in models.items()
        if each.refused
    ]
    left = len(models) - len(not_computed)
    if left < min(LEAST_MODELS, len(models)):
        return Verdict(REFUSE, (*not_computed, Message("estimate.too_few_models", n=left)))
    warnings = [
        *not_computed, *_of_lists(connected), *_of_models(connected.lists.n, models), *_of_left_out(left_out)
    ]  # fmt: skip
    return Verdict(WARN if warnings else ESTIMATE, tuple(warnings))


def _of_lists(connected: ConnectedLists) -> Iterator[Message]:
    """Yield the warnings that the lists themselves give."""
    lists = connected.lists
    yield from (each.message for each in connected.without_own)
    yield from doubtful_lists(lists)
    if connected.empty:
        yield Message("estimate.lists_without_people", lists=connected.empty)
    if connected.apart:
        people, names = Message("estimate.people", n=connected.people_outside), connected.apart
        yield Message("estimate.lists_apart", n=len(names), lists=names, people=people)
    yield from _of_pairs(lists)
    if is_heterogeneous(lists):
        yield Message("estimate.heterogeneous")
    share = people_seen_twice(lists) / lists.n
    if share < SPARSE:
        yield Message("estimate.sparse", share=share, least=SPARSE)


def _of_pairs(lists: Lists) -> Iterator[Message]:
    """Yield which lists share nobody, and which lie inside another."""
    sizes, shared = lists.sizes(), lists.overlaps()
    pairs = [(i, j) for i in range(len(sizes)) for j in range(i + 1, len(sizes))]
    apart = [(lists.names[i], lists.names[j]) for i, j in pairs if shared[i, j] == 0]
    if apart:
        named = [
            Message("estimate.pair_of_lists", one=one, other=other) for one, other in apart[:_MOST_NAMED]
        ]
        yield Message("estimate.pairs_share_nobody", n=len(apart), pairs=named)
    inside = [(a, b) for i, j in pairs for a, b in ((i, j), (j, i)) if shared[i, j] == sizes[a]]
    for a, b in inside[:_MOST_NAMED]:
        yield Message(
            "estimate.list_inside_another", n=int(sizes[a]), one=lists.names[a], other=lists.names[b]
        )


def _of_models(documented: int, models: Mapping[str, ModelFit]) -> Iterator[Message]:
    """Yield the warnings that the models give."""
    shown = {name: each for name, each in models.items() if each.refused is None}
    if len(shown) == 1:
        yield Message("estimate.one_model_alone", model=model_name(next(iter(shown))))
    yield from warnings_of_fit(shown)
    yield from _apart(documented, {name: each for name, each in shown.items() if not each.unsettled})
    for name, each in shown.items():
        yield from _of_model(name, each)


def _apart(documented: int, settled: Mapping[str, ModelFit]) -> Iterator[Message]:
    """Yield that models disagree: by how many they say are on no list, and by whether their intervals meet."""
    if len(settled) < LEAST_MODELS:
        return
    missing = {name: max(each.median - documented, 0.0) for name, each in settled.items()}
    low, *_, high = sorted(settled, key=lambda name: missing[name])
    meet = settled[high].intervals[95][0] <= settled[low].intervals[95][1]
    far = missing[high] > _APART * missing[low] and missing[high] - missing[low] > _SMALL * documented
    if far or not meet:
        yield Message(
            "estimate.models_apart" if meet else "estimate.models_apart_without_meeting",
            low_model=model_name(low),
            low=missing[low],
            high_model=model_name(high),
            high=missing[high],
        )


def _of_model(name: str, fitted: ModelFit) -> Iterator[Message]:
    if fitted.unsettled:
        yield Message("estimate.not_settled", model=model_name(name), why=fitted.unsettled)
    elif len(fitted.modes) > 1:
        yield _several_modes(name, fitted.modes)
    if fitted.edge > _EDGE:
        yield Message("estimate.mass_at_edge", model=model_name(name), share=fitted.edge)


def _several_modes(name: str, modes: Sequence[Mode]) -> Message:
    """Return that several answers fit, the likeliest first."""
    if len(modes) == 2:
        likelier, other = (mode.at for mode in modes)
        return Message("estimate.two_modes", model=model_name(name), likelier=likelier, other=other)
    near = [Message("estimate.mode", at=mode.at) for mode in modes]
    return Message("estimate.several_modes", model=model_name(name), n=len(modes), modes=near)


def _of_left_out(left_out: Sequence[LeaveOneOut]) -> Iterator[Message]:
    """Yield the lists whose overlap the others do not predict: one in full, more of them in one sentence."""
    outside = [each for each in left_out if each.outside and each.predicted is not None]
    if len(outside) == 1:
        yield _not_predicted("estimate.overlap_not_predicted", outside[0], others=len(left_out) - 1)
    elif outside:
        lists = [_not_predicted("estimate.list_not_predicted", each) for each in outside]
        yield Message("estimate.overlaps_not_predicted", lists=lists)


def _not_predicted(code: str, each: LeaveOneOut, **more: int) -> Message:
    assert each.predicted is not None
    low, high = each.predicted
    return Message(code, list=each.name, size=each.size, overlap=each.overlap, low=low, high=high, **more)
