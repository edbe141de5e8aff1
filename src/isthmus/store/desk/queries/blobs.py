"""Which stored files the register refers to."""

from isthmus.store.desk.models import Arrival, Document

__all__ = ["documents_by_blob", "measures_at_arrival", "referenced_blobs"]


def referenced_blobs() -> set[str]:
    """Return the names of the blobs that documents hold."""
    return set(Document.objects.exclude(content="").values_list("content", flat=True))


def documents_by_blob() -> dict[str, tuple[str, ...]]:
    """Return the ids of the documents that hold each blob."""
    held: dict[str, tuple[str, ...]] = {}
    rows = Document.objects.exclude(content="").order_by("ref").values_list("content", "ref")
    for name, ref in rows:
        held[name] = (*held.get(name, ()), ref)
    return held


def measures_at_arrival() -> dict[str, tuple[str, int]]:
    """Return what was measured of each blob when it came in: SHA-256 of the content in hexadecimal, size in bytes."""
    rows = Arrival.objects.values_list("content", "sha256", "size")
    return {name: (digest, size) for name, digest, size in rows}
