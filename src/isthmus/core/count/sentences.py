"""What a count says in sentences, and what it does not say: the command and the page of the count say the same."""

from collections.abc import Iterator, Mapping

from isthmus.core.corroborate.reason import unasserted
from isthmus.core.count.values import ComparedBy, Figures, MissedPairs
from isthmus.core.messages import Message

__all__ = ["cautions", "compared_sentences", "far_below", "headline", "missed_among", "missed_sentences"]

# A minimum of less than this share of the named people is one that nobody expects: what is missing is said.
FAR_BELOW = 0.5


def headline(k: Mapping[int, Figures], no_line: Mapping[str, int]) -> tuple[Message, ...]:
    """Return how many people are documented, in how many incidents, and how many people on two lines or more.

    Behind these, how many incidents nobody asserts: only suspected ones, only denied ones.
    """
    one, two = k[1].documented_minimum, k[2].documented_minimum
    people = "count.at_least" if k[1].exact else "count.at_least_inexact"
    return (
        Message(people, n=one),
        *(
            [Message("count.at_least_less_missed", n=less)]
            if (less := k[1].missed.less) not in (None, one)
            else []
        ),
        Message("count.incidents", n=k[1].incidents),
        Message("count.at_least_on_two", n=two) if two else Message("count.nobody_on_two"),
        *unasserted(no_line.get("suspected", 0), no_line.get("denied", 0), more=False),
    )


def far_below(one: Figures) -> tuple[Message, ...]:
    """Return why the minimum is far below the number of named people, and what to do next; nothing where it is not."""
    if not one.unexamined or one.documented_minimum >= FAR_BELOW * min(one.named, one.individual):
        return ()
    return (
        Message("count.named_and_not_added", n=one.named, least=one.documented_minimum),
        Message("count.compare_by_link_run"),
        Message("count.or_listed_once"),
    )


def cautions(k: Mapping[int, Figures], compared: ComparedBy, *, period: bool) -> tuple[Message, ...]:
    """Return what the figures do not say; `period`: whether only acts of a period were asked for."""
    made = k[1].judgements
    ways = {"by_people": made.people, "in_one_go": made.in_one_go, "by_link_runs": made.link_runs}
    return (
        Message("count.minimum_is_no_estimate"),
        *missed_sentences(k[1].missed),
        Message("count.maximum_bounds_the_record"),
        *([Message("count.maximum_open")] if k[1].people and k[1].record_maximum is None else []),
        *([Message("count.inexact")] if not all(figures.exact for figures in k.values()) else []),
        *compared_sentences(k[1], compared),
        *([] if any(ways.values()) else [Message("count.judgements_none")]),
        *(Message(f"count.judgements_{way}", n=n) for way, n in ways.items() if n),
        *_undated(k[1].undated, period=period),
    )


def missed_sentences(missed: MissedPairs) -> tuple[Message, ...]:
    """Return what a minimum probably owes to pairs that link runs missed; nothing where it rests on none."""
    if not missed.rests:
        return ()
    if missed.pairs is None or missed.less is None:
        return (Message("count.missed_unknown"),)
    if not missed.pairs:
        return (Message("count.missed_none"),)
    return (Message("count.missed", n=missed.pairs, less=missed.less), Message("count.missed_are"))


def missed_among(pairs: int | None) -> Message:
    """Return how many pairs among the people listed are probably one person, as link runs say."""
    if pairs is None:
        return Message("count.missed_among_unknown")
    return Message("count.missed_among", n=pairs) if pairs else Message("count.missed_among_none")


def compared_sentences(one: Figures, compared: ComparedBy) -> Iterator[Message]:
    """Yield whether every pair of single people was compared, and by whom; nothing where there are no pairs."""
    if not compared.pairs:
        return
    if one.unexamined:
        yield Message("count.unexamined", n=one.unexamined)
    else:
        yield Message("count.all_compared", n=compared.pairs)
    if compared.one_by_one:
        yield Message("count.compared_one_by_one", n=compared.one_by_one)
    for by, pairs in compared.in_one_go:
        yield Message("count.compared_in_one_go", n=pairs, by=by)
    for by, pairs in compared.left_unsure:
        yield Message("count.left_unsure", n=pairs, by=by)
    if compared.told_apart:
        yield Message("count.compared_by_lists", n=compared.told_apart)
    if compared.link_runs:
        yield Message("count.compared_by_link_runs", runs=compared.link_runs)


def _undated(acts: int, *, period: bool) -> Iterator[Message]:
    if acts:
        yield Message("count.undated_left_out" if period else "count.undated", n=acts)
