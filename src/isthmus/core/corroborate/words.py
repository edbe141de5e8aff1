"""The reason in words: what an incident's lines are, rest on, and what would strengthen them."""

from collections.abc import Callable, Sequence

from isthmus.core.corroborate.values import IncidentLines, Lines

__all__ = ["APPROXIMATION", "lines_in_words", "listed", "reason_in_words"]

APPROXIMATION = (
    "Lines are an approximation in one respect:"
    " chains from different statements of one source are joined there."
)

type Label = Callable[[str], str]


def lines_in_words(lines: int) -> str:
    """Return "1 independent line", "2 independent lines"."""
    return f"{lines} independent line" if lines == 1 else f"{lines} independent lines"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Return names as a list in words: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def reason_in_words(found: IncidentLines, label: Label = str) -> str:
    """Return one sentence on what an incident's lines rest on and what would make them more."""
    parts = [*_cuts(found.support, label), *_beyond(found), *_strengthening(found, label)]
    return lines_in_words(found.support.lines) + (f": {'; '.join(parts)}" if parts else "")


def _cuts(support: Lines, label: Label) -> list[str]:
    if not support.lines:
        return []
    rests_on = listed([label(each) for each in support.rests_on])
    known_through = listed([label(each) for each in support.known_through])
    return [f"rests on {rests_on}", f"known through {known_through}"]


def _beyond(found: IncidentLines) -> list[str]:
    parts = []
    if found.circular:
        parts.append("some reports only lead back to each other")
    if found.lines_at_most > found.support.lines:
        parts.append(f"how some of them know is not stated; at most {found.lines_at_most}")
    if found.lines_if_distinct > found.support.lines:
        parts.append(f"{found.lines_if_distinct} if the anonymous sources are different people")
    return parts


def _strengthening(found: IncidentLines, label: Label) -> list[str]:
    if not found.would_strengthen:
        return []
    names = [label(each.source) for each in found.would_strengthen]
    return [f"a document of {listed(names, 'or')} would make it {found.would_strengthen[0].lines}"]
