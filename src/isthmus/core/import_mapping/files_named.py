"""The files that a submission of a form names: photographs, recordings, papers."""

from collections.abc import Iterator
from dataclasses import dataclass

from isthmus.core.import_mapping.records import Record
from isthmus.core.import_mapping.values import ImportMapping

__all__ = ["NamedFiles", "files_named"]


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The key of a submission, as its author gives it, and the names of its files, each once."""

    key: str
    names: tuple[str, ...]


def files_named(record: Record, mapping: ImportMapping) -> NamedFiles:
    """Return the files that a submission names, and the rows that belong to it."""
    key = next(filter(None, map(record.cell, mapping.table.key)), "")
    return NamedFiles(key, tuple(dict.fromkeys(_names(record, mapping))))


def _names(record: Record, mapping: ImportMapping) -> Iterator[str]:
    for column in mapping.table.media:
        if column in record.header.places and (cell := record.cell(column)):
            yield cell
    for rows in record.repeats.values():
        for each in rows:
            yield from _names(each, mapping)
