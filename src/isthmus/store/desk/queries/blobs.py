"""Which stored files the register refers to."""

from isthmus.store.desk.models import Document

__all__ = ["referenced_blobs"]


def referenced_blobs() -> set[str]:
    """Return the names of the blobs that documents hold."""
    return set(Document.objects.exclude(content="").values_list("content", flat=True))
