"""What core computes for one run, as JSON; everything of the extra is imported only here, when it is needed."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from isthmus.actions.desk.estimating.build_lists import BuiltLists
from isthmus.actions.desk.estimating.linkage import Linkage
from isthmus.core.estimate.vocabulary import REFUSE, WARN, model_name
from isthmus.core.messages import Message
from isthmus.core.progress import Progress

if TYPE_CHECKING:
    from isthmus.core.estimate.estimate import Estimate
    from isthmus.core.estimate.estimating import EstimateSettings
    from isthmus.core.estimate.values import Lists

__all__ = ["EstimateRequest", "compute", "with_linkage_warnings"]

type Found = dict[str, Any]

WHOLE = 1_000  # steps in which a run tells how far it is
# Up to which of them come the lists themselves, the draws of the linkage, the strict and the lenient one.
STEPS = (500, 900, 950, 1_000)
APART = 1.5  # figures with and without what linking leaves open, from which on the page warns


@dataclass(frozen=True, slots=True)
class EstimateRequest:
    """What is asked of core: the lists as drawn up, what each stratum is called, how many draws of which linkage."""

    built: BuiltLists
    stratified: str
    strata: Mapping[str, str]
    linkage: Linkage | None
    draws: int
    seed: int


def compute(ask: EstimateRequest, tell: Progress) -> Found:
    """Return `estimate`, `settings` and, where asked for, `linkage`; raises what `tell` raises."""
    from isthmus.core.estimate.estimating import EstimateSettings  # noqa: PLC0415  not everybody has the extra

    settings = EstimateSettings(seed=ask.seed)
    end = STEPS[0] if ask.linkage else WHOLE
    found = _whole(ask, settings, _between(tell, 0, end)).as_json()
    linkage = _over_linkages(ask, ask.linkage, settings, tell) if ask.linkage else None
    told = with_linkage_warnings(found, linkage["averaged"]) if linkage else found
    return {"estimate": told, "settings": asdict(settings), "linkage": linkage}


def with_linkage_warnings(found: Found, averaged: Found) -> Found:
    """Return an estimate with what the draws of the linkage say against it.

    What can be quoted of it alone is left out: with the draws it is another range.
    """
    if found["verdict"] == REFUSE:
        return found
    found = {key: value for key, value in found.items() if key != "quotable"}
    draws, refused = averaged["draws"], averaged["refused_draws"]
    why = Message.from_json(averaged["refusal"]) if refused else None
    if refused == draws:
        hidden = Message("estimating.not_shown_without_draws").as_json()
        models = {name: {"refused": hidden} for name in found["models"]}
        reasons = [Message("estimating.no_draw_carries", why=why).as_json()]
        return found | {"verdict": REFUSE, "reasons": reasons, "models": models}
    said = []
    if refused:
        said.append(Message("estimating.some_draws_refused", n=refused, draws=draws, why=why))
    said += [
        Message("estimating.linking_changes", model=model_name(name), one=one, other=other)
        for name, one, other in _medians(found, averaged)
        if max(one, other) > APART * min(one, other)
    ]
    warnings = [each.as_json() for each in said]
    return found | {"verdict": WARN, "reasons": [*found["reasons"], *warnings]} if said else found


def _medians(found: Found, averaged: Found) -> Iterator[tuple[str, float, float]]:
    for name, each in averaged["models"].items():
        alone = found["models"].get(name, {}).get("median")
        if alone is not None:
            yield name, alone, each["median"]


def _between(tell: Progress, first: int, last: int) -> Progress:
    def told(done: int, total: int) -> None:
        tell(first + (last - first) * min(done, total) // max(total, 1), WHOLE)

    return told


def _whole(ask: EstimateRequest, settings: "EstimateSettings", tell: Progress) -> "Estimate":
    from isthmus.core.estimate.estimating import estimate  # noqa: PLC0415  not everybody has the extra
    from isthmus.core.estimate.lists_under_linkage import as_lists  # noqa: PLC0415
    from isthmus.core.estimate.strata import estimate_strata, pooled  # noqa: PLC0415

    strata = {ask.strata[name]: lists for name, lists in as_lists(ask.built.capture).items()}
    if ask.stratified:
        return estimate_strata(strata, settings, tell, by=ask.stratified)
    return estimate(pooled(strata), settings, tell)


def _over_linkages(
    ask: EstimateRequest, linkage: Linkage, settings: "EstimateSettings", tell: Progress
) -> Found:
    """Estimate over draws of the linkage, all strata together, and under the strict and the lenient one."""
    from isthmus.core.estimate.lists_under_linkage import mentions_on_lists  # noqa: PLC0415  not everybody has the extra

    where = mentions_on_lists(linkage.given.keys, ask.built.victims.mentions, ask.built.lists)
    lists = [where.under(labels) for labels in linkage.partitions(ask.draws, ask.seed)]
    return {
        "run": linkage.run.ref,
        "averaged": _averaged(lists, settings, _between(tell, STEPS[0], STEPS[1])),
        "strict": _averaged([where.under(linkage.strict())], settings, _between(tell, STEPS[1], STEPS[2])),
        "lenient": _averaged([where.under(linkage.lenient())], settings, _between(tell, STEPS[2], STEPS[3])),
    }


def _averaged(lists: "list[Lists]", settings: "EstimateSettings", tell: Progress) -> Found:
    from isthmus.core.estimate.linkage import average_over_draws  # noqa: PLC0415  not everybody has the extra

    averaged = average_over_draws(lists, settings, tell)
    found: Found = averaged.as_json()
    for name, told in found["models"].items():
        told |= {f"interval{level}": list(ends) for level, ends in averaged.models[name].intervals.items()}
    return found
