"""Overwriting rows with what a workbook says, where somebody accepted that."""

from collections.abc import Collection, Mapping, Sequence
from itertools import batched

from isthmus.actions.desk.filling import COLUMNS, HANGING, Keys, hanging_on, values_of
from isthmus.actions.desk.recorded import Recorder, prepare
from isthmus.actions.desk.staging import MODELS, Staged, key_of
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.store.desk import models
from isthmus.store.desk.bulk import insert, overwrite
from isthmus.store.desk.derive import Touched, index_words
from isthmus.store.desk.models import Committed
from isthmus.store.desk.queries.workbook import some

__all__ = ["change_rows", "hang", "touch", "touch_new"]

AT_ONCE = 5_000


def change_rows(changed: Workbook, keys: Keys, event: Recorder, touched: Touched) -> None:
    """Overwrite saved rows inside the event's transaction, and tell what that touches, before and after."""
    for sheet, model in MODELS.items():
        rows = {key_of(row): row for row in getattr(changed, sheet)}
        for refs in batched(rows, AT_ONCE):
            made = _saved(model, refs)
            pks = {each.pk for each in made}
            words = _worded(sheet, pks)
            _touch(sheet, pks, touched)
            _overwrite(sheet, made, [rows[_ref(each)] for each in made], keys, event)
            _touch(sheet, pks, touched)
            index_words(words | _worded(sheet, pks))
            if sheet == "mentions":  # linked as it was; as it is, no run has seen it
                models.IdentityMember.objects.filter(mention__in=pks).delete()


def _saved(model: type[Committed], refs: Sequence[str]) -> list[Committed]:
    if model is models.Term:
        return [each for each in models.Term.objects.all() if _ref(each) in refs]
    return list(model._default_manager.filter(ref__in=refs))  # type: ignore[misc]  # each but Term has one


def _ref(made: Committed) -> str:
    return f"{made.list};{made.code}" if isinstance(made, models.Term) else made.ref  # type: ignore[attr-defined]


def _overwrite(
    sheet: str, made: Sequence[Committed], rows: Sequence[Row], keys: Keys, event: Recorder
) -> None:
    event.commit_prepared(prepare(made, rows))
    values = [
        (*values_of(sheet, row, keys), each.custody_key, each.pk)
        for each, row in zip(made, rows, strict=True)
    ]
    overwrite(MODELS[sheet], (*COLUMNS[sheet], "custody_key"), values)
    _hang(MODELS[sheet], {each.pk: row for each, row in zip(made, rows, strict=True)}, keys)


def hang(made: Committed, row: Row, keys: Keys) -> None:
    """Make what hangs on a saved row what the row's list cells say."""
    _hang(type(made), {made.pk: row}, keys)


def _hang(model: type[Committed], rows: Mapping[int, Row], keys: Keys) -> None:
    listed = [each for pk, row in rows.items() for each in hanging_on(pk, row, keys)]
    for table, columns in HANGING.items():
        if model is table._meta.get_field(columns[0]).related_model:
            table._default_manager.filter(**{f"{columns[0]}__in": rows}).delete()
            insert(table, columns, [values for held_in, values in listed if held_in is table])


def touch(made: Committed, touched: Touched) -> None:
    """Tell what hangs on one row as it now is."""
    _touch(next(sheet for sheet, model in MODELS.items() if type(made) is model), {made.pk}, touched)


def touch_new(staged: Staged, touched: Touched) -> None:
    """Tell what hangs on rows that were just saved."""
    for sheet, keys in staged.keys.items():
        _touch(sheet, keys, touched)


def _touch(sheet: str, pks: Collection[int], touched: Touched) -> None:
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
    within = {"documents": "document", "statements": "pk", "acts": "acts", "mentions": "acts__mentions"}
    if sheet not in within:
        return set()
    return {pk for (pk,) in some(models.Statement.objects.all(), pks, "pk", by=within[sheet])}
