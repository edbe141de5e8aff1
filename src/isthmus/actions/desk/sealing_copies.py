"""What drafts, jobs and uploads hold of what is sealed: they lie under the passphrase of the workspace."""

from itertools import batched
from typing import Any

from django.db import connections

from isthmus.actions.desk.scratch_copies import ScratchCopies, SoughtTexts, find_copies
from isthmus.core.messages import Message
from isthmus.core.workbook.rows import Workbook
from isthmus.core.workbook.tokens import SEALED_TEXTS
from isthmus.store.desk.models import SHEET_MODELS, SheetModel
from isthmus.store.desk.overwriting import overwrite_deleted, overwrite_in
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
    return SoughtTexts(SoughtTexts.of(found, frozenset()).texts, frozenset(), frozenset())


def drop_copies(sought: SoughtTexts) -> tuple[Message, ...]:
    """Drop the finished jobs that hold any of the texts, and overwrite what was deleted; return what is left.

    A draft is somebody's work, and stays: how many hold any of it is said.
    """
    found = find_copies(sought)
    ScratchCopies((), found.jobs, ()).delete()
    drafts = [Message("sealing.drafts_left", n=len(found.drafts))] if found.drafts else []
    return (*overwrite_deleted(), *drafts)


def overwrite_scratch() -> tuple[Message, ...]:
    """Overwrite what drafts and uploads that are deleted held; return what was left as it is."""
    return tuple(dict.fromkeys(overwrite_in(connections["scratch"])))
