"""Overwriting rows with what a workbook says, where somebody accepted that."""

from collections.abc import Collection, Mapping, Sequence
from itertools import batched

from django.db.models import Q

from isthmus.actions.desk.recorded import Recorder, prepare
from isthmus.actions.desk.row_mapping import Keys, link_rows, linked_numbers, stored
from isthmus.actions.desk.staging import KnownRows, StagedRows, by_table, key_of
from isthmus.core.workbook.canonical import cells
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.store.desk import models
from isthmus.store.desk.bulk import insert, overwrite
from isthmus.store.desk.derive import AffectedRows, index_words
from isthmus.store.desk.models import SHEET_MODELS, SheetModel
from isthmus.store.desk.models.columns import link_table
from isthmus.store.desk.queries.workbook import some

__all__ = ["change_rows", "committed_cells", "index_new", "link", "touch", "touch_new"]

AT_ONCE = 5_000


def change_rows(
    changed: Workbook, before: Workbook, known: KnownRows, event: Recorder, touched: AffectedRows
) -> None:
    """Overwrite saved rows inside the event's transaction, and tell what that touches, before and after.

    `before`: the same rows as they are; `known` are all rows that either refer to.
    """
    for sheet, model in SHEET_MODELS.items():
        old = {key_of(row): row for row in getattr(before, sheet)}
        rows = {key_of(row): row for row in getattr(changed, sheet)}
        for refs in batched(rows, AT_ONCE):
            made = _saved(model, refs)
            pks = {each.pk for each in made}
            words = _worded(sheet, pks)
            _touch(sheet, pks, touched)
            refs_of = [_ref(each) for each in made]
            pairs = zip(made, [old[ref] for ref in refs_of], strict=True)
            event.keep_versions(made, [committed_cells(*each, known) for each in pairs])
            _overwrite(sheet, made, [rows[ref] for ref in refs_of], known, event)
            _touch(sheet, pks, touched)
            index_words("statements", words | _worded(sheet, pks))
            index_words(sheet, pks)
            if sheet == "mentions":  # linked as it was; as it is, no run has seen it
                models.IdentityMember.objects.filter(mention__in=pks).delete()


def _saved(model: type[SheetModel], refs: Sequence[str]) -> list[SheetModel]:
    if model is models.Term:
        return [each for each in models.Term.objects.all() if _ref(each) in refs]
    return list(model._default_manager.filter(Q(("ref__in", list(refs)))))


def _ref(made: SheetModel) -> str:
    return f"{made.list};{made.code}" if isinstance(made, models.Term) else made.ref  # type: ignore[attr-defined]


def _overwrite(
    sheet: str, made: Sequence[SheetModel], rows: Sequence[Row], known: KnownRows, event: Recorder
) -> None:
    event.commit_prepared(
        prepare(made, [committed_cells(*each, known) for each in zip(made, rows, strict=True)])
    )
    fields = stored(sheet, rows, known.keys)
    own = ([each.custody_key for each in made], [each.pk for each in made])
    overwrite(SHEET_MODELS[sheet], (*fields, "custody_key"), zip(*fields.values(), *own, strict=True))
    _link(SHEET_MODELS[sheet], {each.pk: row for each, row in zip(made, rows, strict=True)}, known.keys)


def committed_cells(made: SheetModel, row: Row, known: KnownRows) -> tuple[str, ...]:
    """Return the committed cells of a row of a table that is to hold the values of a workbook's row."""
    return (
        *cells(row),
        *linked_numbers(row, made.sheet(), known.numbers),
        *made.custody_cells(made.custody_beside, row),
    )


def link(made: SheetModel, row: Row, keys: Keys) -> None:
    """Make the link rows of a saved row what the row's list cells say."""
    _link(type(made), {made.pk: row}, keys)


def _link(model: type[SheetModel], rows: Mapping[int, Row], keys: Keys) -> None:
    for table, owner in {link_table(model, kept) for kept in model.links.values()}:
        table._default_manager.filter(**{f"{owner}__in": rows}).delete()
    for table, columns, values in by_table(link_rows(model, rows, keys)):
        insert(table, columns, values)


def touch(made: SheetModel, touched: AffectedRows) -> None:
    """Tell what hangs on one row as it now is."""
    _touch(made.sheet().name, {made.pk}, touched)


def index_new(staged: StagedRows) -> None:
    """Make the words of rows that were just saved, before any other row around them changes."""
    for sheet, keys in staged.keys.items():
        index_words(sheet, keys, new=True)


def touch_new(staged: StagedRows, touched: AffectedRows) -> None:
    """Tell what hangs on rows that were just saved."""
    for sheet, keys in staged.keys.items():
        _touch(sheet, keys, touched)


def _touch(sheet: str, pks: Collection[int], touched: AffectedRows) -> None:
    if not pks:
        return
    if sheet == "acts":
        touched.add_statements({one for (one,) in some(models.Act.objects.all(), pks, "statement_id")})
    tell = {
        "sources": touched.add_sources,
        "places": touched.add_places,
        "documents": touched.add_documents,
        "statements": touched.add_statements,
        "acts": touched.add_acts,
        "mentions": touched.add_mentions,
        "judgements": touched.add_judgements_of,
    }
    if sheet in tell:
        tell[sheet](pks)


def _worded(sheet: str, pks: Collection[int]) -> set[int]:
    """Return the statements whose searched words rows are part of."""
    within = {"documents": "document", "acts": "acts", "mentions": "acts__mentions"}
    if sheet not in within:
        return set()
    return {pk for (pk,) in some(models.Statement.objects.all(), pks, "pk", by=within[sheet])}
