"""Overwriting rows with what a workbook says, where somebody accepted that."""

from isthmus.actions.desk.filling import HANGING, Keys, fill, hanging_on
from isthmus.actions.desk.recorded import Recorder
from isthmus.actions.desk.staging import MODELS, Staged, key_of
from isthmus.core.workbook.rows import Row, Term, Workbook
from isthmus.store.desk import models
from isthmus.store.desk.bulk import insert
from isthmus.store.desk.derive import Touched, index_words
from isthmus.store.desk.models import Committed

__all__ = ["change_rows", "hang", "touch", "touch_new"]


def change_rows(changed: Workbook, keys: Keys, event: Recorder, touched: Touched) -> None:
    """Overwrite saved rows inside the event's transaction, and tell what that touches, before and after."""
    for sheet in MODELS:
        for row in getattr(changed, sheet):
            made = _saved(sheet, row)
            words = _worded(sheet, made.pk)
            touch(made, touched)
            fill(made, sheet, row, keys)
            event.commit(made, row)
            hang(made, row, keys)
            touch(made, touched)
            index_words(words | _worded(sheet, made.pk))
            if isinstance(made, models.Mention):  # linked as it was; as it is, no run has seen it
                models.IdentityMember.objects.filter(mention=made).delete()


def _saved(sheet: str, row: Row) -> Committed:
    if isinstance(row, Term):
        return models.Term.objects.get(list=row.list, code=row.code)
    return MODELS[sheet]._default_manager.get(ref=key_of(row))  # type: ignore[misc]


def hang(made: Committed, row: Row, keys: Keys) -> None:
    """Make what hangs on a saved row what the row's list cells say."""
    for table, (owner, *_) in HANGING.items():
        if type(made) is table._meta.get_field(owner).related_model:
            table._default_manager.filter(**{owner: made}).delete()
    for table, values in hanging_on(made.pk, row, keys):
        insert(table, HANGING[table], [values])


def touch(made: Committed, touched: Touched) -> None:
    """Tell what hangs on one row as it now is."""
    match made:
        case models.Source():
            touched.add_sources({made.pk})
        case models.Place():
            touched.add_places({made.pk})
        case models.Document():
            touched.add_documents({made.pk})
        case models.Statement():
            touched.add_statements({made.pk})
        case models.Act():
            touched.add_acts({made.pk})
            touched.add_statements({made.statement_id})
        case models.Mention():
            touched.add_mentions({made.pk})
        case models.Judgement():
            replaced = models.Judgement.objects.filter(replaced_by__judgement=made)
            touched.add_judgements([made, *replaced])


def touch_new(staged: Staged, touched: Touched) -> None:
    """Tell what hangs on rows that were just saved."""
    for sheet, keys in staged.keys.items():
        for made in MODELS[sheet]._default_manager.filter(pk__gte=keys.start, pk__lt=keys.stop):
            touch(made, touched)


def _worded(sheet: str, pk: int) -> set[int]:
    """Return the statements whose searched words a row is part of."""
    within = {"documents": "document", "statements": "pk", "acts": "acts", "mentions": "acts__mentions"}
    if sheet not in within:
        return set()
    return set(models.Statement.objects.filter(**{within[sheet]: pk}).values_list("pk", flat=True))
