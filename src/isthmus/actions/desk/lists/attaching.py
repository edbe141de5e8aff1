"""The files of the submissions of a form: found in an archive, stored, and committed to with their documents."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import batched, chain
from zipfile import ZipInfo

from isthmus.actions.desk.file_kinds import kind_of
from isthmus.actions.desk.staging import Content
from isthmus.core.import_mapping.files_named import NamedFiles
from isthmus.core.messages import Message
from isthmus.files.media_archive import DamagedMedia, MediaArchive, SeveralFiles
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival

__all__ = ["FoundFiles", "find_files"]

_AT_ONCE = 500
_SHOWN = 10


@dataclass(slots=True)
class FoundFiles:
    """The files of documents, by the id of the document, and the names that led to none or to several.

    `unused`: how many files of the archive no submission names.
    """

    of: dict[str, list[tuple[Content, str]]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    unused: int = 0

    def told(self) -> Iterator[Message]:
        """Yield what is to be said of files that were not brought in."""
        for name in ("missing", "unclear", "damaged"):
            if found := getattr(self, name):
                yield Message(f"list.files.{name}", n=len(found), names=tuple(found[:_SHOWN]))
        if self.unused:
            yield Message("list.files.unused", n=self.unused)


def find_files(named: Mapping[str, NamedFiles], archive: MediaArchive | None) -> FoundFiles:
    """Store the files that submissions name, by the id of the document; what came before is not missing now."""
    found = FoundFiles()
    owners = _owners(named, archive, found, _here(named)) if named else {}
    for document, parts in owners.items():
        for part, name in parts:
            try:
                assert archive is not None  # else no part was found
                found.of.setdefault(document, []).append((_stored(archive, part), name))
            except DamagedMedia:
                found.damaged.append(name)
    found.unused = archive.size - len(archive.used) if archive else 0
    return found


def _here(named: Mapping[str, NamedFiles]) -> set[tuple[str, str]]:
    """Return the files that came before: the id of the document, and what the file was called."""
    found: set[tuple[str, str]] = set()
    for some in batched(sorted(named), _AT_ONCE):
        arrivals = Arrival.objects.filter(document__ref__in=some)
        found.update(arrivals.values_list("document__ref", "name"))
    return found


def _owners(
    named: Mapping[str, NamedFiles],
    archive: MediaArchive | None,
    found: FoundFiles,
    here: Collection[tuple[str, str]],
) -> dict[str, list[tuple[ZipInfo, str]]]:
    """Return the files of each document; one that several submissions name is nobody's."""
    parts: dict[int, tuple[ZipInfo, dict[str, str]]] = {}
    for document, files in named.items():
        for name in files.names:
            try:
                part = archive.find(files.key, name) if archive else None
            except SeveralFiles:
                found.unclear.append(name)
                continue
            if part is None:
                found.missing += [] if (document, name) in here else [name]
            else:
                parts.setdefault(part.header_offset, (part, {}))[1][document] = name
    owners: dict[str, list[tuple[ZipInfo, str]]] = {}
    for part, documents in parts.values():
        if len(documents) > 1:
            found.unclear += documents.values()
            continue
        for document, name in documents.items():
            owners.setdefault(document, []).append((part, name))
    return owners


def _stored(archive: MediaArchive, part: ZipInfo) -> Content:
    pieces = archive.pieces(part)
    first = next(pieces, b"")
    kept = current_workspace().blobs.add_pieces(chain((first,), pieces))
    return Content(kept.name, kind_of(first), kept.size, kept.sha256)
