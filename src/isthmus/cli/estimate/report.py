"""An estimate as a report to read: documented beside estimated, models side by side, and what speaks against them."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from isthmus.core.estimate.estimate import Estimate
from isthmus.core.estimate.values import LEVELS, ModelFit
from isthmus.core.estimate.vocabulary import ESTIMATE, REFUSE, WARN
from isthmus.core.estimate.words import ASSUMPTIONS, NAMES, joined, number, span
from isthmus.language import english

__all__ = ["report"]

_WIDTH = 110
_LEAST_EDGE = 0.0005
_DOCUMENTED = "documented"
_VERDICTS = {ESTIMATE: "an estimate", WARN: "an estimate with warnings", REFUSE: "no estimate: refused"}
_ALWAYS = (
    "all of them: people on two lists were recognised as the same, and nobody else was; and the lists are of the same "
    "people, in the same place and time. Where some people are hard for every list to reach, all figures tend to be "
    "too low, and the data show that in part only."
)


def report(found: Estimate) -> Iterator[str]:
    """Yield the lines of the report."""
    yield from wrap(english(found.quotable.message), _WIDTH)
    yield ""
    yield f"Verdict: {_VERDICTS[found.verdict]}."
    yield from _listed(found.reasons)
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
    yield from _titled(
        "What these figures assume, and no data can prove",
        [*(f"{NAMES[name]}: {ASSUMPTIONS[name]}" for name in shown), _ALWAYS],
    )
    yield from _titled(
        "How each model came to its figure", [_made(name, each) for name, each in shown.items()]
    )
    yield from _left_out(found.diagnostics.get("leave_one_out"))
    yield from _titled(
        "Under other priors", [_prior(each) for each in _rows(found.diagnostics.get("priors"))]
    )


def _side_by_side(n: int, models: Mapping[str, ModelFit]) -> Iterator[str]:
    rows = [("", "median", *(f"{level} %" for level in LEVELS)), (_DOCUMENTED, number(n), "", "", "")]
    for name, each in models.items():
        rows.append((NAMES[name], number(each.median), *(span(each.intervals[level]) for level in LEVELS)))
    yield from _aligned(rows)
    if "loglinear" in models:
        yield "(of the log-linear model the estimate of greatest likelihood, in place of a median)"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "   ".join([first.ljust(widths[0]), *cells]).rstrip()


def _made(name: str, found: ModelFit) -> str:
    """Return prior, convergence, hills and edge of one model, as far as it has them."""
    prior = "no prior" if found.prior == "none" else f"prior: {found.prior.rstrip('.')}"
    said = [f"{NAMES[name]}: {prior}", *_of_detail(found.detail)]
    if len(found.modes) > 1:
        hills = joined([f"{m.mass:.0%} near {number(m.at)} ({span((m.low, m.high))})" for m in found.modes])
        said.append(f"{len(found.modes)} hills: {hills}")
    elif found.prior != "none":
        said.append("one hill")
    if found.edge > _LEAST_EDGE:
        said.append(f"{found.edge:.1%} of the mass at the edge of the range")
    return "; ".join(said) + "."


def _of_detail(detail: Mapping[str, Any]) -> Iterator[str]:
    if "rhat" in detail:
        yield (
            f"R-hat {detail['rhat']:.4f} (at most 1.01), {number(detail['ess'])} effective draws (at least 400), "
            f"{detail['chains']} chains of {number(detail['steps'])} steps"
        )
    if "saturated" in detail:
        yield f"the graph of all lists at once, left out, would have had {detail['saturated']:.2g} of the mass"
    if "chosen_by" in detail:
        terms = [" with ".join(term) for term in detail.get("interactions", ())]
        depend = (
            f"lists that depend on each other: {joined(terms)}" if terms else "no lists depend on each other"
        )
        yield f"model {detail['model']}, by {detail['chosen_by']}: {depend}"


def _rows(found: object) -> Sequence[Mapping[str, Any]]:
    return found if isinstance(found, list) else ()


def _left_out(found: object) -> Iterator[str]:
    """Yield each list, its people on other lists, and how many the others foretell."""
    rows = [("list left out", "people", "on others", "foretold, 95 %", "")]
    for each in _rows(found):
        predicted, outside = each["predicted95"], each["outside"]
        said = "" if outside is None else "outside" if outside else "inside"
        shown = span(predicted) if predicted else "–"
        rows.append((each["list"], number(each["size"]), number(each["overlap"]), shown, said))
    if len(rows) > 1:
        yield ""
        yield from _aligned(rows)


def _prior(each: Mapping[str, Any]) -> str:
    low, high = each["interval95"]
    return f"{NAMES[each['model']]}, {each['prior']}: {number(each['median'])} ({span((low, high))}, 95 %)"


def _strata(found: Estimate) -> Iterator[str]:
    if not found.strata:
        return
    yield ""
    yield f"By {found.stratified_by}:"
    rows = [("", "documented", *(NAMES[model] for model in found.models))]
    for name, part in found.strata.items():
        cells = [_cell(part, part.models.get(model)) for model in found.models]
        rows.append((name, number(part.lists.n), *cells))
    yield from _aligned(rows)


def _cell(part: Estimate, found: ModelFit | None) -> str:
    if part.verdict == REFUSE or found is None or found.refused is not None:
        return "refused"
    return f"{number(found.median)} ({span(found.intervals[95])})"


def _lists(found: Estimate) -> Iterator[str]:
    """Yield the sizes of the lists and how many people each two share."""
    lists = found.lists
    shared, names = lists.overlaps(), lists.names
    if not names:
        return
    yield ""
    rows = [("people on both lists", *names)]
    for at, name in enumerate(names):
        rows.append((name, *(number(shared[at, other]) for other in range(len(names)))))
    yield from _aligned(rows)
    twice = int(lists.counts[lists.patterns.sum(axis=1) > 1].sum())
    yield f"On two lists or more: {number(twice)} of {number(lists.n)}."


def _chapman(diagnostics: Mapping[str, Any]) -> Iterator[str]:
    """Yield Chapman's figure of two lists, called what it is."""
    chapman = diagnostics.get("chapman")
    if chapman:
        ends = chapman["interval95"]
        shown = f" ({span((ends[0], ends[1]))}, 95 %)" if ends else ""
        figure = f"Chapman's formula gives {number(chapman['estimate'])}{shown}; it {chapman['rests_on']}."
        yield from _titled("A diagnostic, no estimate", [figure])
