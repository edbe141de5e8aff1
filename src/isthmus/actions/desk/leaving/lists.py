"""A list that came in by a mapping goes back out: in the columns that it had, with what we judged of it beside."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched

from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.export import record_named_export
from isthmus.actions.desk.lists.known import mapping_words_of
from isthmus.core.custody.actors import Actor
from isthmus.core.import_mapping.beside_columns import BESIDE
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message, MessageError
from isthmus.files.import_mapping.mapping_file import UnsoundMapping, mapping_of
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.models import (
    IncidentAct,
    ListChange,
    ListRow,
    Mention,
    PersonMention,
    RegisterList,
    Voice,
)
from isthmus.store.desk.queries.withdrawn import withdrawn

__all__ = ["ListExport", "ListUnknown", "MappingGone", "columns_of_grounds", "export_list"]

_AT_ONCE = 2_000
_APART = "; "
_GONE, _WITHDRAWN, _CLOSED = "gone", "withdrawn", "sealed"


class ListUnknown(MessageError):
    """No list of this name came in; says what to do."""


class MappingGone(MessageError):
    """A mapping by which the list came in cannot be read any more, so nobody knows which columns are of grounds."""


@dataclass(frozen=True, slots=True)
class ListExport:
    """The rows of a list as they leave, in the order of its file, those last that the last file has not any more.

    `closed`: how many rows have no words here, because something of them is sealed. `grounds`: columns that are empty
    here, since they say on which ground somebody was persecuted: beside a name that leaves in the workbook alone.
    `head`: of the log, signed.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    closed: int
    grounds: tuple[str, ...]
    head: str


def export_list(
    name: str,
    *,
    mapping: ImportMapping | None = None,
    purpose: str,
    actor: Actor,
    at: datetime | None = None,
) -> ListExport:
    """Return the list of this name as it came in. Who asks has proven the workspace's passphrase again.

    A column is one of grounds where any mapping by which the list came in reads it so, or the one that is given.
    That names leave is logged with its purpose. Raises `ListUnknown`, `MappingGone` and `PurposeMissing`.
    """
    found = RegisterList.objects.filter(name=name).first()
    if found is None:
        raise ListUnknown(Message("list.unknown", name=name))
    of_grounds = _of_grounds(mapping) if mapping else frozenset()
    of_grounds |= columns_of_grounds(found)
    current = ListRow.objects.current().filter(list=found).select_related("change", "statement", "document")
    rows = list(current.order_by("is_gone", "number", "uid"))
    record_named_export("list", purpose.strip(), actor, at or datetime.now(UTC))
    columns, closed = _columns(rows), _sealed(rows)
    every = frozenset(columns)
    of_grounds |= {name for name in columns if _last_part(name) in of_grounds}
    grounds = tuple(name for name in columns if name in of_grounds)
    judged = _RowJudgements(rows, of_grounds)
    cells = [
        (
            *_cells(row, columns, every if row.pk in closed else of_grounds),
            *judged.beside(row, is_closed=row.pk in closed),
        )
        for row in rows
    ]
    return ListExport((*columns, *BESIDE), cells, len(closed), grounds, signed_head())


def columns_of_grounds(of: RegisterList) -> frozenset[str]:
    """Return the columns that any mapping by which a list came in reads as alleged grounds. Raises `MappingGone`."""
    found = frozenset[str]()
    brought = of.changes.filter(kind=ListChange.Kind.BROUGHT_IN).order_by("event")
    for change in {each.mapping: each for each in brought}.values():
        try:
            found |= _of_grounds(mapping_of(mapping_words_of(change)))
        except (StoreError, UnsoundMapping):
            raise MappingGone(Message("list.mapping_gone")) from None
    return found


def _of_grounds(mapping: ImportMapping) -> frozenset[str]:
    fields = mapping.fields()
    return frozenset(column for _, name, source in fields if name == "ground" for column in source.named)


def _last_part(name: str) -> str:
    """Return the column of another sheet that a column of cells of its rows is named after."""
    return name.rpartition(" / ")[2]


def _columns(rows: Iterable[ListRow]) -> tuple[str, ...]:
    """Return the columns of the last file first, then those that only rows of earlier ones have."""
    changes = {row.change_id: row.change for row in rows}
    newest_first = sorted(changes.values(), key=lambda change: -change.event_id)
    return tuple(dict.fromkeys(name for change in newest_first for name in change.columns if name))


def _sealed(rows: Sequence[ListRow]) -> frozenset[int]:
    """Return the rows of which a document, a statement, a mention, or a source that speaks in it is sealed."""
    closed = {
        row.pk
        for row in rows
        if (row.document and row.document.protection == "sealed")
        or (row.statement and row.statement.protection == "sealed")
    }
    by_statement = {row.statement_id: row.pk for row in rows if row.statement_id}
    for some in batched(by_statement, _AT_ONCE):
        sealed = Mention.objects.filter(act__statement__in=some, protection="sealed")
        closed |= {by_statement[key] for key in sealed.values_list("act__statement", flat=True)}
        spoken = Voice.objects.filter(statement__in=some, source__protection="sealed")
        closed |= {by_statement[key] for key in spoken.values_list("statement", flat=True)}
    return frozenset(closed)


def _cells(row: ListRow, columns: Sequence[str], closed: Collection[str]) -> tuple[str, ...]:
    came = dict(zip(row.change.columns, row.cells, strict=False))
    return tuple("" if name in closed else came.get(name, "") for name in columns)


class _RowJudgements:
    """What the register holds of the rows, read at once. `closed`: columns of which nothing leaves."""

    def __init__(self, rows: Sequence[ListRow], closed: Collection[str]) -> None:
        self._withdrawn, self._closed = withdrawn(), closed
        self._incidents: dict[int, dict[str, int]] = defaultdict(dict)
        self._people: dict[int, dict[str, None]] = defaultdict(dict)
        self._numbers: dict[str, set[int]] = defaultdict(set)
        keys = {row.statement_id: row.number for row in rows if row.statement_id}
        for some in batched(sorted(keys), _AT_ONCE):
            self._read(some, keys)

    def _read(self, statements: Sequence[int], numbers: Mapping[int, int]) -> None:
        acts = IncidentAct.objects.filter(act__statement__in=statements).order_by("incident__ref")
        for key, ref, lines in acts.values_list("act__statement", "incident__ref", "incident__lines"):
            self._incidents[key][ref] = lines
        victims = PersonMention.objects.filter(
            mention__act__statement__in=statements, mention__role="victim"
        ).order_by("person__ref")
        for key, ref in victims.values_list("mention__act__statement", "person__ref"):
            self._people[key][ref] = None
            self._numbers[ref].add(numbers[key])

    def beside(self, row: ListRow, *, is_closed: bool) -> tuple[str, ...]:
        """Return our columns for a row; of one that is closed how it stands, and nothing else."""
        key = row.statement_id or 0
        state = _GONE if row.is_gone else _WITHDRAWN if key in self._withdrawn else row.state
        if is_closed:
            return (f"{state}{_APART}{_CLOSED}", *("",) * (len(BESIDE) - 1))
        incidents, people = self._incidents.get(key, {}), self._people.get(key, {})
        same = set[int]().union(*(self._numbers[ref] for ref in people)) - {row.number}
        return (
            state,
            _APART.join(
                f"{name}: {cell}" for name, cell in row.corrected.items() if name not in self._closed
            ),
            row.statement.ref if row.statement else "",
            _APART.join(incidents),
            _APART.join(map(str, incidents.values())),
            _APART.join(people),
            _APART.join(map(str, sorted(same))),
        )
