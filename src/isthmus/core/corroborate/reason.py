"""The reason in sentences: what an incident's lines rest on, what limits them, and what would make them more.

The command, the page of an incident and the drawing all say these.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from isthmus.core.corroborate.values import DenialLines, Lines, Strengthening
from isthmus.core.messages import Message

__all__ = ["denial", "further_reason", "opening", "support_reason", "unasserted"]

type Label = Callable[[str], str | Message]


def opening(incidents: int, on_two: int, *, suspected: int = 0, denied: int = 0) -> tuple[Message, ...]:
    """Return how many incidents somebody asserts, how many of them stand on two lines, and what nobody asserts."""
    beside = unasserted(suspected, denied, more=bool(incidents))
    if not incidents:
        return beside or (Message("corroborate.incidents", n=0),)
    on_lines = Message("corroborate.on_two", n=on_two) if on_two else Message("corroborate.none_on_two")
    return Message("corroborate.incidents", n=incidents), on_lines, *beside


def unasserted(suspected: int, denied: int, *, more: bool = True) -> tuple[Message, ...]:
    """Return how many incidents are only suspected, and how many only denied; `more`: beside others."""
    numbers = {"suspected": suspected, "denied": denied}
    how = "more" if more else "incidents"
    return tuple(Message(f"corroborate.{how}_{only}", n=n) for only, n in numbers.items() if n)


def support_reason(
    support: Lines, *, asserted: bool, circular: bool, suspected: bool = False, label: Label = str
) -> tuple[Message, ...]:
    """Return what lines rest on and what they are known through, or why there are none.

    `asserted`, `suspected`: whether any statement asserts, or suspects, the incident. `label` gives the name of a
    source by its id.
    """
    if support.lines:
        return (
            Message("corroborate.rests_on", sources=_named(support.rests_on, label)),
            Message("corroborate.known_through", sources=_named(support.known_through, label)),
        )
    if circular:
        return (Message("corroborate.only_circular"),)
    if asserted:
        return (Message("corroborate.leads_nowhere"),)
    return (Message("corroborate.only_suspected" if suspected else "corroborate.only_denied"),)


def further_reason(
    lines: int,
    *,
    at_most: int,
    if_distinct: int,
    circular: bool,
    would_strengthen: Sequence[Strengthening],
    label: Label = str,
) -> tuple[Message, ...]:
    """Return what limits the lines of an incident, and what would make them more."""
    return (
        *_limits(lines, at_most, if_distinct),
        *([Message("corroborate.circular")] if circular and lines else []),
        *_strengthening(would_strengthen, label),
    )


def denial(found: DenialLines, *, label: Label = str) -> tuple[Message, ...]:
    """Return what is denied, and what the denial rests on."""
    denied = Message(f"corroborate.denied.{found.denies or 'occurrence'}")
    lines = Message("corroborate.denial_lines", n=found.support.lines)
    if not found.support.lines:
        return denied, lines
    return denied, lines, Message("corroborate.rests_on", sources=_named(found.support.rests_on, label))


def _named(sources: Sequence[str], label: Label) -> tuple[str | Message, ...]:
    return tuple(label(each) for each in sources)


def _limits(lines: int, at_most: int, if_distinct: int) -> Iterator[Message]:
    if at_most > lines:
        yield Message("corroborate.at_most", n=at_most)
    if if_distinct > lines:
        yield Message("corroborate.if_distinct", n=if_distinct)


def _strengthening(found: Sequence[Strengthening], label: Label) -> Iterator[Message]:
    for lines, alike in groupby(found, key=lambda each: each.lines):
        names = tuple(label(each.source) for each in alike)
        yield Message("corroborate.would_strengthen", sources=names, lines=lines)
