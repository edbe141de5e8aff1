"""The same list again: which of its rows are known, under whatever number they stand now.

A row is the one that it was where key and words are as before; then where its words but for the key are (its author
numbered rows anew); then where its key is (its author changed the words), and then where its second key is (a form may
give a submission another key when it is edited). Where several have one key, words alone tell them apart, and of those
whose words changed nobody can say which is which: they are doubts. What is left is new, or is missing: a list that no
longer names somebody says nothing, so nothing is deleted.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

__all__ = ["KnownRow", "MatchedRows", "RowWords", "match_rows"]


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row of a file: its number there, its key (empty: none), and a digest of its words but for the key.

    `second_key`: what tells it where its key was changed (empty: nothing).
    """

    number: int
    key: str
    content: str
    second_key: str = ""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row that was brought in: the id of its statement, its keys and its digest then."""

    statement: str
    key: str
    content: str
    second_key: str = ""


@dataclass(slots=True)
class MatchedRows:
    """The statement of each known row, by its number now; how many are as they were, changed, and numbered anew.

    `doubts`: rows that may each be one of some known rows, by number, with their statements. `twice`: rows that have
    the key of another one, which is known by its words. `by_key`: changed rows that their key alone tells.
    """

    statements: dict[int, str] = field(default_factory=dict)
    same: int = 0
    renumbered: int = 0
    changed: list[int] = field(default_factory=list)
    missing: list[KnownRow] = field(default_factory=list)
    doubts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    twice: frozenset[int] = frozenset()
    by_key: tuple[int, ...] = ()

    def settle_doubts(self) -> None:
        """Leave doubts alone that are still some: known rows that were found may no longer be another row."""
        taken = set(self.statements.values())
        left = {
            number: tuple(each for each in may_be if each not in taken)
            for number, may_be in self.doubts.items()
            if number not in self.statements
        }
        self.doubts = {number: may_be for number, may_be in left.items() if may_be}

    @property
    def doubted(self) -> frozenset[str]:
        """Return the statements of known rows that rows of the file may be."""
        return frozenset(each for some in self.doubts.values() for each in some)


def match_rows(known: Iterable[KnownRow], rows: Sequence[RowWords]) -> MatchedRows:
    """Return which row is which. Of rows that are equal in all, each is matched once, in order."""
    found = MatchedRows()
    left, open_rows = _pair(list(known), list(rows), lambda each: (each.key, each.content), found)
    found.same = len(found.statements)
    left, open_rows = _pair(left, open_rows, lambda each: each.content, found)
    found.renumbered = len(found.statements) - found.same
    left, still = _pair_single(left, open_rows, lambda each: each.key or None, found)
    found.by_key = tuple(each.number for each in open_rows if each.number in found.statements)
    left, still = _pair_single(left, still, lambda each: each.second_key or None, found)
    gone = {each.number for each in still}
    found.changed = [each.number for each in open_rows if each.number not in gone]
    found.missing = left
    found.settle_doubts()
    held = {each.key for each in rows if each.number in found.statements} - {""}
    found.twice = frozenset(each.number for each in still if each.key in held) - found.doubts.keys()
    return found


def _pair(
    known: list[KnownRow],
    rows: list[RowWords],
    by: Callable[[KnownRow | RowWords], Hashable],
    found: MatchedRows,
) -> tuple[list[KnownRow], list[RowWords]]:
    """Pair rows that are equal in this, and return those of both sides that are left."""
    waiting: dict[Hashable, list[KnownRow]] = defaultdict(list)
    for each in reversed(known):
        waiting[by(each)].append(each)
    left = []
    taken: set[str] = set()
    for row in rows:
        same = waiting.get(by(row))
        if same:
            one = same.pop()
            found.statements[row.number] = one.statement
            taken.add(one.statement)
        else:
            left.append(row)
    return [each for each in known if each.statement not in taken], left


def _pair_single(
    known: list[KnownRow],
    rows: list[RowWords],
    by: Callable[[KnownRow | RowWords], str | None],
    found: MatchedRows,
) -> tuple[list[KnownRow], list[RowWords]]:
    """Pair rows of which no other is equal in this, note the others as doubts; return what is left of both sides."""
    here, there = _by(known, by), _by(rows, by)
    taken: set[str] = set()
    for key in here.keys() & there.keys():
        old, new = here[key], there[key]
        if len(old) == len(new) == 1:
            found.statements[new[0].number] = old[0].statement
            found.doubts.pop(new[0].number, None)
            taken.add(old[0].statement)
        else:
            found.doubts |= {each.number: tuple(one.statement for one in old) for each in new}
    return (
        [each for each in known if each.statement not in taken],
        [each for each in rows if each.number not in found.statements],
    )


def _by[Each: KnownRow | RowWords](
    rows: Iterable[Each], by: Callable[[KnownRow | RowWords], str | None]
) -> dict[str, list[Each]]:
    """Return rows by what tells them apart, without those that nothing does."""
    found: dict[str, list[Each]] = defaultdict(list)
    for each in rows:
        if key := by(each):
            found[key].append(each)
    return found
