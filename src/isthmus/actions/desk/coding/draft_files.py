"""Files of drafts among the stored files: kept as the draft begins, gone with it unless a document has them."""

from collections.abc import Mapping
from threading import Lock
from typing import Any

from django.db.models import QuerySet

from isthmus.actions.desk.staging import Content
from isthmus.store.base.blob_writer import ArrivedFile, BlobWriter, sweep_parts
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.queries.blobs import is_held
from isthmus.store.desk.scratch.models import Draft

__all__ = ["delete_drafts", "draft_of_recording", "draft_of_stored", "forget_half_arrived", "stored_content"]

# One desk at a time has a workspace open: between its threads nobody keeps a file that another one is about to remove.
_LOCK = Lock()


def draft_of_stored(arrived: ArrivedFile, columns: Mapping[str, Any]) -> Draft:
    """Begin a draft of a file that came in, with these columns, and keep the file.

    The draft is there first: cut off in between, it has no file, and the next start of the desk deletes it.
    """
    measured = arrived.measured
    with _LOCK:
        draft = Draft.objects.create(
            blob=measured.name,
            digest=measured.name,
            measures={"size": measured.size, "sha256": measured.sha256},
            **columns,
        )
        try:
            arrived.keep()
        except BaseException:
            draft.delete()
            raise
    return draft


def draft_of_recording(content: bytes, columns: Mapping[str, Any]) -> Draft:
    """Begin a draft of a recording that lay within another file: it is stored, as one that was chosen is."""
    writer = BlobWriter(current_workspace().blobs)
    writer.write(content)
    arrived = writer.end()
    try:
        return draft_of_stored(arrived, columns)
    finally:
        arrived.discard()


def stored_content(draft: Draft) -> Content | None:
    """Return what the document of a draft will hold, where its file is stored already."""
    if not draft.blob or draft.more_of:
        return None
    size, digest = draft.measures["size"], draft.measures["sha256"]
    return Content(draft.blob, draft.media_type, int(str(size)), str(digest))


def delete_drafts(drafts: "QuerySet[Draft]") -> None:
    """Delete drafts with their files, but for files that a document or another draft has, too.

    A file is set aside first: cut off in between, it goes, or is back, when the workspace is opened next.
    """
    with _LOCK:
        held = dict(drafts.values_list("pk", "blob"))
        going = [name for name in set(held.values()) if name and not is_held(name, besides=held)]
        with current_workspace().blobs.removal(going):
            Draft.objects.filter(pk__in=held).delete()


def forget_half_arrived() -> None:
    """Remove what a desk that was killed left of files that were coming in."""
    blobs = current_workspace().blobs
    sweep_parts(blobs.folder)
    untouched = Draft.objects.exclude(blob="").filter(revision=0).only("blob")
    lost = [draft.pk for draft in untouched.iterator() if draft.blob not in blobs]
    Draft.objects.filter(pk__in=lost).delete()
