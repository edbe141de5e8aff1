"""An estimate as a report to read: what can be quoted, what speaks against it, and models side by side.

It fits a screen; how each model came to its figure, and what it takes to run it again, is in `detail`.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from isthmus.core.estimate.estimate import Estimate
from isthmus.core.estimate.values import ModelFit
from isthmus.core.estimate.vocabulary import ESTIMATE, REFUSE, WARN, model_name
from isthmus.core.messages import Message
from isthmus.language import ENGLISH, english

__all__ = ["aligned", "listed", "number", "report", "span", "titled"]

_VERDICTS = {ESTIMATE: "an estimate", WARN: "an estimate with warnings", REFUSE: "no estimate: refused"}
_SPACE = "\N{NO-BREAK SPACE}"


def report(found: Estimate, width: int = 80) -> Iterator[str]:
    """Yield the lines of the report, none wider than `width` but for long names of lists and strata."""
    yield from _wrapped(english(found.quotable.message), width)
    yield ""
    yield f"Verdict: {_VERDICTS[found.verdict]}."
    yield from listed([english(each) for each in found.reasons], width)
    if found.verdict == REFUSE:
        yield from _chapman(found.diagnostics, width)
    else:
        yield ""
        yield from _side_by_side(found)
    yield from _strata(found)
    yield ""
    yield from _beside(found, width)


def _wrapped(words: str, width: int, first: str = "", then: str = "") -> Iterator[str]:
    """Yield lines, indented; none ends between a number and its per cent, or within log-linear."""
    unbroken = words.replace(" %", f"{_SPACE}%")
    for line in wrap(unbroken, width, break_on_hyphens=False, initial_indent=first, subsequent_indent=then):
        yield line.replace(_SPACE, " ")


def number(value: float) -> str:
    """Return a number of people."""
    return ENGLISH.number(value)


def span(interval: Sequence[float]) -> str:
    """Return an interval in words."""
    low, high = interval
    return english(Message("estimate.interval", low=low, high=high))


def listed(lines: Sequence[str], width: int) -> Iterator[str]:
    """Yield lines as a list."""
    for line in lines:
        yield from _wrapped(line, width, "  - ", "    ")


def titled(title: str, lines: Sequence[str], width: int) -> Iterator[str]:
    """Yield lines as a list under its title; nothing where there are none."""
    if lines:
        yield ""
        yield f"{title}:"
        yield from listed(lines, width)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with the first column to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "   ".join([first.ljust(widths[0]), *cells]).rstrip()


def _side_by_side(found: Estimate) -> Iterator[str]:
    """Yield the documented people, then each model: its median, its 95 % interval and how well it fits.

    What a model says in place of figures takes the room of both, and of its name as far as that leaves it.
    """
    heads = ("", "") if found.lower_bound else ("median", "95 %")
    figures = [("", *heads, "fit (BIC)"), ("documented", number(found.lists.n), "", "")]
    instead: dict[str, str] = {}
    for name, each in found.models.items():
        label, said = english(model_name(name)), _instead(each, lower_bound=found.lower_bound)
        pair = ("", "") if said else (number(each.median), span(each.intervals[95]))
        figures.append((label, *pair, _fit(each)))
        instead[label] = said
    lines = list(aligned([row[:-1] for row in figures]))
    fitted = any(row[-1] for row in figures[1:])
    end = max(*map(len, lines), *(len(label + said) + 2 for label, said in instead.items()))
    for line, (label, *_, fit) in zip(lines, figures, strict=True):
        said = instead.get(label, "")
        shown = label.ljust(end - len(said)) + said if said else line
        row = f"{shown.ljust(end)}   {fit.rjust(len(figures[0][-1]))}" if fitted else shown
        if row.strip():  # a lower bound in strata has no headings
            yield row.rstrip()


def _instead(found: ModelFit, *, lower_bound: bool) -> str:
    """Return what one model says in place of a median and an interval, if it has none that stand."""
    if found.refused is not None:
        return "no figure"
    low, high = found.intervals[95]
    if lower_bound:
        return english(Message("estimate.bound", low=low))
    return english(Message("estimate.span_unsettled", low=low, high=high)) if found.unsettled else ""


def _fit(found: ModelFit) -> str:
    fit: Any = found.detail.get("fit")
    return f"{fit['bic']:,.1f}" if fit and found.refused is None else ""


def _strata(found: Estimate) -> Iterator[str]:
    """Yield a line for each stratum: the people documented there, and how many there were by all models together."""
    if not found.strata:
        return
    rows = [(f"by {found.stratified_by}", "documented", "in all")]
    for name, part in found.strata.items():
        rows.append((name, number(part.lists.n), _in_all(part)))
    yield ""
    yield from aligned(rows)


def _in_all(part: Estimate) -> str:
    whole = part.quotable.span
    if whole is None:
        return "refused"
    low, high = whole
    return english(Message("estimate.bound", low=low)) if high is None else span((low, high))


def _beside(found: Estimate, width: int) -> Iterator[str]:
    """Yield what the figures assume, what they cannot know, and what may be quoted."""
    if found.verdict == REFUSE:
        yield from _paragraph("May be quoted", Message("estimate.none_may_be_quoted"), width)
        return
    yield from _paragraph("Assumed", Message("estimate.assumed_in_short"), width)
    yield from _paragraph("Cannot be known", Message("estimate.cannot_know"), width)
    moves = found.diagnostics.get("sensitivity")
    if isinstance(moves, dict):
        yield from _paragraph("Sensitive", Message.from_json(moves["message"]), width)
    yield from _paragraph("May be quoted", Message("estimate.may_be_quoted"), width)


def _paragraph(title: str, words: Message, width: int) -> Iterator[str]:
    yield from _wrapped(f"{title}: {english(words)}", width, then="  ")


def _chapman(diagnostics: Any, width: int) -> Iterator[str]:  # noqa: ANN401  (whatever JSON can hold)
    """Yield Chapman's figure of two lists, called what it is."""
    chapman = diagnostics.get("chapman")
    if chapman:
        ends = chapman["interval95"]
        shown = f" ({span(ends)}, 95 %)" if ends else ""
        known = [Message.from_json(each) for each in (chapman["rests_on"], chapman["biased"]) if each]
        figure = f"Chapman's formula gives {number(chapman['estimate'])}{shown}. {english(*known)}"
        yield from titled("A diagnostic, no estimate", [figure], width)
