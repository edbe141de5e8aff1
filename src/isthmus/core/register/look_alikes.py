"""Sources, and places, that are perhaps one: their names are equal without case, accents, punctuation and script."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from isthmus.core.register.judged import JudgedRows
from isthmus.core.register.judgements import Decisions
from isthmus.core.workbook.alike_names import alike_groups, keys_of

__all__ = ["LookAlikes", "look_alikes", "open_pair", "open_with"]


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Rows of one kind (source, place) of which nobody has said that they are one or are not.

    `members`: sets of rows, those judged the same in one set; sets by their smallest ids.
    """

    kind: str
    members: tuple[tuple[str, ...], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the rows, in order."""
        return tuple(sorted(chain.from_iterable(self.members)))


def look_alikes(register: JudgedRows) -> tuple[LookAlikes, ...]:
    """Return all look-alikes of a register, sources first, by what judgements in force decide.

    Rows that are sealed or closed are never named. A place and one in which it lies are two.
    """
    sources = {row.id: keys_of(row) for row in register.workbook.sources}
    places = {row.id: keys_of(row) for row in register.workbook.places}
    upward = register.places_upward.items() if places else ()
    within = ((place, above) for place, chain_up in upward for above in chain_up[1:])
    return (
        *_groups("source", sources, register.on_sources, ()),
        *_groups("place", places, register.on_places, within),
    )


def open_pair(register: JudgedRows, group: LookAlikes) -> tuple[str, str]:
    """Return the first two rows of a group, from different sets of it, on which somebody may still decide."""
    pairs = (
        (one, other)
        for one, other in combinations(group.members, 2)
        if not _are_two(register, group, one, other)
    )
    one, other = next(pairs)
    return one[0], other[0]


def open_with(register: JudgedRows, group: LookAlikes, ref: str) -> tuple[str, ...]:
    """Return the first row of each set of a group on which, beside the set of this row, somebody may still decide."""
    own = [each for each in group.members if ref in each]
    return tuple(
        other[0]
        for one in own
        for other in group.members
        if other != one and not _are_two(register, group, one, other)
    )


def _are_two(register: JudgedRows, group: LookAlikes, one: Iterable[str], other: Iterable[str]) -> bool:
    decided = register.on_sources if group.kind == "source" else register.on_places
    for left, right in product(one, other):
        if decided.about(left, right) == {"different"}:
            return True
        if group.kind == "place" and (register.lies_in(left, right) or register.lies_in(right, left)):
            return True
    return False


def _groups(
    kind: str, keys: Mapping[str, Collection[str]], decided: Decisions, within: Iterable[tuple[str, str]]
) -> Iterator[LookAlikes]:
    different = (pair for pair, said in decided.by_pair.items() if said == {"different"})
    for members in alike_groups(keys, decided.same, chain(different, within)):
        yield LookAlikes(kind, members)
