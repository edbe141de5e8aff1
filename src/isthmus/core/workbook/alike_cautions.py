"""Rows of one workbook that are perhaps one source, or one place, written in two ways."""

from collections.abc import Iterator, Mapping
from itertools import chain

from isthmus.core.messages import Message
from isthmus.core.workbook.alike_names import alike_groups, keys_of, places_within
from isthmus.core.workbook.cautions import Caution
from isthmus.core.workbook.problems import shortened
from isthmus.core.workbook.rows import Judgement, Place, Source
from isthmus.core.workbook.sheets import ReadSheet

__all__ = ["ALIKE_FIX", "alike_rows"]

ALIKE_FIX = {
    "source": Message("caution.alike_source_fix"),
    "place": Message("caution.alike_place_fix"),
}


def alike_rows(read: Mapping[str, ReadSheet]) -> Iterator[Caution]:
    """Yield one caution for each group of look-alikes on which no judgement of the workbook decides."""
    judged = [row for row in read["judgements"].rows if isinstance(row, Judgement)]
    replaced = {old for row in judged for old in row.replaces}
    in_force = [row for row in judged if row.id not in replaced]
    for kind, sheet in (("source", "sources"), ("place", "places")):
        yield from _alike_in(read[sheet], kind, [row for row in in_force if row.kind == kind])


def _alike_in(read: ReadSheet, kind: str, judged: list[Judgement]) -> Iterator[Caution]:
    rows = {row.id: row for row in read.rows if isinstance(row, Source | Place)}
    numbers = {
        row.id: n for row, n in zip(read.rows, read.numbers, strict=True) if isinstance(row, Source | Place)
    }
    keys = {each: keys_of(row) for each, row in rows.items()}
    said: dict[tuple[str, str], set[str]] = {}
    for row in judged:
        said.setdefault((min(row.left, row.right), max(row.left, row.right)), set()).add(row.decision)
    parents = {each: row.parent for each, row in rows.items() if isinstance(row, Place)}
    same = (pair for pair, decisions in said.items() if decisions == {"same"})
    apart = (pair for pair, decisions in said.items() if decisions == {"different"})
    for members in alike_groups(keys, same, chain(apart, places_within(parents, keys))):
        firsts = sorted(min(one, key=lambda each: numbers[each]) for one in members)
        first, second, *_more = sorted(firsts, key=lambda each: numbers[each])
        doubt = Message(
            "caution.alike", n=len(members) - 1, row=numbers[first], name=shortened(rows[first].name)
        )
        mend = ALIKE_FIX[kind]
        yield Caution(read.sheet.name, numbers[second], "name", shortened(rows[second].name), doubt, mend)
