"""Which stored files the register and drafts refer to."""

from collections.abc import Collection
from uuid import UUID

from isthmus.store.desk.models import Arrival, DerivedCopy, Document
from isthmus.store.desk.scratch.models import Draft

__all__ = ["blobs_of_drafts", "documents_by_blob", "is_held", "measures_at_arrival"]


def documents_by_blob() -> dict[str, tuple[str, ...]]:
    """Return the ids of the documents that hold each blob: as their content, a further file, or a copy made of one."""
    own = Document.objects.exclude(content="").values_list("content", "ref")
    came = Arrival.objects.exclude(content="").values_list("content", "document__ref")
    made = DerivedCopy.objects.values_list("content", "document__ref")
    held: dict[str, tuple[str, ...]] = {}
    for name, ref in sorted({*own, *came, *made}):
        held[name] = (*held.get(name, ()), ref)
    return held


def measures_at_arrival() -> dict[str, tuple[str, int]]:
    """Return what was measured of each blob when it came in or was made: SHA-256 in hexadecimal, size in bytes."""
    came = Arrival.objects.exclude(content="").values_list("content", "sha256", "size")
    made = DerivedCopy.objects.values_list("content", "sha256", "size")
    return {name: (digest, size) for rows in (came, made) for name, digest, size in rows}


def is_held(name: str, *, besides: Collection[UUID] = ()) -> bool:
    """Return whether any row holds a blob, that of a draft among them; `besides`: drafts that do not count."""
    held = any(model.objects.filter(content=name).exists() for model in (Document, Arrival, DerivedCopy))
    return held or Draft.objects.filter(blob=name).exclude(pk__in=besides).exists()


def blobs_of_drafts() -> frozenset[str]:
    """Return the names of the stored files that drafts hold."""
    return frozenset(Draft.objects.exclude(blob="").values_list("blob", flat=True))
