"""The stored files, each read in pieces: which are sound, which are not, and whose they are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from isthmus.core.messages import Message
from isthmus.core.progress import Progress
from isthmus.store.base.blobs import BlobDamaged, Blobs, MeasuredContent, blobs_set_aside
from isthmus.store.desk.queries.blobs import documents_by_blob, is_held, measures_at_arrival

__all__ = ["StoredFile", "settle_removals", "stored_file_faults", "stored_files"]

# Enough of a name of 64 digits to find the file by.
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One stored file: the documents that hold it, and its measures where it can be opened.

    `differs`: it is whole, and not what was measured when it came in.
    """

    name: str
    documents: tuple[str, ...]
    measured: MeasuredContent | None = None
    missing: bool = False
    differs: bool = False

    @property
    def sound(self) -> bool:
        """Whether it is there, and decrypts to what its name stands for."""
        return self.measured is not None and not self.differs

    @property
    def digest(self) -> bytes | None:
        """Return the SHA-256 of the encrypted file, where it is sound."""
        return self.measured.sealed if self.measured and self.sound else None

    def fault(self) -> Message:
        """Return what is wrong with a file that is not sound."""
        name = self.name[:_DIGITS]
        if self.differs:
            return Message("stored_file.differs", name=name, documents=self.documents)
        if not self.documents:
            return Message("stored_file.damaged_unused", name=name)
        code = "stored_file.missing" if self.missing else "stored_file.damaged"
        return Message(code, name=name, documents=self.documents)


def stored_files(
    blobs: Blobs, names: Collection[str] | None = None, progress: Progress | None = None
) -> Iterator[StoredFile]:
    """Yield every file that is there or that a document holds; raises FileNotFoundError where one goes meanwhile."""
    documents, arrived = documents_by_blob(), measures_at_arrival()
    there = sorted(blobs.names() if names is None else names)
    for done, name in enumerate(there):
        found = _measured(blobs, name)
        differs = found is not None and arrived.get(name, (found.sha256, found.size)) != (
            found.sha256,
            found.size,
        )
        yield StoredFile(name, documents.get(name, ()), found, differs=differs)
        if progress:
            progress(done + 1, len(there))
    for name in sorted(documents.keys() - set(there)):
        yield StoredFile(name, documents[name], missing=True)


def stored_file_faults(blobs: Blobs, progress: Progress | None = None) -> Iterator[StoredFile]:
    """Yield the files that are not sound."""
    return (each for each in stored_files(blobs, progress=progress) if not each.sound)


def settle_removals(blobs: Blobs) -> None:
    """End the removals of processes that were killed: files set aside go, or come back where a row holds them."""
    for name in blobs_set_aside(blobs.folder):
        if is_held(name):
            blobs.put_back(name)
        else:
            blobs.remove(name)


def _measured(blobs: Blobs, name: str) -> MeasuredContent | None:
    try:
        return blobs.check(name)
    except FileNotFoundError:
        raise
    except (BlobDamaged, OSError):  # a disk that cannot read it, too
        return None
