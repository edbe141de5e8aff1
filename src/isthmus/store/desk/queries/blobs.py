"""Which stored files the register refers to."""

from isthmus.store.desk.models import Arrival, Document

__all__ = ["documents_by_blob", "measures_at_arrival"]


def documents_by_blob() -> dict[str, tuple[str, ...]]:
    """Return the ids of the documents that hold each blob, as their content or as a further file."""
    own = Document.objects.exclude(content="").values_list("content", "ref")
    came = Arrival.objects.exclude(content="").values_list("content", "document__ref")
    held: dict[str, tuple[str, ...]] = {}
    for name, ref in sorted({*own, *came}):
        held[name] = (*held.get(name, ()), ref)
    return held


def measures_at_arrival() -> dict[str, tuple[str, int]]:
    """Return what was measured of each blob when it came in: SHA-256 of the content in hexadecimal, size in bytes."""
    rows = Arrival.objects.exclude(content="").values_list("content", "sha256", "size")
    return {name: (digest, size) for name, digest, size in rows}
