"""What a count says in sentences, and what it does not say: the command and the page of the count say the same."""

from collections.abc import Iterator, Mapping

from isthmus.core.count.values import Figures
from isthmus.core.messages import Message

__all__ = ["cautions", "headline"]


def headline(k: Mapping[int, Figures]) -> tuple[Message, Message, Message]:
    """Return how many people are documented, in how many incidents, and how many people on two lines or more."""
    one, two = k[1].documented_minimum, k[2].documented_minimum
    people = "count.at_least" if k[1].exact else "count.at_least_inexact"
    return (
        Message(people, n=one),
        Message("count.incidents", n=k[1].incidents),
        Message("count.at_least_on_two", n=two) if two else Message("count.nobody_on_two"),
    )


def cautions(k: Mapping[int, Figures], *, period: bool) -> tuple[Message, ...]:
    """Return what the figures do not say; `period`: whether only acts of a period were asked for."""
    return (
        Message("count.minimum_is_no_estimate"),
        Message("count.maximum_bounds_the_record"),
        *([Message("count.maximum_open")] if k[1].people and k[1].record_maximum is None else []),
        *([Message("count.inexact")] if not all(figures.exact for figures in k.values()) else []),
        *_compared(k[1]),
        Message("count.judgements_by_people", n=k[1].judgements.people),
        *_by_link_runs(k[1].judgements.link_runs),
        *_undated(k[1].undated, period=period),
    )


def _by_link_runs(judgements: int) -> Iterator[Message]:
    if judgements:
        yield Message("count.judgements_by_link_runs", n=judgements)


def _compared(one: Figures) -> Iterator[Message]:
    if one.unexamined:
        yield Message("count.unexamined", n=one.unexamined)
    elif one.individual > 1:
        yield Message("count.all_compared")


def _undated(acts: int, *, period: bool) -> Iterator[Message]:
    if acts:
        yield Message("count.undated_left_out" if period else "count.undated", n=acts)
