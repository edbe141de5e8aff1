"""What tells apart the people of a figure: the lists in which they stand, and what was judged of pairs of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from isthmus.core.count.compared_by import PairJudgement
from isthmus.core.count.values import LEVELS, VictimFigures
from isthmus.core.register import ToldApart, ordered

__all__ = ["TellingList", "TellingLists", "telling_lists"]

# Whole lists are few; acts with several victims, and pairs of incidents, can be very many.
MOST_LISTED = 50
APART = ("different", "disjoint")


@dataclass(frozen=True, slots=True)
class TellingList:
    """A list that tells people apart: its kind and ids, and how many people who count on k lines stand in it.

    `kind`: an act, a document that lists people once, one that lists incidents once (with their type), or two
    incidents judged different (with their type).
    """

    kind: str
    ids: tuple[str, ...]
    people: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class TellingLists:
    """The lists that tell apart, most people first; `total` of them, of which the first are `shown`.

    `judged`: pairs of people who count that are judged different or disjoint, by whom; `link_runs`: those that compared
    all the others.
    """

    shown: tuple[TellingList, ...]
    total: int
    judged: tuple[tuple[str, int], ...]
    link_runs: tuple[str, ...]


def telling_lists(
    victims: Collection[VictimFigures], told: ToldApart, judgements: Collection[PairJudgement]
) -> TellingLists:
    """Return what tells apart the people who count on one line or more."""
    people = [Counter[tuple[str, ...]]() for _ in LEVELS]
    for each in victims:
        standing = set(_standing(each.person, told))
        for k, counted in zip(LEVELS, people, strict=True):
            if each.at(k):
                counted.update(standing)
    found = [one for one, n in people[0].items() if n > 1]
    found.sort(key=lambda one: (*(-counted[one] for counted in people), one))
    return TellingLists(
        tuple(
            TellingList(one[0], one[1:], (people[0][one], people[1][one], people[2][one]))
            for one in found[:MOST_LISTED]
        ),
        len(found),
        tuple(sorted(_judged(victims, judgements).items())),
        tuple(sorted({each.by for each in judgements if not each.left})),
    )


def _standing(person: str, told: ToldApart) -> Iterator[tuple[str, ...]]:
    for telling in told.of_person.get(person, ()):
        yield from (list_id for list_id, _ in told.entries(telling))


def _judged(victims: Iterable[VictimFigures], judgements: Iterable[PairJudgement]) -> Counter[str]:
    counted = {each.person for each in victims if each.at(1)}
    pairs = {
        (*ordered(each.left, each.right), each.by)
        for each in judgements
        if each.decision in APART and each.left != each.right and {each.left, each.right} <= counted
    }
    return Counter(by for _, _, by in pairs)
