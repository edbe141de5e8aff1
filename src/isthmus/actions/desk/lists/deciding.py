"""Rows of a list that were set aside: corrected and read again by the list's mapping, or left out for a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from isthmus.actions.desk.import_workbook import (
    ChangesNotAccepted,
    ImportPlan,
    PreparedImport,
    RegisterMoved,
    log_size,
    plan_import,
)
from isthmus.actions.desk.lists.keeping import change_rows_of_list, copied
from isthmus.actions.desk.lists.known import mapping_words_of, next_prefix
from isthmus.actions.desk.lists.planning import rows_of_statements
from isthmus.actions.desk.lists.submission_texts import arrive_texts, stored_texts, with_digests
from isthmus.actions.desk.recorded import recorded
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.import_mapping.cells import CellReader
from isthmus.core.import_mapping.mapped_list import MappedList
from isthmus.core.import_mapping.mapped_row import DOCUMENT, MappedRow
from isthmus.core.import_mapping.naming import NameIds
from isthmus.core.import_mapping.records import CellReason
from isthmus.core.import_mapping.repeat_cells import record_with_repeats, split_columns
from isthmus.core.import_mapping.rows import RowMapper
from isthmus.core.import_mapping.submission_text import submission_text
from isthmus.core.import_mapping.tables import kinds_open, workbook_tables
from isthmus.core.import_mapping.values import ImportMapping
from isthmus.core.messages import Message, MessageError
from isthmus.core.workbook.canonical import cells
from isthmus.core.workbook.check import check
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import sheet_of
from isthmus.files.import_mapping.mapping_file import mapping_of
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.models import ListChange, ListRow, RegisterList, Statement
from isthmus.store.desk.queries.lists import last_brought
from isthmus.store.desk.queries.withdrawn import withdrawn
from isthmus.store.desk.queries.workbook import whole

__all__ = ["EnteredRow", "NotDecided", "enter_row", "leave_out", "may_be", "plan_row"]

_State = ListRow.RowState
_MOST_OFFERED = 20  # rows of which somebody is asked whether one of them is meant


class NotDecided(MessageError):
    """Nothing was decided about a row; says why, and what to do. `reasons`: what is still wrong with its cells."""

    def __init__(self, message: Message, reasons: Sequence[CellReason] = ()) -> None:
        super().__init__(message)
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class EnteredRow:
    """What a row that was set aside becomes, with cells that somebody corrected; not yet done.

    `used`: the columns that its statement rests on. `text`: of a submission of a form, as it came, where it may be
    kept. `was`: the row of the list before that it is.
    """

    row: ListRow
    used: tuple[str, ...]
    base: str
    corrected: Mapping[str, str]
    imported: ImportPlan
    text: str = ""
    was: ListRow | None = None


def may_be(row: ListRow) -> list[ListRow]:
    """Return the rows of the list before of which a row that waits may be one, as they are now."""
    refs = [ref for each in row.reasons for ref in each["message"]["values"].get("rows", ())]
    found = ListRow.objects.current().filter(list=row.list_id, statement__ref__in=refs, is_gone=True)
    return list(found.select_related("statement", "change").order_by("number", "uid")[:_MOST_OFFERED])


def plan_row(row: ListRow, typed: Mapping[str, str], today: date, known_as: str | None = None) -> EnteredRow:
    """Return what a row becomes with other cells, by column. Raises NotDecided where it cannot be read yet.

    `known_as`: the statement of the row that it was, by its id, or nothing where it is another; needed where that is
    in doubt.
    """
    _refuse_decided(row)
    _refuse_beyond_reach(row)
    was = _was(row, known_as)
    mapping = _mapping(row.list)
    came = _cells_by_name(row)
    now = {name: typed.get(name, cell) for name, cell in came.items()}
    register = whole()
    prefix = _prefix(row.list)
    naming = NameIds.of(prefix, register.sources, register.places)
    stands = _statement_of(was or row)
    base = stands.ref if stands else _free_base(f"{prefix}{row.number}")
    held = rows_of_statements({base}, register).get(base, set())
    mapper = RowMapper(mapping, CellReader(today), naming, lambda _: held)
    made = mapper.read(record_with_repeats(row.number, now, mapping), base)
    if made.reasons:
        raise NotDecided(Message("list.row.not_understood"), made.reasons)
    # The words of the list are those that it has: what was put in their place here stands beside them.
    [statement] = made.rows["statements"]
    as_it_came = replace(made, record=record_with_repeats(row.number, came, mapping))
    if "quote" not in mapping.statement:
        statement["quote"] = mapper.quote(as_it_came)
    imported = plan_import(_workbook(row, mapping, naming, register, made, base))
    is_open = mapping.is_form and not any(each.protection == "sealed" for each in imported.new.documents)
    corrected = {name: cell for name, cell in now.items() if cell != came[name]}
    text = submission_text(as_it_came.record) if is_open else ""
    used = (*made.used, *split_columns(list(came), mapping)[1])
    return EnteredRow(row, used, base, corrected, imported, text, was)


def _cells_by_name(row: ListRow) -> dict[str, str]:
    """Return the cells of a row as it came, by column, with those of rows of other sheets that belong to it."""
    blanks = [""] * (len(row.change.columns) - len(row.cells))
    return {name: cell for name, cell in zip(row.change.columns, [*row.cells, *blanks], strict=False) if name}


def _statement_of(row: ListRow) -> Statement | None:
    """Return the statement of a row; none where somebody withdrew it: what the row says is stated anew then."""
    return row.statement if row.statement and row.statement.pk not in withdrawn() else None


def enter_row(planned: EnteredRow, *, actor: Actor, because: str = "") -> Statement:
    """Bring a row in as its statement, in one event. `because`: why, where the statement is there and changes.

    Raises ChangesNotAccepted, and RegisterMoved where the register is not as it was when planned.
    """
    imported = planned.imported
    if imported.changes and not because.strip():
        raise ChangesNotAccepted(imported)
    texts = stored_texts({f"{planned.base}.{DOCUMENT}": planned.text} if planned.text else {})
    prepared = PreparedImport(with_digests(imported, texts), texts)
    with recorded(action=Action.ENTER_ROW, actor=actor, reason=because) as event:
        if log_size() != imported.at:
            raise RegisterMoved
        prepared.save(event)
        arrive_texts(texts, event)
        statement = Statement.objects.get(ref=planned.base)
        change = _change(planned.row, ListChange.Kind.ENTERED)
        entered = copied(
            planned.row,
            change,
            state=_State.UNDERSTOOD,
            statement_id=statement.pk,
            document_id=statement.document_id,
            corrected=dict(planned.corrected) or {"": ""},
            used=list(planned.used),
            reasons=[],
            why="",
        )
        ended = {each.pk: each for each in (planned.row, planned.was) if each is not None}
        change_rows_of_list(change, ended, [entered])
    return statement


def leave_out(rows: Sequence[ListRow], *, actor: Actor, because: str) -> None:
    """Leave rows of one list out, in one event, for a reason that is kept. They stay out when the list comes again."""
    if not because.strip():
        raise NotDecided(Message("list.row.reason_missing"))
    for row in rows:
        _refuse_decided(row)
    if not rows:
        raise NotDecided(Message("list.row.none"))
    with recorded(action=Action.LEAVE_OUT_ROWS, actor=actor, reason=because):
        keys = {row.pk for row in rows}
        if ListRow.objects.current().filter(pk__in=keys).count() != len(keys):
            raise NotDecided(Message("list.row.decided"))
        change = _change(rows[0], ListChange.Kind.LEFT_OUT)
        left = [copied(row, change, state=_State.LEFT_OUT) for row in rows]
        change_rows_of_list(change, {row.pk: row for row in rows}, left)


def _refuse_decided(row: ListRow) -> None:
    if row.state == _State.UNDERSTOOD or not ListRow.objects.current().filter(pk=row.pk).exists():
        raise NotDecided(Message("list.row.decided"))
    if row.state == _State.WAITING and not row.cells:
        raise NotDecided(Message("list.row.sealed"))


def _refuse_beyond_reach(row: ListRow) -> None:
    """Raise NotDecided where a row is not kept with all rows that belong to it, or belongs to another itself."""
    codes = {each["message"]["code"] for each in row.reasons}
    if codes & {"mapped.many_repeated", "mapped.orphan"}:
        raise NotDecided(Message("list.row.repeats"))


def _was(row: ListRow, known_as: str | None) -> ListRow | None:
    """Return the row that a row is said to have been. Raises NotDecided where that is in doubt, and nobody said it."""
    offered = {each.statement.ref: each for each in may_be(row) if each.statement is not None}
    if offered and known_as != "" and known_as not in offered:
        raise NotDecided(Message("list.row.which"))
    return offered.get(known_as or "")


def _change(row: ListRow, kind: ListChange.Kind) -> ListChange:
    return ListChange.objects.create(
        list_id=row.list_id, event_id=log_size(), kind=kind, columns=row.change.columns
    )


def _mapping(of: RegisterList) -> ImportMapping:
    """Return the mapping by which a list came in last. Raises NotDecided where it cannot read one row alone."""
    brought = last_brought(of)
    try:
        words = mapping_words_of(brought) if brought else None
    except StoreError:
        words = None
    if words is None:
        raise NotDecided(Message("list.row.no_mapping"))
    return mapping_of(words)


def _prefix(of: RegisterList) -> str:
    """Return how the ids of the list begin."""
    if of.document is not None:
        return of.document.ref.removesuffix(DOCUMENT)
    known = ListRow.objects.filter(list=of, statement__isnull=False).values_list("statement__ref", flat=True)
    first = known.first()
    return f"{first.partition('-')[0]}-" if first else next_prefix()


def _free_base(first: str) -> str:
    """Return the first id of a statement, from this one on, that is free."""
    taken = set(Statement.objects.filter(ref__startswith=first).values_list("ref", flat=True))
    number, base = 2, first
    while base in taken:
        base, number = f"{first}-{number}", number + 1
    return base


def _workbook(
    row: ListRow, mapping: ImportMapping, naming: NameIds, register: Workbook, made: MappedRow, base: str
) -> Workbook:
    """Return the rows of the register that the row becomes, beside those that they refer to."""
    if open_kinds := kinds_open(mapping, naming):
        raise NotDecided(Message("list.row.kinds_open", names=open_kinds))
    found = MappedList(tuple(row.change.columns))
    found.take(made, base)
    beside = {
        "sources": [_cells(each) for each in register.sources],
        "places": [_cells(each) for each in register.places],
    }
    if row.list.document is not None:
        beside["documents"] = [
            _cells(each) for each in register.documents if each.id == row.list.document.ref
        ]
        for statement in found.tables["statements"]:
            statement["document"] = row.list.document.ref
    workbook, problems = check(workbook_tables(found, mapping, naming, None, beside))
    if problems.total:
        reasons = [
            CellReason(each.column, "", each.rule)
            for each in problems.first
            if isinstance(each.rule, Message)
        ]
        raise NotDecided(Message("list.row.not_understood"), reasons)
    return workbook


def _cells(row: Row) -> dict[str, str]:
    return dict(zip(sheet_of(type(row)).names, cells(row), strict=True))
