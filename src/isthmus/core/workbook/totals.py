"""Totals that stand among the rows that they add up, so that people would be counted twice.

Asked about is, in one document and of one type of act, an act whose dates and place hold at least three others that
together have about as many victims (within a tenth): at least half of the others, or five with ten victims. So is a
number of victims beside those that it adds up, in an act whose people have nobody in common; and a group of exactly
one beside somebody who is named. Nothing is asked where `within` or a judgement says how they belong together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isthmus.core.dates import DateError, bounds
from isthmus.core.messages import Message
from isthmus.core.names.nameless import names_nobody
from isthmus.core.workbook.cautions import Caution
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Place, Statement
from isthmus.core.workbook.sheets import ReadSheet

__all__ = ["totals_among_rows"]

MANY_ACTS = 10  # a document with so many acts of one type is a list, also where it does not say so
FEWEST_HELD = 3  # fewer rows add up to a number by chance
FEWEST_OF_PART, FEWEST_IN_PART = 5, 10  # for the total of a part of the list: acts, and their victims
TOLERANCE = 10  # a total may differ from the sum by one in so many
MOST_LOOKED_AT = 100  # a total is among the greatest numbers of its list

_FIRST, _LAST = date.min, date.max


@dataclass(frozen=True, slots=True)
class _Row:
    """One act of a list with its victims; `greatest`: the mention that says most of them."""

    act: Act
    first: date
    last: date
    victims: int
    greatest: Mention


def totals_among_rows(read: Mapping[str, ReadSheet]) -> Iterator[Caution]:
    """Yield the mentions that say a total of rows beside them."""
    sheet = read["mentions"]
    victims: dict[str, list[Mention]] = defaultdict(list)
    for row in sheet.rows:
        if isinstance(row, Mention) and row.role == "victim":
            victims[row.act].append(row)
    acts = [row for row in read["acts"].rows if isinstance(row, Act) and row.scope != "general"]
    found = [
        *(each for act in acts for each in _in_act(act, victims.get(act.id, ()))),
        *_among_acts(read, acts, victims),
    ]
    if found:
        numbers = {
            row.id: n for row, n in zip(sheet.rows, sheet.numbers, strict=True) if isinstance(row, Mention)
        }
        for mention, column, doubt, mend in found:
            value = "" if mention.protection == "sealed" else str(mention.low)
            yield Caution("mentions", numbers[mention.id], column, value, doubt, mend)


type _Asked = tuple[Mention, str, Message, Message]


def _in_act(act: Act, victims: Sequence[Mention]) -> Iterator[_Asked]:
    """Yield what may be a total within one act."""
    if len(victims) < 2 or any(each.within for each in victims):
        return
    if any(_is_one(each) and not names_nobody(each.name) for each in victims):
        for each in victims:
            if (
                _is_one(each)
                and not each.name
                and (each.kind in ("group", "unit") or (not each.kind and each.as_said))
            ):
                yield each, "within", Message("caution.group_of_one"), Message("caution.group_of_one_fix")
    if act.apart == "yes" and len(victims) > FEWEST_HELD:
        greatest = max(victims, key=lambda each: each.low)
        others = sum(each.low for each in victims) - greatest.low
        if _is_about(greatest.low, others):
            doubt = Message("caution.total_in_act", n=len(victims) - 1, sum=others)
            yield greatest, "within", doubt, Message("caution.total_in_act_fix")


def _is_one(mention: Mention) -> bool:
    return mention.low == 1 and mention.high == 1


def _is_about(total: int, added: int) -> bool:
    return added >= FEWEST_HELD and abs(total - added) * TOLERANCE <= added


def _among_acts(
    read: Mapping[str, ReadSheet], acts: Iterable[Act], victims: Mapping[str, Sequence[Mention]]
) -> Iterator[_Asked]:
    """Yield the totals of whole lists and of parts of them."""
    listing = {
        row.id
        for row in read["documents"].rows
        if isinstance(row, Document) and "incidents" in row.lists_once
    }
    document = {
        row.id: row.document
        for row in read["statements"].rows
        if isinstance(row, Statement) and row.stance == "asserts"
    }
    lists: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        if act.statement in document and victims.get(act.id):
            lists[document[act.statement], act.type].append(act)
    above = _above(read["places"])
    judged = _judged_part_of(read["judgements"])
    for (of, _type), listed in lists.items():
        if len(listed) > FEWEST_HELD and (of in listing or len(listed) >= MANY_ACTS):
            rows = [_row(act, victims[act.id]) for act in listed]
            yield from _totals_of_list([row for row in rows if row], above, judged)


def _above(places: ReadSheet) -> Mapping[str, frozenset[str]]:
    """Return for each place itself and all that it lies in."""
    parents = {row.id: row.parent for row in places.rows if isinstance(row, Place)}
    found: dict[str, frozenset[str]] = {}
    for place, parent in parents.items():
        chain, one = [place], parent
        while one in parents:
            chain.append(one)
            one = parents[one]
        found[place] = frozenset(chain)
    return found


def _judged_part_of(judgements: ReadSheet) -> frozenset[str]:
    """Return the acts and mentions of which others were judged a part."""
    rows = [row for row in judgements.rows if isinstance(row, Judgement)]
    return frozenset(row.right for row in rows if row.decision == "part_of")


def _row(act: Act, victims: Sequence[Mention]) -> _Row | None:
    try:
        found = bounds(act.date)
    except DateError:  # a token in the place of a date
        return None
    outer = [each for each in victims if not each.within]
    if not outer:
        return None
    low = sum(each.low for each in outer)
    return _Row(
        act, found.earliest or _FIRST, found.latest or _LAST, low, max(outer, key=lambda each: each.low)
    )


def _totals_of_list(
    rows: Sequence[_Row], above: Mapping[str, frozenset[str]], judged: frozenset[str]
) -> Iterator[_Asked]:
    """Yield the greatest rows that hold enough others which add up to about the same."""
    greatest = sorted(rows, key=lambda row: -row.victims)[:MOST_LOOKED_AT]
    for total in greatest:
        if total.victims < FEWEST_HELD or total.act.id in judged or total.greatest.id in judged:
            continue
        held = [row.victims for row in rows if row is not total and _holds(total, row, above)]
        added = sum(held)
        is_whole = len(held) >= FEWEST_HELD and 2 * len(held) >= len(rows) - 1
        is_part = len(held) >= FEWEST_OF_PART and added >= FEWEST_IN_PART
        if (is_whole or is_part) and _is_about(total.victims, added):
            doubt = Message("caution.total", n=len(held), sum=added)
            yield total.greatest, "low", doubt, Message("caution.total_fix")


def _holds(total: _Row, row: _Row, above: Mapping[str, frozenset[str]]) -> bool:
    """Return whether an act may hold another: its dates and place are wider, or not stated."""
    if row.first < total.first or row.last > total.last:
        return False
    place, inner = total.act.place, row.act.place
    if place and place not in above.get(inner, (inner,)):
        return False
    return (total.first, total.last, place) != (row.first, row.last, inner)
