"""Groups that are smaller than the parts that the same document says they have: a conflict of bounds."""

from collections.abc import Iterator, Sequence

from isthmus.core.count.apart_graph import ApartGraph
from isthmus.core.count.max_weight_clique import Budget, max_clique_weight
from isthmus.core.register import Conflict, Register
from isthmus.core.workbook.rows import Mention

__all__ = ["crowded"]


def crowded(register: Register) -> Iterator[Conflict]:
    """Yield each group of which a statement that counts says less at most than its parts hold at least together.

    The parts are those that statements that count say lie directly within it, but for one that is judged the same as
    the group: it is the group. Together they hold at least what the heaviest set of them holds that is pairwise told
    apart. `left` is the first of these parts by id, `right` the group.
    """
    tellings, person_of = register.told_apart.tellings, register.person_of
    parts: dict[str, list[Mention]] = {}
    for row in register.workbook.mentions:
        if not row.within or row.within not in tellings or row.id not in tellings:
            continue
        if person_of[row.id] != person_of[row.within]:
            parts.setdefault(row.within, []).append(row)
    for group, inside in sorted(parts.items()):
        high = register.mentions[group].high
        if high is not None and (low := _together(register, inside)) > high:
            yield Conflict("bounds", inside[0].id, group, (inside[0].id, group), 1, low, high)


def _together(register: Register, parts: Sequence[Mention]) -> int:
    """Return the least number of people that parts hold together."""
    if sum(row.low for row in parts) <= 1:
        return 1
    weights: dict[str, int] = {}
    for row in parts:
        person = register.person_of[row.id]
        weights[person] = max(row.low, weights.get(person, 0))
    told = register.told_apart
    graph = ApartGraph(weights, told, doubted=told.doubted, nested=told.nested_among(weights))
    return max_clique_weight([each.weight for each in graph.vertices], graph.apart, Budget())
