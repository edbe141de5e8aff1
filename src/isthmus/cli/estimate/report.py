"""An estimate as a report to read: documented beside estimated, models side by side, and what speaks against them."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from isthmus.core.estimate.estimate import Estimate
from isthmus.core.estimate.values import LEVELS, ModelFit
from isthmus.core.estimate.vocabulary import ESTIMATE, NO_PRIOR, REFUSE, WARN, assumption, model_name
from isthmus.core.messages import Message
from isthmus.language import ENGLISH, english

__all__ = ["report"]

_WIDTH = 110
_LEAST_EDGE = 0.0005  # of the mass: less is next to nothing, and would read as 0.0 %
_VERDICTS = {ESTIMATE: "an estimate", WARN: "an estimate with warnings", REFUSE: "no estimate: refused"}


def report(found: Estimate) -> Iterator[str]:
    """Yield the lines of the report."""
    yield from wrap(english(found.quotable.message), _WIDTH)
    yield ""
    yield f"Verdict: {_VERDICTS[found.verdict]}."
    yield from _listed([english(each) for each in found.reasons])
    if found.verdict == REFUSE:
        yield from _chapman(found.diagnostics)
    else:
        yield from _figures(found)
    yield from _strata(found)
    yield from _lists(found)
    yield from _titled(
        "To run it again",
        (
            f"seed {found.seed}; {', '.join(f'{name} {version}' for name, version in found.versions.items())}",
            f"digest of the lists (SHA-256): {found.lists.digest()}",
        ),
    )


def _number(value: float) -> str:
    return ENGLISH.number(value)


def _span(interval: Sequence[float]) -> str:
    low, high = interval
    return english(Message("estimate.interval", low=low, high=high))


def _listed(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield from wrap(line, _WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _titled(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}:"
        yield from _listed(lines)


def _figures(found: Estimate) -> Iterator[str]:
    shown = {name: each for name, each in found.models.items() if each.refused is None}
    yield ""
    yield from _side_by_side(found.lists.n, shown)
    assumed = [
        Message("estimate.assumed_by", model=model_name(name), words=assumption(name)) for name in shown
    ]
    yield from _titled(
        "What these figures assume, and no data can prove",
        [english(each) for each in (*assumed, Message("estimate.assumed_by_all"))],
    )
    yield from _titled(
        "How each model came to its figure", [_made(name, each) for name, each in shown.items()]
    )
    yield from _left_out(found.diagnostics.get("leave_one_out"))
    yield from _titled(
        "Under other priors", [_prior(each) for each in _rows(found.diagnostics.get("priors"))]
    )


def _side_by_side(n: int, models: Mapping[str, ModelFit]) -> Iterator[str]:
    rows = [("", "median", *(f"{level} %" for level in LEVELS)), ("documented", _number(n), "", "", "")]
    for name, each in models.items():
        intervals = (_span(each.intervals[level]) for level in LEVELS)
        rows.append((english(model_name(name)), _number(each.median), *intervals))
    yield from _aligned(rows)
    if "loglinear" in models:
        yield "(log-linear: the estimate of greatest likelihood stands in place of a median)"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "   ".join([first.ljust(widths[0]), *cells]).rstrip()


def _made(name: str, found: ModelFit) -> str:
    """Return prior, convergence, modes and edge of one model, as far as it has them."""
    model, prior = english(model_name(name)), english(found.prior)
    return " ".join([f"{model}: {prior}", *_of_detail(found.detail), *_of_posterior(name, found)])


def _of_posterior(name: str, found: ModelFit) -> Iterator[str]:
    if len(found.modes) > 1:
        modes = [
            Message("estimate.mode_with_ends", share=each.mass, at=each.at, low=each.low, high=each.high)
            for each in found.modes
        ]
        yield english(Message("estimate.several_modes", model=model_name(name), n=len(modes), modes=modes))
    elif found.prior != NO_PRIOR:
        yield "The posterior has one mode."
    if found.edge > _LEAST_EDGE:
        yield english(Message("estimate.at_edge", share=found.edge))


def _of_detail(detail: Mapping[str, Any]) -> Iterator[str]:
    if "rhat" in detail:
        yield (
            f"R-hat {detail['rhat']:.4f} (at most 1.01), {_number(detail['ess'])} effective draws (at least 400), "
            f"{detail['chains']} chains of {_number(detail['steps'])} steps."
        )
    if "out_of_reach" in detail:
        yield english(Message.from_json(detail["out_of_reach"]["message"]))
    if "saturated" in detail:
        yield (
            "The graph of all lists at once, which is left out, would have had "
            f"{detail['saturated']:.2g} of the mass."
        )
    if "chosen_by" in detail:
        yield from _of_choice(detail)
    if "kinds" in detail:
        yield from _of_kinds(detail)


def _of_choice(detail: Mapping[str, Any]) -> Iterator[str]:
    by = Message(f"estimate.chosen_by.{detail['chosen_by']}")
    yield english(Message("estimate.model_chosen", model=detail["model"], by=by))
    terms = [" with ".join(term) for term in detail.get("interactions", ())]
    if terms:
        yield f"Lists that depend on each other: {ENGLISH.listed(terms)}."
    else:
        yield "No lists depend on each other."


def _of_kinds(detail: Mapping[str, Any]) -> Iterator[str]:
    """Yield the weights of the kinds of heterogeneity, the likeliest model, and what was left out."""
    best = detail["best"][0]
    yield english(Message("estimate.mth_best", model=best["model"], share=best["share"]))
    kinds = [
        Message(f"estimate.mth_kind.{kind}", share=each["share"]) for kind, each in detail["kinds"].items()
    ]
    yield english(Message("estimate.mth_kinds", kinds=kinds))
    models = detail["models"]
    if detail["searched"]:
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
        shown = _span(predicted) if predicted else "–"
        rows.append((each["list"], _number(each["size"]), _number(each["overlap"]), shown, said))
    if len(rows) > 1:
        yield ""
        yield from _aligned(rows)


def _prior(each: Mapping[str, Any]) -> str:
    model, prior = english(model_name(each["model"])), english(Message.from_json(each["prior"]))
    return f"{model}, {prior}: {_number(each['median'])} ({_span(each['interval95'])}, 95 %)"


def _strata(found: Estimate) -> Iterator[str]:
    if not found.strata:
        return
    yield ""
    yield f"By {found.stratified_by}:"
    rows = [("", "documented", *(english(model_name(model)) for model in found.models))]
    for name, part in found.strata.items():
        cells = [_cell(part, part.models.get(model)) for model in found.models]
        rows.append((name, _number(part.lists.n), *cells))
    yield from _aligned(rows)


def _cell(part: Estimate, found: ModelFit | None) -> str:
    if part.verdict == REFUSE or found is None or found.refused is not None:
        return "refused"
    return f"{_number(found.median)} ({_span(found.intervals[95])})"


def _lists(found: Estimate) -> Iterator[str]:
    """Yield the sizes of the lists and how many people each two share."""
    lists = found.lists
    shared, names = lists.overlaps(), lists.names
    if not names:
        return
    yield ""
    rows = [("people on both lists", *names)]
    for at, name in enumerate(names):
        rows.append((name, *(_number(int(shared[at, other])) for other in range(len(names)))))
    yield from _aligned(rows)
    twice = int(lists.counts[lists.patterns.sum(axis=1) > 1].sum())
    yield f"On two lists or more: {_number(twice)} of {_number(lists.n)}."


def _chapman(diagnostics: Mapping[str, Any]) -> Iterator[str]:
    """Yield Chapman's figure of two lists, called what it is."""
    chapman = diagnostics.get("chapman")
    if chapman:
        ends = chapman["interval95"]
        shown = f" ({_span(ends)}, 95 %)" if ends else ""
        known = [Message.from_json(each) for each in (chapman["rests_on"], chapman["biased"]) if each]
        figure = f"Chapman's formula gives {_number(chapman['estimate'])}{shown}. {english(*known)}"
        yield from _titled("A diagnostic, no estimate", [figure])
