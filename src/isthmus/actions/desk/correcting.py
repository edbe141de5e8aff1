"""Correcting one row of the register: a slip of ours is put right, and what it was stays as a version.

The rules of a workbook hold for the row as it would be, beside every row that it refers to and every row whose rule
looks at it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q

from isthmus.actions.desk.effects import Effect, effect_of, no_effect
from isthmus.actions.desk.import_workbook import (
    FieldChange,
    ImportPlan,
    PreparedImport,
    apply_import,
    differing,
    log_size,
)
from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.staging import key_of, known_rows
from isthmus.core.custody.actors import Action, Actor
from isthmus.core.messages import Message, MessageError
from isthmus.core.workbook.canonical import cells, table_of
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.problems import Problem
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import SHEETS, Column, Sheet
from isthmus.store.desk.models import (
    SHEET_MODELS,
    Act,
    Commitment,
    CommittedRow,
    Judgement,
    Mention,
    Place,
    SheetModel,
    Statement,
)
from isthmus.store.desk.queries.workbook import Part, nothing_but, read

__all__ = [
    "Correction",
    "NotCorrected",
    "UnsoundCorrection",
    "cells_of",
    "columns_of",
    "correct",
    "is_correctable",
    "last_event",
    "plan_correction",
]

# What is measured or said by the program itself, never typed; ids are what other rows and files call it by.
_NEVER_TYPED = {"documents": ("sha256",), "statements": ("coder", "coded_at")}
# No line and no figure hangs on these: nothing is computed to say so.
_MOVES_NOTHING = {
    "sources": ("name", "contact", "reliability", "note"),
    "places": ("name", "other_names", "latitude", "longitude", "precision", "gazetteer"),
    "documents": ("title", "language", "file", "url", "captured"),
    "statements": ("locator", "quote", "wording", "said"),
    "acts": ("method", "outcome", "note"),
    "mentions": ("as_said", "description", "occupation"),
    "statuses": ("status", "date"),
    "vocabulary": ("label", "maps_to"),
}
# In the tables that are checked the row stands first, below the header.
_FIRST = 2

# Primary keys of rows, by sheet.
type Keys = dict[str, set[int]]


class NotCorrected(MessageError):
    """Nothing was corrected; says why, and what to do."""


class UnsoundCorrection(NotCorrected):
    """The row as it would be breaks rules: of its own cells by column, and of rows beside it."""

    def __init__(self, cells: Mapping[str, tuple[Problem, ...]], beside: tuple[Problem, ...]) -> None:
        n = sum(map(len, cells.values())) + len(beside)
        super().__init__(Message("correct.unsound", n=n))
        self.cells, self.beside = cells, beside


@dataclass(frozen=True, slots=True)
class Correction:
    """A sound correction of one row as the register stands, not yet made."""

    plan: ImportPlan

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """Return the cells that it changes."""
        return self.plan.changes

    def effect(self) -> Effect:
        """Return what it moves; it is tried and taken back."""
        if all(each.column in _MOVES_NOTHING[each.sheet] for each in self.changes):
            return no_effect()
        return effect_of(lambda: PreparedImport(self.plan).save(Recorder()))


def is_correctable(row: CommittedRow | None) -> bool:
    """Return whether a row can be corrected: all of the register but judgements, which are undone and made anew."""
    return isinstance(row, SheetModel) and not isinstance(row, Judgement)


def columns_of(row: SheetModel) -> tuple[Column, ...]:
    """Return the columns of a row that can be corrected."""
    sheet = row.sheet()
    closed = (*sheet.keys, *_NEVER_TYPED.get(sheet.name, ()))
    return tuple(column for column in sheet.written if column.name not in closed)


def cells_of(row: SheetModel) -> dict[str, str]:
    """Return the cells of a row by column, as a workbook writes them."""
    return dict(zip(row.sheet().names, cells(_as_row(row)), strict=True))


def last_event(row: CommittedRow) -> int:
    """Return the number of the last event that changed the row."""
    logged = Commitment.objects.filter(row=row.uid.bytes).order_by("-event_id")
    return logged.values_list("event_id", flat=True)[0]


def plan_correction(row: SheetModel, typed: Mapping[str, str]) -> Correction:
    """Return the correction that gives some of a row's columns other cells.

    Raises UnsoundCorrection where a rule of the workbook would be broken, and NotCorrected where nothing differs.
    """
    at, before = log_size(), _as_row(row)
    allowed = {column.name for column in columns_of(row)}
    after = _checked(row, before, {name: cell for name, cell in typed.items() if name in allowed})
    name = row.sheet().name
    changes = tuple(differing(name, before, after))
    if not changes:
        raise NotCorrected(Message("correct.nothing"))
    changed, old = Workbook(**{name: (after,)}), Workbook(**{name: (before,)})  # type: ignore[arg-type]
    return Correction(ImportPlan(at, Workbook(), changed, old, changes, same=0, missing=0, withdrawn=0))


def correct(correction: Correction, *, reason: str, actor: Actor) -> tuple[Message, ...]:
    """Make a correction; return where something that is sealed now could not be overwritten.

    Raises NotCorrected without a reason, and RegisterMoved where somebody wrote to the register since it was planned.
    """
    if not reason.strip():
        raise NotCorrected(Message("correct.reason_missing"))
    done = apply_import(correction.plan, actor=actor, accept_because=reason, action=Action.CORRECT_ROW)
    return done.left


def _as_row(row: SheetModel) -> Row:
    name = row.sheet().name
    book = read(nothing_but() if name == "vocabulary" else nothing_but(**{name: {row.pk}}))
    rows: tuple[Row, ...] = getattr(book, name)
    key = f"{row.list};{row.code}" if name == "vocabulary" else row.ref  # type: ignore[attr-defined]
    return next(each for each in rows if key_of(each) == key)


def _checked(row: SheetModel, before: Row, typed: Mapping[str, str]) -> Row:
    """Return the row with what was typed, which keeps every rule."""
    sheet = row.sheet()
    tables = dict(_tables(_around(row, typed), sheet, before, typed))
    sound, problems = check(tables)
    if problems.total:
        own = [each for each in problems.first if (each.sheet, each.row) == (sheet.name, _FIRST)]
        by_column = {name: tuple(each for each in own if each.column == name) for name in typed}
        shown = {name: found for name, found in by_column.items() if found}
        told = {id(each) for found in shown.values() for each in found}
        raise UnsoundCorrection(shown, tuple(each for each in problems.first if id(each) not in told))
    rows: tuple[Row, ...] = getattr(sound, sheet.name)
    return next(each for each in rows if key_of(each) == key_of(before))


def _tables(
    around: Workbook, corrected: Sheet, before: Row, typed: Mapping[str, str]
) -> Iterator[tuple[str, Table]]:
    """Yield the sheets as they would be read from a file, the corrected row first in its own."""
    for sheet in SHEETS:
        rows = getattr(around, sheet.name)
        if sheet.name != corrected.name:
            yield sheet.name, Table(*table_of(sheet, rows))
            continue
        others = (each for each in rows if key_of(each) != key_of(before))
        header, listed = table_of(sheet, [before, *others])
        first, *rest = listed
        named = dict(zip(header, first, strict=True)) | dict(typed)
        yield sheet.name, Table(header, [[named[name] for name in header], *rest])


def _around(row: SheetModel, typed: Mapping[str, str]) -> Workbook:
    """Return the row, the rows whose rules look at it, and all that these and the typed cells refer to."""
    keys: Keys = {name: set() for name in SHEET_MODELS if name != "vocabulary"}
    if row.sheet().name != "vocabulary":
        keys[row.sheet().name].add(row.pk)
    for name, found in _looking_at(row):
        keys[name] |= set(found)
    _add_named(keys, row.sheet(), typed)
    while True:
        book = read(Part(**keys))
        known = known_rows(book).keys
        missing = {name: set(known.get(name, {}).values()) - held for name, held in keys.items()}
        if not any(missing.values()):
            return book
        keys = {name: held | missing[name] for name, held in keys.items()}


def _looking_at(row: SheetModel) -> Iterator[tuple[str, Iterable[int]]]:
    """Yield rows with a rule that looks at this row: judgements of it, and mentions that are part of others."""
    judged = Judgement.objects.standing()
    match row:
        case Place():
            yield "judgements", judged.filter(kind="place").values_list("pk", flat=True)
        case Statement():
            of_it = judged.filter(left_statement=row)
            yield "judgements", of_it.values_list("pk", flat=True)
            yield "mentions", _nested(Q(act__statement=row))
        case Act():
            of_it = judged.filter(Q(left_act=row) | Q(right_act=row))
            yield "judgements", of_it.values_list("pk", flat=True)
            yield "mentions", _nested(Q(act=row))
        case Mention():
            yield "mentions", _nested(Q(pk=row.pk))


def _nested(these: Q) -> Iterable[int]:
    """Return the keys of mentions that are part of one of these, or of which one of these is part."""
    outer = Mention.objects.filter(these)
    inner = Mention.objects.filter(Q(within__in=outer) | these & Q(within__isnull=False))
    return inner.values_list("pk", flat=True)


def _add_named(keys: Keys, sheet: Sheet, typed: Mapping[str, str]) -> None:
    """Add the rows that typed cells refer to, as far as there are any of that id."""
    for name, cell in typed.items():
        column = sheet.column(name)
        if column.type in ("ref", "refs"):
            refs = [part.strip() for part in cell.split(";") if part.strip()]
            found = SHEET_MODELS[column.to]._default_manager.filter(Q(("ref__in", refs)))
            keys[column.to] |= set(found.values_list("pk", flat=True))
