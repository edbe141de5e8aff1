"""What drafts, jobs and uploads hold of what is sealed: they lie under the passphrase of the workspace."""

from itertools import batched
from typing import Any

from django.db import connections

from isthmus.actions.desk.scratch_copies import ScratchCopies, SoughtTexts, drop_views, find_copies
from isthmus.core.messages import Message
from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.tokens import SEALED_TEXTS
from isthmus.store.desk.models import SHEET_MODELS, SheetModel
from isthmus.store.desk.overwriting import overwrite_deleted, overwrite_in
from isthmus.store.desk.queries.list_rows import close_list_rows_that
from isthmus.store.desk.queries.workbook import whole
from isthmus.store.desk.sealing_key import recipient_in_use

__all__ = ["drop_copies", "has_sealed", "overwrite_scratch", "texts_to_seal"]

_BATCH = 500


def has_sealed(rows: Workbook) -> bool:
    """Return whether any of the rows is marked as sealed, where there is a keeper's key to seal it to."""
    marked = any(row.protection == "sealed" for sheet in SEALED_TEXTS for row in getattr(rows, sheet))
    return marked and recipient_in_use() is not None


def texts_to_seal(rows: Workbook | None = None) -> SoughtTexts:
    """Return what rows that are marked as sealed hold in clear, with their earlier versions, before they are sealed.

    None: those of the register.
    """
    rows = rows or whole()
    found: list[SheetModel] = []
    for sheet in SEALED_TEXTS:
        refs = [row.id for row in getattr(rows, sheet) if row.protection == "sealed"]
        model: Any = SHEET_MODELS[sheet]
        for some in batched(refs, _BATCH):
            found += model.objects.filter(ref__in=some)
    sought = SoughtTexts.of(found, frozenset())
    return SoughtTexts(sought.texts, frozenset(), frozenset(), sought.names)


def drop_copies(sought: SoughtTexts, drafts_left: str = "sealing.drafts_left") -> tuple[Message, ...]:
    """Drop finished jobs, kept filters and cells of lists that hold any of the texts, and overwrite what was deleted.

    Return what is left. A draft is somebody's work, and stays: how many hold any of it is said by `drafts_left`.
    """
    found = find_copies(sought)
    ScratchCopies((), found.jobs, ()).delete()
    drop_views(found)
    close_list_rows_that(sought.stand_in)
    drafts = [Message(drafts_left, n=len(found.drafts))] if found.drafts else []
    return (*overwrite_deleted(), *drafts)


def overwrite_scratch() -> tuple[Message, ...]:
    """Overwrite what drafts and uploads that are deleted held; return what was left as it is."""
    return tuple(dict.fromkeys(overwrite_in(connections["scratch"])))
