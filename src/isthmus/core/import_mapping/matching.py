"""The same list again: which of its rows are known, under whatever number they stand now.

A row is the one that it was where key and words are as before; then where its words but for the key are (its author
numbered rows anew); then where its key is (its author changed the words), and then where its second key is (a form may
give a submission another key when it is edited). What is left is new, or is missing: a list that no longer names
somebody says nothing, so nothing is deleted.
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
    """The statement of each known row, by its number now; how many are as they were, changed, and numbered anew."""

    statements: dict[int, str] = field(default_factory=dict)
    same: int = 0
    renumbered: int = 0
    changed: list[int] = field(default_factory=list)
    missing: list[KnownRow] = field(default_factory=list)


def match_rows(known: Iterable[KnownRow], rows: Sequence[RowWords]) -> MatchedRows:
    """Return which row is which. Of rows that are equal in all, each is matched once, in order."""
    found = MatchedRows()
    left, open_rows = _pair(list(known), list(rows), lambda each: (each.key, each.content), found)
    found.same = len(found.statements)
    left, open_rows = _pair(left, open_rows, lambda each: each.content, found)
    found.renumbered = len(found.statements) - found.same
    left, still = _pair(left, open_rows, lambda each: each.key or None, found)
    left, still = _pair(left, still, lambda each: each.second_key or None, found)
    gone = {each.number for each in still}
    found.changed = [each.number for each in open_rows if each.number not in gone]
    found.missing = left
    return found


def _pair(
    known: list[KnownRow],
    rows: list[RowWords],
    by: Callable[[KnownRow | RowWords], Hashable | None],
    found: MatchedRows,
) -> tuple[list[KnownRow], list[RowWords]]:
    """Pair rows that are equal in this, and return those of both sides that are left."""
    waiting: dict[Hashable, list[KnownRow]] = defaultdict(list)
    for each in reversed(known):
        waiting[by(each)].append(each)
    waiting.pop(None, None)
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
