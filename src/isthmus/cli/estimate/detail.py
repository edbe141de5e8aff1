"""What stands behind the report of an estimate: assumptions, priors, convergence, checks, lists and versions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from isthmus.cli.estimate.report import aligned, listed, number, span, titled
from isthmus.core.estimate.estimate import Estimate
from isthmus.core.estimate.values import LEVELS, ModelFit
from isthmus.core.estimate.vocabulary import NO_PRIOR, assumption, model_name
from isthmus.core.messages import Message
from isthmus.language import ENGLISH, english

__all__ = ["detail"]

_LEAST_EDGE = 0.0005  # of the mass: less is next to nothing, and would read as 0.0 %


def detail(found: Estimate, width: int = 80) -> Iterator[str]:
    """Yield the lines below the report."""
    yield from _models(found, width)
    yield from _left_out(found.diagnostics.get("leave_one_out"))
    yield from titled(
        "Under other priors", [_prior(each) for each in _rows(found.diagnostics.get("priors"))], width
    )
    yield from _strata(found, width)
    yield from _lists(found)
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    digest = found.lists.digest()
    again = [f"seed {found.seed}; {versions}", f"digest of the lists (SHA-256): {digest}"]
    yield from titled("To run it again", again, width)


def _models(found: Estimate, width: int) -> Iterator[str]:
    shown = {} if found.lower_bound else found.shown
    settled = {name: each for name, each in shown.items() if not each.unsettled}
    if settled:
        yield ""
        yield from aligned(list(_all_intervals(settled)))
    if "loglinear" in settled:
        yield "(log-linear: the estimate of greatest likelihood stands in place of a median)"
    assumed = [
        Message("estimate.assumed_by", model=model_name(name), words=assumption(name)) for name in found.shown
    ]
    if assumed:
        words = [english(each) for each in (*assumed, Message("estimate.assumed_by_all"))]
        yield from titled("What these figures assume, and no data can prove", words, width)
    made = [_made(name, each) for name, each in shown.items()]
    yield from titled("How each model came to its figure", made, width)


def _all_intervals(models: Mapping[str, ModelFit]) -> Iterator[tuple[str, ...]]:
    yield ("", *(f"{level} %" for level in LEVELS))
    for name, each in models.items():
        yield (english(model_name(name)), *(span(each.intervals[level]) for level in LEVELS))


def _made(name: str, found: ModelFit) -> str:
    """Return prior, convergence, modes and edge of one model, as far as it has them."""
    model, prior = english(model_name(name)), english(found.prior)
    return " ".join([f"{model}: {prior}", *_of_detail(found.detail), *_of_posterior(found)])


def _of_posterior(found: ModelFit) -> Iterator[str]:
    if found.unsettled:
        yield english(found.unsettled)
    elif len(found.modes) > 1:
        modes = [
            Message("estimate.mode_with_ends", share=each.mass, at=each.at, low=each.low, high=each.high)
            for each in found.modes
        ]
        yield english(Message("estimate.modes_with_ends", modes=modes))
    elif found.prior != NO_PRIOR:
        yield english(Message("estimate.one_mode"))
    if found.edge > _LEAST_EDGE:
        yield english(Message("estimate.at_edge", share=found.edge))


def _of_detail(known: Mapping[str, Any]) -> Iterator[str]:
    if "rhat" in known:
        yield (
            f"R-hat {known['rhat']:.4f} (at most 1.01), {number(known['ess'])} effective draws (at least 400), "
            f"{known['chains']} chains of {number(known['steps'])} steps."
        )
    if "out_of_reach" in known:
        yield english(Message.from_json(known["out_of_reach"]["message"]))
    if "saturated" in known:
        yield (
            "The graph of all lists at once, which is left out, would have had "
            f"{known['saturated']:.2g} of the mass."
        )
    if "chosen_by" in known:
        yield from _of_choice(known)
    if "kinds" in known:
        yield from _of_kinds(known)


def _of_choice(known: Mapping[str, Any]) -> Iterator[str]:
    by = Message(f"estimate.chosen_by.{known['chosen_by']}")
    yield english(Message("estimate.model_chosen", model=known["model"], by=by))
    terms = [" with ".join(term) for term in known.get("interactions", ())]
    if terms:
        yield f"Lists that depend on each other: {ENGLISH.listed(terms)}."
    else:
        yield "No lists depend on each other."


def _of_kinds(known: Mapping[str, Any]) -> Iterator[str]:
    """Yield the weights of the kinds of heterogeneity, the likeliest model, and what was left out."""
    best = known["best"][0]
    yield english(Message("estimate.mth_best", model=best["model"], share=best["share"]))
    kinds = [
        Message(f"estimate.mth_kind.{kind}", share=each["share"]) for kind, each in known["kinds"].items()
    ]
    yield english(Message("estimate.mth_kinds", kinds=kinds))
    models = known["models"]
    if known["searched"]:
        yield english(Message("estimate.mth_searched", all=models["all"]))
    left = sum(models[why] for why in ("not_identifiable", "not_existing", "too_far"))
    if left:
        yield english(Message("estimate.mth_left_out_models", n=left))


def _rows(found: object) -> Sequence[Mapping[str, Any]]:
    return found if isinstance(found, list) else ()


def _left_out(found: object) -> Iterator[str]:
    """Yield each list, its people on other lists, and how many the others predict."""
    rows = [("list left out", "people", "on others", "predicted, 95 %", "")]
    for each in _rows(found):
        predicted, outside = each["predicted95"], each["outside"]
        said = "" if outside is None else "outside" if outside else "inside"
        shown = span(predicted) if predicted else "–"
        rows.append((each["list"], number(each["size"]), number(each["overlap"]), shown, said))
    if len(rows) > 1:
        yield ""
        yield from aligned(rows)


def _prior(each: Mapping[str, Any]) -> str:
    model, prior = english(model_name(each["model"])), english(Message.from_json(each["prior"]))
    return f"{model}, {prior}: {number(each['median'])} ({span(each['interval95'])}, 95 %)"


def _strata(found: Estimate, width: int) -> Iterator[str]:
    """Yield what each model says of each stratum."""
    for name, part in found.strata.items():
        figures = [
            english(model_name(model)) + ": " + english(_of_stratum(part, each))
            for model, each in part.models.items()
        ]
        yield ""
        yield f"{found.stratified_by} {name}, {number(part.lists.n)} documented:"
        yield from listed(figures, width)


def _of_stratum(part: Estimate, found: ModelFit) -> Message:
    if found.refused is not None:
        return found.refused
    low, high = found.intervals[95]
    if part.lower_bound:
        return Message("estimate.bound", low=low)
    if found.unsettled:
        return Message("estimate.span_unsettled", low=low, high=high)
    return Message("estimate.median_and_interval", median=found.median, low=low, high=high)


def _lists(found: Estimate) -> Iterator[str]:
    """Yield the sizes of the lists and how many people each two share."""
    lists = found.lists
    shared, names = lists.overlaps(), lists.names
    if not names:
        return
    yield ""
    rows = [("people on both lists", *names)]
    for at, name in enumerate(names):
        rows.append((name, *(number(int(shared[at, other])) for other in range(len(names)))))
    yield from aligned(rows)
    twice = int(lists.counts[lists.patterns.sum(axis=1) > 1].sum())
    yield f"On two lists or more: {number(twice)} of {number(lists.n)}."
