"""What bringing a list in would do to the register: looked at first, then done as it was looked at."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from isthmus.actions.desk.import_workbook import ImportPlan, plan_import
from isthmus.actions.desk.lists.changed_rows import recognise_changed_rows
from isthmus.actions.desk.lists.known import (
    RowDigests,
    document_of,
    entered_of,
    known_rows_of,
    left_out_of,
    next_prefix,
    unstated_rows_of,
    was_mapping_of,
)
from isthmus.core.import_mapping.date_orders import DateOrders
from isthmus.core.import_mapping.files_named import NamedFiles, files_named
from isthmus.core.import_mapping.mapped_list import RowDoubts
from isthmus.core.import_mapping.mapped_row import DOCUMENT
from isthmus.core.import_mapping.matching import KnownRow, MatchedRows, RowWords, match_rows
from isthmus.core.import_mapping.naming import NameIds
from isthmus.core.import_mapping.records import Record
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message, MessageError
from isthmus.core.progress import Progress
from isthmus.core.workbook.canonical import cells
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import sheet_of
from isthmus.files.import_mapping.applying import AppliedMapping, KnownList, apply_mapping
from isthmus.files.import_mapping.mapping_file import mapping_of
from isthmus.files.import_mapping.records import open_list
from isthmus.store.desk.models import Statement
from isthmus.store.desk.queries.workbook import whole

__all__ = ["ListNotReady", "ListPlan", "plan_list", "rows_of_statements"]


class ListNotReady(MessageError):
    """The list cannot be brought in yet: something has to be answered first, which `applied` says."""

    def __init__(self, applied: AppliedMapping) -> None:
        super().__init__(Message("list.not_ready"))
        self.applied = applied


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What would be done. `document`: the id of the list's own; `words`: what every row of the file is known by.

    `matched`: rows that have a statement, by its id; `unstated`: rows that wait or are left out, by their own key, of
    which `left_out` stay so. `files`: what rows name of files, by their number.
    """

    path: Path
    mapping_text: str
    mapping: ImportMapping
    document: str
    words: tuple[RowWords, ...]
    matched: MatchedRows
    unstated: MatchedRows
    left_out: frozenset[int]
    applied: AppliedMapping
    imported: ImportPlan | None
    file_name: str = ""
    files: Mapping[int, NamedFiles] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """Return what the file of the list is called."""
        return self.file_name or self.path.name

    @property
    def files_of(self) -> dict[str, NamedFiles]:
        """Return the files that submissions name, by the id of the document; of rows that say nothing here, none."""
        known = self.matched.statements | {
            each.number: each.statement for each in self.applied.found.passages
        }
        return {
            f"{known[number]}.{DOCUMENT}": named for number, named in self.files.items() if number in known
        }


def plan_list(path: Path, mapping_text: str, today: date, progress: Progress | None = None) -> ListPlan:
    """Return what bringing the list in a file in would do. Raises `TableError`, `UnsoundMapping` and `ListNotReady`.

    Under another mapping than before every row is read again, and what it says otherwise now is a change.
    """
    mapping = mapping_of(mapping_text)
    known_rows = tuple(known_rows_of(mapping.name))
    files: dict[int, NamedFiles] = {}
    words, orders = _words(path, mapping, files)
    matched = match_rows(known_rows, words)
    recognise_changed_rows(matched, words, path, mapping)
    if known_rows and not was_mapping_of(mapping.name, mapping_text):
        entered, changed = entered_of(mapping.name), set(matched.changed)
        matched.changed = [
            number for number, ref in matched.statements.items() if number in changed or ref not in entered
        ]
    unstated = match_rows(
        unstated_rows_of(mapping.name), [each for each in words if each.number not in matched.statements]
    )
    left_out = _left_out(mapping.name, unstated)
    register = whole()
    known = _known(_prefix(known_rows, mapping), matched, left_out, register)
    held = rows_of_statements({matched.statements[number] for number in matched.changed}, register)
    doubts = RowDoubts(matched.doubts, matched.twice)
    known = replace(known, held=lambda base: held.get(base, ()), doubts=doubts)
    applied = apply_mapping(path, mapping, today, known, progress, orders)
    if not applied.is_whole:
        raise ListNotReady(applied)
    imported = plan_import(applied.workbook) if applied.found.passages else None
    return ListPlan(
        path,
        mapping_text,
        mapping,
        known.document,
        words,
        matched,
        unstated,
        left_out,
        applied,
        imported,
        files=files,
    )


def _words(
    path: Path, mapping: ImportMapping, files: dict[int, NamedFiles]
) -> tuple[tuple[RowWords, ...], DateOrders]:
    """Return what each row is known by, and in which orders its dates stand; note the `files` that rows name."""
    digests, orders = RowDigests(mapping), DateOrders.of(mapping)
    words = []
    with open_list(path, mapping) as rows:
        for each in rows:
            orders.see(each)
            words.append(digests.words_of(each))
            if mapping.table.media and (named := files_named(each, mapping)).names:
                files[each.number] = named
    return tuple(words), orders


def _left_out(name: str, unstated: MatchedRows) -> frozenset[int]:
    """Return the rows of the file that somebody left out, and whose words are as they were."""
    left_out, changed = left_out_of(name), set(unstated.changed)
    return frozenset(
        number for number, key in unstated.statements.items() if key in left_out and number not in changed
    )


def _prefix(known: Sequence[KnownRow], mapping: ImportMapping) -> str:
    """Return how the ids of a list begin: as they did when it was brought in first."""
    document = document_of(mapping.name)
    if document is not None and not mapping.is_form:
        return document.ref.removesuffix(DOCUMENT)
    return f"{known[0].statement.partition('-')[0]}-" if known else next_prefix()


def _known(prefix: str, matched: MatchedRows, left_out: frozenset[int], register: Workbook) -> KnownList:
    beside: dict[str, list[dict[str, str]]] = {
        "sources": [_cells(each) for each in register.sources],
        "places": [_cells(each) for each in register.places],
    }
    naming = NameIds.of(prefix, register.sources, register.places)
    return KnownList(naming, _Bases(prefix, matched, left_out).of, beside, prefix + DOCUMENT)


def _cells(row: Row) -> dict[str, str]:
    return dict(zip(sheet_of(type(row)).names, cells(row), strict=True))


def rows_of_statements(statements: Collection[str], register: Workbook) -> dict[str, set[str]]:
    """Return the acts and people of statements, by id: one of several has no name but its place.

    Where one was taken out of the middle, those behind it would stand once more under the last place.
    """
    acts = {each.id: each.statement for each in register.acts if each.statement in statements}
    found: dict[str, set[str]] = defaultdict(set)
    for act, statement in acts.items():
        found[statement].add(act)
    for each in register.mentions:
        if each.act in acts:
            found[acts[each.act]].add(each.id)
    return found


class _Bases:
    """The ids of statements: of a row that is known its own, of a new one the first that is free after its number."""

    def __init__(self, prefix: str, matched: MatchedRows, left_out: frozenset[int]) -> None:
        self._prefix, self._matched, self._left_out = prefix, matched, left_out
        self._changed = frozenset(matched.changed)
        self._taken = set(Statement.objects.filter(ref__startswith=prefix).values_list("ref", flat=True))

    def of(self, record: Record) -> str | None:
        """Return the id of a row's statement; None where it is as it was, or somebody left it out."""
        if record.number in self._left_out:
            return None
        if record.number in self._matched.statements:
            return self._matched.statements[record.number] if record.number in self._changed else None
        base = f"{self._prefix}{record.number}"
        number = 2
        while base in self._taken:
            base = f"{self._prefix}{record.number}-{number}"
            number += 1
        self._taken.add(base)
        return base
